"""A month at a glance: each day of an activity, how many came, against the mode in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maillage.core.openings.modes import MeetingWay, ModeKind
from maillage.core.openings.standing import Standing
from maillage.core.phrase import Phrase, phrase


class Mark(StrEnum):
    """What deserves a look."""

    OVER = "over"
    THOUGH_CLOSED = "though_closed"
    STOPPED = "stopped"

    @property
    def label(self) -> Phrase:
        """In words."""
        return _MARKS[self]


_MARKS = {
    Mark.OVER: phrase("plus de monde que permis"),
    Mark.THOUGH_CLOSED: phrase("du monde, porte fermée"),
    Mark.STOPPED: phrase("arrêté"),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One day of one activity. `at_once` and `total` are what was noted at the door; `met` the appointments honoured inside."""

    day: date
    standing: Standing
    at_once: int | None = None
    total: int | None = None
    met: int = 0
    booked: int = 0

    @property
    def is_open(self) -> bool:
        """Could somebody come that day?"""
        mode = self.standing.mode
        return mode is not None and self.standing.kind is not ModeKind.CLOSED and mode.opens_on(self.day)

    @property
    def shade(self) -> str:
        """How the day is coloured: by what holds, a day when the door of an appointment stays shut as a closed one."""
        if self.standing.kind is None:
            return "none"
        return self.standing.kind.value if self.is_open or self.standing.kind is ModeKind.PHONE else ModeKind.CLOSED.value

    @property
    def most(self) -> int:
        """How many at once, as far as is known."""
        return max(self.at_once or 0, 1 if self.met else 0)

    @property
    def mark(self) -> Mark | None:
        """What deserves a look, the gravest first."""
        mode = self.standing.mode
        if mode is not None and mode.capacity is not None and self.is_open and self.most > mode.capacity:
            return Mark.OVER
        if self.most and not self.is_open and mode is not None and not (mode.exceptions and not mode.allows(MeetingWay.IN_PERSON)):
            return Mark.THOUGH_CLOSED
        return Mark.STOPPED if self.standing.stopped_by is not None else None


def days_of_month(first: date) -> Iterator[date]:
    """Every day of the month of a day."""
    day = first.replace(day=1)
    while day.month == first.month:
        yield day
        day += timedelta(days=1)


def weeks_of_month(first: date) -> list[list[date | None]]:
    """The days of a month by weeks, Monday first; None where the week belongs to another month."""
    days = list(days_of_month(first))
    padded: list[date | None] = [*[None] * days[0].weekday(), *days]
    padded += [None] * (-len(padded) % 7)
    return [padded[start : start + 7] for start in range(0, len(padded), 7)]
