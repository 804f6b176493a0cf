"""After the signature: how she is told, with proof; and before an end is decided, how she is heard."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject
from maillage.pathway.commission.models.records import Decision
from maillage.pathway.psp.models import Application


class DeliveredBy(models.TextChoices):
    """Who puts it into her hands. By which of her ways the association does it is nobody else's business."""

    ASSOCIATION = "association", _("par l'association qui l'accompagne")
    DESK = "desk", _("en main propre, à la préfecture : elle est venue")
    LETTER = "letter", _("par lettre de la préfecture")


class Proof(models.TextChoices):
    """What proves the day on which she had it."""

    SIGNED = "signed", _("récépissé daté et signé par elle")
    POSTAL = "postal", _("avis de réception de la poste")
    WITNESS = "witness", _("remise constatée par deux personnes")
    NOTE = "note", _("attestation de qui la lui a remise, sans signature d'elle")
    NONE = "none", _("aucune preuve gardée")

    @property
    def holds(self) -> bool:
        """Does it prove the day against her? Anything less is only an indication."""
        return self in (Proof.SIGNED, Proof.POSTAL, Proof.WITNESS)


class Delivery(Record):
    """The notification of one signed decision: entrusted, under way, done, with its proof. Neither channel nor place is written here."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="delivery")
    by = models.CharField(max_length=12, choices=DeliveredBy.choices, blank=True)
    entrusted_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    remedies_told = models.BooleanField(default=False)
    plain_given = models.BooleanField(default=False)
    receipt = models.UUIDField(null=True)

    visibility = OwnOrganisation("decision__application__organisation", by=Permission.APPLICATION_LIST) | Territory(
        "decision__territory", by=Permission.DECISION_PREPARE
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "decision", "by", "entrusted_on", "started_on", "notified_on", "proof", "remedies_told", "plain_given",
            ],
            DataClass.TECHNICAL: ["receipt"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(notified_on__isnull=True, proof="", receipt__isnull=True)
                | Q(notified_on__isnull=False, started_on__isnull=False) & ~Q(proof="") & ~Q(by=""),
                name="mg_commission_delivery_says_how",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True, by="") | Q(started_on__isnull=False) & ~Q(by=""),
                name="mg_commission_delivery_says_who",
            ),
        )

    @property
    def organisation_id(self) -> Any:
        """The association that presents the application: what its mandates cover."""
        return self.decision.application.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department: what mandates of the State cover."""
        return self.decision.territory_id

    @property
    def proved(self) -> bool:
        """Does anything prove the day?"""
        return self.proof != "" and Proof(self.proof).holds


class Heard(models.TextChoices):
    """How her observations came."""

    WRITTEN = "written", _("par écrit")
    SPOKEN = "spoken", _("de vive voix, notées et relues avec elle")
    NONE = "none", _("aucune observation dans le délai")


class Contradictory(SealedSubject):
    """Before an end that she does not ask for: she is told of what is held against her, and may answer (CRPA, art. L. 121-1, L. 122-1)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="contradictory")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    facts = SealedField(part=Part.EXTRACT)
    observations = SealedField(part=Part.EXTRACT)
    days = models.PositiveSmallIntegerField()
    document = models.UUIDField(null=True)
    opened_on = models.DateField()
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=12, choices=DeliveredBy.choices, blank=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    until = models.DateField(null=True)
    heard = models.CharField(max_length=8, choices=Heard.choices, blank=True)
    heard_on = models.DateField(null=True)

    visibility = Territory("territory", by=Permission.DECISION_PREPARE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "application", "organisation", "territory", "days", "opened_on", "told_on", "told_by", "proof", "until", "heard",
                "heard_on",
            ],
            DataClass.TECHNICAL: ["document"],
            DataClass.SEALED: ["facts", "observations"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, until__isnull=True, told_by="", proof="")
                | Q(told_on__isnull=False, until__gt=F("told_on")) & ~Q(told_by="") & ~Q(proof=""),
                name="mg_commission_contradictory_told_says_how",
            ),
            models.CheckConstraint(
                condition=Q(heard_on__isnull=True, heard="") | Q(heard_on__gte=F("told_on")) & ~Q(heard=""),
                name="mg_commission_contradictory_heard_after_told",
            ),
        )

    @property
    def is_over(self) -> bool:
        """Has she answered, or let the delay pass: is it noted?"""
        return self.heard != ""
