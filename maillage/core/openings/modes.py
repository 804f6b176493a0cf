"""The mode of an activity: open, slowed, by appointment, by phone, closed; which one is in force on a day, and what it allows.

The three modes of the study: open and slowed (three people at once); closed and by phone, going out only in emergencies; closed,
then open two days a week by appointment. A mode is decided and never rewritten: a correction is decided after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from maillage.core.phrase import Phrase, phrase
from maillage.core.safe_contact import Window, hours_in_words


class ActivityKind(StrEnum):
    """What an association does."""

    DAY_CENTRE = "day_centre"
    SUPPORT = "support"
    ROUNDS = "rounds"
    ONLINE = "online"
    LEGAL_DESK = "legal_desk"
    HEALTH_DESK = "health_desk"
    PARCELS = "parcels"
    WORKSHOP = "workshop"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _KINDS[self]

    @property
    def receives(self) -> bool:
        """Do people whom the team follows come to it? Rounds and online contact meet whoever is there."""
        return self not in (ActivityKind.ROUNDS, ActivityKind.ONLINE)


_KINDS: Mapping[ActivityKind, Phrase] = {
    ActivityKind.DAY_CENTRE: phrase("accueil de jour"),
    ActivityKind.SUPPORT: phrase("entretiens d'accompagnement"),
    ActivityKind.ROUNDS: phrase("maraudes"),
    ActivityKind.ONLINE: phrase("contacts en ligne"),
    ActivityKind.LEGAL_DESK: phrase("permanence juridique"),
    ActivityKind.HEALTH_DESK: phrase("permanence santé"),
    ActivityKind.PARCELS: phrase("colis et bons"),
    ActivityKind.WORKSHOP: phrase("ateliers"),
}


class ModeKind(StrEnum):
    """How an activity goes on, from the widest open to closed."""

    OPEN = "open"
    SLOWED = "slowed"
    APPOINTMENT = "appointment"
    PHONE = "phone"
    CLOSED = "closed"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _MODES[self]

    @property
    def width(self) -> int:
        """How wide the door is: a larger number receives more."""
        return len(ModeKind) - list(ModeKind).index(self)

    def is_narrower_than(self, other: ModeKind | None) -> bool:
        """Does it receive less than the other? Nothing known before: as if it had been open."""
        return self.width < (other or ModeKind.OPEN).width

    def is_wider_than(self, other: ModeKind | None) -> bool:
        """Does it receive more than the other? Nothing known before: as if it had been open."""
        return self.width > (other or ModeKind.OPEN).width


_MODES: Mapping[ModeKind, Phrase] = {
    ModeKind.OPEN: phrase("ouvert"),
    ModeKind.SLOWED: phrase("ouvert au ralenti"),
    ModeKind.APPOINTMENT: phrase("sur rendez-vous"),
    ModeKind.PHONE: phrase("par téléphone"),
    ModeKind.CLOSED: phrase("fermé"),
}


class MeetingWay(StrEnum):
    """How she is met at an appointment."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    HOME = "home"
    OUTSIDE = "outside"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _WAYS[self]


_WAYS: Mapping[MeetingWay, Phrase] = {
    MeetingWay.IN_PERSON: phrase("sur place"),
    MeetingWay.PHONE: phrase("par téléphone"),
    MeetingWay.VIDEO: phrase("en visio"),
    MeetingWay.HOME: phrase("chez elle"),
    MeetingWay.OUTSIDE: phrase("dehors"),
}

AT_A_DISTANCE = frozenset({MeetingWay.PHONE, MeetingWay.VIDEO})
_EVERYTHING = frozenset(MeetingWay)
_ALLOWED: Mapping[ModeKind, frozenset[MeetingWay]] = {
    ModeKind.OPEN: _EVERYTHING,
    ModeKind.SLOWED: _EVERYTHING,
    ModeKind.APPOINTMENT: _EVERYTHING,
    ModeKind.PHONE: AT_A_DISTANCE,
    ModeKind.CLOSED: frozenset(),
}


class Exceptional(StrEnum):
    """Why one goes out, or opens the door, although it is closed."""

    EMERGENCY = "emergency"
    URGENT_MAIL = "urgent_mail"
    PARCELS = "parcels"
    KITS = "kits"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _EXCEPTIONS[self]


_EXCEPTIONS: Mapping[Exceptional, Phrase] = {
    Exceptional.EMERGENCY: phrase("urgence, mise à l'abri"),
    Exceptional.URGENT_MAIL: phrase("courrier urgent"),
    Exceptional.PARCELS: phrase("colis ou bons"),
    Exceptional.KITS: phrase("kits de prévention"),
}


@dataclass(frozen=True, kw_only=True)
class Mode:
    """A mode decided one day, for days to come or past: from `starts_on` to `ends_on` (included; None: until another one).

    `edition` counts the decisions of the activity. `windows` are its days and hours; none: the usual ones.
    """

    kind: ModeKind
    starts_on: date
    ends_on: date | None = None
    decided_on: date | None = None
    edition: int = 1
    capacity: int | None = None
    windows: tuple[Window, ...] = ()
    exceptions: frozenset[Exceptional] = field(default_factory=frozenset)
    ref: object = field(default=None, compare=False)

    def covers(self, day: date) -> bool:
        """Is the day one of those for which it was decided?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def allows(self, way: MeetingWay) -> bool:
        """May she be met this way, at some hour?"""
        return way in _ALLOWED[self.kind]

    def allows_at(self, way: MeetingWay, *, at: datetime) -> bool:
        """May she be met this way at this moment? The days and hours of the door do not bind a call."""
        if not self.allows(way):
            return False
        return way is not MeetingWay.IN_PERSON or not self.windows or any(window.covers(at) for window in self.windows)

    def opens_on(self, day: date) -> bool:
        """Is the door open at some moment of that day, for whoever comes or has an appointment?"""
        if not self.allows(MeetingWay.IN_PERSON):
            return False
        return not self.windows or any(day.weekday() in window.days for window in self.windows)

    @property
    def sentence(self) -> Phrase:
        """The mode in words: "ouvert au ralenti, 3 personnes au plus en même temps ; mardi, jeudi, de 14 h à 17 h"."""
        said = self.kind.label
        if self.capacity is not None:
            said = phrase("{mode}, {n} personnes au plus en même temps", mode=said, n=self.capacity)
            if self.capacity == 1:
                said = phrase("{mode}, une personne à la fois", mode=self.kind.label)
        if self.windows:
            said = phrase("{mode} ; {hours}", mode=said, hours=hours_in_words(self.windows))
        for each in sorted(self.exceptions):
            said = phrase("{mode} ; sauf {exception}", mode=said, exception=each.label)
        return said


def mode_on(modes: Iterable[Mode], day: date) -> Mode | None:
    """The one mode in force on a day; None before the first.

    What was decided ahead gives way to what begins later: a closing of one day, then the former mode again. What was decided after
    the day corrects it, the last correction first.
    """
    return max((mode for mode in modes if mode.covers(day)), key=lambda mode: _weight(mode, day), default=None)


def _weight(mode: Mode, day: date) -> tuple[int, int, int]:
    if mode.decided_on is not None and mode.decided_on > day:
        return (1, mode.edition, 0)
    return (0, mode.starts_on.toordinal(), mode.edition)


def known_on(modes: Iterable[Mode], day: date) -> tuple[Mode, ...]:
    """What was decided by a day: what people knew then."""
    return tuple(mode for mode in modes if mode.decided_on is None or mode.decided_on <= day)


def next_change(modes: Sequence[Mode], *, after: date) -> Mode | None:
    """The next mode that begins after a day, if one is planned and will be in force then."""
    coming = sorted({mode.starts_on for mode in modes if mode.starts_on > after})
    found = (mode_on(modes, day) for day in coming)
    return next((mode for mode in found if mode is not None and mode.starts_on > after), None)
