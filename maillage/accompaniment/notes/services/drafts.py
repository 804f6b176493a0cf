"""Drafts: saved while one types, taken up again after a crash, turned into a note once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from maillage.accompaniment.notes.errors import DraftUsed, FileErased
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import BODY_LIMIT, PROMISE_LIMIT, Draft, Kind, Note, Towards
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import SealErased, seal

MARKS_KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Typed:
    """What the form holds right now, even half done. Its repr shows no text."""

    body: str
    level: Level = Level.TEAM
    kind: Kind = Kind.INTERVIEW
    happened_on: date | None = None
    promise: str = ""
    towards: Towards | None = None
    due_on: date | None = None

    def __repr__(self) -> str:
        return "Typed(…)"


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    now: datetime,
    person: Person,
    key: uuid.UUID,
    typed: Typed,
    seen: int = 0,
    tab: str = "",
    note: Note | None = None,
    note_version: int | None = None,
) -> Draft:
    """Keep what is being typed. `seen` is the version of the draft on screen, 0 when none; `tab` names the window.

    When another window wrote this draft in between, this text goes to a draft of its own (another key): nothing is overwritten.
    Not journaled: it is the same act as the note that follows. Raises Denied, OutOfScope (somebody else's key), DraftUsed, FileErased.
    """
    require(actor, Permission.NOTES_OPEN, on=person)
    person = Person.unscoped.locked(person.pk)
    draft = Draft.unscoped.filter(key=key).first()
    if draft is not None and (draft.author_id, draft.person_id) != (actor.user_id, person.pk):
        raise OutOfScope
    if draft is not None and draft.used:
        raise DraftUsed
    if draft is not None and draft.version != seen and (not tab or draft.tab != tab):
        draft, key = None, uuid.uuid4()
    _forget_marks(actor, before=now - MARKS_KEPT)
    version = draft.version + 1 if draft is not None else 1
    draft = draft or Draft(person=person, organisation_id=person.organisation_id, author_id=writer_of(actor), key=key)
    draft.version, draft.tab, draft.saved_at = version, tab[:36], now
    draft.note, draft.note_version = note, note_version if note is not None else None
    _fill(draft, typed)
    draft.save()
    return draft


def writer_of(actor: Actor) -> uuid.UUID:
    """Who writes: somebody, never the machine. Raises Denied."""
    if actor.user_id is None:
        raise Denied
    return actor.user_id


def _fill(draft: Draft, typed: Typed) -> None:
    draft.level, draft.kind, draft.happened_on = typed.level, typed.kind, typed.happened_on
    draft.towards, draft.due_on = typed.towards or "", typed.due_on
    try:
        seal(draft, body=typed.body.replace("\r\n", "\n")[:BODY_LIMIT], promise=typed.promise[:PROMISE_LIMIT] or None)
    except SealErased:
        raise FileErased from None


def _forget_marks(actor: Actor, *, before: datetime) -> None:
    Draft.unscoped.filter(author_id=actor.user_id, used=True, saved_at__lt=before).delete()


@transaction.atomic
def drop_draft(*, actor: Actor, now: datetime, draft: Draft) -> None:
    """Throw a draft away. Twice changes nothing. Raises Denied, OutOfScope (not the actor's own)."""
    if draft.author_id != actor.user_id:
        raise OutOfScope
    require(actor, Permission.NOTES_OPEN, on=draft.person)
    person = Person.unscoped.locked(draft.person_id)
    use_draft(actor, person=person, key=draft.key, now=now)


def use_draft(actor: Actor, *, person: Person, key: uuid.UUID | None, now: datetime) -> None:
    """The draft of this key is done with: emptied, and marked so that a save that arrives late makes nothing. The file is locked."""
    if key is None or actor.user_id is None:
        return
    draft = Draft.unscoped.filter(key=key).first()
    if draft is None:
        draft = Draft(person=person, organisation_id=person.organisation_id, author_id=actor.user_id, key=key, level=Level.ME)
    elif draft.author_id != actor.user_id:
        raise OutOfScope
    draft.body = draft.promise = None
    draft.used, draft.saved_at = True, now
    draft.save()
