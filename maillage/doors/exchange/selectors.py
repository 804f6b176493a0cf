"""Reads of an import: its sheet while it is there, what each line would make, what became of each."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import labels_of
from maillage.core.phonetics import folded
from maillage.doors.exchange.columns import TARGETS, Target
from maillage.doors.exchange.errors import ImportOver
from maillage.doors.exchange.models import ImportBatch, ImportedRow, Stage
from maillage.doors.exchange.reading import Table
from maillage.doors.exchange.rows import Line, read_line
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, open_part
from maillage.reference.organisations.models import Organisation, OrganisationKind


def get_batch(*, actor: Actor, pk: uuid.UUID, today: date) -> ImportBatch:
    """An import, or OutOfScope."""
    found: ImportBatch | None = (
        ImportBatch.objects.visible_to(actor, today=today).select_related("organisation", "by").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def batches_of(actor: Actor, *, today: date) -> list[ImportBatch]:
    """The imports of her associations, the latest first."""
    return list(
        ImportBatch.objects.visible_to(actor, today=today).select_related("organisation", "by").order_by("-received_on", "-pk")[:50]
    )


def associations_to_import(actor: Actor) -> list[Organisation]:
    """The associations where she may import files, by name."""
    own = [mandate.organisation_id for mandate in actor.granting(Permission.PERSON_IMPORT)]
    return list(Organisation.unscoped.filter(pk__in=own, kind=OrganisationKind.ASSOCIATION).order_by("name", "pk"))


def targets_for(actor: Actor, batch: ImportBatch) -> tuple[Target, ...]:
    """What columns may hold for this actor: without the permissions, neither identity nor pathway is offered."""
    identity = actor.may(Permission.IDENTITY_OPEN, on=batch) and actor.may(Permission.PERSON_EDIT, on=batch)
    pathway = actor.may(Permission.PATHWAY_RECORD, on=batch)
    return tuple(each for each in TARGETS if (identity or not each.identity) and (pathway or not each.pathway))


def table_of(batch: ImportBatch, *, actor: Actor, today: date) -> Table:
    """The sheet, opened with a journal entry. Raises Denied, ImportOver."""
    if batch.content is None:
        raise ImportOver
    opened = open_part(actor=actor, subject=batch, part=Part.IMPORT, reason=Reason.CONTROL, today=today)
    data = json.loads(opened.read(batch, "content"))
    rows = tuple(tuple(line) for line in data["rows"])
    return Table(headings=tuple(data["headings"]), rows=rows, numbers=tuple(data["numbers"]))


def columns_of(batch: ImportBatch) -> dict[int, str]:
    """What each column holds, by its place."""
    return {int(place): code for place, code in batch.columns.items()}


def lines_of(batch: ImportBatch, table: Table, *, today: date, start: int = 0, most: int | None = None) -> list[Line]:
    """The lines read by the columns chosen: all, or `most` of them after the first `start`."""
    columns = columns_of(batch)
    stop = None if most is None else start + most
    numbered = zip(table.numbers[start:stop], table.rows[start:stop], strict=True)
    return [
        read_line(cells, number=number, columns=columns, today=today, place=place)
        for place, (number, cells) in enumerate(numbered, start=start)
    ]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line of the preview: what it would make, what is wrong, and whether a file of the same pseudonym is known."""

    line: Line
    twice: bool
    known: bool

    @property
    def offered(self) -> bool:
        """May it be imported as it is?"""
        return not self.line.problems

    @property
    def ticked(self) -> bool:
        """Is it proposed to be imported?"""
        return self.offered and not self.known and not self.twice


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The whole sheet before anything is written."""

    lines: tuple[Shown, ...]

    def counts(self) -> Mapping[str, int]:
        """How many lines would open a file, take a pathway over, resemble a file, cannot be read."""
        return {
            "ready": sum(each.ticked for each in self.lines),
            "pathways": sum(each.ticked and each.line.has_pathway for each in self.lines),
            "alike": sum(each.offered and not each.ticked for each in self.lines),
            "wrong": sum(not each.offered for each in self.lines),
        }


def preview_of(batch: ImportBatch, *, actor: Actor, today: date) -> Preview:
    """What would be made of each line. Writes nothing; one pass over the pseudonyms of the association."""
    lines = lines_of(batch, table_of(batch, actor=actor, today=today), today=today)
    there = Person.objects.visible_to(actor, today=today).filter(organisation_id=batch.organisation_id).open_files().order_by("pk")
    known = {folded(label) for label in labels_of(list(there), actor=actor, today=today).values()}
    often = Counter(folded(line.pseudonym) for line in lines)
    return Preview(
        lines=tuple(
            Shown(line=line, twice=often[folded(line.pseudonym)] > 1 and bool(line.pseudonym), known=folded(line.pseudonym) in known)
            for line in lines
        )
    )


def report_of(batch: ImportBatch) -> list[Any]:
    """What became of each line, in the order of the sheet."""
    return list(ImportedRow.unscoped.filter(batch=batch).order_by("line"))


def is_over(batch: ImportBatch) -> bool:
    """Done or given up."""
    return batch.stage in (Stage.DONE, Stage.GIVEN_UP)
