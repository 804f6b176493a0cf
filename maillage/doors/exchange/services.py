"""A sheet received, understood, confirmed, then taken line by line; or given up. Nothing of it is written before it is confirmed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from maillage.accompaniment.people.models import Channel, Person
from maillage.accompaniment.people.services import open_file, record_identity
from maillage.doors.exchange import actions, selectors
from maillage.doors.exchange.columns import BY_CODE, guess
from maillage.doors.exchange.errors import ColumnTwice, ImportOver, NoRoomToImport, PseudonymColumnMissing
from maillage.doors.exchange.models import Fate, ImportBatch, ImportedRow, Stage
from maillage.doors.exchange.reading import Table, read_table
from maillage.doors.exchange.rows import Line
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, Refused
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import erase_subject, mark_of, seal
from maillage.pathway.psp.services import take_over_pathway
from maillage.reference.organisations.models import Organisation

AT_ONCE = 20


def receive_sheet(*, actor: Actor, today: date, organisation_id: uuid.UUID, content: bytes, key: uuid.UUID | None = None) -> ImportBatch:
    """Read a sheet and keep it sealed until it is confirmed or given up; the meaning of its columns is guessed.

    Raises Denied, NoRoomToImport, FileUnreadable, FileEmpty, FileTooLong.
    """
    table = read_table(content)
    received: ImportBatch = _receive(actor=actor, today=today, organisation_id=organisation_id, table=table, key=key)
    return received


@idempotent(ImportBatch)
@transaction.atomic
def _receive(*, actor: Actor, today: date, organisation_id: uuid.UUID, table: Table) -> ImportBatch:
    organisation = Organisation.unscoped.filter(pk=organisation_id).first()
    if organisation is None or organisation.pk not in {each.pk for each in selectors.associations_to_import(actor)}:
        raise NoRoomToImport
    batch = ImportBatch(organisation=organisation, by_id=actor.user_id, received_on=today, rows=len(table.rows))
    offered = {each.code for each in selectors.targets_for(actor, batch)}
    batch.columns = {str(place): code for place, code in guess(table.headings).items() if code in offered}
    seal(batch, content=_packed(table))
    batch.save(force_insert=True)
    record(actor, actions.RECEIVED, batch, today=today, rows=batch.rows)
    return batch


def _packed(table: Table) -> str:
    return json.dumps({"headings": table.headings, "rows": table.rows, "numbers": table.numbers}, ensure_ascii=False)


@transaction.atomic
def choose_columns(*, actor: Actor, today: date, batch: ImportBatch, seen: int, columns: Mapping[int, str]) -> ImportBatch:
    """Say what each column holds. Raises Denied, Stale, ImportOver, PseudonymColumnMissing, ColumnTwice."""
    require(actor, Permission.PERSON_IMPORT, on=batch)
    batch = _locked(batch)
    if batch.stage not in (Stage.RECEIVED, Stage.READY):
        raise ImportOver
    offered = {each.code for each in selectors.targets_for(actor, batch)}
    if not set(columns.values()) <= offered:
        raise Denied
    if "pseudonym" not in columns.values():
        raise PseudonymColumnMissing
    for code in columns.values():
        if list(columns.values()).count(code) > 1:
            raise ColumnTwice(what=BY_CODE[code].label)
    changes = {"columns": {str(place): code for place, code in columns.items()}, "stage": Stage.READY}
    changed: ImportBatch = batch.save_version(seen=seen, changes=changes)
    return changed


@transaction.atomic
def confirm_import(*, actor: Actor, today: date, batch: ImportBatch, seen: int, chosen: Iterable[int]) -> ImportBatch:
    """Begin: the lines chosen, by their number, will be taken. Raises Denied, Stale, ImportOver."""
    require(actor, Permission.PERSON_IMPORT, on=batch)
    batch = _locked(batch)
    if batch.stage != Stage.READY:
        raise ImportOver
    lines = sorted({line for line in chosen if line > 1})  # a number that no line has takes nothing
    changed: ImportBatch = batch.save_version(seen=seen, changes={"chosen": lines, "stage": Stage.RUNNING})
    return changed


def treat_next(*, actor: Actor, today: date, batch: ImportBatch) -> ImportBatch:
    """Take the next lines, each whole or not at all; at the last one the sheet is destroyed. Asked when nothing is left, does nothing.

    Each line has its own transaction: what is done stays done whatever happens next, and is never done twice. Raises Denied.
    """
    require(actor, Permission.PERSON_IMPORT, on=batch)
    if batch.stage != Stage.RUNNING:
        return batch
    table = selectors.table_of(batch, actor=actor, today=today)
    for line in selectors.lines_of(batch, table, today=today, start=batch.treated, most=AT_ONCE):
        batch = _treat(actor=actor, today=today, batch=batch, line=line)
    return _finish(actor=actor, today=today, batch=batch)


@transaction.atomic
def _treat(*, actor: Actor, today: date, batch: ImportBatch, line: Line) -> ImportBatch:
    batch = _locked(batch)
    if batch.stage != Stage.RUNNING or batch.treated != line.place:
        return batch  # somebody else's click took it
    mark = mark_of(json.dumps(sorted(line.values.items()), ensure_ascii=False), use=f"import {batch.organisation_id}")
    fate, reason, person = _outcome(line, actor=actor, today=today, batch=batch, mark=mark)
    ImportedRow.unscoped.create(
        batch=batch, organisation_id=batch.organisation_id, line=line.number, fate=fate, reason=reason[:200], mark=mark, person=person
    )
    batch.treated += 1
    batch.save(update_fields=["treated"])
    return batch


def _outcome(line: Line, *, actor: Actor, today: date, batch: ImportBatch, mark: bytes) -> tuple[Fate, str, Person | None]:
    if line.number not in batch.chosen or line.problems:
        return Fate.LEFT_OUT, str(line.problems[0].sentence) if line.problems else "", None
    before = ImportedRow.unscoped.filter(organisation_id=batch.organisation_id, mark=mark, person__isnull=False).first()
    if before is not None:
        return Fate.KNOWN, "", before.person
    try:
        with transaction.atomic():
            person = _open(line, actor=actor, today=today, batch=batch)
    except Denied:
        raise
    except Refused as refused:
        return Fate.REFUSED, refused.sentence, None
    return (Fate.WITH_PATHWAY if line.has_pathway else Fate.OPENED), "", person


def _open(line: Line, *, actor: Actor, today: date, batch: ImportBatch) -> Person:
    contact = line.values.get("safe_contact", "")
    # A number in a sheet is not a safe way: only a column that says how to reach her says so.
    channel = Channel(line.values.get("channel") or Channel.NONE_KNOWN)
    person = open_file(
        actor=actor,
        today=today,
        organisation_id=batch.organisation_id,
        pseudonym=line.pseudonym,
        channel=channel,
        safe_contact=contact,
    )
    if line.has_identity:
        record_identity(
            actor=actor,
            today=today,
            person=person,
            seen=0,
            last_name=line.values.get("last_name", ""),
            first_name=line.values.get("first_name", ""),
            birth_date=line.day("birth_date"),
            nationality=line.values.get("nationality", ""),
        )
    if line.has_pathway:
        take_over_pathway(
            actor=actor,
            today=today,
            person=person,
            terms=line.terms(),
            permit=line.permit(),
            allowance=line.allowance(),
        )
    return person


@transaction.atomic
def _finish(*, actor: Actor, today: date, batch: ImportBatch) -> ImportBatch:
    batch = _locked(batch)
    if batch.stage == Stage.RUNNING and batch.treated >= batch.rows:
        opened = ImportedRow.unscoped.filter(batch=batch, fate__in=[Fate.OPENED, Fate.WITH_PATHWAY]).count()
        _destroy(batch, actor=actor, today=today, stage=Stage.DONE)
        record(actor, actions.DONE, batch, today=today, opened=opened)
    return batch


@transaction.atomic
def give_up(*, actor: Actor, today: date, batch: ImportBatch) -> ImportBatch:
    """Give an import up: the sheet is destroyed; what was already taken stays. Twice changes nothing. Raises Denied."""
    require(actor, Permission.PERSON_IMPORT, on=batch)
    batch = _locked(batch)
    if not selectors.is_over(batch):
        _destroy(batch, actor=actor, today=today, stage=Stage.GIVEN_UP)
        record(actor, actions.GIVEN_UP, batch, today=today)
    return batch


def _destroy(batch: ImportBatch, *, actor: Actor, today: date, stage: Stage) -> None:
    batch.stage, batch.finished_on, batch.content = stage, today, None
    batch.version += 1
    batch.save(update_fields=["stage", "finished_on", "content", "version"])
    erase_subject(actor=actor, subject=batch, today=today)


def _locked(batch: ImportBatch) -> ImportBatch:
    found: ImportBatch = ImportBatch.unscoped.select_related("organisation").locked(batch.pk)
    return found


def forget_old_sheets(*, actor: Actor, today: date, after_days: int = 7) -> int:
    """Give up the imports left on the way for a week: a sheet of names does not wait. How many went."""
    waiting = ImportBatch.unscoped.filter(finished_on__isnull=True).order_by("pk")
    old = [each for each in waiting if (today - each.received_on).days >= after_days]
    for batch in old:
        give_up(actor=actor, today=today, batch=batch)
    return len(old)
