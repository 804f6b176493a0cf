"""Who is there at a moment of a sitting: stays from an hour to an hour, and the moments when something changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Stay:
    """A seat takes part from `starts` (None: from the opening) to `ends` (None: still there, or to the end). The last minute is out."""

    seat: str
    starts: time | None = None
    ends: time | None = None

    def holds(self, *, at: time | None) -> bool:
        """Is the seat there at that hour? Without an hour: is it there still?"""
        if at is None:
            return self.ends is None
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)


def moments_of(stays: Iterable[Stay]) -> tuple[time, ...]:
    """The hours when somebody came or left, each once, in order. The opening is none of them."""
    known = list(stays)
    hours = {stay.starts for stay in known} | {stay.ends for stay in known}
    return tuple(sorted(hour for hour in hours if hour is not None))
