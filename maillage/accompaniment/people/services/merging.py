"""Reunite two files of one person, and separate them again: every row back where it was."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people import actions, merging
from maillage.accompaniment.people.errors import (
    AlreadyApart,
    ChoiceMissing,
    FileErased,
    KeepTheOpenOne,
    LaterMergeFirst,
    NotTheSameAssociation,
    SameFile,
    UndoBlocked,
)
from maillage.accompaniment.people.merging import Link, Meeting
from maillage.accompaniment.people.models import Identity, Merge, MergedRow, Person
from maillage.accompaniment.people.selectors.merging import IDENTITY_FIELDS, PSEUDONYM, identity_code, questions_between
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import follow_owners
from maillage.foundation.documents.models import Document
from maillage.foundation.journal import Saying, record_many
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, Reason, SealErased, open_part, rehang_rows, seal

Choices = Mapping[str, uuid.UUID]


@idempotent(Merge)
@transaction.atomic
def merge_files(*, actor: Actor, today: date, kept: Person, away: Person, choices: Choices) -> Merge:
    """Reunite `away` with `kept`: its rows pass, with their seals and their documents; it stays as a signpost. Nothing is overwritten
    that the undoing does not give back.

    `choices` says, for each question of `questions_between`, by its code, which file's answer stands. Raises Denied, SameFile,
    NotTheSameAssociation, FileMerged, FileErased, KeepTheOpenOne, ChoiceMissing, or what a room refuses.
    """
    kept, away = _both(actor, kept, away)
    if away.closed_on is None and kept.closed_on is not None:
        raise KeepTheOpenOne
    for refused in merging.refusals(kept, away):
        raise refused
    asked = questions_between(kept, away, actor=actor, today=today)
    if any(choices.get(each.code) not in (kept.pk, away.pk) for each in asked):
        raise ChoiceMissing
    taken = {each.code for each in asked if choices[each.code] == away.pk}
    merge = _begin(kept, away, today=today)
    _write_identity(merge, actor=actor, today=today, taken=taken)
    moved = sum(_pass(merge, meeting, swap=meeting.code in taken) for meeting in merging.meet(kept, away))
    _pass_documents(merge)
    follow_owners(subjects=[kept, away])
    rehang_rows(subjects=[kept, away])
    _write_file(merge, actor=actor, today=today, take_pseudonym=PSEUDONYM in taken)
    merging.settle(*_read(kept, away))
    _say(actor, actions.FILES_MERGED, merge, today=today, moved=moved)
    return merge


@idempotent(Merge)
@transaction.atomic
def undo_merge(*, actor: Actor, today: date, merge: Merge) -> Merge:
    """Separate two files again: every row that had passed goes back, with what was added to it since.

    What was noted on the kept file itself since then stays there. Raises Denied, AlreadyApart, LaterMergeFirst (another reunion was made
    on one of them since), FileErased, UndoBlocked.
    """
    for each in (merge.kept, merge.away):
        require(actor, Permission.PERSON_MERGE, on=each)
    kept, away = _locked_in_order(merge.kept_id, merge.away_id)
    merge = Merge.unscoped.locked(merge.pk)
    if merge.undone_on is not None:
        raise AlreadyApart
    if merging.latest_merge(kept, away) != merge or kept.merged_into_id is not None:
        raise LaterMergeFirst
    _check_readable(kept, away, actor=actor, today=today)
    merge.kept, merge.away = kept, away
    for link, rows in _moved_rows(merge):
        _give_back(merge, link, rows)
    _give_documents_back(merge)
    follow_owners(subjects=[kept, away])
    rehang_rows(subjects=[kept, away])
    _restore_identity(merge, actor=actor, today=today)
    _restore_file(merge, actor=actor, today=today)
    merge.undone_on = today
    seal(merge, pseudonym_before=None, identity_before=None)
    merge.save(update_fields=["undone_on", "pseudonym_before", "identity_before"])
    merging.settle(*_read(kept, away))
    _say(actor, actions.MERGE_UNDONE, merge, today=today)
    return merge


# Before anything moves.


def _both(actor: Actor, kept: Person, away: Person) -> tuple[Person, Person]:
    for each in (kept, away):
        require(actor, Permission.PERSON_MERGE, on=each)
    if kept.pk == away.pk:
        raise SameFile
    if kept.organisation_id != away.organisation_id:
        raise NotTheSameAssociation
    _locked_in_order(kept.pk, away.pk)
    return Person.unscoped.locked(kept.pk), Person.unscoped.locked(away.pk)


def _locked_in_order(kept: uuid.UUID, away: uuid.UUID) -> tuple[Person, Person]:
    """Both files, locked by id, so that two reunions the other way round never wait for each other."""
    locked = {pk: Person.unscoped.locked_any(pk) for pk in sorted((kept, away))}
    return locked[kept], locked[away]


def _read(*people: Person) -> list[Person]:
    return [Person.unscoped.get(pk=person.pk) for person in people]


def _check_readable(*people: Person, actor: Actor, today: date) -> dict[uuid.UUID, str]:
    """Their pseudonyms. Raises FileErased."""
    found = {}
    for person in people:
        opened = open_part(actor=actor, subject=person, part=Part.LABEL, reason=Reason.CORRECTION, today=today)
        try:
            found[person.pk] = opened.read(person, "pseudonym")
        except SealErased:
            raise FileErased from None
        if not found[person.pk]:
            raise FileErased
    return found


def _begin(kept: Person, away: Person, *, today: date) -> Merge:
    latest = merging.latest_merge(kept, away)
    return Merge.unscoped.create(
        organisation_id=kept.organisation_id,
        kept=kept,
        away=away,
        rank=latest.rank + 1 if latest is not None else 1,
        merged_on=today,
        opened_before=kept.opened_on,
        last_contact_before=kept.last_contact_on,
    )


# Rows.


def _pass(merge: Merge, meeting: Meeting, *, swap: bool) -> int:
    """Rows of the old file pass to the kept one; where two may not stand together and the old file's was chosen, they change places."""
    link, kept, away = meeting.link, merge.kept_id, merge.away_id
    passing = [*meeting.free, *(meeting.theirs if swap else ())]
    leaving = list(meeting.ours) if swap else []
    _remember(merge, link, passing, before=away)
    _remember(merge, link, leaving, before=kept)
    _exchange(link, passing, to=kept, leaving=leaving, aside=away)
    return len(passing) + len(leaving)


def _remember(merge: Merge, link: Link, rows: Iterable[uuid.UUID], *, before: uuid.UUID) -> None:
    label = link.model._meta.label_lower
    MergedRow.unscoped.bulk_create(MergedRow(merge=merge, model=label, row=pk, field=link.field, before=before) for pk in rows)


def _exchange(link: Link, passing: Sequence[uuid.UUID], *, to: uuid.UUID, leaving: Sequence[uuid.UUID], aside: uuid.UUID) -> None:
    """Two groups of rows change files. Constraints hold at each statement: those that leave wait on a file made for that and removed."""
    if not leaving:
        _hang(link, passing, on=to)
        return
    model = Person.unscoped.get(pk=to)
    park = Person(
        organisation_id=model.organisation_id,
        territory_id=model.territory_id,
        reference=uuid.uuid4().hex[:9],
        channel=model.channel,
        opened_on=model.opened_on,
        last_contact_on=model.last_contact_on,
    )
    park.save(force_insert=True)
    _hang(link, leaving, on=park.pk)
    _hang(link, passing, on=to)
    _hang(link, leaving, on=aside)
    Person.unscoped.filter(pk=park.pk).delete()


def _hang(link: Link, rows: Sequence[uuid.UUID], *, on: uuid.UUID) -> None:
    link.model._base_manager.filter(pk__in=rows).update(**{link.field: on})


def _pass_documents(merge: Merge) -> None:
    given = merging.documents_given_with(merge.away)
    _remember(merge, Link(Document, "owner_id"), given, before=merge.away_id)
    Document.unscoped.filter(pk__in=given).update(owner_id=merge.kept_id)


def _moved_rows(merge: Merge) -> list[tuple[Link, list[MergedRow]]]:
    groups: dict[Link, list[MergedRow]] = {}
    for row in merge.rows.exclude(model=Document._meta.label_lower).order_by("model", "field", "row"):
        groups.setdefault(Link(merging.model_named(row.model), row.field), []).append(row)
    return list(groups.items())


def _give_back(merge: Merge, link: Link, rows: list[MergedRow]) -> None:
    theirs = [row.row for row in rows if row.before == merge.away_id]
    ours = [row.row for row in rows if row.before == merge.kept_id]
    if link.merging.as_a_set and theirs:
        # What was added to the set since then goes on from it: it goes with it.
        theirs = list(link.rows(merge.kept_id).values_list("pk", flat=True))
    else:
        standing = merging.marked(link, link.rows(merge.kept_id).exclude(pk__in=theirs))
        returning = merging.marked(link, link.model._base_manager.filter(pk__in=ours).order_by("pk"))
        if any(merging.twins(link, row, among=standing) for row in returning):
            raise UndoBlocked(what=link.merging.label)
    _exchange(link, theirs, to=merge.away_id, leaving=ours, aside=merge.kept_id)


def _give_documents_back(merge: Merge) -> None:
    rows = merge.rows.filter(model=Document._meta.label_lower).order_by("row")
    Document.unscoped.filter(pk__in=[row.row for row in rows]).update(owner_id=merge.away_id)


# What the file itself says, and her identity.


def _write_file(merge: Merge, *, actor: Actor, today: date, take_pseudonym: bool) -> None:
    kept, away = _read(merge.kept, merge.away)
    named = _check_readable(kept, away, actor=actor, today=today)
    days = {
        "opened_on": min(kept.opened_on, away.opened_on),
        "last_contact_on": max(kept.last_contact_on, away.last_contact_on),
    }
    kept = kept.save_version(seen=kept.version, changes=days)
    if take_pseudonym:
        seal(merge, pseudonym_before=named[kept.pk])
        merge.save(update_fields=["pseudonym_before"])
        seal(kept, pseudonym=named[away.pk])
        kept.save(update_fields=["pseudonym"])
    away.save_version(seen=away.version, changes={"merged_into": kept})


def _restore_file(merge: Merge, *, actor: Actor, today: date) -> None:
    kept, away = _read(merge.kept, merge.away)
    named = _check_readable(kept, away, actor=actor, today=today)
    days = {}
    if kept.opened_on == min(merge.opened_before, away.opened_on):
        days["opened_on"] = merge.opened_before
    if kept.last_contact_on == away.last_contact_on:
        days["last_contact_on"] = merge.last_contact_before
    kept = kept.save_version(seen=kept.version, changes=days)
    if merge.pseudonym_before is not None and named[kept.pk] == named[away.pk]:
        opened = open_part(actor=actor, subject=kept, part=Part.LABEL, reason=Reason.CORRECTION, today=today)
        seal(kept, pseudonym=opened.read(merge, "pseudonym_before"))
        kept.save(update_fields=["pseudonym"])
    away.save_version(seen=away.version, changes={"merged_into": None})


def _write_identity(merge: Merge, *, actor: Actor, today: date, taken: set[str]) -> None:
    """Field by field: the old file's answers chosen are written over the kept file's, whose own are kept sealed."""
    chosen = [name for name in IDENTITY_FIELDS if identity_code(name) in taken]
    if not chosen:
        return
    ours, theirs = (Identity.unscoped.get(person=person) for person in (merge.kept, merge.away))
    said = _identity(merge.kept, ours, actor=actor, today=today, names=chosen)
    new = _identity(merge.away, theirs, actor=actor, today=today, names=chosen)
    before = {name: {"was": said[name], "became": new[name]} for name in chosen}
    seal(merge, identity_before=json.dumps(before, ensure_ascii=False))
    merge.save(update_fields=["identity_before"])
    _seal_identity(ours, new)


def _restore_identity(merge: Merge, *, actor: Actor, today: date) -> None:
    """What the kept file said before, field by field, unless somebody corrected the field since."""
    ours = Identity.unscoped.filter(person=merge.kept).first()
    if merge.identity_before is None or ours is None:
        return
    opened = open_part(actor=actor, subject=merge.kept, part=Part.IDENTITY, reason=Reason.CORRECTION, today=today)
    before = json.loads(opened.read(merge, "identity_before"))
    untouched = {name: each["was"] for name, each in before.items() if opened.read(ours, name) == each["became"]}
    if untouched:
        _seal_identity(ours, untouched)


def _identity(person: Person, identity: Identity, *, actor: Actor, today: date, names: Iterable[str]) -> dict[str, str]:
    opened = open_part(actor=actor, subject=person, part=Part.IDENTITY, reason=Reason.CORRECTION, today=today)
    return {name: opened.read(identity, name) for name in names}


def _seal_identity(identity: Identity, values: Mapping[str, Any]) -> None:
    changed = identity.save_version(seen=identity.version, changes={})
    seal(changed, **values)
    changed.save(update_fields=list(values))


def _say(actor: Actor, said: Any, merge: Merge, *, today: date, **facts: Any) -> None:
    record_many(
        [
            Saying(actor=actor, action=said, subject=person, facts={"other": other.pk, **facts})
            for person, other in ((merge.kept, merge.away), (merge.away, merge.kept))
        ],
        today=today,
    )
