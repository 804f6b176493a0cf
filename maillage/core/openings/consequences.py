"""What a change of mode carries with it: a closed list, each line counted, ticked by default only when it is safe.

Nothing leaves by itself. An appointment is moved, passed to the phone or cancelled only if she can be told by a way of her rule of
contact; if she cannot, the appointment stays and somebody waits for her at that hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from maillage.core.openings.capacity import Span, span_of, too_many
from maillage.core.openings.modes import AT_A_DISTANCE, ActivityKind, Exceptional, MeetingWay, Mode, ModeKind
from maillage.core.phrase import Phrase, phrase

Ref = Any  # the key of a row, whatever it is


class Code(StrEnum):
    """Every consequence there is, in the order of the page."""

    APPOINTMENTS_MOVE = "appointments_move"
    APPOINTMENTS_PHONE = "appointments_phone"
    APPOINTMENTS_CANCEL = "appointments_cancel"
    APPOINTMENTS_MEET = "appointments_meet"
    APPOINTMENTS_OFFER = "appointments_offer"
    PEOPLE_CALL = "people_call"
    RHYTHM_RAISE = "rhythm_raise"
    RHYTHM_BACK = "rhythm_back"
    DIRECTORY_LINE = "directory_line"
    PARTNERS_TELL = "partners_tell"
    OPEN_FOR_MAIL = "open_for_mail"

    @property
    def label(self) -> Phrase:
        """What there is to do."""
        return _LABELS[self]


_LABELS: Mapping[Code, Phrase] = {
    Code.APPOINTMENTS_MOVE: phrase("Rendez-vous à déplacer"),
    Code.APPOINTMENTS_PHONE: phrase("Rendez-vous à passer au téléphone"),
    Code.APPOINTMENTS_CANCEL: phrase("Rendez-vous à annuler, en la prévenant par une voie sûre"),
    Code.APPOINTMENTS_MEET: phrase("Rendez-vous gardés : on ne peut pas la prévenir, l'attendre à l'heure dite"),
    Code.APPOINTMENTS_OFFER: phrase("Personnes à qui proposer de nouveau un rendez-vous"),
    Code.PEOPLE_CALL: phrase("Personnes à appeler d'abord"),
    Code.RHYTHM_RAISE: phrase("Appels à rapprocher pour toutes"),
    Code.RHYTHM_BACK: phrase("Appels à remettre au rythme convenu"),
    Code.DIRECTORY_LINE: phrase("Lignes publiques à publier"),
    Code.PARTNERS_TELL: phrase("Partenaires à prévenir"),
    Code.OPEN_FOR_MAIL: phrase("Courriers urgents qui attendent : une raison d'ouvrir sur rendez-vous"),
}

# What is safe to do at once: nothing of it reaches anybody by itself. The rest is somebody's choice, or somebody's word.
SAFE = frozenset(
    {
        Code.APPOINTMENTS_MOVE,
        Code.APPOINTMENTS_PHONE,
        Code.APPOINTMENTS_CANCEL,
        Code.APPOINTMENTS_MEET,
        Code.APPOINTMENTS_OFFER,
        Code.PEOPLE_CALL,
        Code.RHYTHM_RAISE,
        Code.DIRECTORY_LINE,
    }
)


@dataclass(frozen=True, kw_only=True)
class ModeChange:
    """What changes for one activity: before (None: nothing was noted) and after."""

    activity: Ref
    kind: ActivityKind
    before: Mode | None
    after: Mode

    @property
    def narrows(self) -> bool:
        """Does it receive less?"""
        before = self.before
        if self.after.kind.is_narrower_than(before.kind if before else None):
            return True
        return before is not None and before.kind is self.after.kind and _smaller(self.after.capacity, before.capacity)

    @property
    def widens(self) -> bool:
        """Does it receive more, in person?"""
        return self.before is not None and self.after.kind.is_wider_than(self.before.kind) and self.after.allows(MeetingWay.IN_PERSON)


def _smaller(after: int | None, before: int | None) -> bool:
    return after is not None and (before is None or after < before)


@dataclass(frozen=True, kw_only=True)
class AppointmentFact:
    """An appointment to come under the new mode. `reachable`: some way of her rule is open to tell her, now or at its hours.
    `callable_then`: her rule allows a call at the very hour of the appointment."""

    ref: Ref
    activity: Ref
    starts: datetime
    minutes: int
    way: MeetingWay
    reachable: bool
    callable_then: bool

    @property
    def span(self) -> Span:
        """From when to when."""
        return span_of(self.starts, minutes=self.minutes)


class Fate(StrEnum):
    """What becomes of an appointment."""

    KEEP = "keep"
    MOVE = "move"
    PHONE = "phone"
    CANCEL = "cancel"
    MEET = "meet"


def fate_of(appointment: AppointmentFact, *, after: Mode, crowded: bool = False) -> Fate:
    """What becomes of one appointment under the new mode. `crowded`: there are too many at that minute, and she came last."""
    if not crowded and after.allows_at(appointment.way, at=appointment.starts):
        return Fate.KEEP
    if not appointment.reachable:
        return Fate.MEET
    later = after.allows(appointment.way) or after.ends_on is not None
    if later and after.kind is ModeKind.APPOINTMENT:
        return Fate.MOVE
    if appointment.way not in AT_A_DISTANCE and after.allows(MeetingWay.PHONE) and appointment.callable_then:
        return Fate.PHONE
    return Fate.MOVE if later else Fate.CANCEL


def fates(appointments: Sequence[AppointmentFact], *, after: Mode) -> dict[Ref, Fate]:
    """What becomes of the appointments of one activity, in the order in which they were booked."""
    inside = [each for each in appointments if each.way is MeetingWay.IN_PERSON and after.allows_at(each.way, at=each.starts)]
    crowded = {inside[rank].ref for rank in too_many([each.span for each in inside], capacity=after.capacity)}
    return {each.ref: fate_of(each, after=after, crowded=each.ref in crowded) for each in appointments}


@dataclass(frozen=True, kw_only=True)
class RhythmFact:
    """What is known of the calls: how many people have a rhythm or may be given one, and whether it stands raised."""

    people: int = 0
    raised: bool = False


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around the change: who may be called first, to whom an appointment may be offered again, who is to be told."""

    people: Sequence[Ref] = ()
    to_offer: Sequence[Ref] = ()
    rhythm: RhythmFact = field(default_factory=RhythmFact)
    published: Sequence[Ref] = ()  # the activities whose public line says this change already
    partners: Sequence[Ref] = ()
    urgent_letters: int = 0


@dataclass(frozen=True)
class Consequence:
    """One line of the page."""

    code: Code
    count: int
    refs: tuple[Ref, ...] = ()

    @property
    def ticked(self) -> bool:
        """Is it done by default?"""
        return self.code in SAFE


_OF_FATE = {
    Fate.MOVE: Code.APPOINTMENTS_MOVE,
    Fate.PHONE: Code.APPOINTMENTS_PHONE,
    Fate.CANCEL: Code.APPOINTMENTS_CANCEL,
    Fate.MEET: Code.APPOINTMENTS_MEET,
}


def consequences(*, changes: Sequence[ModeChange], appointments: Sequence[AppointmentFact], around: Around) -> tuple[Consequence, ...]:
    """Everything that these changes carry with them, in the order of the page; what concerns nobody is left out."""
    received = [change for change in changes if change.kind.receives]
    found: dict[Code, tuple[Ref, ...]] = {}
    becomes = _fates_of_all(changes, appointments)
    for fate, code in _OF_FATE.items():
        found[code] = tuple(each.ref for each in appointments if becomes.get(each.ref) is fate)
    if any(change.widens for change in received):
        found[Code.APPOINTMENTS_OFFER] = tuple(around.to_offer)
    if any(change.narrows for change in received):
        found[Code.PEOPLE_CALL] = tuple(around.people)
    found[Code.DIRECTORY_LINE] = tuple(change.activity for change in changes if _says_more(change, around))
    found[Code.PARTNERS_TELL] = tuple(around.partners) if any(change.narrows or change.widens for change in changes) else ()
    counted = {code: len(refs) for code, refs in found.items()} | _counts(received, around)
    return tuple(Consequence(code, counted[code], found.get(code, ())) for code in Code if counted.get(code))


def _fates_of_all(changes: Sequence[ModeChange], appointments: Sequence[AppointmentFact]) -> dict[Ref, Fate]:
    becomes: dict[Ref, Fate] = {}
    for change in changes:
        becomes |= fates([each for each in appointments if each.activity == change.activity], after=change.after)
    return becomes


def _says_more(change: ModeChange, around: Around) -> bool:
    return (change.narrows or change.widens) and change.activity not in around.published


def _counts(received: Sequence[ModeChange], around: Around) -> dict[Code, int]:
    """What is counted without rows: the rhythm of the calls, the letters that wait."""
    counted: dict[Code, int] = {}
    if any(change.narrows for change in received) and not around.rhythm.raised:
        counted[Code.RHYTHM_RAISE] = around.rhythm.people
    if any(change.widens for change in received) and around.rhythm.raised:
        counted[Code.RHYTHM_BACK] = around.rhythm.people
    if any(_shuts_letters(change) for change in received):
        counted[Code.OPEN_FOR_MAIL] = around.urgent_letters
    return counted


def _shuts_letters(change: ModeChange) -> bool:
    """Does nobody open the door any more, even for a letter?"""
    shut = not change.after.allows(MeetingWay.IN_PERSON) and Exceptional.URGENT_MAIL not in change.after.exceptions
    return change.kind is ActivityKind.DAY_CENTRE and shut
