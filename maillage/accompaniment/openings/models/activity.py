"""What an association does, what each activity needs, and what lacks some days."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.accompaniment.openings.models.site import Site
from maillage.core.openings.modes import ActivityKind
from maillage.core.openings.standing import Lack as PureLack
from maillage.core.openings.standing import Need
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

KINDS = [(kind.value, str(kind.label)) for kind in ActivityKind]
NEEDS = [(need.value, str(need.label)) for need in Need]


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    """Words about activities."""

    def running(self, *, today: date) -> Self:
        """Not given up."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))


class Activity(Record):
    """One thing that the association does, at one site or nowhere in particular (rounds, online, phone).

    It may need its site, a partner that runs it, and so many of the team; activities that share `pooled` share their staff.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="activities")
    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=60, default="", blank=True)
    needs_site = models.BooleanField(default=False)
    partner = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    staff_needed = models.PositiveSmallIntegerField(default=0)
    pooled = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    unscoped: ClassVar = ActivityQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "site", "kind", "name", "needs_site", "partner", "staff_needed", "pooled", "started_on", "ended_on",
            ]
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ActivityKind]), name="mg_openings_known_activity"),
            models.CheckConstraint(condition=Q(needs_site=False) | Q(site__isnull=False), name="mg_openings_needs_a_site_it_has"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="mg_openings_activity_ends"),
            models.UniqueConstraint(
                fields=["organisation", "site", "kind", "name"], nulls_distinct=False, name="mg_openings_one_activity_by_name"
            ),
        )

    @property
    def title(self) -> Any:
        """Its own name, else what it is."""
        return self.name or ActivityKind(self.kind).label

    @property
    def where(self) -> str:
        """The name of its site; nothing when it is nowhere in particular."""
        return self.site.name if self.site is not None else ""

    @property
    def needs(self) -> frozenset[Need]:
        """What it cannot do without."""
        asked = ((Need.SITE, self.needs_site), (Need.PARTNER, self.partner_id is not None), (Need.STAFF, self.staff_needed > 0))
        return frozenset(need for need, needed in asked if needed)


class Lack(Record):
    """What fails from a day on: the site, the partner, or part of the team. `present`: how many are there."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=8, choices=NEEDS)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="lacks")
    partner = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="lacks")
    present = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["organisation", "need", "site", "partner", "activity", "present", "starts_on", "ends_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(need="site", site__isnull=False, partner__isnull=True, activity__isnull=True, present__isnull=True)
                | Q(need="partner", site__isnull=True, partner__isnull=False, activity__isnull=True, present__isnull=True)
                | Q(need="staff", site__isnull=True, partner__isnull=True, activity__isnull=False, present__isnull=False),
                name="mg_openings_lack_says_what",
            ),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_openings_lack_dates"),
        )

    def concerns(self, activity: Activity) -> bool:
        """Does this activity lack it?"""
        if self.need == Need.SITE:
            return activity.site_id == self.site_id
        if self.need == Need.PARTNER:
            return activity.partner_id == self.partner_id
        return activity.pk == self.activity_id

    @property
    def pure(self) -> PureLack:
        """As the rule reads it."""
        return PureLack(need=Need(self.need), starts_on=self.starts_on, ends_on=self.ends_on, present=self.present)
