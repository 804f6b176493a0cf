"""Somebody met outside is, or may be, a minor: an alert without a name, opened with its own right, and what was done."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.accompaniment.outreach.models.codes import AlertOutcome, AlertWhere
from maillage.accompaniment.situation.models import ActKind, Answer, Recipient
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField, SealedSubject

WORDS_LIMIT = 1_000


class AlertQuerySet(ScopedQuerySet["MinorAlert"]):
    """Words about alerts."""

    def running(self) -> Self:
        """Not ended."""
        return self.filter(ended_on__isnull=True)


class MinorAlert(SealedSubject):
    """One alert. Whoever raises it may have no right to read it back: it is for those who hold the right `minors`."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey("mg_outreach.Round", on_delete=models.SET_NULL, null=True, related_name="alerts")
    where = models.CharField(max_length=8, choices=AlertWhere.choices)
    noted_on = models.DateField()
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    words = SealedField(part=Part.MINOR)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=AlertOutcome.choices, blank=True)
    keep_until = models.DateField(null=True)

    unscoped: ClassVar = AlertQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.MINOR_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "territory", "round", "noted_on", "ended_on", "keep_until"],
            DataClass.PERSONAL: ["noted_by"],
            DataClass.SENSITIVE: ["zone", "where", "outcome"],
            DataClass.SEALED: ["words"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="", keep_until__isnull=True)
                | (Q(ended_on__gte=F("noted_on"), keep_until__gte=F("ended_on")) & Q(outcome__in=[each.value for each in AlertOutcome])),
                name="mg_outreach_alert_end_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class AlertAct(HangsOnSubject, Record):
    """One dated act for her: to whom, what was answered, and their reference, sealed."""

    alert = models.ForeignKey(MinorAlert, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    recipient = models.CharField(max_length=16, choices=Recipient.choices)
    done_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True)
    reference = SealedField(part=Part.MINOR)

    vault_subject_path: ClassVar = "alert"
    visibility = OwnOrganisation("alert__organisation", by=Permission.MINOR_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["alert", "done_on", "answered_on"],
            DataClass.SENSITIVE: ["kind", "recipient", "answer"],
            DataClass.SEALED: ["reference"],
        }
    )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the alert: what mandates cover."""
        return self.alert.organisation_id

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (Q(answered_on__gte=F("done_on")) & Q(answer__in=[each.value for each in Answer])),
                name="mg_outreach_alert_answer_whole",
            ),
        )
