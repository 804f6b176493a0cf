"""What the log brings to the file and to a hand-over: the last contacts, who began them, the next one."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.contacts.selectors import contact as reading
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown

ON_FILE, ON_HANDOVER = 3, 5


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The last three contacts, and the day that the last of them said for the next: no read of its own."""
    if not actor.may(Permission.CONTACT_NOTE, on=obj):
        return None
    rows = reading.last_contacts(obj, actor=actor, today=today, limit=ON_FILE)
    next_on = reading.still_to_come(rows[0].contact, today=today) if rows else None
    return Shown(template="contacts/log/panels/file.html", data={"rows": rows, "next_on": next_on})


def show_on_handover(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The last five, for the colleague who takes over; nothing when there is none."""
    shown = _shown("contacts/log/panels/handover.html", actor=actor, person=obj, today=today, limit=ON_HANDOVER)
    return shown if shown is not None and shown.data["rows"] else None


def _shown(template: str, *, actor: Actor, person: Person, today: date, limit: int) -> Shown | None:
    if not actor.may(Permission.CONTACT_NOTE, on=person):
        return None
    words, courses = reading.words_on_calls(person), reading.courses_of(person)
    data = {
        "rows": reading.last_contacts(person, actor=actor, today=today, limit=limit),
        "next_on": reading.next_expected(person, today=today),
        "word": words[0] if words else None,
        "course": courses[0] if courses else None,
    }
    return Shown(template=template, data=data)
