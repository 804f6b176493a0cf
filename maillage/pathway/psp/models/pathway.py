"""After the decision: pathway, permit, allowance: dated objects of their own, whose ends are computed, never stored as guesses."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, Dimension, OwnOrganisation, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application


def _seen_through(prefix: str) -> Dimension:
    return (
        OwnOrganisation(f"{prefix}organisation", by=Permission.APPLICATION_LIST)
        | Assigned(
            f"{prefix}person__key_workers__user_id",
            f"{prefix}organisation",
            by=Permission.APPLICATION_LIST,
            ends_path=f"{prefix}person__key_workers__ends_on",
        )
        | Territory(f"{prefix}territory", by=Permission.APPLICATION_LIST)
    )


class Pathway(Record):
    """A pathway entered by a decision. Terms count from `starts_on`, the origin date."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, null=True, related_name="pathways")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="pathway")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)

    visibility = _seen_through("")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["person", "organisation", "territory", "entry", "starts_on", "ended_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="mg_psp_pathway_dates"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True) & Q(person__isnull=False), name="mg_psp_one_running_pathway"
            ),
        )


class _OfPathway(Record):
    class Meta(Record.Meta):
        abstract = True

    pathway: models.ForeignKey[Pathway, Pathway]

    @property
    def organisation_id(self) -> Any:
        """The association of the pathway: what mandates cover."""
        return self.pathway.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of the pathway: what mandates of the State cover."""
        return self.pathway.territory_id


class Term(_OfPathway):
    """One term of six months. `expires_on` is the last day by the decision; regimes move it when read."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="terms")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="term")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    expires_on = models.DateField()

    visibility = _seen_through("pathway__")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["pathway", "application", "number", "starts_on", "expires_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["pathway", "number"], name="mg_psp_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=4), name="mg_psp_four_terms_at_most"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("starts_on")), name="mg_psp_term_dates"),
        )


class Permit(_OfPathway):
    """The residence document: asked, delivered, expires. A decision of its own (CESEDA L.425-4)."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="permits")
    asked_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)

    visibility = _seen_through("pathway__")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["pathway"], DataClass.SENSITIVE: ["asked_on", "delivered_on", "expires_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, expires_on__isnull=True)
                | Q(delivered_on__isnull=False, expires_on__isnull=False, expires_on__gt=F("delivered_on")),
                name="mg_psp_permit_delivered_expires",
            ),
        )


class Allowance(_OfPathway):
    """The allowance: decided, first paid, ends. A decision of its own (CASF R.121-12-13-1 and following)."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="allowances")
    decided_on = models.DateField()
    starts_on = models.DateField()
    expires_on = models.DateField()
    first_paid_on = models.DateField(null=True)

    visibility = _seen_through("pathway__")
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["pathway"], DataClass.SENSITIVE: ["decided_on", "starts_on", "expires_on", "first_paid_on"]}
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(expires_on__gt=F("starts_on")), name="mg_psp_allowance_dates"),)
