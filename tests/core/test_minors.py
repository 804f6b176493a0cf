"""A minor is a minor until the morning of her eighteenth birthday, and what protects her is kept for its own time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.law import current_law
from maillage.core.minors import is_minor, keep_until, majority_on

LAW = current_law()
MAY_2020 = date(2020, 5, 19)


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(2002, 5, 19), date(2020, 5, 19)),
        (date(2002, 12, 31), date(2020, 12, 31)),
        (date(2004, 2, 29), date(2022, 3, 1)),
        (date(2000, 2, 29), date(2018, 3, 1)),
    ],
)
def test_she_comes_of_age_on_her_eighteenth_birthday(born, day):
    assert majority_on(born, law=LAW, on=MAY_2020) == day


@given(born=st.dates(date(1990, 1, 1), date(2015, 12, 31)))
def test_the_day_before_she_is_a_minor_and_on_the_day_no_longer(born):
    day = majority_on(born, law=LAW, on=MAY_2020)

    assert is_minor(born, law=LAW, on=max(day - timedelta(days=1), date(2016, 10, 31))) is (day > date(2016, 10, 31))
    assert not is_minor(born, law=LAW, on=max(day, date(2016, 10, 31)))


@pytest.mark.parametrize(
    ("ended_on", "majority", "kept"),
    [
        (date(2020, 3, 2), None, date(2022, 12, 31)),
        (date(2020, 3, 2), date(2021, 7, 14), date(2023, 12, 31)),
        (date(2020, 3, 2), date(2019, 7, 14), date(2022, 12, 31)),
    ],
)
def test_her_protection_is_kept_after_its_end_and_after_her_majority(ended_on, majority, kept):
    assert keep_until(ended_on=ended_on, majority=majority, law=LAW) == kept


@given(ended_on=st.dates(date(2017, 1, 1), date(2030, 1, 1)), majority=st.dates(date(2017, 1, 1), date(2040, 1, 1)))
def test_the_day_kept_in_clear_tells_a_year_and_no_birthday(ended_on, majority):
    kept = keep_until(ended_on=ended_on, majority=majority, law=LAW)

    assert (kept.month, kept.day) == (12, 31)
    assert kept >= max(ended_on, majority)
