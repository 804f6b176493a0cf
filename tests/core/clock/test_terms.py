"""Months and terms: clamped at the end of the month, counted from the origin."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.core.clock.terms import add_days, add_months, days_between, months_between, term_end

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
MONTHS = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 3, 12), 6, date(2020, 9, 12)),
        (date(2020, 7, 31), 6, date(2021, 1, 31)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2020, 12, 31), 0, date(2020, 12, 31)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2020, 1, 15), -1, date(2019, 12, 15)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
    ],
)
def test_months_keep_the_day_or_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(ValueError, match="10000"):
        add_months(date(9999, 12, 31), 1)


def test_months_before_the_calendar_are_refused():
    with pytest.raises(ValueError, match="year 0"):
        add_months(date(1, 1, 31), -1)


def test_four_terms_of_six_months_from_31_august_end_on_31_august():
    assert term_end(origin=date(2026, 8, 31), months_each=6, number=4) == date(2028, 8, 31)


def test_chaining_the_same_terms_would_lose_three_days():
    day = date(2026, 8, 31)
    for _ in range(4):
        day = add_months(day, 6)

    assert day == date(2028, 8, 28)


def test_no_term_ends_at_the_origin():
    assert term_end(origin=date(2026, 8, 31), months_each=6, number=0) == date(2026, 8, 31)


@pytest.mark.parametrize(("months_each", "number"), [(0, 1), (-6, 1), (6, -1)])
def test_an_impossible_term_is_refused(months_each, number):
    with pytest.raises(ValueError, match="term"):
        term_end(origin=date(2026, 8, 31), months_each=months_each, number=number)


@given(origin=DAYS, months_each=st.integers(1, 24), number=st.integers(0, 12))
def test_chained_terms_never_end_after_terms_from_the_origin(origin, months_each, number):
    chained = origin
    for _ in range(number):
        chained = add_months(chained, months_each)

    assert chained <= term_end(origin=origin, months_each=months_each, number=number)


@given(day=DAYS, months=MONTHS)
def test_adding_months_keeps_the_day_except_at_the_end_of_a_month(day, months):
    later = add_months(day, months)

    assert later.day == day.day or (later.day < day.day and add_days(later, 1).day == 1)


@given(first=DAYS, second=DAYS, months=MONTHS)
def test_adding_months_keeps_the_order_of_days(first, second, months):
    assume(first <= second)

    assert add_months(first, months) <= add_months(second, months)


@given(start=DAYS, end=DAYS)
def test_months_between_is_the_most_that_can_be_added(start, end):
    months = months_between(start, end)

    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(start=DAYS, months=MONTHS)
def test_months_between_finds_the_months_added(start, months):
    assert months_between(start, add_months(start, months)) == months


@given(start=DAYS, days=st.integers(-40_000, 40_000))
def test_days_between_finds_the_days_added(start, days):
    assert days_between(start, add_days(start, days)) == days
