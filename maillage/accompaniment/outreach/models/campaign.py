"""A round online: five counts under each other. No field could hold the text, the address or the picture of an advert."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.accompaniment.outreach.models.codes import AdvertSite, Method
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

STAGES = ("seen", "reached", "answered", "met", "accompanied")


class Campaign(Record):
    """One kind of site, one method, one period, and how many went how far."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, null=True, related_name="+")
    site = models.CharField(max_length=12, choices=AdvertSite.choices)
    method = models.CharField(max_length=16, choices=Method.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    seen = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    accompanied = models.PositiveIntegerField(default=0)
    recorded_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = ScopedQuerySet["Campaign"].as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "territory", "zone", "site", "method", "starts_on", "ends_on", *STAGES],
            DataClass.PERSONAL: ["recorded_by"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["organisation", "starts_on"], name="mg_outreach_campaign_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_outreach_campaign_order"),
            models.CheckConstraint(
                condition=Q(reached__lte=F("seen"), answered__lte=F("reached"), met__lte=F("answered"), accompanied__lte=F("met")),
                name="mg_outreach_funnel_narrows",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} {self.pk}"
