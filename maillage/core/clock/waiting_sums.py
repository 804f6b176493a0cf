"""Waits added up over many applications: days by cause that add up to the day, a median that says how many it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from maillage.core.clock.waiting import Cause, WaitingCut
from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

K = TypeVar("K")

FEW = 5
"""Below so many finished waits a median says little: it is not given, and the waits are shown one by one."""


@dataclass(frozen=True)
class WaitingShare(Generic[K]):
    """The days of one cause, and the applications that lived them, the longest first."""

    cause: Cause
    days: int
    rows: tuple[tuple[K, int], ...]


@dataclass(frozen=True)
class WaitingSum(Generic[K]):
    """Days of waiting inside a period, both bounds included. `finished` counts waits that ended inside it, `running` those that go on."""

    first: date
    last: date
    total: int
    shares: tuple[WaitingShare[K], ...]
    finished: int
    running: int
    median: int | None

    @property
    def sentence(self) -> Phrase:
        """The median and what it rests on, in honest words."""
        if not self.finished:
            return phrase("Aucune attente ne s’est terminée dans la période : il n’y a pas encore de durée à donner.")
        if self.median is None:
            return phrase(
                "Attentes terminées dans la période : {count}. Trop peu pour une médiane : regardez-les une à une.", count=self.finished
            )
        return phrase(
            "La moitié des attentes terminées dans la période ont duré {days} ou moins ({count} attentes). "
            "Les attentes en cours n’y sont pas.",
            days=day_count(self.median),
            count=self.finished,
        )

    def share_of(self, cause: Cause) -> WaitingShare[K] | None:
        """What one cause weighs; None when it took no day."""
        return next((each for each in self.shares if each.cause is cause), None)


def add_up(cuts: Mapping[K, WaitingCut], *, first: date, last: date) -> WaitingSum[K]:
    """Add up the days of many waits that fall between two days, both included.

    Each day of each wait counts once, under its one cause: the shares add up to the total, and the totals of periods that follow
    each other add up to that of the whole. A wait ends on the day she knows, which is not a day of waiting.
    Raises ValueError when the period ends before it starts.
    """
    if last < first:
        raise ValueError(f"the period cannot end ({last}) before it starts ({first})")
    days: dict[Cause, dict[K, int]] = defaultdict(lambda: defaultdict(int))
    for key, cut in cuts.items():
        for segment in cut.segments:
            inside = _inside(segment.starts, segment.ends, first=first, last=last)
            if inside:
                days[segment.cause][key] += inside
    shares = tuple(_share(cause, days[cause]) for cause in Cause if cause in days)
    finished = sorted(cut.total for cut in cuts.values() if not cut.running and first <= cut.ends <= last)
    return WaitingSum(
        first=first,
        last=last,
        total=sum(share.days for share in shares),
        shares=shares,
        finished=len(finished),
        running=sum(1 for cut in cuts.values() if cut.running and cut.starts <= last),
        median=_median(finished) if len(finished) >= FEW else None,
    )


def _inside(starts: date, ends: date, *, first: date, last: date) -> int:
    """Days from `starts` (included) to `ends` (excluded) that fall between `first` and `last`, both included."""
    return max(0, min(ends.toordinal(), last.toordinal() + 1) - max(starts.toordinal(), first.toordinal()))


def _share(cause: Cause, rows: Mapping[K, int]) -> WaitingShare[K]:
    ordered = sorted(rows.items(), key=lambda row: (-row[1], str(row[0])))
    return WaitingShare(cause=cause, days=sum(rows.values()), rows=tuple(ordered))


def _median(ordered: list[int]) -> int:
    """The lower median: a length that was lived, and the days that half of the waits did not pass."""
    return ordered[(len(ordered) - 1) // 2]
