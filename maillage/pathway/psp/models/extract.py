"""What the State received: an immutable copy under its own key, wrapped for the State's organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject
from maillage.pathway.psp.models.application import Application


class Extract(SealedSubject):
    """The sealed extract of one application. `organisation` is the State's secretariat: its controller, not the association's.

    Neither a column nor a document of the person's file is readable through it; erasing her file leaves it whole until
    `retain_until`.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="extract")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField()
    retain_until = models.DateField()
    content = SealedField(part=Part.EXTRACT)
    format_version = models.PositiveSmallIntegerField(default=1)

    visibility = Territory("territory", by=Permission.EXTRACT_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "organisation", "territory", "filed_on", "retain_until"],
            DataClass.TECHNICAL: ["format_version"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(Record.Meta):
        pass


def triggers_of_extract() -> tuple[triggers.Trigger, ...]:
    """What was filed never changes: its day and its application are frozen in the database.

    The sealed content may be rewritten by a rotation of keys, so the column is left to authenticated encryption.
    """
    table, frozen = "mg_psp_extract", "An extract that was filed never changes."
    return (
        triggers.Trigger(
            name="mg_psp_extract_frozen",
            table=table,
            sqlite=(
                f"CREATE TRIGGER mg_psp_extract_frozen BEFORE UPDATE OF application_id, filed_on, format_version ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{frozen}'); END"
            ),
            postgres_when="BEFORE UPDATE OF application_id, filed_on, format_version",
            postgres_body=f"RAISE EXCEPTION '{frozen}';",
        ),
    )
