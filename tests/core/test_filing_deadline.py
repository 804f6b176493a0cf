"""By which day to file, and which session is still caught."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.filing import filing_deadline, next_filing
from maillage.core.law import current_law

TODAY = date(2020, 5, 19)
LAW = current_law()


@pytest.mark.parametrize(
    ("sessions", "filing_days", "expected"),
    [
        ([], 15, None),
        ([date(2020, 5, 18)], 15, None),
        ([date(2020, 5, 29)], 15, None),
        ([date(2020, 6, 3)], 15, (date(2020, 6, 3), date(2020, 5, 19), 0, None)),
        ([date(2020, 6, 18)], 15, (date(2020, 6, 18), date(2020, 6, 3), 15, None)),
        ([date(2020, 6, 18)], None, (date(2020, 6, 18), date(2020, 6, 3), 15, None)),
        ([date(2020, 9, 1), date(2020, 5, 29)], 15, (date(2020, 9, 1), date(2020, 8, 17), 90, date(2020, 5, 29))),
        ([date(2020, 5, 29)], 0, (date(2020, 5, 29), date(2020, 5, 29), 10, None)),
    ],
)
def test_the_session_that_can_still_be_caught(sessions, filing_days, expected) -> None:
    found = next_filing(sessions, today=TODAY, law=LAW, filing_days=filing_days)

    assert (found and (found.session_on, found.last_on, found.days_left, found.missed)) == expected


def test_the_deadline_names_its_source() -> None:
    found = next_filing([date(2020, 6, 18)], today=TODAY, law=LAW)

    assert found is not None
    assert found.because == (LAW.value("notice.margin_days", on=date(2020, 6, 18)).source,)


@given(ahead=st.lists(st.integers(0, 400), max_size=6), days=st.integers(0, 60))
def test_whatever_is_planned_the_session_shown_is_the_first_whose_last_day_is_not_over(ahead: list[int], days: int) -> None:
    sessions = [TODAY + timedelta(days=each) for each in ahead]

    found = next_filing(sessions, today=TODAY, law=LAW, filing_days=days)

    caught = sorted(each for each in sessions if filing_deadline(session_on=each, filing_days=days) >= TODAY)
    assert (found.session_on if found else None) == (caught[0] if caught else None)
