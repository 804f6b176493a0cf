"""How many people at once: never more than the mode, or the room, allows, at any minute.

Moments are local and naive: the hour that the clock on the wall shows. A span ends at the minute when the next may begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maillage.core.safe_contact import Window

STEP = timedelta(minutes=15)


@dataclass(frozen=True)
class Span:
    """From a minute to another, excluded."""

    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError("a span lasts at least a minute")

    def covers(self, at: datetime) -> bool:
        """Is this moment inside?"""
        return self.starts <= at < self.ends

    def meets(self, other: Span) -> bool:
        """Do the two share a minute?"""
        return self.starts < other.ends and other.starts < self.ends


def span_of(starts: datetime, *, minutes: int) -> Span:
    """So many minutes from a moment on."""
    return Span(starts, starts + timedelta(minutes=minutes))


def present_at(spans: Iterable[Span], at: datetime) -> int:
    """How many at a moment."""
    return sum(1 for each in spans if each.covers(at))


def most_at_once(spans: Iterable[Span]) -> int:
    """The largest number at any minute. It is reached when somebody arrives: no other minute need be looked at."""
    known = list(spans)
    return max((present_at(known, each.starts) for each in known), default=0)


def has_room(span: Span, *, taken: Iterable[Span], capacity: int | None) -> bool:
    """May one more come then? Without a capacity, always."""
    return capacity is None or most_at_once([*(each for each in taken if each.meets(span)), span]) <= capacity


def too_many(spans: Sequence[Span], *, capacity: int | None) -> tuple[int, ...]:
    """The places of those who do not fit: each is let in in the order given, whoever was there first stays."""
    kept: list[Span] = []
    refused: list[int] = []
    for rank, each in enumerate(spans):
        if has_room(each, taken=kept, capacity=capacity):
            kept.append(each)
        else:
            refused.append(rank)
    return tuple(refused)


def starts_within(windows: Sequence[Window], *, minutes: int, day: date) -> Iterator[datetime]:
    """The moments of a day, by quarter of an hour, when one of so many minutes may begin and end inside a window."""
    for window in sorted(windows, key=lambda each: each.opens):
        if day.weekday() not in window.days or window.closes <= window.opens:
            continue
        at, closes = datetime.combine(day, window.opens), datetime.combine(day, window.closes)
        while at + timedelta(minutes=minutes) <= closes:
            yield at
            at += STEP
