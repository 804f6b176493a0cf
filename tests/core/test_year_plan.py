"""The year of a commission: the law's minimum by year, and who would wait how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.calendar import Calendar
from maillage.core.law import Confidence, current_law
from maillage.core.year_plan import Filed, TermEnd, longest_gap, renewals, scenario, spread, who_waits, year_count

LAW = current_law()
TODAY = date(2020, 5, 19)
JUNE, SEPTEMBER, DECEMBER = date(2020, 6, 18), date(2020, 9, 17), date(2020, 12, 3)


@pytest.mark.parametrize(("year", "minimum"), [(2017, 1), (2020, 1), (2025, 1), (2026, 2)])
def test_the_minimum_is_that_of_the_year(year, minimum):
    assert year_count(year=year, held=(), planned=(), law=LAW).minimum == minimum


@pytest.mark.parametrize(
    ("held", "planned", "missing", "words"),
    [
        ((date(2026, 2, 3), date(2026, 5, 5)), (), 0, "est atteint"),
        ((date(2026, 2, 3),), (date(2026, 9, 8),), 0, "sera atteint si"),
        ((date(2026, 2, 3),), (date(2027, 1, 5),), 1, "il en manque 1"),
        ((), (), 2, "il en manque 2"),
    ],
)
def test_what_is_missing_is_said(held, planned, missing, words):
    count = year_count(year=2026, held=held, planned=planned, law=LAW)

    assert count.missing == missing
    assert words in str(count.phrase)


def test_the_minimum_of_2026_is_not_sure_and_says_so():
    assert year_count(year=2026, held=(), planned=(), law=LAW).confidence is Confidence.UNCERTAIN


def test_each_application_goes_to_the_first_session_that_it_catches():
    (wait,) = who_waits(filed=[Filed("a", date(2020, 4, 1))], sessions=[SEPTEMBER, JUNE], filing_days=15, today=TODAY)

    assert (wait.session_on, wait.days) == (JUNE, 78)


def test_a_session_whose_day_to_file_is_over_takes_nobody():
    (wait,) = who_waits(filed=[Filed("a", date(2020, 4, 1))], sessions=[date(2020, 5, 28), JUNE], filing_days=15, today=TODAY)

    assert wait.session_on == JUNE


def test_on_its_last_day_to_file_a_session_is_still_open():
    (wait,) = who_waits(filed=[Filed("a", TODAY)], sessions=[TODAY + timedelta(days=15)], filing_days=15, today=TODAY)

    assert wait.days == 15


def test_without_any_session_nothing_is_concluded():
    (wait,) = who_waits(filed=[Filed("a", date(2020, 4, 1))], sessions=[], filing_days=15, today=TODAY)

    assert (wait.session_on, wait.days) == (None, None)


def test_the_oldest_goes_first_when_there_is_little_room():
    filed = [Filed("new", date(2020, 5, 1)), Filed("old", date(2020, 1, 1)), Filed("fixed", date(2020, 5, 2), fixed_on=JUNE)]

    waits = {each.filed.key: each.session_on for each in who_waits(
        filed=filed, sessions=[JUNE, SEPTEMBER], filing_days=15, today=TODAY, room=2
    )}  # fmt: skip

    assert waits == {"old": JUNE, "fixed": JUNE, "new": SEPTEMBER}


@given(
    filed=st.lists(st.dates(date(2019, 1, 1), TODAY), max_size=30),
    sessions=st.sets(st.dates(TODAY, date(2021, 5, 1)), max_size=8),
    room=st.integers(1, 5) | st.none(),
)
def test_nobody_overtakes_and_no_session_takes_more_than_its_room(filed, sessions, room):
    rows = [Filed(f"{place:02}", since) for place, since in enumerate(filed)]

    waits = who_waits(filed=rows, sessions=sessions, filing_days=15, today=TODAY, room=room)

    days = [each.session_on or date.max for each in waits]
    assert days == sorted(days)
    assert room is None or all(days.count(day) <= room for day in sessions)
    assert len(waits) == len(filed)


def test_a_renewal_goes_to_the_last_session_before_its_term():
    (found,) = renewals(terms=[TermEnd("t", date(2020, 10, 1))], sessions=[JUNE, SEPTEMBER, DECEMBER], filing_days=15, today=TODAY)

    assert (found.session_on, found.file_by, found.in_time, found.gap_days) == (SEPTEMBER, date(2020, 9, 2), True, None)


def test_a_term_that_ends_before_any_session_shows_the_days_until_the_next():
    (found,) = renewals(terms=[TermEnd("t", date(2020, 6, 1))], sessions=[JUNE], filing_days=15, today=TODAY)

    assert (found.in_time, found.next_on, found.gap_days) == (False, JUNE, 17)


def test_a_term_without_any_session_after_it_has_no_known_gap():
    (found,) = renewals(terms=[TermEnd("t", date(2020, 6, 1))], sessions=[], filing_days=15, today=TODAY)

    assert (found.in_time, found.next_on, found.gap_days) == (False, None, None)


def test_sessions_are_spread_evenly_on_open_days():
    days = spread(first=date(2020, 1, 1), last=date(2020, 12, 31), count=2, calendar=Calendar())

    assert days == (date(2020, 4, 1), date(2020, 9, 30))


@given(count=st.integers(0, 12))
def test_spread_days_are_open_and_inside(count):
    calendar = Calendar()

    days = spread(first=date(2020, 1, 1), last=date(2020, 12, 20), count=count, calendar=calendar)

    assert len(days) == count
    assert all(calendar.is_open_day(day) for day in days)


def test_a_negative_number_of_sessions_is_refused():
    with pytest.raises(ValueError, match="negative"):
        spread(first=TODAY, last=DECEMBER, count=-1, calendar=Calendar())


def test_a_scenario_adds_up_what_it_would_give():
    filed = [Filed("a", date(2020, 4, 1)), Filed("b", date(2020, 5, 1)), Filed("c", date(2020, 5, 2))]
    terms = [TermEnd("t", date(2020, 6, 1)), TermEnd("u", date(2020, 12, 31))]

    found = scenario(days=[DECEMBER, JUNE], count=4, filed=filed, terms=terms, filing_days=15, today=TODAY, room=1)

    assert (found.days, found.longest, found.median, found.without) == ((JUNE, DECEMBER), 216, 78, 1)
    assert (found.newcomer_longest, found.terms_missed) == (106, 1)


def test_a_scenario_in_which_nobody_waits_has_no_longest_wait():
    found = scenario(days=[JUNE], count=1, filed=[], terms=[], filing_days=15, today=TODAY)

    assert (found.longest, found.median, found.without, found.newcomer_longest) == (None, None, 0, 380)


@given(count=st.integers(1, 12), filing_days=st.integers(0, 60), late=st.integers(0, 364))
def test_at_a_regular_rhythm_no_newcomer_waits_longer_than_the_scenario_says(count, filing_days, late):
    rhythm = [date(2021, 1, 1) + timedelta(days=place * 365 // count) for place in range(3 * count)]
    filed_on = date(2021, 1, 1) + timedelta(days=late)

    (wait,) = who_waits(filed=[Filed("n", filed_on)], sessions=rhythm, filing_days=filing_days, today=filed_on)

    longest = scenario(days=rhythm, count=count, filed=[], terms=[], filing_days=filing_days, today=filed_on).newcomer_longest
    assert wait.days is not None
    assert wait.days <= longest


def test_the_longest_gap_is_between_two_sessions_that_follow_each_other():
    assert longest_gap([DECEMBER, JUNE, SEPTEMBER]) == (JUNE, SEPTEMBER)


def test_one_session_has_no_gap():
    assert longest_gap([JUNE]) is None
