"""The appeal period: a clear term of two months, never turned against her when the proof or the remedies are wanting."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.appeals import UNPROVED, appeal_period
from maillage.core.clock.calendar import Calendar
from maillage.core.law import Confidence, current_law

LAW, CALENDAR = current_law(), Calendar()


def period(notified, *, proved=True, stated=True, known_on=date(2026, 11, 23)):
    return appeal_period(notified=notified, proved=proved, stated=stated, law=LAW, calendar=CALENDAR, known_on=known_on)


@pytest.mark.parametrize(
    ("notified", "starts", "end"),
    [
        # A clear term: notified on the 10th, the 11th two months later is still in time.
        (date(2019, 9, 10), date(2019, 9, 11), date(2019, 11, 12)),  # 11 November is a holiday
        (date(2019, 3, 12), date(2019, 3, 13), date(2019, 5, 13)),
        (date(2018, 12, 31), date(2019, 1, 1), date(2019, 3, 1)),  # 28 February, and a day
        (date(2019, 4, 12), date(2019, 4, 13), date(2019, 6, 13)),
        (date(2019, 7, 14), date(2019, 7, 15), date(2019, 9, 16)),  # 15 September is a Sunday
    ],
)
def test_two_months_clear_then_the_first_open_day(notified, starts, end):
    found = period(notified)

    assert (found.starts, found.end.day) == (starts, end)


def test_it_says_every_step_with_its_sources():
    said = " ".join(str(line) for line in period(date(2019, 7, 14)).end.lines)

    assert [word for word in ("14 juillet 2019", "2 mois", "Délai franc", "dimanche", "16 septembre 2019") if word not in said] == []


def test_a_period_that_ended_in_the_crisis_is_postponed_once_the_text_is_known():
    before, after = (period(date(2020, 2, 20), known_on=day).end for day in (date(2020, 3, 25), date(2020, 3, 26)))

    assert (before.day, before.moved) == (date(2020, 4, 21), False)
    assert (after.day, after.moved, after.moved_from) == (date(2020, 8, 24), True, date(2020, 4, 21))


@pytest.mark.parametrize(("notified", "moved"), [(date(2020, 1, 10), False), (date(2020, 1, 11), True), (date(2020, 4, 23), False)])
def test_only_what_ends_inside_the_window_is_postponed(notified, moved):
    assert period(notified).end.moved is moved


def test_without_the_remedies_the_ordinary_delay_does_not_run():
    found = period(date(2018, 3, 12), stated=False)

    assert (found.end.day, found.enforceable) == (date(2019, 3, 13), False)


def test_without_a_proof_of_the_day_it_cannot_be_held_against_her():
    found = period(date(2019, 3, 12), proved=False)

    assert (found.enforceable, found.end.confidence) == (False, Confidence.UNCERTAIN)
    assert UNPROVED in [line.phrase for line in found.end.events]


def test_proved_and_stated_it_is_enforceable():
    assert period(date(2019, 3, 12)).enforceable


def test_what_the_two_months_rest_on_is_to_confirm():
    assert "À confirmer auprès de la préfecture." in [str(line) for line in period(date(2019, 3, 12)).end.conclusion]


def test_a_term_that_is_not_clear_ends_a_day_earlier():
    class NotClear:
        def value(self, key, *, on):
            found = LAW.value(key, on=on)
            return replace(found, value=False) if key == "appeal.clear_term" else found

    found = appeal_period(
        notified=date(2019, 3, 13), proved=True, stated=True, law=NotClear(), calendar=CALENDAR, known_on=date(2026, 11, 23)
    )

    assert found.end.day == date(2019, 5, 13)


def test_days_left_are_zero_on_the_last_day():
    found = period(date(2019, 3, 12))

    assert found.days_left(today=date(2019, 5, 13)) == 0


@given(notified=st.dates(date(2016, 10, 31), date(2030, 1, 1)), proved=st.booleans(), stated=st.booleans())
def test_it_ends_on_an_open_day_two_clear_months_later_at_least(notified, proved, stated):
    found = period(notified, proved=proved, stated=stated)

    assert CALENDAR.is_open_day(found.end.day)
    assert (found.end.day - notified).days >= 60
