"""When an appointment may be held instead: the next moment that the mode of its day allows, and when there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from maillage.core.openings.capacity import Span, has_room, span_of, starts_within
from maillage.core.openings.modes import MeetingWay, Mode, mode_on

WORKING_DAYS = frozenset(range(5))
DAYS = 28


def next_start(
    *, modes: Sequence[Mode], way: MeetingWay, minutes: int, hour: time, after: datetime, taken: Sequence[Span], hers: Sequence[Span]
) -> datetime | None:
    """The first moment after another when she may be met this way; None within four weeks. Where a mode says no hours, the same hour.

    `taken` counts against the capacity of the mode; `hers` are her other appointments, which it never meets.
    """
    for number in range(DAYS):
        day = after.date() + timedelta(days=number)
        mode = mode_on(modes, day)
        if mode is None or not mode.allows(way):
            continue
        for at in _starts(mode, day=day, minutes=minutes, hour=hour):
            span = span_of(at, minutes=minutes)
            free = not any(span.meets(each) for each in hers)
            if at > after and free and (way is not MeetingWay.IN_PERSON or has_room(span, taken=taken, capacity=mode.capacity)):
                return at
    return None


def _starts(mode: Mode, *, day: date, minutes: int, hour: time) -> Sequence[datetime]:
    if mode.windows:
        return tuple(starts_within(mode.windows, minutes=minutes, day=day))
    return (datetime.combine(day, hour),) if day.weekday() in WORKING_DAYS else ()
