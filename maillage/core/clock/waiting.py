"""Waiting cut by cause: each day between a wish and its decision belongs to exactly one cause.

Days are half-open everywhere: a wait from the 1st to the 4th is three days (1, 2, 3), and a fact that ends on the 4th no longer
holds on the 4th (the piece is there). So `ends - starts` is a number of days, and neighbours share a date without sharing a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase


class Cause(StrEnum):
    """Why a day was spent waiting, in order of precedence: when several hold, the first one wins."""

    HER_CHOICE = "her_choice"
    LOST_CONTACT = "lost_contact"
    """Nobody can reach her: neither her choice, nor anybody's delay."""
    PIECE = "piece"
    CAPACITY = "capacity"
    PROTECTED_TIME = "protected_time"
    SERVICE_SLOWED = "service_slowed"
    NO_SESSION = "no_session"
    CANCELLED = "cancelled"
    MODE_UNSUITABLE = "mode_unsuitable"
    NOT_REACHED = "not_reached"
    ADJOURNED = "adjourned"
    DECISION_AWAITED = "decision_awaited"
    NOTIFICATION_AWAITED = "notification_awaited"
    SESSION_AWAITED = "session_awaited"
    """On the agenda of a session that has its date: nobody is late yet, and the day must not look like preparation."""
    PREPARATION = "preparation"
    """The last resort: the application is under way and no recorded fact explains the day."""

    @property
    def label(self) -> Phrase:
        """The cause in a few words, for a legend or a list."""
        return _LABELS[self]


_LABELS: Mapping[Cause, Phrase] = {
    Cause.HER_CHOICE: phrase("son choix"),
    Cause.LOST_CONTACT: phrase("contact perdu"),
    Cause.PIECE: phrase("pièce attendue"),
    Cause.CAPACITY: phrase("capacité de l’association"),
    Cause.PROTECTED_TIME: phrase("temps protégé"),
    Cause.SERVICE_SLOWED: phrase("service ralenti ou fermé"),
    Cause.NO_SESSION: phrase("aucune séance prévue"),
    Cause.CANCELLED: phrase("séance annulée"),
    Cause.MODE_UNSUITABLE: phrase("format de séance jugé inadapté"),
    Cause.NOT_REACHED: phrase("point non atteint à l’ordre du jour"),
    Cause.ADJOURNED: phrase("ajournement"),
    Cause.DECISION_AWAITED: phrase("décision attendue"),
    Cause.NOTIFICATION_AWAITED: phrase("notification attendue"),
    Cause.SESSION_AWAITED: phrase("séance prévue"),
    Cause.PREPARATION: phrase("en préparation"),
}
_RANKED = tuple(Cause)


@dataclass(frozen=True)
class Fact:
    """A dated cause: it holds from `starts` until the day before `ends`, or still holds when `ends` is None.

    `detail` names what or who (the issuer of a piece, a session, a service). Raises ValueError when it ends before it starts, or
    when a piece names no issuer: an anonymous piece always ends up looking like her fault.
    """

    cause: Cause
    starts: date
    ends: date | None = None
    detail: str = ""

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.starts:
            raise ValueError(f"a fact cannot end ({self.ends}) before it starts ({self.starts})")
        if self.cause is Cause.PIECE and not self.detail.strip():
            raise ValueError("a piece that is awaited names its issuer")

    def holds_on(self, day: date) -> bool:
        """True on each day that the fact covers."""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Segment:
    """Consecutive days under the same winning cause and detail, while the same other causes (`also`) held too."""

    cause: Cause
    detail: str
    starts: date
    ends: date
    also: tuple[Cause, ...]

    @property
    def days(self) -> int:
        """How many days, the last one excluded."""
        return (self.ends - self.starts).days

    @property
    def sentence(self) -> Phrase:
        """The segment in words, for the title of a bar or the row of a table."""
        cause = phrase("{cause} ({detail})", cause=self.cause.label, detail=self.detail) if self.detail else self.cause.label
        last = self.ends - timedelta(days=1)
        days = day_count(self.days)
        if last == self.starts:
            return phrase("Le {day} ({days}) : {cause}.", day=self.starts, days=days, cause=cause)
        return phrase("Du {first} au {last} ({days}) : {cause}.", first=self.starts, last=last, days=days, cause=cause)


@dataclass(frozen=True)
class WaitingCut:
    """The whole wait: its segments in order, touching each other from `starts` to `ends` without gap or overlap."""

    starts: date
    ends: date
    running: bool
    segments: tuple[Segment, ...]
    facts: tuple[Fact, ...]

    @property
    def total(self) -> int:
        """Days from the wish to the decision, or to the day looked at while it is awaited."""
        return (self.ends - self.starts).days

    @property
    def totals(self) -> dict[Cause, int]:
        """Days per cause, in order of precedence; causes without a day are left out. They add up to `total`."""
        days = defaultdict[Cause, int](int)
        for segment in self.segments:
            days[segment.cause] += segment.days
        return {cause: days[cause] for cause in _RANKED if cause in days}

    def details_of(self, cause: Cause) -> dict[str, int]:
        """Days per detail of one cause ("CPAM": 40), in alphabetical order: who is awaited, and for how long."""
        days = defaultdict[str, int](int)
        for segment in self.segments:
            if segment.cause is cause:
                days[segment.detail] += segment.days
        return dict(sorted(days.items()))

    def cause_on(self, day: date) -> Cause:
        """The one cause of that day. Raises LookupError outside the wait."""
        for segment in self.segments:
            if segment.starts <= day < segment.ends:
                return segment.cause
        raise LookupError(f"{day} is outside the wait")

    def facts_on(self, day: date) -> tuple[Fact, ...]:
        """Every fact that held on that day, the winning one first."""
        return tuple(fact for fact in self.facts if fact.holds_on(day))

    @property
    def explanation(self) -> tuple[Phrase, ...]:
        """The cut in sentences: the total, then each cause with its days."""
        days = day_count(self.total)
        if self.running:
            total = phrase("Attente de {days} au {ends}, depuis le {starts}.", days=days, starts=self.starts, ends=self.ends)
        else:
            total = phrase("Attente de {days}, du {starts} au {ends}.", days=days, starts=self.starts, ends=self.ends)
        return (total, *(phrase("{cause} : {days}.", cause=cause.label, days=day_count(each)) for cause, each in self.totals.items()))


def cut_waiting(*, wished: date, decided: date | None, until: date, facts: Iterable[Fact]) -> WaitingCut:
    """Cut the wait from `wished` to `decided` (or to `until` while nothing is decided) into causes that add up to the day.

    On each day the first cause that holds wins, in the order of `Cause`; between facts of one cause, the oldest, then the first by
    its detail. A day that no fact covers is `preparation`. The order of `facts` does not matter; what falls outside the wait is
    ignored. To follow the wait until she knows, give the day of notification as `decided`.

    Raises ValueError when the wait would end before the wish.
    """
    ends = until if decided is None else decided
    if ends < wished:
        raise ValueError(f"the wait cannot end ({ends}) before the wish ({wished})")
    ordered = sorted(facts, key=lambda fact: (_RANKED.index(fact.cause), fact.starts, fact.detail, fact.ends or date.max))
    segments = _sweep(ordered, wished=wished, ends=ends)
    return WaitingCut(starts=wished, ends=ends, running=decided is None, segments=_joined(segments), facts=tuple(ordered))


class _Open(NamedTuple):
    """A fact waiting in the heap of its cause: the oldest comes out first."""

    starts: date
    detail: str
    ends: date


def _sweep(facts: list[Fact], *, wished: date, ends: date) -> list[Segment]:
    """One segment between each two dates where something starts or ends: n log n in the number of facts."""
    inside = [fact for fact in facts if fact.starts < ends and (fact.ends is None or fact.ends > wished)]
    bounds = {wished, ends}
    for fact in inside:
        bounds |= {max(fact.starts, wished), min(fact.ends or ends, ends)}
    coming = sorted(inside, key=lambda fact: fact.starts, reverse=True)
    heaps: dict[Cause, list[_Open]] = {cause: [] for cause in _RANKED}
    segments = []
    for day, following in pairwise(sorted(bounds)):
        while coming and coming[-1].starts <= day:
            fact = coming.pop()
            heappush(heaps[fact.cause], _Open(fact.starts, fact.detail, fact.ends or date.max))
        for heap in heaps.values():
            while heap and heap[0].ends <= day:
                heappop(heap)
        holding = [cause for cause in _RANKED if heaps[cause]]
        winner = holding[0] if holding else Cause.PREPARATION
        detail = heaps[winner][0].detail if holding else ""
        segments.append(Segment(winner, detail, day, following, also=tuple(holding[1:])))
    return segments


def _joined(segments: list[Segment]) -> tuple[Segment, ...]:
    """Neighbours that say the same thing become one."""
    joined: list[Segment] = []
    for segment in segments:
        before = joined[-1] if joined else None
        if before and (before.cause, before.detail, before.also) == (segment.cause, segment.detail, segment.also):
            joined[-1] = Segment(before.cause, before.detail, before.starts, segment.ends, before.also)
        else:
            joined.append(segment)
    return tuple(joined)
