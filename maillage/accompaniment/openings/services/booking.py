"""Appointments: taken, moved, reminded, and what became of each. Never a sanction: nothing else changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from maillage.accompaniment.contacts.models import Message, MessageWay
from maillage.accompaniment.contacts.selectors.messages import MessageDraft
from maillage.accompaniment.contacts.services.messages import cancel_message, send_message
from maillage.accompaniment.openings import actions, actions_booking
from maillage.accompaniment.openings.errors_booking import (
    AlreadyClosed,
    AlreadyReminded,
    DayPast,
    FileClosed,
    NotThen,
    NotWorkingHere,
    NotYet,
    ReminderTooLate,
    RoomElsewhere,
)
from maillage.accompaniment.openings.models import REPLACED, Activity, Appointment, AppointmentState, Room
from maillage.accompaniment.openings.selectors.booking import Diary, Wanted, colleagues_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import instant_of
from maillage.accompaniment.people.services import mark_contact
from maillage.core.departures import State
from maillage.core.neutral import Template
from maillage.core.openings.booking import hindrance
from maillage.core.openings.modes import MeetingWay
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.ui.speech import day_words, say

OUTCOMES = frozenset(
    {AppointmentState.HONOURED, AppointmentState.EXCUSED, AppointmentState.MISSED, AppointmentState.CANCELLED_BY_US}
)  # fmt: skip
_EVE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class BookingDraft:
    """An appointment as it is asked for. `together`: others may arrive at the same time, on purpose."""

    way: MeetingWay
    day: date
    starts: time
    minutes: int = 45
    worker_id: uuid.UUID | None = None
    room: Room | None = None
    together: bool = False

    @property
    def at(self) -> datetime:
        """When it begins, on the clock of the wall."""
        return datetime.combine(self.day, self.starts)


@idempotent(Appointment)
@transaction.atomic
def book(*, actor: Actor, today: date, person: Person, activity: Activity, draft: BookingDraft) -> Appointment:
    """She is expected then. No minute ever holds more than the mode of the day and the room allow: bookings of an activity wait for each
    other. Raises Denied, DayPast, FileClosed, NotWorkingHere, RoomElsewhere, NotThen.
    """
    require(actor, Permission.APPOINTMENT_BOOK, on=person)
    require(actor, Permission.APPOINTMENT_BOOK, on=activity)
    activity, person = _lock(activity, person, draft=draft)
    _check(person, activity, draft=draft, today=today)
    appointment = _place(person, activity, draft=draft, actor=actor, today=today)
    record(actor, actions_booking.BOOKED, person, today=today, day=draft.day, way=draft.way.value)
    return appointment


def _lock(activity: Activity, person: Person, *, draft: BookingDraft) -> tuple[Activity, Person]:
    """Activity, room, person: always in this order."""
    activity = Activity.unscoped.locked(activity.pk)
    if draft.room is not None:
        Room.unscoped.locked(draft.room.pk)
    return activity, Person.unscoped.locked(person.pk)


def _check(person: Person, activity: Activity, *, draft: BookingDraft, today: date, but: Appointment | None = None) -> None:
    if draft.day < today:
        raise DayPast(day=day_words(draft.day))
    if person.closed_on is not None:
        raise FileClosed
    if draft.room is not None and draft.room.site_id != activity.site_id:
        raise RoomElsewhere
    working = {each.pk for each in colleagues_of(activity.organisation_id, on=draft.day)}
    if draft.worker_id is not None and draft.worker_id not in working:
        raise NotWorkingHere
    wanted = Wanted(
        person=person, activity=activity, way=draft.way, minutes=draft.minutes, worker_id=draft.worker_id, room=draft.room, but=but
    )
    diary = Diary(wanted, first=draft.day, last=draft.day)
    found = hindrance(
        draft.at,
        minutes=draft.minutes,
        way=draft.way,
        mode=diary.mode(draft.day),
        around=diary.around(draft.day),
        together=draft.together,
    )
    if found is not None:
        raise NotThen(why=say(found.sentence))


def _place(
    person: Person, activity: Activity, *, draft: BookingDraft, actor: Actor, today: date, follows: Appointment | None = None
) -> Appointment:
    appointment = Appointment(
        organisation_id=activity.organisation_id,
        person=person,
        activity=activity,
        room=draft.room if draft.way is MeetingWay.IN_PERSON else None,
        way=draft.way.value,
        day=draft.day,
        starts=draft.starts,
        minutes=draft.minutes,
        worker_id=draft.worker_id,
        booked_on=today,
        booked_by_id=actor.user_id,
        follows=follows,
    )
    appointment.save(force_insert=True)
    return appointment


@idempotent(Appointment)
@transaction.atomic
def move(*, actor: Actor, moment: Moment, appointment: Appointment, seen: int, draft: BookingDraft) -> Appointment:
    """Another time, or another way: the former stays, closed, and the new one follows it. Its reminder, if it waits, is cancelled.

    Raises as `book`, AlreadyClosed, Stale.
    """
    require(actor, Permission.APPOINTMENT_BOOK, on=appointment)
    activity, person = _lock(appointment.activity, appointment.person, draft=draft)
    appointment = Appointment.unscoped.locked(appointment.pk)
    _check_open(appointment, seen=seen)
    _check(person, activity, draft=draft, today=moment.today, but=appointment)
    to_phone = draft.way is MeetingWay.PHONE and appointment.meeting is not MeetingWay.PHONE
    state = AppointmentState.CONVERTED if to_phone and draft.at == appointment.starts_at else AppointmentState.MOVED
    appointment.save_version(seen=seen, changes={"state": state, "closed_on": moment.today})
    _forget_reminder(appointment, actor=actor, moment=moment)
    follower = _place(person, activity, draft=draft, actor=actor, today=moment.today, follows=appointment)
    if state == AppointmentState.CONVERTED:
        record(actor, actions.APPOINTMENT_CONVERTED, person, today=moment.today, day=appointment.day)
    else:
        record(actor, actions.APPOINTMENT_MOVED, person, today=moment.today, day=appointment.day, to=follower.day)
    return follower


def _check_open(appointment: Appointment, *, seen: int) -> None:
    if appointment.state != AppointmentState.BOOKED:
        raise AlreadyClosed(state=appointment.get_state_display())
    if appointment.version != seen:
        raise Stale(current={"day": appointment.day}, submitted={}, version=appointment.version)


@idempotent(Appointment)
@transaction.atomic
def note_outcome(*, actor: Actor, moment: Moment, appointment: Appointment, seen: int, state: AppointmentState) -> Appointment:
    """What became of it. Corrected, the last word stands. Whether she came changes nothing else: no right, no rhythm, no application.

    Raises Denied, AlreadyClosed (another took its place), NotYet, Stale; ValueError for what is no outcome.
    """
    if state not in OUTCOMES:
        raise ValueError(f"{state} is not an outcome")
    require(actor, Permission.APPOINTMENT_BOOK, on=appointment)
    Activity.unscoped.locked(appointment.activity_id)
    person = Person.unscoped.locked(appointment.person_id)
    appointment = Appointment.unscoped.locked(appointment.pk)
    if appointment.state in REPLACED:
        raise AlreadyClosed(state=appointment.get_state_display())
    if appointment.day > moment.today and state in (AppointmentState.HONOURED, AppointmentState.MISSED):
        raise NotYet
    closed = appointment.save_version(seen=seen, changes={"state": state, "closed_on": max(moment.today, appointment.booked_on)})
    _forget_reminder(appointment, actor=actor, moment=moment)
    if state == AppointmentState.HONOURED:
        mark_contact(person, on=appointment.day)
    record(actor, actions_booking.OUTCOME, person, today=moment.today, day=appointment.day, state=state.value)
    return closed


@idempotent(Appointment)
@transaction.atomic
def remind(*, actor: Actor, moment: Moment, appointment: Appointment, seen: int, way: MessageWay) -> Appointment:
    """She will be reminded the day before, by a message of the list, at an hour that her rule allows.

    Raises Denied, AlreadyClosed, AlreadyReminded, ReminderTooLate, and whatever `send_message` refuses (held, forbidden, no number ...).
    """
    require(actor, Permission.MESSAGE_SEND, on=appointment)
    person = Person.unscoped.locked(appointment.person_id)
    appointment = Appointment.unscoped.locked(appointment.pk)
    _check_open(appointment, seen=seen)
    if appointment.reminder_id is not None and Message.unscoped.waiting().filter(pk=appointment.reminder_id).exists():
        raise AlreadyReminded
    starts = appointment.starts_at.replace(tzinfo=PARIS)
    draft = MessageDraft(template=Template.AS_AGREED, way=way, day=appointment.day, hour=appointment.starts)
    message = send_message(actor=actor, moment=moment, person=person, draft=draft, not_before=max(instant_of(moment), starts - _EVE))
    if message.send_at >= starts:
        raise ReminderTooLate
    kept = appointment.save_version(seen=seen, changes={"reminder_id": message.pk})
    record(actor, actions_booking.REMINDER, person, today=moment.today, day=appointment.day)
    return kept


def _forget_reminder(appointment: Appointment, *, actor: Actor, moment: Moment) -> None:
    """A reminder of what does not take place any more never leaves."""
    if appointment.reminder_id is None:
        return
    waiting = Message.unscoped.filter(pk=appointment.reminder_id, state__in=(State.WAITING, State.HELD)).first()
    if waiting is None:
        return
    if actor.may(Permission.MESSAGE_SEND, on=appointment):
        cancel_message(actor=actor, moment=moment, message=waiting, seen=waiting.version)
    else:
        # Reception may move an appointment without writing to anybody: what would be false is stopped all the same.
        waiting.save_version(seen=waiting.version, changes={"state": State.CANCELLED})
