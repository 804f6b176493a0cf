"""Before the session: how far the reading is, who has answered what was asked, and when a reminder leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

_REMIND_BEFORE = (3, 1)
"""Days before the deadline on which whoever has not answered is reminded: the house's rule, no text says it."""


@dataclass(frozen=True)
class Asked:
    """An opinion asked of a seat, by a day; the day of its answer, None while it is awaited."""

    due_on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """How many were asked, how many answered, the next deadline among those awaited, and all of it in one sentence."""

    given: int
    asked: int
    next_due: date | None
    late: bool
    phrase: Phrase

    @property
    def complete(self) -> bool:
        """Is nothing awaited any more?"""
        return self.given == self.asked


def progress_of(asked: Collection[Asked], *, today: date) -> Progress:
    """ "2 avis sur 3, encore 4 jours": the days are those of the nearest deadline among the answers awaited."""
    awaited = sorted(each.due_on for each in asked if each.answered_on is None)
    given, total = len(asked) - len(awaited), len(asked)
    next_due = awaited[0] if awaited else None
    count = phrase("{given} avis sur {total}", given=given, total=total)
    return Progress(
        given=given,
        asked=total,
        next_due=next_due,
        late=next_due is not None and next_due < today,
        phrase=_said(count, next_due=next_due, asked=total, today=today),
    )


def _said(count: Phrase, *, next_due: date | None, asked: int, today: date) -> Phrase:
    if not asked:
        return phrase("aucun avis demandé")
    if next_due is None:
        return phrase("{count}, tous donnés", count=count)
    left = (next_due - today).days
    if left < 0:
        return phrase("{count}, en retard de {days}", count=count, days=day_count(-left))
    if left == 0:
        return phrase("{count}, dernier jour", count=count)
    return phrase("{count}, encore {days}", count=count, days=day_count(left))


def reminder_days(*, asked_on: date, due_on: date) -> tuple[date, ...]:
    """The days on which a reminder leaves: three days and one day before the deadline, when they come after the day of the request."""
    days = (due_on - timedelta(days=before) for before in _REMIND_BEFORE)
    return tuple(day for day in days if day > asked_on)


def reminder_is_due(*, asked: Asked, day: date, sent_on: Iterable[date], today: date) -> bool:
    """Does the reminder planned on `day` still leave today? Not once answered, past the deadline, before its day, or once one left."""
    return asked.answered_on is None and day <= today <= asked.due_on and not any(sent >= day for sent in sent_on)


@dataclass(frozen=True)
class ReadingProgress:
    """How many items a seat may read and has read: "7 sur 10 lus"."""

    read: int
    to_read: int

    @property
    def phrase(self) -> Phrase:
        """In words, for the follow-up of the secretary and for the member herself."""
        if not self.to_read:
            return phrase("rien à lire")
        if self.read >= self.to_read:
            return phrase("tout est lu ({count})", count=self.to_read)
        return (
            phrase("{read} sur {total} lus", read=self.read, total=self.to_read)
            if self.read > 1
            else phrase("{read} sur {total} lu", read=self.read, total=self.to_read)
        )
