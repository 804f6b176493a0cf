"""What a calendar by subscription says: hours, and whether she comes or is called. No name, no place, no reason."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from maillage.accompaniment.openings.models import Appointment, AppointmentState, Feed
from maillage.accompaniment.openings.services.feeds import mark_of_token
from maillage.core.openings.modes import AT_A_DISTANCE
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.models import User

BEHIND, AHEAD = timedelta(days=14), timedelta(days=90)
# Another number than the appointment's own: an event tells nothing of an address of the house.
_NAMESPACE = uuid.UUID("6f1c4a52-0a5e-4d5c-9d57-2f1a0a9a8b11")
_TITLE, _CALL = "Rendez-vous", "Appel"


def feed_of(actor: Actor) -> Feed | None:
    """My address, if I have one."""
    if actor.user_id is None:
        return None
    found: Feed | None = Feed.unscoped.filter(user_id=actor.user_id, ended_on__isnull=True).first()
    return found


def calendar_of(token: str, *, moment: Moment) -> bytes | None:
    """The calendar behind an address; None when it serves no more: ended, or its owner may not book any more."""
    feed = Feed.unscoped.filter(mark=mark_of_token(token), ended_on__isnull=True).select_related("user").first()
    if feed is None or not feed.user.is_active:
        return None
    actor = read_actor(user=feed.user, moment=moment)
    if not actor.may(Permission.APPOINTMENT_BOOK):
        return None
    return _written(feed.user, actor=actor, moment=moment)


def _written(user: User, *, actor: Actor, moment: Moment) -> bytes:
    rows = Appointment.objects.visible_to(actor, today=moment.today).between(moment.today - BEHIND, moment.today + AHEAD)
    mine = rows.filter(worker=user, state__in=(AppointmentState.BOOKED, AppointmentState.HONOURED)).order_by("day", "starts", "pk")
    calendar = Calendar()
    calendar.add("prodid", "-//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for appointment in mine:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment) -> Any:
    starts: datetime = appointment.starts_at.replace(tzinfo=PARIS)
    event = Event()
    event.add("uid", str(uuid.uuid5(_NAMESPACE, str(appointment.pk))))
    event.add("summary", _CALL if appointment.meeting in AT_A_DISTANCE else _TITLE)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=appointment.minutes))
    event.add("dtstamp", datetime.combine(appointment.booked_on, appointment.starts, tzinfo=PARIS))
    event.add("class", "PRIVATE")
    return event
