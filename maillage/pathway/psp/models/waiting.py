"""Dated facts that explain a wait, written by whoever makes it wait."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import FiledHere, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application


class WaitingFact(Record):
    """A cause that holds from a day until another (excluded), or still holds. `detail` is a code, never a text."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="waiting_facts")
    cause = models.CharField(max_length=24, choices=[(c.value, c.value) for c in Cause])
    detail = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST) | FiledHere(
        "application__territory", filed_path="application__filed_on", by=Permission.APPLICATION_LIST
    )
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["application", "cause", "detail", "starts_on", "ends_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_psp_waiting_dates"),
            models.UniqueConstraint(
                fields=["application", "cause"], condition=Q(ends_on__isnull=True), name="mg_psp_one_open_fact_per_cause"
            ),
        )
