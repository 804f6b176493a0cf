"""What a colleague of another association, who accompanies her with her accord, writes for the whole group."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note
from maillage.accompaniment.notes.services.notes import write_checked
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(Note)
@transaction.atomic
def write_shared_note(*, actor: Actor, today: date, person: Person, kind: Kind, happened_on: date, body: str) -> Note:
    """A note that all her key workers read, written from outside: at no other level, it would be read by people who cannot answer it.

    Raises OutOfScope (nothing is shared with the actor today), Denied, NoteEmpty, NoteTooLong, NoteFromTheFuture, FileErased.
    """
    require(actor, Permission.NOTES_OPEN)
    person = Person.unscoped.locked(person.pk)
    if not Person.objects.shared_with(actor, today=today).filter(pk=person.pk).exists():
        raise OutOfScope
    return write_checked(actor, person=person, level=Level.SHARED, kind=kind, happened_on=happened_on, body=body, today=today)
