"""Time replayed: dated events, run in order, each of which may plan later ones."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

Event = Callable[[date], None]


@dataclass
class Chronicle:
    """A queue of events. Two events of one day run in the order in which they were planned."""

    until: date
    say: Callable[[str], object] = lambda words: None
    _queue: list[tuple[date, int, Event]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)
    done: int = 0

    def at(self, day: date, event: Event) -> None:
        """Plan an event; one after the end is forgotten, one on a Sunday waits for Monday."""
        if day.isoweekday() == 7:
            day += timedelta(days=1)
        if day <= self.until:
            heapq.heappush(self._queue, (day, next(self._order), event))

    def run(self) -> None:
        """Play everything to the end, saying each year that begins."""
        year = 0
        while self._queue:
            day, _, event = heapq.heappop(self._queue)
            if day.year != year:
                year = day.year
                self.say(f"  {year} …")
            event(day)
            self.done += 1
