"""What a change of mode does to an appointment. The former one stays, closed; the one that takes its place follows it."""

from __future__ import annotations

from datetime import date, datetime

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.models import Appointment, AppointmentState
from maillage.core.openings.modes import MeetingWay
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record


def _close(appointment: Appointment, state: AppointmentState, *, today: date) -> Appointment:
    return appointment.save_version(seen=appointment.version, changes={"state": state, "closed_on": today})


def _follow(former: Appointment, *, actor: Actor, today: date, at: datetime, way: MeetingWay) -> Appointment:
    return Appointment.unscoped.create(
        organisation_id=former.organisation_id,
        person_id=former.person_id,
        activity_id=former.activity_id,
        way=way.value,
        day=at.date(),
        starts=at.time(),
        minutes=former.minutes,
        worker_id=former.worker_id,
        booked_on=today,
        booked_by_id=actor.user_id,
        follows=former,
    )


def move_to(appointment: Appointment, *, actor: Actor, today: date, at: datetime) -> Appointment:
    """Hold it another time, the same way. Called by services, inside their transaction and after their authorisation."""
    _close(appointment, AppointmentState.MOVED, today=today)
    follower = _follow(appointment, actor=actor, today=today, at=at, way=appointment.meeting)
    record(actor, actions.APPOINTMENT_MOVED, appointment.person, today=today, day=appointment.day, to=follower.day)
    return follower


def pass_to_phone(appointment: Appointment, *, actor: Actor, today: date) -> Appointment:
    """Hold it by phone at the same hour. Called by services, inside their transaction and after their authorisation."""
    _close(appointment, AppointmentState.CONVERTED, today=today)
    follower = _follow(appointment, actor=actor, today=today, at=appointment.starts_at, way=MeetingWay.PHONE)
    record(actor, actions.APPOINTMENT_CONVERTED, appointment.person, today=today, day=appointment.day)
    return follower


def cancel(appointment: Appointment, *, actor: Actor, today: date) -> Appointment:
    """It does not take place, because of us. Called by services, inside their transaction and after their authorisation."""
    closed = _close(appointment, AppointmentState.CANCELLED_BY_US, today=today)
    record(actor, actions.APPOINTMENT_CANCELLED, appointment.person, today=today, day=appointment.day)
    return closed
