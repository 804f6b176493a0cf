"""The calendar file of a convocation: a day, an hour, a place, and a neutral title. A shared calendar must not tell what it is for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from maillage.pathway.commission.letters.words import in_french
from maillage.pathway.commission.models import Convocation

_PARIS = ZoneInfo("Europe/Paris")
_LENGTH = timedelta(hours=3)


@in_french
def calendar_file(convocation: Convocation) -> bytes:
    """The session of a convocation, as a file that any calendar reads: no word of it says a commission, a person or a number."""
    session = convocation.session
    event = Event()
    event.add("uid", f"{convocation.pk}@maillage.invalid")
    event.add("dtstamp", datetime.combine(convocation.sent_on, time(0, 0), tzinfo=UTC))
    event.add("summary", _("Réunion"))
    event.add("class", "PRIVATE")
    if session.opens_on is not None:
        event.add("dtstart", session.opens_on)
        event.add("dtend", session.held_on + timedelta(days=1))
    elif session.starts_at is None:
        event.add("dtstart", session.held_on)
        event.add("dtend", session.held_on + timedelta(days=1))
    else:
        starts = datetime.combine(session.held_on, session.starts_at, tzinfo=_PARIS)
        event.add("dtstart", starts.astimezone(UTC))
        event.add("dtend", (starts + _LENGTH).astimezone(UTC))
    if session.place:
        event.add("location", session.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
