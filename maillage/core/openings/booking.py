"""May she be expected then? The mode of the day, the number at once, the room, her other appointments, and who waits outside.

Nobody waits in a row at the door: two people do not arrive within some minutes of each other unless somebody says that they may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from maillage.core.openings.capacity import STEP, Span, has_room, span_of, starts_within
from maillage.core.openings.modes import MeetingWay, Mode
from maillage.core.phrase import Phrase, phrase

APART = timedelta(minutes=10)
DAY_OPENS, DAY_CLOSES = time(9), time(18)


class Hindrance(StrEnum):
    """Why she may not be expected then."""

    NO_MODE = "no_mode"
    CLOSED = "closed"
    OUT_OF_HOURS = "out_of_hours"
    FULL = "full"
    ROOM_FULL = "room_full"
    HERS = "hers"
    WORKER = "worker"
    TOGETHER = "together"

    @property
    def sentence(self) -> Phrase:
        """What stands in the way, and what to do."""
        return _SENTENCES[self]


_SENTENCES: Mapping[Hindrance, Phrase] = {
    Hindrance.NO_MODE: phrase("Aucun mode n'est noté pour cette activité ce jour-là : décidez d'abord comment elle fonctionne."),
    Hindrance.CLOSED: phrase("Ce jour-là, l'activité ne reçoit pas ainsi : choisissez un autre jour, ou une autre façon de la rencontrer."),
    Hindrance.OUT_OF_HOURS: phrase("La porte n'est pas ouverte pendant tout ce temps : choisissez une heure parmi celles proposées."),
    Hindrance.FULL: phrase("Il y aurait trop de monde en même temps : choisissez une heure parmi celles proposées."),
    Hindrance.ROOM_FULL: phrase("La salle est prise à cette heure-là : choisissez une autre salle, ou une autre heure."),
    Hindrance.HERS: phrase("Elle a déjà un rendez-vous à ce moment-là."),
    Hindrance.WORKER: phrase("La personne qui la reçoit est déjà prise à ce moment-là."),
    Hindrance.TOGETHER: phrase(
        "Quelqu'un d'autre arrive à dix minutes près : elles s'attendraient dehors. Décalez, ou dites que c'est voulu."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is already there: `taken` counts against the capacity of the activity, `in_room` against that of the room, `hers` and
    `workers` never meet another, `arrivals` are the moments when somebody comes to the same door.
    """

    taken: Sequence[Span] = ()
    in_room: Sequence[Span] = ()
    room_holds: int | None = None
    hers: Sequence[Span] = ()
    workers: Sequence[Span] = ()
    arrivals: Sequence[datetime] = ()


def hindrance(
    at: datetime, *, minutes: int, way: MeetingWay, mode: Mode | None, around: Around, together: bool = False
) -> Hindrance | None:
    """The first thing that stands in the way; None: she may be expected. `together`: that others arrive then is meant."""
    span = span_of(at, minutes=minutes)
    if mode is None:
        return Hindrance.NO_MODE
    if not mode.allows(way):
        return Hindrance.CLOSED
    if any(span.meets(each) for each in around.hers):
        return Hindrance.HERS
    if any(span.meets(each) for each in around.workers):
        return Hindrance.WORKER
    return _at_the_door(span, mode=mode, around=around, together=together) if way is MeetingWay.IN_PERSON else None


def _at_the_door(span: Span, *, mode: Mode, around: Around, together: bool) -> Hindrance | None:
    if mode.windows and not _inside(span, mode=mode):
        return Hindrance.OUT_OF_HOURS
    if not has_room(span, taken=around.taken, capacity=mode.capacity):
        return Hindrance.FULL
    if not has_room(span, taken=around.in_room, capacity=around.room_holds):
        return Hindrance.ROOM_FULL
    if not together and any(abs(each - span.starts) < APART for each in around.arrivals):
        return Hindrance.TOGETHER
    return None


def _inside(span: Span, *, mode: Mode) -> bool:
    # Windows may touch each other: what matters is each minute, and a window changes only on a whole minute.
    minutes = int((span.ends - span.starts).total_seconds() // 60)
    return all(any(window.covers(span.starts + timedelta(minutes=each)) for window in mode.windows) for each in range(minutes))


def free_starts(day: date, *, minutes: int, way: MeetingWay, mode: Mode | None, around: Around) -> Iterator[datetime]:
    """The moments of a day, by quarter of an hour, when she may be expected: within the hours of the mode, else of a working day."""
    if mode is None:
        return
    bound = way is MeetingWay.IN_PERSON and bool(mode.windows)
    for at in starts_within(mode.windows, minutes=minutes, day=day) if bound else _working_day(day, minutes=minutes):
        if hindrance(at, minutes=minutes, way=way, mode=mode, around=around) is None:
            yield at


def _working_day(day: date, *, minutes: int) -> Iterator[datetime]:
    at, closes = datetime.combine(day, DAY_OPENS), datetime.combine(day, DAY_CLOSES)
    while at + timedelta(minutes=minutes) <= closes:
        yield at
        at += STEP
