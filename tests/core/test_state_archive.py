"""Until when the State keeps the record of a session."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.core.law import current_law
from maillage.core.state_archive import kept_until

CLOSED = date(2018, 6, 14)
SCHEDULE = date(2023, 6, 14)


@pytest.mark.parametrize(
    ("awaited", "appeals", "until"),
    [
        (0, (), SCHEDULE),
        (0, (date(2018, 9, 30),), SCHEDULE),
        (0, (date(2018, 9, 30), date(2024, 2, 1)), date(2024, 2, 1)),
        (1, (date(2018, 9, 30),), None),
    ],
    ids=["nothing decided", "a short appeal", "a long appeal", "a decision not notified"],
)
def test_the_record_outlives_the_schedule_and_every_appeal(awaited: int, appeals: tuple[date, ...], until: date | None) -> None:
    kept = kept_until(closed_on=CLOSED, awaited=awaited, appeal_ends=appeals, law=current_law())

    assert kept.until == until


def test_nothing_may_be_asked_on_the_last_day_nor_without_a_day() -> None:
    known = kept_until(closed_on=CLOSED, awaited=0, appeal_ends=(), law=current_law())
    unknown = kept_until(closed_on=CLOSED, awaited=2, appeal_ends=(), law=current_law())

    assert [known.is_over(today=SCHEDULE), known.is_over(today=date(2023, 6, 15)), unknown.is_over(today=date(2030, 1, 1))] == [
        False,
        True,
        False,
    ]


def test_each_reason_is_said_with_the_visa_at_the_end() -> None:
    said = [str(each) for each in kept_until(closed_on=CLOSED, awaited=1, appeal_ends=[date(2018, 9, 30)], law=current_law()).because]

    assert ["60 mois" in said[0], "30 septembre 2018" in said[1], "ne court pas encore : 1" in said[2], "visa" in said[3]] == [True] * 4
