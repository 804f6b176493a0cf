"""How a mandate and a vacancy stand, in words."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.core.deliberation.mandates import MandateState, mandate_end, vacancy
from maillage.core.law import current_law

LAW = current_law()
TODAY = date(2020, 5, 19)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (None, MandateState.UNKNOWN),
        (date(2020, 5, 18), MandateState.OVER),
        (date(2020, 5, 19), MandateState.ENDING),
        (date(2020, 8, 19), MandateState.ENDING),
        (date(2020, 8, 20), MandateState.RUNNING),
    ],
)
def test_a_mandate_alerts_three_months_before_its_last_day(until, state):
    assert mandate_end(until=until, today=TODAY, law=LAW).state is state


@pytest.mark.parametrize(
    ("until", "alerts"), [(date(2020, 5, 1), True), (date(2020, 6, 1), True), (date(2021, 6, 1), False), (None, False)]
)
def test_only_what_asks_for_an_act_alerts(until, alerts):
    assert mandate_end(until=until, today=TODAY, law=LAW).alerts is alerts


def test_a_mandate_that_ended_in_the_emergency_may_be_prolonged_and_nothing_is_concluded():
    found = mandate_end(until=date(2020, 4, 30), today=TODAY, law=LAW)

    assert "a pu être prolongé" in str(found.phrase)
    assert len(found.because) == 2


def test_a_mandate_that_ended_before_it_is_plainly_over():
    assert "un nouvel arrêté" in str(mandate_end(until=date(2020, 1, 31), today=TODAY, law=LAW).phrase)


def test_whoever_replaces_is_named_for_what_remains():
    found = vacancy(since=date(2020, 3, 1), mandate_until=date(2021, 9, 3), law=LAW, today=TODAY)

    assert "pour le reste du mandat" in str(found.phrase)
    assert "R. 133-4" in found.because[0].title


@pytest.mark.parametrize("until", [None, date(2020, 5, 18)])
def test_a_vacant_seat_still_counts(until):
    assert "compte quand même" in str(vacancy(since=date(2020, 3, 1), mandate_until=until, law=LAW, today=TODAY).phrase)
