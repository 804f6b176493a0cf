"""The year of a commission: how many sessions, the law's minimum for that year, and who would wait how long.

Source: CASF, art. R. 121-12-6 ff. and decree of December 2025 (parameter `sessions.yearly_minimum`). Between the filing of a file and
the session no text sets a delay (law.md 1.9): what is computed here is a length of time, never a breach.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from maillage.core.clock.calendar import Calendar
from maillage.core.clock.filing import filing_deadline
from maillage.core.law import Confidence, Law, Source
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class YearCount:
    """The sessions of a year beside the law's minimum."""

    year: int
    held: int
    planned: int
    minimum: int
    phrase: Phrase
    because: tuple[Source, ...]
    confidence: Confidence

    @property
    def missing(self) -> int:
        """How many more would have to be planned to reach the minimum."""
        return max(0, self.minimum - self.held - self.planned)


def year_count(*, year: int, held: Collection[date], planned: Collection[date], law: Law) -> YearCount:
    """Count the sessions of the year, and say whether the law's minimum is reached. A cancelled session is in neither list.

    Source: parameter `sessions.yearly_minimum`, in force on the last day of that year.
    """
    rule = law.value("sessions.yearly_minimum", on=date(year, 12, 31))
    done, ahead = (sum(day.year == year for day in days) for days in (held, planned))
    words = {"year": year, "minimum": rule.value, "held": done, "planned": ahead}
    if done >= rule.value:
        said = phrase("{year} : {held} séance(s) tenue(s) ; le minimum de {minimum} est atteint.", **words)
    elif done + ahead >= rule.value:
        said = phrase(
            "{year} : {held} séance(s) tenue(s), {planned} à venir ; le minimum de {minimum} sera atteint si elles se tiennent.", **words
        )
    else:
        said = phrase(
            "{year} : {held} séance(s) tenue(s), {planned} à venir ; il en manque {missing} pour le minimum de {minimum}.",
            missing=rule.value - done - ahead,
            **words,
        )
    return YearCount(year, done, ahead, rule.value, said, (rule.source,), rule.confidence)


@dataclass(frozen=True)
class Filed:
    """An application that waits for a session; `fixed_on` is its session when it is on an agenda already."""

    key: str
    since: date
    fixed_on: date | None = None


@dataclass(frozen=True)
class Wait:
    """When an application would be examined, and after how many days; None while no planned session takes it."""

    filed: Filed
    session_on: date | None

    @property
    def days(self) -> int | None:
        """From its filing to that session."""
        return (self.session_on - self.filed.since).days if self.session_on is not None else None


def who_waits(
    *, filed: Iterable[Filed], sessions: Collection[date], filing_days: int, today: date, room: int | None = None
) -> tuple[Wait, ...]:
    """Put each application in the first session that it still catches, the oldest first, `room` applications at most by session.

    The agenda of a session closes `filing_days` before it, or today: one whose day to file is over takes nobody more.
    """
    waiting = sorted(filed, key=lambda each: (each.since, each.key))
    taken: dict[date, int] = {}
    for each in waiting:
        if each.fixed_on is not None:
            taken[each.fixed_on] = taken.get(each.fixed_on, 0) + 1
    open_days = sorted(day for day in set(sessions) if filing_deadline(session_on=day, filing_days=filing_days) >= today)
    found = []
    for each in waiting:
        session_on = each.fixed_on or next((day for day in open_days if room is None or taken.get(day, 0) < room), None)
        if each.fixed_on is None and session_on is not None:
            taken[session_on] = taken.get(session_on, 0) + 1
        found.append(Wait(each, session_on))
    return tuple(found)


@dataclass(frozen=True)
class TermEnd:
    """The last day of a running term: its renewal is to be examined by then."""

    key: str
    last: date


@dataclass(frozen=True)
class Renewal:
    """The session that can examine a renewal in time, and the day to file it by; or the first one after the term, and the days between."""

    term: TermEnd
    session_on: date | None
    file_by: date | None
    next_on: date | None

    @property
    def in_time(self) -> bool:
        """A session examines it before the term, with time to file."""
        return self.session_on is not None

    @property
    def gap_days(self) -> int | None:
        """Days between the term and the first session after it; None when it is in time, or when none is planned."""
        if self.in_time or self.next_on is None:
            return None
        return max(0, (self.next_on - self.term.last).days)


def renewals(*, terms: Iterable[TermEnd], sessions: Collection[date], filing_days: int, today: date) -> tuple[Renewal, ...]:
    """For each term that ends, the last session that can still renew it in time; else the first one after it."""
    open_days = sorted(day for day in set(sessions) if filing_deadline(session_on=day, filing_days=filing_days) >= today)
    found = []
    for term in sorted(terms, key=lambda each: (each.last, each.key)):
        before = [day for day in open_days if day <= term.last]
        session_on = before[-1] if before else None
        file_by = filing_deadline(session_on=session_on, filing_days=filing_days) if session_on is not None else None
        after = next((day for day in open_days if day > term.last), None)
        found.append(Renewal(term, session_on, file_by, after))
    return tuple(found)


def spread(*, first: date, last: date, count: int, calendar: Calendar) -> tuple[date, ...]:
    """`count` days spread evenly from one day to another, each moved to an open day: each in the middle of its own share.

    Raises ValueError for a negative count. Fewer days than `count` come out of a span too short to hold them.
    """
    if count < 0:
        raise ValueError("a number of sessions is not negative")
    length = (last - first).days
    days = (first + timedelta(days=(2 * place + 1) * length // (2 * count)) for place in range(count))
    return tuple(sorted({calendar.next_open_day(day) for day in days}))


@dataclass(frozen=True)
class Scenario:
    """What so many sessions a year would give: those who wait today, those who will come, the terms that would end without a session."""

    count: int
    days: tuple[date, ...]
    longest: int | None
    median: int | None
    without: int
    newcomer_longest: int
    terms_missed: int


def scenario(
    *,
    days: Sequence[date],
    count: int,
    filed: Iterable[Filed],
    terms: Iterable[TermEnd],
    filing_days: int,
    today: date,
    room: int | None = None,
) -> Scenario:
    """Those who wait and the terms that end, under these session days; `count` is their number over a whole year.

    The newcomer is whoever files just too late for one session: by a regular rhythm she waits for the whole interval to the next, and
    the days to file.
    """
    waits = who_waits(filed=filed, sessions=days, filing_days=filing_days, today=today, room=room)
    known = sorted(each.days for each in waits if each.days is not None)
    missed = renewals(terms=terms, sessions=days, filing_days=filing_days, today=today)
    return Scenario(
        count=count,
        days=tuple(sorted(days)),
        longest=known[-1] if known else None,
        median=known[(len(known) - 1) // 2] if known else None,
        without=len(waits) - len(known),
        newcomer_longest=_YEAR // count + filing_days,
        terms_missed=sum(not each.in_time for each in missed),
    )


_YEAR = 365


def longest_gap(days: Iterable[date]) -> tuple[date, date] | None:
    """The two sessions that follow each other the furthest apart; None when fewer than two."""
    return max(pairwise(sorted(days)), key=lambda pair: pair[1] - pair[0], default=None)
