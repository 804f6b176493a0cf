"""Whom to call first, and why, line by line; what to try next when nobody answers. Danger, then what presses, then silence.

Nothing here says how she may be reached: `core.safe_contact` does, and everything asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase
from maillage.core.rhythm import Expected
from maillage.core.safe_contact import Channel, Rule, may_contact

# Without hours of hers, a new try stays inside the day: an hour nobody chose is not a night.
DAY_OPENS, DAY_CLOSES = time(9), time(19)
PATIENCE_HOURS = 3
_QUARTER = timedelta(minutes=15)
_SEARCHED = timedelta(days=8)


class Outcome(StrEnum):
    """What came of a try."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    NOT_SAFE = "not_safe"


class Level(IntEnum):
    """What comes first."""

    DANGER = 0
    PRESSING = 1
    SILENCE = 2
    NOTHING = 3


@dataclass(frozen=True)
class Pressing:
    """Something that will not wait, told by the room that knows it: a letter, a promise, a term."""

    sentence: Phrase
    day: date


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one person, without opening anything."""

    last_contact_on: date
    expected: Expected | None = None
    in_distress_on: date | None = None
    not_safe_on: date | None = None
    lost_since: date | None = None
    tries: int = 0
    pressing: tuple[Pressing, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """Her place in the list, and why: `due` is false when nothing calls for a contact today."""

    level: Level
    beyond: int
    because: tuple[Phrase, ...]
    soonest: date

    @property
    def due(self) -> bool:
        """Does something call for a contact today?"""
        return self.level is not Level.NOTHING

    @property
    def order(self) -> tuple[int, int, date]:
        """Smaller comes first: the level, the days beyond what was expected, then what falls soonest."""
        return (self.level, -self.beyond, self.soonest)


def rank(known: Known, *, today: date) -> Ranked:
    """Her place today. A danger holds until somebody speaks with her; what presses holds until its day is treated by its own room."""
    danger = _dangers(known, today=today)
    # Spoken with today, she is not called again for it: its own room still says that it waits.
    pressing = sorted(known.pressing, key=lambda each: each.day) if known.last_contact_on < today else []
    silence, beyond = _silence(known, today=today)
    level = Level.DANGER if danger else Level.PRESSING if pressing else Level.SILENCE if silence else Level.NOTHING
    because = (*danger, *(each.sentence for each in pressing), *silence, *_tried(known, level=level))
    soonest = pressing[0].day if pressing else known.expected.day if known.expected is not None else known.last_contact_on
    return Ranked(level=level, beyond=beyond, because=because, soonest=soonest)


def _dangers(known: Known, *, today: date) -> list[Phrase]:
    said = []
    if known.not_safe_on is not None:
        said.append(phrase("Elle ne pouvait pas parler sans danger le {day}.", day=known.not_safe_on))
    if known.in_distress_on is not None and known.in_distress_on < today:
        said.append(phrase("Elle était en détresse le {day}.", day=known.in_distress_on))
    return said


def _silence(known: Known, *, today: date) -> tuple[list[Phrase], int]:
    if known.expected is None or today < known.expected.day:
        return [], 0
    beyond = known.expected.beyond(today=today)
    if not beyond:
        return [phrase("Contact prévu aujourd'hui."), known.expected.because], 0
    said = [phrase("Contact attendu depuis {days}.", days=day_count(beyond)), known.expected.because]
    if known.lost_since is not None:
        said.append(phrase("Plus de nouvelles : recherche en cours depuis le {day}.", day=known.lost_since))
    return said, beyond


def _tried(known: Known, *, level: Level) -> list[Phrase]:
    if not known.tries or level is Level.NOTHING:
        return []
    if known.tries == 1:
        return [phrase("Un essai sans réponse depuis.")]
    return [phrase("{number} essais sans réponse depuis.", number=known.tries)]


def next_try(*, rule: Rule | None, channel: Channel, at: datetime, hours: int = PATIENCE_HOURS) -> datetime | None:
    """When to try again by this way: a few hours later, at the first quarter of an hour that her rule allows. None: never, as it stands.

    Without hours of hers, by day only. An hour beyond what is looked at (eight days) is none either.
    """
    tried = _quarter(at + timedelta(hours=hours))
    own_hours = rule is not None and bool(rule.windows)
    limit = tried + _SEARCHED
    if rule is not None and rule.silent_until is not None:
        limit = max(limit, datetime.combine(rule.silent_until, DAY_OPENS) + _SEARCHED)
    while tried <= limit:
        verdict = may_contact(rule, channel=channel, at=tried)
        if verdict.allowed and (own_hours or DAY_OPENS <= tried.time() < DAY_CLOSES):
            return tried
        if not verdict.allowed and verdict.next_at is None:
            return None
        tried = _later(tried, verdict_next=verdict.next_at)
    return None


def _later(tried: datetime, *, verdict_next: datetime | None) -> datetime:
    if verdict_next is not None and verdict_next > tried:
        return _quarter(verdict_next)
    return tried + _QUARTER


def _quarter(at: datetime) -> datetime:
    """The next quarter of an hour, or this very one."""
    whole = at.replace(minute=0, second=0, microsecond=0)
    quarters = -(-(at - whole) // _QUARTER)
    return whole + quarters * _QUARTER
