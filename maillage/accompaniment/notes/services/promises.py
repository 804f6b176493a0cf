"""What was promised, and that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.notes import actions
from maillage.accompaniment.notes.errors import PromiseDueBefore, PromiseEmpty, PromiseKept
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import PROMISE_LIMIT, Note, Promise, Towards
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import seal


@dataclass(frozen=True)
class PromiseMade:
    """What somebody promised, as it is typed."""

    what: str
    towards: Towards
    due_on: date | None = None


def add_promise(note: Note, made: PromiseMade) -> Promise:
    """The row, inside the transaction of a service that has authorised it. Raises PromiseEmpty, PromiseDueBefore."""
    if not made.what.strip():
        raise PromiseEmpty
    if made.due_on is not None and made.due_on < note.happened_on:
        raise PromiseDueBefore(day=day_words(note.happened_on))
    promise = Promise(
        note=note,
        person=note.person,
        organisation_id=note.organisation_id,
        towards=made.towards,
        made_on=note.happened_on,
        due_on=made.due_on,
    )
    seal(promise, what=made.what.strip()[:PROMISE_LIMIT])
    promise.save(force_insert=True)
    return promise


@idempotent(Promise)
@transaction.atomic
def make_promise(*, actor: Actor, today: date, note: Note, made: PromiseMade) -> Promise:
    """Note a promise beside a note that the actor may read. Raises Denied, PromiseEmpty, PromiseDueBefore."""
    require(actor, Permission.NOTES_OPEN, on=note.person)
    Person.unscoped.locked(note.person_id)
    note = Note.unscoped.select_related("person").locked(note.pk)
    promise = add_promise(note, made)
    record(actor, actions.PROMISED, subject_of_entry(note), today=today)
    return promise


@idempotent(Promise)
@transaction.atomic
def keep_promise(*, actor: Actor, today: date, promise: Promise) -> Promise:
    """It is done today. Raises Denied, PromiseKept."""
    require(actor, Permission.NOTES_OPEN, on=promise.person)
    promise = Promise.unscoped.select_related("note", "person").locked(promise.pk)
    if promise.kept_on is not None:
        raise PromiseKept
    promise.kept_on, promise.kept_by_id = max(today, promise.made_on), actor.user_id
    promise.save(update_fields=["kept_on", "kept_by"])
    record(actor, actions.PROMISE_KEPT, subject_of_entry(promise.note), today=today)
    return promise


def subject_of_entry(note: Note) -> Note | Person:
    """On which row the journal speaks: the file, or the note itself when its existence is its author's alone."""
    return note if note.level == Level.ME else note.person
