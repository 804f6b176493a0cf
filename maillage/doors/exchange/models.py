"""An import on its way: the sheet, sealed until it is confirmed or given up; then only what became of each line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Mine
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject


class Stage(models.TextChoices):
    """Where an import stands."""

    RECEIVED = "received", _("colonnes à choisir")
    READY = "ready", _("à vérifier puis confirmer")
    RUNNING = "running", _("en cours")
    DONE = "done", _("terminée")
    GIVEN_UP = "given_up", _("abandonnée")


class ImportBatch(SealedSubject):
    """One sheet, for whoever brought it alone: a colleague may not open identities. Destroyed, key and all, when it is done or given up."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.RECEIVED)
    received_on = models.DateField()
    finished_on = models.DateField(null=True)
    rows = models.PositiveIntegerField()
    treated = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=dict)
    chosen = models.JSONField(default=list)
    content = SealedField(part=Part.IMPORT)

    visibility = Mine("by_id")
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "stage", "received_on", "finished_on", "rows", "treated", "chosen"],
            DataClass.PERSONAL: ["by"],
            DataClass.TECHNICAL: ["columns"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DONE, Stage.GIVEN_UP], finished_on__isnull=False)
                | ~Q(stage__in=[Stage.DONE, Stage.GIVEN_UP]) & Q(finished_on__isnull=True),
                name="mg_exchange_finished_has_a_day",
            ),
        )


class Fate(models.TextChoices):
    """What became of a line."""

    OPENED = "opened", _("dossier ouvert")
    WITH_PATHWAY = "with_pathway", _("dossier ouvert et parcours repris")
    LEFT_OUT = "left_out", _("laissée de côté")
    KNOWN = "known", _("déjà reprise auparavant")
    REFUSED = "refused", _("refusée")


class ImportedRow(Record):
    """One line and what became of it. `mark` recognises the same line in another file; it says nothing without a key kept outside."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="lines")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    fate = models.CharField(max_length=14, choices=Fate.choices)
    reason = models.CharField(max_length=200, blank=True)
    mark = models.BinaryField(max_length=32)
    person = models.ForeignKey("mg_people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    visibility = Mine("batch__by_id")
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["batch", "organisation", "line", "fate", "reason", "person"],
            DataClass.TECHNICAL: ["mark"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["batch", "line"], name="mg_exchange_line_once"),)
