"""What became of the appointments of the spring, one reminded, and those taken through July: never a sanction, whatever became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from maillage.accompaniment.contacts.models import MessageWay
from maillage.accompaniment.openings.models import Activity, Appointment, AppointmentState
from maillage.accompaniment.openings.selectors.booking import Wanted, free_days
from maillage.accompaniment.openings.services.booking import BookingDraft, book, note_outcome, remind
from maillage.accompaniment.people.models import Person
from maillage.core.openings.modes import ActivityKind, MeetingWay
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import PARIS, Moment

HANDS = {"a": "alice", "c": "clara"}
BOOKED_ON, NOTED_ON = date(2020, 5, 18), date(2020, 5, 18)
# Who, from which day on, how, and whether she is reminded: the first free moment is taken.
COMING: tuple[tuple[str, int, date, MeetingWay, bool], ...] = (
    ("a", 5, date(2020, 5, 26), MeetingWay.IN_PERSON, True),
    ("a", 6, date(2020, 5, 19), MeetingWay.PHONE, False),
    ("a", 8, date(2020, 6, 9), MeetingWay.IN_PERSON, False),
    ("a", 9, date(2020, 7, 2), MeetingWay.IN_PERSON, False),
    ("c", 2, date(2020, 5, 19), MeetingWay.IN_PERSON, False),
    ("c", 3, date(2020, 6, 16), MeetingWay.OUTSIDE, False),
    ("c", 4, date(2020, 7, 7), MeetingWay.IN_PERSON, False),
)
BECAME = (AppointmentState.HONOURED, AppointmentState.HONOURED, AppointmentState.EXCUSED, AppointmentState.MISSED)


def _moment(day: date) -> Moment:
    return Moment(now=datetime.combine(day, time(16), tzinfo=PARIS), today=day)


@dataclass(frozen=True)
class Agenda:
    """Plans what each association books, and what it notes."""

    stage: Stage

    def take(self, house: str, rank: int, first: date, way: MeetingWay, reminded: bool, day: date) -> None:
        """The first free moment from a day on."""
        person = self.stage.person(house, "followed", rank)
        activity = self._receives(house)
        if person is None or person.closed_on is not None or person.merged_into_id is not None or activity is None:
            return
        actor, worker = self.stage.actor(HANDS[house], day), self.stage.users[HANDS[house]]
        wanted = Wanted(person=person, activity=activity, way=way, minutes=45, worker_id=worker.pk)
        free = free_days(wanted, first=first, after=datetime.combine(day, time(16)))
        if not free:
            return
        at = free[0].starts[0]
        draft = BookingDraft(way=way, day=at.date(), starts=at.time(), worker_id=worker.pk)
        made = book(actor=actor, today=day, person=person, activity=activity, draft=draft)
        if reminded:
            self._remind(made, person, house=house, day=day)

    def _remind(self, made: Appointment, person: Person, *, house: str, day: date) -> None:
        actor = self.stage.actor(HANDS[house], day)
        try:
            remind(actor=actor, moment=_moment(day), appointment=made, seen=made.version, way=MessageWay.SMS)
        except Refused:
            return  # her rule does not allow it: nobody insists

    def note(self, house: str, day: date) -> None:
        """What became of those whose day is past."""
        past = Appointment.unscoped.booked().filter(organisation=self.stage.organisations[house], day__lt=day)
        for rank, appointment in enumerate(past.order_by("day", "starts", "pk")):
            actor = self.stage.actor(HANDS[house], day)
            state = BECAME[rank % len(BECAME)]
            note_outcome(actor=actor, moment=_moment(day), appointment=appointment, seen=appointment.version, state=state)

    def _receives(self, house: str) -> Activity | None:
        kinds = (ActivityKind.SUPPORT.value, ActivityKind.DAY_CENTRE.value)
        found = Activity.unscoped.filter(organisation=self.stage.organisations[house], kind__in=kinds).order_by("-kind", "pk")
        first: Activity | None = found.first()
        return first


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    agenda = Agenda(stage)
    for house in HANDS:
        chronicle.at(NOTED_ON, partial(agenda.note, house))
    for each in COMING:
        chronicle.at(BOOKED_ON, partial(agenda.take, *each))
