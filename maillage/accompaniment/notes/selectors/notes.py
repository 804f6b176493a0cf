"""Notes, promises and drafts inside the reader's scope, and their texts once opened."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Draft, Note, Promise
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Opened, Part, Reason, SealErased, open_part, open_parts, open_shared_part

FIRST_LINE = 140


@dataclass(frozen=True)
class PromiseRow:
    """A promise as it is read. Its repr shows no text."""

    id: uuid.UUID
    what: str = field(repr=False)
    towards: str = ""
    made_on: date | None = None
    due_on: date | None = None
    kept_on: date | None = None
    late: bool = False


@dataclass(frozen=True)
class NoteRow:
    """A note as it is read. Its repr shows no text."""

    id: uuid.UUID
    kind: str
    level: str
    happened_on: date
    author: str
    corrected_on: date | None
    corrected_by: str
    body: str = field(repr=False)
    promises: tuple[PromiseRow, ...] = ()
    is_mine: bool = False
    may_correct: bool = False

    @property
    def first_line(self) -> str:
        """Its beginning, for a list."""
        line = self.body.strip().split("\n", 1)[0]
        return line if len(line) <= FIRST_LINE else line[:FIRST_LINE].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class DraftText:
    """A draft opened by its author. Its repr shows no text."""

    draft: Draft
    body: str = field(repr=False)
    promise: str = field(repr=False)


def get_note(*, actor: Actor, pk: uuid.UUID, today: date) -> Note:
    """The note, or OutOfScope: a personal note does not exist for anybody but its author, nor a note of a file that one may not see."""
    note: Note | None = Note.objects.visible_to(actor, today=today).select_related("author", "corrected_by").filter(pk=pk).first()
    if note is None:
        raise OutOfScope
    note.person = get_person(actor=actor, pk=note.person_id, today=today)
    return note


def get_promise(*, actor: Actor, pk: uuid.UUID, today: date) -> Promise:
    """The promise, or OutOfScope."""
    promise: Promise | None = Promise.objects.visible_to(actor, today=today).select_related("note").filter(pk=pk).first()
    if promise is None:
        raise OutOfScope
    promise.person = get_person(actor=actor, pk=promise.person_id, today=today)
    promise.note.person = promise.person
    return promise


def get_draft(*, actor: Actor, pk: uuid.UUID, today: date) -> Draft:
    """One's own draft, or OutOfScope."""
    draft: Draft | None = Draft.objects.visible_to(actor, today=today).select_related("note").filter(pk=pk, used=False).first()
    if draft is None:
        raise OutOfScope
    draft.person = get_person(actor=actor, pk=draft.person_id, today=today)
    return draft


def notes_of(person: Person, *, actor: Actor, today: date, level: str = "", kind: str = "", others: bool = False) -> Any:
    """Her notes that this actor may read, the latest day first; `others` leaves out what is personal."""
    notes = Note.objects.visible_to(actor, today=today).filter(person=person)
    if others:
        notes = notes.for_others()
    if level:
        notes = notes.filter(level=level)
    if kind:
        notes = notes.filter(kind=kind)
    return notes.select_related("author", "corrected_by", "person").order_by("-happened_on", "-written_on", "pk")


def rows_of(notes: Sequence[Note], *, actor: Actor, person: Person, today: date, reason: Reason = Reason.FOLLOW_UP) -> list[NoteRow]:
    """The notes in clear, with their promises: one opening, one query for the promises. Raises Denied."""
    opened = open_part(actor=actor, subject=person, part=Part.NOTES, reason=reason, today=today)
    promises = _promises(notes, opened, today=today)
    works = actor.may(Permission.PERSON_EDIT, on=person)
    return [_row(note, opened, actor=actor, works=works, promises=promises.get(note.pk, ())) for note in notes]


def first_lines(notes: Sequence[Note], *, actor: Actor, person: Person, today: date) -> list[NoteRow]:
    """A few notes for a panel, opened as a list is: said in the journal of the association, not on each reading of the file."""
    opened = open_parts(actor=actor, subjects=[person] if notes else [], part=Part.NOTES, reason=Reason.LIST, today=today)
    return [_row(note, opened, actor=actor, works=False, promises=()) for note in notes]


def shared_rows(person: Person, *, actor: Actor, today: date, limit: int) -> list[NoteRow]:
    """The notes shared beyond the association, for a colleague of another one who accompanies her. Raises OutOfScope, Denied."""
    opened = open_shared_part(actor=actor, subject=person, part=Part.NOTES, reason=Reason.FOLLOW_UP, today=today)
    found = Note.unscoped.filter(person=person, level=Level.SHARED).select_related("author", "corrected_by", "person")
    notes = list(found.order_by("-happened_on", "-written_on", "pk")[:limit])
    promises = _promises(notes, opened, today=today)
    return [_row(note, opened, actor=actor, works=False, promises=promises.get(note.pk, ())) for note in notes]


def _promises(notes: Sequence[Note], opened: Opened, *, today: date) -> dict[uuid.UUID, list[PromiseRow]]:
    found: dict[uuid.UUID, list[PromiseRow]] = {}
    for promise in Promise.unscoped.filter(note__in=notes).order_by("made_on", "pk"):
        found.setdefault(promise.note_id, []).append(_promise_row(promise, opened, today=today))
    return found


def open_promises(person: Person, *, actor: Actor, today: date, reason: Reason) -> list[PromiseRow]:
    """What was promised and is not kept, in notes that others may read; the first due on top, those without a day last."""
    found = Promise.objects.visible_to(actor, today=today).filter(person=person).exclude(note__level=Level.ME).open_ones()
    rows = sorted(found.order_by("made_on", "pk"), key=lambda each: (each.due_on is None, each.due_on or each.made_on))
    if not rows:
        return []
    opened = open_part(actor=actor, subject=person, part=Part.NOTES, reason=reason, today=today)
    return [_promise_row(each, opened, today=today) for each in rows]


def late_promises(person: Person, *, actor: Actor, today: date) -> int:
    """How many promises that this actor may read are past their day, without opening any."""
    return int(Promise.objects.visible_to(actor, today=today).filter(person=person).late(today=today).count())


def open_body(note: Note, *, actor: Actor, today: date) -> str:
    """The text of one note, to be corrected. Raises Denied."""
    opened = open_part(actor=actor, subject=note.person, part=Part.NOTES, reason=Reason.CORRECTION, today=today)
    return _read(opened, note, "body")


def drafts_of(person: Person, *, actor: Actor, today: date) -> list[Draft]:
    """One's own drafts of new notes on this file, the last saved first."""
    found = Draft.objects.visible_to(actor, today=today).filter(person=person, used=False, note__isnull=True)
    return list(found.order_by("-saved_at", "pk"))


def draft_of_note(note: Note, *, actor: Actor, today: date) -> Draft | None:
    """One's own unfinished correction of this note, the last saved."""
    found = Draft.objects.visible_to(actor, today=today).filter(note=note, used=False).order_by("-saved_at", "pk")
    draft: Draft | None = found.first()
    return draft


def open_draft(draft: Draft, *, actor: Actor, person: Person, today: date) -> DraftText:
    """A draft in clear, for its author. Raises Denied, OutOfScope."""
    if draft.author_id != actor.user_id:
        raise OutOfScope
    draft.person = person
    opened = open_parts(actor=actor, subjects=[person], part=Part.NOTES, reason=Reason.CORRECTION, today=today)
    return DraftText(draft=draft, body=_read(opened, draft, "body"), promise=_read(opened, draft, "promise"))


def _read(opened: Opened, row: Any, name: str) -> str:
    try:
        return opened.read(row, name)
    except SealErased:
        return ""


def _row(note: Note, opened: Opened, *, actor: Actor, works: bool, promises: Sequence[PromiseRow]) -> NoteRow:
    mine = note.author_id == actor.user_id
    return NoteRow(
        id=note.pk,
        kind=note.get_kind_display(),
        level=note.level,
        happened_on=note.happened_on,
        author=note.author.display_name,
        corrected_on=note.corrected_on,
        corrected_by=note.corrected_by.display_name if note.corrected_by is not None else "",
        body=_read(opened, note, "body"),
        promises=tuple(promises),
        is_mine=mine,
        may_correct=mine or (works and note.level != Level.ME),
    )


def _promise_row(promise: Promise, opened: Opened, *, today: date) -> PromiseRow:
    return PromiseRow(
        id=promise.pk,
        what=_read(opened, promise, "what"),
        towards=promise.get_towards_display(),
        made_on=promise.made_on,
        due_on=promise.due_on,
        kept_on=promise.kept_on,
        late=promise.kept_on is None and promise.due_on is not None and promise.due_on < today,
    )
