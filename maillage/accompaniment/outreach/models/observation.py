"""What is observed outside: dated, in a wide zone, with what it rests on and who says it. Explanations stand beside, as hypotheses."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.accompaniment.outreach.models.codes import Cause, Certainty, Direction, Measure, Source, Theme
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

REFERENCE_LIMIT = 80
NUMBERED = (Certainty.COUNTED, Certainty.ESTIMATED)


class ObservationQuerySet(ScopedQuerySet["Observation"]):
    """Words about observations."""

    def standing(self) -> Self:
        """Not withdrawn as a mistake."""
        return self.filter(withdrawn_on__isnull=True)


class Observation(Record):
    """One statement. Nothing replaces another: opposite ones stay side by side."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, null=True, related_name="+")
    theme = models.CharField(max_length=16, choices=Theme.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    direction = models.CharField(max_length=8, choices=Direction.choices)
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    number = models.PositiveIntegerField(null=True)
    measure = models.CharField(max_length=10, choices=Measure.choices, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    reference = models.CharField(max_length=REFERENCE_LIMIT, blank=True)
    noted_on = models.DateField()
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)

    unscoped: ClassVar = ObservationQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "territory", "zone", "theme", "starts_on", "ends_on", "direction", "certainty", "number", "measure",
                "source", "reference", "noted_on", "withdrawn_on",
            ],
            DataClass.PERSONAL: ["noted_by"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["organisation", "theme", "starts_on"], name="mg_outreach_observed"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="mg_outreach_observed_in_order"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, measure="") | (Q(number__isnull=False, certainty__in=NUMBERED) & ~Q(measure="")),
                name="mg_outreach_number_of_what_was_counted",
            ),
            models.CheckConstraint(
                condition=~Q(certainty=Certainty.COUNTED) | Q(number__isnull=False), name="mg_outreach_counted_has_its_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.theme} {self.starts_on}"


class Explanation(Record):
    """Why it may be so, according to somebody. Never counted as a fact."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="explanations")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    source = models.CharField(max_length=10, choices=Source.choices)
    reference = models.CharField(max_length=REFERENCE_LIMIT, blank=True)
    noted_on = models.DateField()
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    visibility = OwnOrganisation("observation__organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["observation", "cause", "source", "reference", "noted_on"], DataClass.PERSONAL: ["noted_by"]}
    )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the observation: what mandates cover."""
        return self.observation.organisation_id

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["observation", "cause", "source", "reference"], name="mg_outreach_explained_once"),)
