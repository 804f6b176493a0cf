"""Sessions that put an application off: how many times, since when, and whether anybody knows until when.

No text read caps deferrals: these are alerts of the house, never a bar. The study of spring 2020 tells why: four applications put off
twice, the next date unknown, and the people "made to wait and be patient".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

REPEATED_FROM = 2
"""From the second deferral on, somebody is told. Not a rule of law."""


@dataclass(frozen=True)
class Deferral:
    """An examination put off on a day; `next_on` is the date announced, or None when nobody knew."""

    on: date
    next_on: date | None = None

    def __post_init__(self) -> None:
        if self.next_on is not None and self.next_on <= self.on:
            raise ValueError(f"the next date ({self.next_on}) follows the deferral ({self.on})")


@dataclass(frozen=True)
class DeferralAlert:
    """What the deferrals of one person come to on a day."""

    count: int
    first_on: date
    days: int
    unknown_since: date | None
    lapsed_on: date | None

    @property
    def repeated(self) -> bool:
        """Put off again: an alert for both sides."""
        return self.count >= REPEATED_FROM

    @property
    def undated(self) -> bool:
        """Nobody knows the next date: it was never said, or the one announced went by."""
        return self.unknown_since is not None or self.lapsed_on is not None

    @property
    def sentence(self) -> Phrase:
        """The alert in one sentence."""
        words = {"count": self.count, "first": self.first_on, "days": day_count(self.days)}
        if self.unknown_since is not None:
            return phrase("Reports : {count}, depuis le {first}, soit {days}. Prochaine date non connue.", **words)
        if self.lapsed_on is not None:
            return phrase("Reports : {count}, depuis le {first}, soit {days}. La date annoncée est passée.", **words)
        return phrase("Reports : {count}, depuis le {first}, soit {days}.", **words)


def deferral_alert(deferrals: Iterable[Deferral], *, today: date) -> DeferralAlert | None:
    """What the deferrals of one person, still waiting, come to; None when there was none. The order given does not matter.

    The latest one says whether a date is known; a date announced that went by without a session is known no longer.
    """
    ordered = sorted(deferrals, key=lambda each: (each.on, each.next_on or date.max))
    if not ordered:
        return None
    first, last = ordered[0], ordered[-1]
    lapsed = last.next_on is not None and last.next_on < today
    return DeferralAlert(
        count=len(ordered),
        first_on=first.on,
        days=(max(today, first.on) - first.on).days,
        unknown_since=last.on if last.next_on is None else None,
        lapsed_on=last.next_on if lapsed else None,
    )
