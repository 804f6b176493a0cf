"""A month at a glance: each day against the mode in force."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.openings.modes import Exceptional, Mode, ModeKind
from maillage.core.openings.month import Cell, Mark, days_of_month, weeks_of_month
from maillage.core.openings.standing import Need, Standing
from maillage.core.safe_contact import Window

DAY = date(2020, 4, 21)
SLOWED = Mode(kind=ModeKind.SLOWED, starts_on=DAY, capacity=3)
PHONE = Mode(kind=ModeKind.PHONE, starts_on=DAY)


def cell(mode: Mode | None, **more: int) -> Cell:
    return Cell(day=DAY, standing=Standing(mode=mode, kind=mode.kind if mode else None), **more)


@pytest.mark.parametrize(
    ("found", "mark"),
    [
        (cell(SLOWED, at_once=3, total=9), None),
        (cell(SLOWED, at_once=4, total=4), Mark.OVER),
        (cell(PHONE, at_once=1, total=1), Mark.THOUGH_CLOSED),
        (cell(PHONE, met=1), Mark.THOUGH_CLOSED),
        (cell(PHONE), None),
        (cell(None, at_once=2, total=2), None),
        (cell(Mode(kind=ModeKind.PHONE, starts_on=DAY, exceptions=frozenset({Exceptional.EMERGENCY})), at_once=1, total=1), None),
        (Cell(day=DAY, standing=Standing(mode=SLOWED, kind=ModeKind.CLOSED, stopped_by=Need.STAFF)), Mark.STOPPED),
    ],
    ids=["as allowed", "one too many", "by phone", "by phone, met", "nobody", "not noted", "an emergency", "stopped"],
)
def test_a_day_is_marked_when_it_deserves_a_look(found: Cell, mark: Mark | None) -> None:
    assert found.mark is mark


def test_each_mark_has_its_words() -> None:
    assert all(str(mark.label) for mark in Mark)


@given(first=st.dates(min_value=date(2017, 1, 1), max_value=date(2030, 12, 31)))
def test_the_weeks_of_a_month_hold_each_of_its_days_once_on_its_weekday(first: date) -> None:
    weeks = weeks_of_month(first)

    found = [(day, rank) for week in weeks for rank, day in enumerate(week) if day is not None]
    assert [day for day, _rank in found] == list(days_of_month(first))
    assert all(day.weekday() == rank for day, rank in found)


def test_a_day_when_an_appointment_cannot_be_held_is_coloured_as_closed() -> None:
    tuesdays = Mode(kind=ModeKind.APPOINTMENT, starts_on=DAY, windows=(Window(frozenset({1}), time(14), time(17)),))
    wednesday = Cell(day=date(2020, 4, 22), standing=Standing(mode=tuesdays, kind=tuesdays.kind))

    assert [each.shade for each in (cell(tuesdays), wednesday, cell(PHONE), cell(None))] == ["appointment", "closed", "phone", "none"]
