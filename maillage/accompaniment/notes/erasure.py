"""What goes when a file is erased, and when an account is closed.

A personal note is its author's alone: no colleague takes it up when she leaves. When her account is closed, her personal notes and her
drafts are destroyed; when only her mandate ends, nobody can read them any more (`visibility`), and they go with the file.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from maillage.accompaniment.notes import actions
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Draft, Note, Promise
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal import record


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject: texts go, dates and codes stay for the counts."""
    if not isinstance(subject, Person):
        return
    Draft.unscoped.filter(person_id=subject.pk).delete()
    Note.unscoped.filter(person_id=subject.pk, level=Level.ME).delete()
    for note in Note.unscoped.filter(person_id=subject.pk).order_by("pk"):
        note.body = None
        note.save(update_fields=["body"])
    for promise in Promise.unscoped.filter(person_id=subject.pk).order_by("pk"):
        promise.what = None
        promise.save(update_fields=["what"])


def forget_personal_notes(user_id: uuid.UUID, today: date) -> None:
    """Called in the transaction that closes an account."""
    Draft.unscoped.filter(author_id=user_id).delete()
    notes = Note.unscoped.filter(author_id=user_id, level=Level.ME)
    for organisation in sorted(set(notes.order_by().values_list("organisation_id", flat=True))):
        mine = notes.filter(organisation_id=organisation)
        count = mine.count()
        mine.delete()
        record(system_actor(), actions.FORGOTTEN, None, today=today, chain=organisation, count=count)
