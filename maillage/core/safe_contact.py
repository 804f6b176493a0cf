"""May she be reached now, by this way? One answer for everything that leaves: a call, a message, a letter, a list.

Not a rule of law but of safety (security.md, T2: somebody else may hold her phone). What is not known is refused, and said so.
Moments are local and naive: the hour that the clock on her wall shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from maillage.core.phrase import Phrase, phrase


class Channel(StrEnum):
    """A way towards her."""

    PHONE = "phone"
    SMS = "sms"
    MESSAGING = "messaging"
    MAIL = "mail"
    LETTER = "letter"
    PARTNER = "partner"
    KEY_WORKER = "key_worker"
    VISIT = "visit"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _LABELS[self]


_LABELS: Mapping[Channel, Phrase] = {
    Channel.PHONE: phrase("par téléphone"),
    Channel.SMS: phrase("par SMS"),
    Channel.MESSAGING: phrase("par messagerie"),
    Channel.MAIL: phrase("par courriel"),
    Channel.LETTER: phrase("par lettre"),
    Channel.PARTNER: phrase("par un partenaire"),
    Channel.KEY_WORKER: phrase("de vive voix, par sa référente"),
    Channel.VISIT: phrase("en allant la voir"),
}

# What rings, lights a screen or knocks does it at once: hours count. A letter or a word passed on arrives when it can.
TIMED = frozenset({Channel.PHONE, Channel.SMS, Channel.MESSAGING, Channel.MAIL, Channel.VISIT})
# The quietest first: the order in which another way is proposed.
QUIETEST_FIRST = (
    Channel.KEY_WORKER,
    Channel.PARTNER,
    Channel.MESSAGING,
    Channel.SMS,
    Channel.PHONE,
    Channel.MAIL,
    Channel.LETTER,
    Channel.VISIT,
)
EVERY_DAY = frozenset(range(7))
_MIDNIGHT = time(0)
_ONE_DAY = timedelta(days=1)


class Standing(StrEnum):
    """What is known of a way. Unknown is not allowed."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Window:
    """Days of the week (Monday is 0) and hours when she may be reached, the last excluded. Ending before it begins, it passes midnight.

    The same hour twice says the whole day.
    """

    days: frozenset[int]
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError("a window has at least one day, from 0 to 6")

    def covers(self, at: datetime) -> bool:
        """Is this moment inside?"""
        if self.opens == self.closes:
            return at.weekday() in self.days
        if self.opens < self.closes:
            return at.weekday() in self.days and self.opens <= at.time() < self.closes
        return (at.weekday() in self.days and at.time() >= self.opens) or ((at.weekday() - 1) % 7 in self.days and at.time() < self.closes)

    def starts_on(self, day: date) -> datetime | None:
        """When it opens that day; None when it does not."""
        if day.weekday() not in self.days:
            return None
        return datetime.combine(day, _MIDNIGHT if self.opens == self.closes else self.opens)

    def opens_during(self, day: date) -> bool:
        """Is it open at some moment of that day, the night before included?"""
        return self.starts_on(day) is not None or self.covers(datetime.combine(day, _MIDNIGHT))

    @property
    def sentence(self) -> Phrase:
        """The days and the hours, in words."""
        if self.opens == self.closes:
            return phrase("{days}, à toute heure", days=_days(self.days))
        return phrase(
            "{days}, de {opens} à {closes}", days=_days(self.days), opens=hour_in_words(self.opens), closes=hour_in_words(self.closes)
        )


@dataclass(frozen=True)
class Rule:
    """How she may be reached, as she said it. A channel not named is unknown; no window, and her hours are unknown."""

    channels: Mapping[Channel, Standing] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    silent_until: date | None = None

    def standing(self, channel: Channel) -> Standing:
        """What is known of a way."""
        return self.channels.get(channel, Standing.UNKNOWN)


class Why(StrEnum):
    """Why she may not be reached."""

    NO_RULE = "no_rule"
    SILENCE = "silence"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    HOURS = "hours"


@dataclass(frozen=True)
class Verdict:
    """Yes or no, in words. `next_at` is the next moment when this way opens, if one is known; `cautions` go with a yes."""

    allowed: bool
    reason: Phrase
    why: Why | None = None
    next_at: datetime | None = None
    cautions: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed


HOURS_UNKNOWN = phrase("Ses heures ne sont pas précisées : lisez d'abord ses consignes.")


def may_contact(rule: Rule | None, *, channel: Channel, at: datetime) -> Verdict:
    """May she be reached at this moment by this way? No when nothing is known, with the reason and the next possible moment."""
    if rule is None:
        return Verdict(False, phrase("Aucune consigne de contact n'est notée : par prudence, rien ne part."), Why.NO_RULE)
    refused = _standing_refused(rule, channel)
    if refused is not None:
        return refused
    if rule.silent_until is not None and at.date() < rule.silent_until:
        said = phrase("Ne pas la contacter avant le {day}, par aucun moyen.", day=rule.silent_until)
        return Verdict(False, said, Why.SILENCE, next_at=_next_opening(rule, channel=channel, at=at))
    if channel not in TIMED:
        return Verdict(True, phrase("Oui, {channel}.", channel=channel.label))
    if not rule.windows:
        return Verdict(True, phrase("Oui, {channel}.", channel=channel.label), cautions=(HOURS_UNKNOWN,))
    if not any(window.covers(at) for window in rule.windows):
        return Verdict(
            False,
            phrase("Pas à cette heure-ci : {hours}.", hours=hours_in_words(rule.windows)),
            Why.HOURS,
            next_at=_next_opening(rule, channel=channel, at=at),
        )
    return Verdict(True, phrase("Oui, {channel}, à cette heure-ci.", channel=channel.label))


def other_ways(rule: Rule | None, *, at: datetime, but: Channel | None = None) -> tuple[Channel, ...]:
    """The ways open at this moment, the quietest first."""
    return tuple(each for each in QUIETEST_FIRST if each is not but and may_contact(rule, channel=each, at=at))


def _standing_refused(rule: Rule, channel: Channel) -> Verdict | None:
    standing = rule.standing(channel)
    if standing is Standing.FORBIDDEN:
        return Verdict(False, phrase("Jamais {channel} : ce n'est pas sûr pour elle.", channel=channel.label), Why.FORBIDDEN)
    if standing is Standing.UNKNOWN:
        said = phrase("On ne sait pas si elle peut être jointe {channel} sans danger : demandez-le-lui d'abord.", channel=channel.label)
        return Verdict(False, said, Why.UNKNOWN)
    return None


def _next_opening(rule: Rule, *, channel: Channel, at: datetime) -> datetime | None:
    """The first moment from `at` on when an allowed way opens."""
    start = at
    if rule.silent_until is not None:
        start = max(start, datetime.combine(rule.silent_until, _MIDNIGHT))
    if channel not in TIMED or not rule.windows or any(window.covers(start) for window in rule.windows):
        return start
    days = (start.date() + _ONE_DAY * number for number in range(8))
    found = (window.starts_on(day) for day in days for window in rule.windows)
    return min((each for each in found if each is not None and each >= start), default=None)


def hours_in_words(windows: Iterable[Window]) -> Phrase:
    """The windows one after the other, in words."""
    said: Phrase | None = None
    for window in windows:
        said = window.sentence if said is None else phrase("{first} ; {then}", first=said, then=window.sentence)
    return said if said is not None else phrase("heures non précisées")


def hour_in_words(hour: time) -> str:
    """ "14 h", "9 h 30"."""
    return f"{hour.hour} h {hour.minute:02}" if hour.minute else f"{hour.hour} h"


def _days(days: frozenset[int]) -> Phrase:
    if days == EVERY_DAY:
        return phrase("tous les jours")
    ordered = sorted(days)
    first, last = ordered[0], ordered[-1]
    if len(ordered) > 2 and ordered == list(range(first, last + 1)):
        return phrase("du {first} au {last}", first=_named(first), last=_named(last))
    said = _named(first)
    for each in ordered[1:]:
        said = phrase("{first}, {then}", first=said, then=_named(each))
    return said


_NAMED = (
    phrase("lundi"),
    phrase("mardi"),
    phrase("mercredi"),
    phrase("jeudi"),
    phrase("vendredi"),
    phrase("samedi"),
    phrase("dimanche"),
)


def _named(day: int) -> Phrase:
    return _NAMED[day]


def day_in_words(rule: Rule | None, *, channel: Channel | None, day: date) -> Phrase:
    """What a day allows by the way she prefers (None: no known way), for the heading of a page that does not know the hour."""
    if rule is None:
        return phrase("Aujourd'hui : aucune consigne de contact n'est notée, rien ne part.")
    if rule.silent_until is not None and day < rule.silent_until:
        return phrase("Aujourd'hui : ne pas la contacter, avant le {day}.", day=rule.silent_until)
    if channel is None:
        return phrase("Aujourd'hui : aucun canal connu, elle nous voit quand elle vient.")
    refused = _standing_refused(rule, channel)
    if refused is not None:
        return refused.reason
    if channel not in TIMED:
        return phrase("Aujourd'hui : {channel}.", channel=channel.label)
    if not rule.windows:
        return phrase("Aujourd'hui : {channel}, heures non précisées.", channel=channel.label)
    open_today = [window for window in rule.windows if window.opens_during(day)]
    if not open_today:
        return phrase("Pas aujourd'hui : {hours}.", hours=hours_in_words(rule.windows))
    return phrase("Aujourd'hui : {channel}, {hours}.", channel=channel.label, hours=hours_in_words(open_today))
