"""Contacts noted through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.accompaniment.making import moment_at
from tests.cast import TODAY, actor_of


def note(worker: Any, person: Any, way: str = "phone", *, by: str = "her", moment: Any = None, key: Any = None, **more: Any) -> Any:
    """A contact noted by `worker`; at ten o'clock unless told."""
    from maillage.accompaniment.contacts.services import note_contact

    moment = moment or moment_at(10)
    return note_contact(actor=actor_of(worker, moment.today), moment=moment, person=person, draft=draft(way, by=by, **more), key=key)


def draft(way: str = "phone", *, by: str = "her", kind: str = "informal", mood: str = "unknown", **more: Any) -> Any:
    """A contact as it is typed, in codes."""
    from maillage.accompaniment.contacts.models import ContactKind, ContactWay, Initiator, Mood
    from maillage.accompaniment.contacts.services import ContactDraft

    return ContactDraft(way=ContactWay(way), initiated_by=Initiator(by), kind=ContactKind(kind), mood=Mood(mood), **more)


def day_before(days: int, *, today: date = TODAY) -> date:
    """So many days before today."""
    return date.fromordinal(today.toordinal() - days)
