"""A counted series is cut on the days on which the work outside changed, and on no other."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.accompaniment.outreach import selectors
from tests.accompaniment.openings.making import add_activity, decide
from tests.accompaniment.outreach.making import walk
from tests.cast import TODAY, CastClient, actor_of

MARCH_17, MAY_11 = date(2020, 3, 17), date(2020, 5, 11)


def breaks(association: Any) -> list[tuple[date, str]]:
    return [(each.day, each.words) for each in selectors.breaks_of([association.pk], today=TODAY)]


def test_each_change_of_mode_is_a_break_and_the_first_is_none(hugo: Any, association_a: Any) -> None:
    rounds = add_activity(hugo, association_a, kind="rounds")

    decide(hugo, rounds, kind="closed", starts_on=MARCH_17)
    decide(hugo, rounds, kind="open", starts_on=MAY_11, why="easing")

    assert [day for day, _words in breaks(association_a)] == [MARCH_17, MAY_11]


def test_the_end_of_a_mode_is_a_break_too(hugo: Any, association_a: Any) -> None:
    rounds = add_activity(hugo, association_a, kind="rounds")

    decide(hugo, rounds, kind="closed", starts_on=MARCH_17, ends_on=date(2020, 5, 10))

    assert [day for day, _words in breaks(association_a)] == [MARCH_17, MAY_11]


def test_what_happens_indoors_or_later_cuts_nothing(hugo: Any, association_a: Any) -> None:
    decide(hugo, add_activity(hugo, association_a, kind="day_centre"), kind="closed", starts_on=MARCH_17)
    decide(hugo, add_activity(hugo, association_a, kind="rounds"), kind="closed", starts_on=date(2020, 6, 1))

    assert breaks(association_a) == []


def test_the_list_of_rounds_draws_what_was_met_cut_at_the_change(client: CastClient, alice: Any, hugo: Any, association_a: Any) -> None:
    decide(hugo, add_activity(hugo, association_a, kind="rounds"), kind="closed", starts_on=MARCH_17)
    for day in (date(2020, 3, 3), date(2020, 3, 10), date(2020, 5, 13)):
        walk(alice, association_a, day=day)

    page = client.as_(alice).get("/terrain/maraudes/").content.decode()

    assert page.count("mg-p-run") == 1
    assert "le travail change" in page


def test_one_night_makes_no_series(alice: Any, association_a: Any) -> None:
    walk(alice, association_a)

    assert selectors.met_series(selectors.rounds_visible_to(actor_of(alice), today=TODAY), breaks=[]) is None
