"""The French civil calendar: closed days with their name, open days, clear days; each date with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from maillage.core.clock.words import clear_day_count
from maillage.core.law.values import Confidence, Source
from maillage.core.phrase import Phrase, phrase

PUBLIC_HOLIDAYS = Source(
    title="Jours fériés de France (bibliothèque « holidays »)",
    url="https://pypi.org/project/holidays/",
    read_on=date(2026, 11, 23),
)
AREA_OF_DEPARTMENT: Mapping[str, str] = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "976": "976",
}
"""Departments with closed days of their own, as the library names their area."""
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class Deadline:
    """A date that the software computed: the texts it rests on, each step in words, and how sure it is."""

    date: date
    because: tuple[Source, ...]
    explanation: tuple[Phrase, ...]
    confidence: Confidence


@dataclass(frozen=True)
class DatedException:
    """A day that is not what the calendar says: closed by a text (`closed`), or open in spite of it. Always with its source."""

    day: date
    closed: bool
    name: Phrase
    source: Source


@dataclass(frozen=True)
class Calendar:
    """Open and closed days of one department. Saturdays, Sundays and public holidays are closed; exceptions win over all."""

    department: str = ""
    exceptions: tuple[DatedException, ...] = ()
    source: Source = PUBLIC_HOLIDAYS

    def why_closed(self, day: date) -> Phrase | None:
        """The reason why nothing is open that day, or None on an open day."""
        exception = self._exception(day)
        if exception is not None:
            return exception.name if exception.closed else None
        if name := _public_holidays(AREA_OF_DEPARTMENT.get(self.department)).get(day):
            return phrase("jour férié ({name})", name=name)
        if day.weekday() == _SUNDAY:
            return phrase("dimanche")
        return phrase("samedi") if day.weekday() == _SATURDAY else None

    def is_open_day(self, day: date) -> bool:
        """True from Monday to Friday outside public holidays, unless an exception says otherwise."""
        return self.why_closed(day) is None

    def next_open_day(self, day: date) -> date:
        """The day itself when it is open, else the first open day after it."""
        while not self.is_open_day(day):
            day += timedelta(days=1)
        return day

    def moved_to_open_day(self, day: date) -> Deadline:
        """The next open day, explained: which closed days were passed over, and on whose word."""
        target, passed, because = day, [], [self.source]
        while (reason := self.why_closed(target)) is not None:
            passed.append(phrase("Le {day} est fermé : {reason}.", day=target, reason=reason))
            because += [each.source for each in self.exceptions if each.day == target]
            target += timedelta(days=1)
        last = phrase("Reporté au premier jour ouvert : le {day}.", day=target) if passed else phrase("Le {day} est ouvert.", day=day)
        return Deadline(date=target, because=tuple(because), explanation=(*passed, last), confidence=Confidence.COMPUTED)

    def _exception(self, day: date) -> DatedException | None:
        return next((each for each in self.exceptions if each.day == day), None)


def clear_days_between(first: date, last: date) -> int:
    """Clear days (jours francs) between two days: neither of them counts. Zero when they touch, or in the wrong order."""
    return max(0, (last - first).days - 1)


def earliest_after_notice(
    *, sent_on: date, clear_days: int, because: tuple[Source, ...] = (), confidence: Confidence = Confidence.COMPUTED
) -> Deadline:
    """The first day on which a session may sit when it was convened on `sent_on` with so many clear days of notice.

    Neither the day of sending nor the day of the session counts: sent on D with five clear days, sit on D + 6 at the earliest.
    Closed days count as any other day, and the date is not moved: a notice protects a length of time, it is not a term to act.
    Source: CRPA, art. R. 133-8, encoded as clear days by caution (parameter `notice.days`); pass its source and confidence.
    Raises ValueError on a negative notice.
    """
    _refuse_negative(clear_days)
    earliest = sent_on + timedelta(days=clear_days + 1)
    said = phrase(
        "Convocation le {sent_on}, {days} de délai : ni ce jour ni celui de la séance ne comptent. Séance possible à partir du {earliest}.",
        sent_on=sent_on,
        days=clear_day_count(clear_days),
        earliest=earliest,
    )
    return Deadline(date=earliest, because=because, explanation=(said,), confidence=confidence)


def latest_sending(
    *, session_on: date, clear_days: int, because: tuple[Source, ...] = (), confidence: Confidence = Confidence.COMPUTED
) -> Deadline:
    """The last day to convene a session of that date: the same rule as `earliest_after_notice`, read backwards."""
    _refuse_negative(clear_days)
    latest = session_on - timedelta(days=clear_days + 1)
    said = phrase(
        "Séance le {session_on}, {days} de délai : convocation à envoyer au plus tard le {latest}.",
        session_on=session_on,
        days=clear_day_count(clear_days),
        latest=latest,
    )
    return Deadline(date=latest, because=because, explanation=(said,), confidence=confidence)


def _refuse_negative(clear_days: int) -> None:
    if clear_days < 0:
        raise ValueError("a notice is not negative")


@cache
def _public_holidays(area: str | None) -> Mapping[date, str]:
    return holidays.France(subdiv=area, language="fr")
