"""Appointments as the pages read them: what is free, who comes when, what became of each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from maillage.accompaniment.contacts.models import Message
from maillage.accompaniment.openings.models import Activity, Appointment, AppointmentState, Room
from maillage.accompaniment.openings.selectors.modes import modes_of
from maillage.accompaniment.openings.selectors.sites import activities_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import labels_of
from maillage.core.departures import State
from maillage.core.openings.booking import Around, free_starts
from maillage.core.openings.capacity import Span
from maillage.core.openings.modes import ActivityKind, MeetingWay, Mode, mode_on
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Scope
from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.accounts.models import Mandate, User
from maillage.reference.organisations.models import Organisation

AHEAD = timedelta(days=13)
MOST_A_DAY = 12


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: who, for what, how, how long, with whom. `but`: the appointment that is being moved."""

    person: Person
    activity: Activity
    way: MeetingWay
    minutes: int
    worker_id: uuid.UUID | None = None
    room: Room | None = None
    but: Appointment | None = None


class Diary:
    """What is already booked around what is wanted, from a day to another: two queries, asked for any of these days."""

    def __init__(self, wanted: Wanted, *, first: date, last: date) -> None:
        self.wanted = wanted
        self.modes: tuple[Mode, ...] = modes_of([wanted.activity])[wanted.activity.pk]
        rows = Appointment.unscoped.between(first, last).filter(state__in=(AppointmentState.BOOKED, AppointmentState.HONOURED))
        rows = rows.select_related("activity")
        here = rows.filter(organisation_id=wanted.activity.organisation_id)
        if wanted.but is not None:
            here = here.exclude(pk=wanted.but.pk)
        self._rows: list[Appointment] = list(here.order_by("day", "starts", "pk"))

    def mode(self, day: date) -> Mode | None:
        """The mode of the activity that day."""
        return mode_on(self.modes, day)

    def around(self, day: date) -> Around:
        """What is already there that day."""
        wanted, rows = self.wanted, [row for row in self._rows if row.day == day]
        inside = [row for row in rows if row.meeting is MeetingWay.IN_PERSON]
        return Around(
            taken=_spans([row for row in inside if row.activity_id == wanted.activity.pk]),
            in_room=_spans([row for row in inside if wanted.room is not None and row.room_id == wanted.room.pk]),
            room_holds=wanted.room.people_at_once if wanted.room is not None else None,
            hers=_spans([row for row in rows if row.person_id == wanted.person.pk]),
            workers=_spans([row for row in rows if wanted.worker_id is not None and row.worker_id == wanted.worker_id]),
            arrivals=[row.starts_at for row in inside if row.activity.site_id == wanted.activity.site_id],
        )

    def free(self, day: date, *, after: datetime) -> list[datetime]:
        """The moments of a day that may be offered, those to come only."""
        wanted = self.wanted
        starts = free_starts(day, minutes=wanted.minutes, way=wanted.way, mode=self.mode(day), around=self.around(day))
        return [at for at in starts if at > after][:MOST_A_DAY]


def _spans(rows: Sequence[Appointment]) -> list[Span]:
    return [row.span for row in rows]


@dataclass(frozen=True)
class FreeDay:
    """A day and its free moments."""

    day: date
    starts: Sequence[datetime]


def free_days(wanted: Wanted, *, first: date, after: datetime) -> list[FreeDay]:
    """The days of two weeks that have a free moment."""
    diary = Diary(wanted, first=first, last=first + AHEAD)
    days = [FreeDay(day, diary.free(day, after=after)) for day in (first + timedelta(days=each) for each in range(AHEAD.days + 1))]
    return [each for each in days if each.starts]


def get_appointment(*, actor: Actor, pk: uuid.UUID, today: date) -> Appointment:
    """An appointment of my association, or OutOfScope."""
    rows = Appointment.objects.visible_to(actor, today=today)
    found: Appointment | None = rows.select_related("person", "activity__site", "room", "worker", "reminder").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def reminder_of(appointment: Appointment) -> Message | None:
    """The reminder that waits for its hour, if there is one."""
    reminder: Message | None = appointment.reminder
    return reminder if reminder is not None and reminder.state == State.WAITING else None


def appointments_of(person: Person) -> Any:
    """Hers, the latest first."""
    rows = Appointment.unscoped.filter(person=person).select_related("activity__site", "room", "worker", "person")
    return rows.order_by("-day", "-starts", "pk")


def day_of(actor: Actor, *, day: date, today: date, mine: bool) -> Any:
    """The appointments of a day in my association, or mine, in the order of arrival."""
    rows = Appointment.objects.visible_to(actor, today=today).filter(day=day).exclude(state__in=_GONE)
    if mine:
        rows = rows.filter(worker_id=actor.user_id)
    return rows.select_related("person", "activity__site", "room", "worker").order_by("starts", "pk")


_GONE = (AppointmentState.MOVED, AppointmentState.CONVERTED, AppointmentState.CANCELLED_BY_US)
_TONES = {"booked": "calm", "honoured": "good", "excused": "neutral", "missed": "neutral", "cancelled_by_us": "wait"}


@dataclass(frozen=True)
class AppointmentRow:
    """An appointment as it stands in a list."""

    appointment: Appointment
    label: str = ""

    @property
    def hour(self) -> str:
        """ "14 h 30"."""
        at = self.appointment.starts
        return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"

    @property
    def tone(self) -> str:
        """The tone of its chip: no state is an alarm."""
        return _TONES.get(self.appointment.state, "neutral")

    @property
    def way(self) -> Any:
        """How she is met."""
        return self.appointment.meeting.label


def appointment_rows(appointments: Sequence[Appointment], *, actor: Actor, today: date) -> list[AppointmentRow]:
    """The lines of a list, with the pseudonyms of all in one query."""
    labels = labels_of(list({each.person_id: each.person for each in appointments}.values()), actor=actor, today=today)
    return [AppointmentRow(each, labels[each.person_id]) for each in appointments]


def colleagues_of(organisation_id: uuid.UUID, *, on: date) -> list[User]:
    """Who may receive somebody in an association on a day: those whose mandate there books appointments."""
    roles = [role.value for role, spec in ROLES.items() if spec.scope is Scope.ORGANISATION and Permission.CONTACT_NOTE in spec.permissions]
    rows = Mandate.unscoped.filter(organisation_id=organisation_id, role__in=roles).in_force(today=on)
    users = User._base_manager.filter(pk__in=rows.order_by().values("user_id"), is_active=True)
    return list(users.order_by("display_name", "pk"))


def activities_for(person: Person, *, today: date) -> list[Activity]:
    """What she may come to, or be called for: rounds and online contact meet whoever is there."""
    house = Organisation.unscoped.get(pk=person.organisation_id)
    return [each for each in activities_of(house, today=today) if ActivityKind(each.kind).receives]


def rooms_of(activity: Activity) -> list[Room]:
    """The rooms where an activity may be held."""
    return list(Room.unscoped.filter(site_id=activity.site_id).order_by("name", "pk")) if activity.site_id is not None else []
