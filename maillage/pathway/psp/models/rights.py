"""The two rights that may go with a pathway: the residence document and the allowance, each a decision of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.permit import PermitDays
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.psp.models.pathway import OfPathway, Pathway, seen_through


class PermitRefusal(models.TextChoices):
    """Why a residence document was refused, as the letter says it."""

    PUBLIC_ORDER = "public_order", _("menace pour l'ordre public (CESEDA L. 412-5)")
    CONDITIONS = "conditions", _("conditions non remplies")
    INCOMPLETE = "incomplete", _("demande incomplète")
    SILENCE = "silence", _("pas de réponse dans le délai")
    NOT_SAID = "not_said", _("motif non dit")


class Permit(OfPathway):
    """The residence document: asked, appointment, receipt, delivered until a day, or refused (CESEDA L.425-4). Each renewal is a row.

    The foreigners service of the department sees its days and the number of the application, nothing of the pathway itself.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="permits")
    asked_on = models.DateField(null=True)
    appointment_on = models.DateField(null=True)
    receipt_on = models.DateField(null=True)
    receipt_until = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    refusal = models.CharField(max_length=16, choices=PermitRefusal.choices, blank=True)

    visibility = seen_through("pathway__") | Territory("pathway__territory", by=Permission.PERMIT_RECORD)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["pathway"],
            DataClass.SENSITIVE: [
                "asked_on", "appointment_on", "receipt_on", "receipt_until", "delivered_on", "expires_on", "refused_on", "refusal",
            ],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, expires_on__isnull=True)
                | Q(delivered_on__isnull=False, expires_on__isnull=False, expires_on__gt=F("delivered_on")),
                name="mg_psp_permit_delivered_expires",
            ),
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True, refusal="")
                | (Q(refused_on__isnull=False, delivered_on__isnull=True) & ~Q(refusal="")),
                name="mg_psp_permit_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(receipt_until__isnull=True) | Q(receipt_on__isnull=False, receipt_until__gt=F("receipt_on")),
                name="mg_psp_permit_receipt_dates",
            ),
        )

    @property
    def days(self) -> PermitDays:
        """Its days, as the rules read them."""
        return PermitDays(
            asked=self.asked_on,
            appointment=self.appointment_on,
            receipt=self.receipt_on,
            receipt_until=self.receipt_until,
            delivered=self.delivered_on,
            expires=self.expires_on,
            refused=self.refused_on,
        )


class Pause(models.TextChoices):
    """Why the allowance is suspended or ended, as the letter says it."""

    COMMITMENTS = "commitments", _("engagements jugés non respectés")
    CONDITIONS = "conditions", _("conditions qui ne sont plus remplies")
    OTHER_BENEFIT = "other_benefit", _("une autre aide est touchée (RSA, ADA)")
    PAPERS = "papers", _("pièces demandées et non reçues")
    PATHWAY_ENDED = "pathway_ended", _("le parcours est terminé")
    NOT_SAID = "not_said", _("motif non dit")


class Allowance(HangsOnSubject, OfPathway):
    """The allowance: asked, conditions checked, decided or refused, file sent, first paid, suspended, ended (CASF R.121-12-13-1).

    `conditions` holds what is known of each condition, by its code (`core.allowance`). The number given by the MSA is sealed with her
    identity: without a file of hers here, there is none.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="allowances")
    asked_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    children = models.PositiveSmallIntegerField(default=0)
    conditions = models.JSONField(default=dict)
    checked_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    msa_number = SealedField(part=Part.IDENTITY)
    first_paid_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    resumed_on = models.DateField(null=True)
    suspension = models.CharField(max_length=16, choices=Pause.choices, blank=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=16, choices=Pause.choices, blank=True)

    vault_subject_path: ClassVar = "pathway__person"
    visibility = seen_through("pathway__")
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["pathway"],
            DataClass.SENSITIVE: [
                "asked_on", "decided_on", "refused_on", "starts_on", "expires_on", "children", "conditions", "checked_on", "sent_on",
                "first_paid_on", "suspended_on", "resumed_on", "suspension", "ended_on", "ending",
            ],
            DataClass.SEALED: ["msa_number"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, starts_on__isnull=True, expires_on__isnull=True)
                | Q(
                    decided_on__isnull=False,
                    refused_on__isnull=True,
                    starts_on__isnull=False,
                    expires_on__isnull=False,
                    expires_on__gt=F("starts_on"),
                ),
                name="mg_psp_allowance_dates",
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True, suspension="", resumed_on__isnull=True)
                | (Q(suspended_on__isnull=False) & ~Q(suspension="")),
                name="mg_psp_allowance_suspension_says_why",
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gte=F("suspended_on")), name="mg_psp_allowance_resumed_after"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="mg_psp_allowance_end_says_why",
            ),
        )


class MissedPayment(Record):
    """A month of the allowance that did not come, until it came. `month` is its first day."""

    allowance = models.ForeignKey(Allowance, on_delete=models.CASCADE, related_name="missed")
    month = models.DateField()
    noted_on = models.DateField()
    settled_on = models.DateField(null=True)

    visibility = seen_through("allowance__pathway__")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["allowance"], DataClass.SENSITIVE: ["month", "noted_on", "settled_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["allowance", "month"], name="mg_psp_missed_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="mg_psp_missed_month_is_a_first"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("month")), name="mg_psp_missed_settled_after"
            ),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of the pathway: what mandates cover."""
        return self.allowance.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of the pathway: what mandates of the State cover."""
        return self.allowance.territory_id
