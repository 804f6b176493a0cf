"""Write a note, correct it, change who reads it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from maillage.accompaniment.notes import actions
from maillage.accompaniment.notes.errors import (
    FileErased,
    NoteEmpty,
    NoteFromTheFuture,
    NoteTooLong,
    NotTheAuthor,
    WideningNotConfirmed,
)
from maillage.accompaniment.notes.levels import Level, is_wider
from maillage.accompaniment.notes.models import BODY_LIMIT, Kind, Note
from maillage.accompaniment.notes.services.drafts import use_draft, writer_of
from maillage.accompaniment.notes.services.promises import PromiseMade, add_promise, subject_of_entry
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import mark_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import SealErased, seal

# In these she took part: they were contacts.
_CONTACTS = (Kind.INTERVIEW, Kind.CALL)


@idempotent(Note)
@transaction.atomic
def write_note(
    *,
    actor: Actor,
    today: date,
    person: Person,
    level: Level,
    kind: Kind,
    happened_on: date,
    body: str,
    promise: PromiseMade | None = None,
    draft: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Note:
    """Write a note, with what was promised; `draft` is the key of the draft that it comes from, done with `now`.

    Raises Denied, NoteEmpty, NoteTooLong, NoteFromTheFuture, PromiseEmpty, PromiseDueBefore, FileErased.
    """
    require(actor, Permission.NOTES_OPEN, on=person)
    person = Person.unscoped.locked(person.pk)
    note = write_checked(actor, person=person, level=level, kind=kind, happened_on=happened_on, body=body, today=today)
    if promise is not None:
        add_promise(note, promise)
    if now is not None:
        use_draft(actor, person=person, key=draft, now=now)
    return note


def write_checked(actor: Actor, *, person: Person, level: Level, kind: Kind, happened_on: date, body: str, today: date) -> Note:
    """The row and its line in the journal, once a service has authorised it and locked the file."""
    _check(happened_on=happened_on, body=body, today=today)
    note = Note(
        person=person,
        organisation_id=person.organisation_id,
        author_id=writer_of(actor),
        level=level,
        kind=kind,
        happened_on=happened_on,
        written_on=today,
    )
    _seal_body(note, body)
    note.save(force_insert=True)
    _tell_written(actor, note=note, today=today)
    return note


def _tell_written(actor: Actor, *, note: Note, today: date) -> None:
    """What the file learns of a note: a contact, a line of its history. Of a personal one, nothing."""
    if note.level == Level.ME:
        record(actor, actions.PERSONAL_WRITTEN, note, today=today)
        return
    if note.kind in _CONTACTS:
        mark_contact(note.person, on=note.happened_on)
    record(actor, actions.WRITTEN, note.person, today=today, kind=note.kind, level=note.level)


@idempotent(Note)
@transaction.atomic
def correct_note(
    *,
    actor: Actor,
    today: date,
    note: Note,
    seen: int,
    kind: Kind,
    happened_on: date,
    body: str,
    draft: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Note:
    """Correct a note: its author, or for what the team reads a file worker of the association. Who reads it does not change here.

    Raises Denied, NoteEmpty, NoteTooLong, NoteFromTheFuture, Stale, FileErased.
    """
    require(actor, Permission.NOTES_OPEN, on=note.person)
    person = Person.unscoped.locked(note.person_id)
    note = Note.unscoped.select_related("person").locked(note.pk)
    if not may_correct(actor, note):
        raise Denied
    _check(happened_on=happened_on, body=body, today=today)
    changes = {"kind": kind, "happened_on": happened_on, "corrected_on": today, "corrected_by_id": actor.user_id}
    changed = note.save_version(seen=seen, changes=changes)
    _seal_body(changed, body)
    changed.save(update_fields=["body"])
    if now is not None:
        use_draft(actor, person=person, key=draft, now=now)
    record(actor, actions.CORRECTED, subject_of_entry(changed), today=today)
    return changed


def may_correct(actor: Actor, note: Note) -> bool:
    """Her own note, or one that the team reads, for a file worker of the association."""
    if note.author_id == actor.user_id:
        return True
    return note.level != Level.ME and actor.may(Permission.PERSON_EDIT, on=note.person)


@idempotent(Note)
@transaction.atomic
def change_level(*, actor: Actor, today: date, note: Note, seen: int, level: Level, confirmed: bool = False) -> Note:
    """Change who reads a note: its author alone may, and what widens is asked twice. The same level changes nothing.

    Raises Denied, NotTheAuthor, WideningNotConfirmed, Stale.
    """
    require(actor, Permission.NOTES_OPEN, on=note.person)
    person = Person.unscoped.locked(note.person_id)
    note = Note.unscoped.select_related("person").locked(note.pk)
    if note.author_id != actor.user_id:
        raise NotTheAuthor
    if level == note.level:
        return note
    wider = is_wider(level, than=note.level)
    if wider and not confirmed:
        raise WideningNotConfirmed
    changed = note.save_version(seen=seen, changes={"level": level})
    if wider:
        record(actor, actions.WIDENED, person, today=today, level=level)
    else:
        record(actor, actions.NARROWED, subject_of_entry(changed), today=today)
    return changed


def _check(*, happened_on: date, body: str, today: date) -> None:
    if not body.strip():
        raise NoteEmpty
    if len(body) > BODY_LIMIT:
        raise NoteTooLong(limit=BODY_LIMIT)
    if happened_on > today:
        raise NoteFromTheFuture


def _seal_body(note: Note, body: str) -> None:
    try:
        seal(note, body=body.replace("\r\n", "\n").strip())
    except SealErased:
        raise FileErased from None
