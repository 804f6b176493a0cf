"""An application that is not presented for now: since when, until when, and why. Never her fault by default."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.workflow import State


class HoldReason(models.TextChoices):
    """Why it is not presented."""

    PROTECTED_TIME = "protected_time", _("pour protéger son temps : la période commencerait trop tôt")
    MISSING_PIECE = "missing_piece", _("une pièce n'arrive pas")
    NO_SESSION = "no_session", _("aucune séance à laquelle la présenter")
    CAPACITY = "capacity", _("l'association n'a pas de place pour l'accompagner")
    LOST_CONTACT = "lost_contact", _("contact perdu")
    HER_CHOICE = "her_choice", _("elle préfère attendre")

    @property
    def waiting(self) -> Cause:
        """The cause under which her wait is counted meanwhile."""
        return {
            HoldReason.PROTECTED_TIME: Cause.PROTECTED_TIME,
            HoldReason.MISSING_PIECE: Cause.PIECE,
            HoldReason.NO_SESSION: Cause.NO_SESSION,
            HoldReason.CAPACITY: Cause.CAPACITY,
            HoldReason.LOST_CONTACT: Cause.LOST_CONTACT,
            HoldReason.HER_CHOICE: Cause.HER_CHOICE,
        }[self]


class Hold(Record):
    """One period during which an application is not presented."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=16, choices=HoldReason.choices)
    was = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    review_on = models.DateField(null=True)

    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["application", "reason", "was", "starts_on", "ends_on", "review_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_psp_hold_dates"),
            models.UniqueConstraint(fields=["application"], condition=Q(ends_on__isnull=True), name="mg_psp_one_hold"),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id
