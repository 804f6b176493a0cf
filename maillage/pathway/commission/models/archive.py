"""What proves that the key of a session is gone, and how its record ends: asked for, allowed by the archives, eliminated."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import SealedSubject
from maillage.pathway.commission.models.session import OfSession, Session


class KeyDestruction(OfSession):
    """The reading copies and their key are gone: how many of each, on which day, with the fingerprints of the wrapped keys destroyed.

    A fingerprint says which key a backup would hold; nothing opens with it. The row never changes (guards_records.py).
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="key_destruction")
    destroyed_on = models.DateField()
    papers = models.PositiveSmallIntegerField()
    keys = models.PositiveSmallIntegerField()
    fingerprints = models.JSONField(default=list)

    visibility = Territory("session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["session", "destroyed_on", "papers", "keys"], DataClass.TECHNICAL: ["fingerprints"]}
    )


class VisaAnswer(models.TextChoices):
    """What the archives answered."""

    GRANTED = "granted", _("visa accordé")
    REFUSED = "refused", _("visa refusé : à conserver ou à verser")


class Elimination(SealedSubject):
    """The end of the record of a session. Its visa is kept under a key of its own, which outlives what it allows to destroy.

    Source: code du patrimoine, art. R. 212-14: nothing is eliminated without the visa.
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="elimination")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    list_reference = models.CharField(max_length=80)
    answer = models.CharField(max_length=8, choices=VisaAnswer.choices, blank=True)
    visa_on = models.DateField(null=True)
    visa_reference = models.CharField(max_length=80, blank=True)
    visa_by = models.CharField(max_length=120, blank=True)
    visa_capacity = models.CharField(max_length=120, blank=True)
    scan = models.UUIDField(null=True)
    eliminated_on = models.DateField(null=True)
    decisions = models.PositiveSmallIntegerField(null=True)

    visibility = Territory("territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "session", "organisation", "territory", "asked_on", "list_reference", "answer", "visa_on", "visa_reference",
                "eliminated_on", "decisions",
            ],
            DataClass.PERSONAL: ["visa_by", "visa_capacity"],
            DataClass.TECHNICAL: ["scan"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", visa_on__isnull=True)
                | Q(visa_on__isnull=False, visa_on__gte=F("asked_on"))
                & ~Q(answer="")
                & ~Q(visa_reference="")
                & ~Q(visa_by="")
                & ~Q(visa_capacity=""),
                name="mg_commission_visa_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(eliminated_on__isnull=True)
                | Q(answer="granted", visa_on__isnull=False, eliminated_on__gte=F("visa_on"), decisions__isnull=False),
                name="mg_commission_never_before_the_visa",
            ),
        )
