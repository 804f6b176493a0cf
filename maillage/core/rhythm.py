"""When the next contact is expected: the rhythm agreed with her, what was said the last time, and what a crisis raised for a while.

A raise lies over what was agreed and never replaces it: put back, the former rhythm is there, untouched, because nothing was written on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

FEWEST_DAYS, MOST_DAYS = 1, 90


@dataclass(frozen=True)
class Rhythm:
    """What was agreed with her: a contact every so many days, counted from a day; none is expected while it is suspended."""

    every_days: int
    counts_from: date
    suspended: bool = False

    def __post_init__(self) -> None:
        if not FEWEST_DAYS <= self.every_days <= MOST_DAYS:
            raise ValueError(f"a rhythm is from {FEWEST_DAYS} to {MOST_DAYS} days")


@dataclass(frozen=True)
class Raise:
    """A tighter rhythm for a while: to the day `until` included, or to the day it was put back, excluded."""

    every_days: int
    starts_on: date
    until: date | None = None
    put_back_on: date | None = None

    def holds(self, *, on: date) -> bool:
        """Is it in force that day?"""
        if self.put_back_on is not None and on >= self.put_back_on:
            return False
        return self.starts_on <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Expected:
    """The day when a contact is expected, and why."""

    day: date
    because: Phrase

    def beyond(self, *, today: date) -> int:
        """How many days beyond it we are; 0 before and on the day."""
        return max(0, (today - self.day).days)


def every_days_on(rhythm: Rhythm | None, raises: Iterable[Raise], *, on: date) -> int | None:
    """The days between two contacts in force that day: the tightest of what was agreed and raised. None: nothing, or suspended."""
    if rhythm is not None and rhythm.suspended:
        return None
    known = [each.every_days for each in raises if each.holds(on=on)]
    if rhythm is not None:
        known.append(rhythm.every_days)
    return min(known, default=None)


def expect_contact(
    *, last_contact_on: date, rhythm: Rhythm | None, raises: Iterable[Raise] = (), said_next_on: date | None = None, today: date
) -> Expected | None:
    """The day of the next contact; None when nothing was agreed, or when she asked for a pause.

    What was said with her the last time (`said_next_on`) holds before any rhythm. A raise can only bring the day forward: it
    counts from the last contact too, but expects nothing before it began.
    """
    if rhythm is not None and rhythm.suspended:
        return None
    found = _agreed(last_contact_on=last_contact_on, rhythm=rhythm, said_next_on=said_next_on)
    for each in raises:
        if not each.holds(on=today):
            continue
        day = max(each.starts_on, last_contact_on + timedelta(days=each.every_days))
        if found is None or day < found.day:
            found = Expected(day, phrase("Rythme relevé : tous les {days}.", days=day_count(each.every_days)))
    return found


def _agreed(*, last_contact_on: date, rhythm: Rhythm | None, said_next_on: date | None) -> Expected | None:
    if said_next_on is not None and said_next_on > last_contact_on:
        return Expected(said_next_on, phrase("Convenu avec elle la dernière fois."))
    if rhythm is None:
        return None
    day = max(rhythm.counts_from, last_contact_on + timedelta(days=rhythm.every_days))
    return Expected(day, phrase("Son rythme : tous les {days}.", days=day_count(rhythm.every_days)))
