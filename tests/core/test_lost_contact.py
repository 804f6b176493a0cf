"""A contact that was lost: four steps, and what her rule forbids is never proposed."""

from __future__ import annotations

from datetime import date

from maillage.core.lost_contact import NO_SANCTION, Step, proposed, steps_of
from maillage.core.phrase import phrase

NO = phrase("Jamais en allant la voir.")


def test_the_quietest_step_is_proposed_first() -> None:
    assert proposed(steps_of((), partner_refused=None, visit_refused=None)) is Step.COLLEAGUE


def test_a_step_done_twice_shows_its_last_day() -> None:
    steps = steps_of(((Step.COLLEAGUE, date(2020, 4, 2)), (Step.COLLEAGUE, date(2020, 4, 1))), partner_refused=None, visit_refused=None)

    assert (steps[0].done_on, proposed(steps)) == (date(2020, 4, 2), Step.OTHER_CHANNEL)


def test_what_her_rule_forbids_is_said_and_not_proposed() -> None:
    done = tuple((step, date(2020, 4, 1)) for step in (Step.COLLEAGUE, Step.OTHER_CHANNEL))

    steps = steps_of(done, partner_refused=NO, visit_refused=NO)

    assert ([each.refused for each in steps], proposed(steps)) == ([None, None, NO, NO], None)


def test_the_words_say_that_nothing_else_changes() -> None:
    assert "jamais" in str(NO_SANCTION)
    assert all(str(step.label) for step in Step)
