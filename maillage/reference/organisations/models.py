"""Organisations, their dated statuses and accreditations. Names are open to any signed-in user."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Dimension, Everybody
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.reference.territories.models import Territory


class OrganisationKind(models.TextChoices):
    """What an organisation is, for the roles it may give."""

    ASSOCIATION = "association", _("association")
    DELEGATION = "delegation", _("délégation aux droits des femmes")
    PREFECTURE = "prefecture", _("préfecture")
    STATE_SERVICE = "state_service", _("service de l'État")
    INSTITUTION = "institution", _("institution siégeant à la commission")
    PARTNER = "partner", _("partenaire")


class InstitutionKind(models.TextChoices):
    """Which seat an institution holds (CASF, art. R. 121-12-7)."""

    COURT = "court", _("tribunal judiciaire")
    POLICE = "police", _("police")
    GENDARMERIE = "gendarmerie", _("gendarmerie")
    HEALTH = "health", _("santé")
    EDUCATION = "education", _("éducation")
    COUNCIL = "council", _("collectivité")


class FilesOpenTo(models.TextChoices):
    """Who reads the files of an association: the whole team (small associations), or only those assigned."""

    TEAM = "team", _("toute l'équipe")
    ASSIGNED = "assigned", _("les personnes qui suivent le dossier")


class StatusKind(models.TextChoices):
    """A dated status, which drives duties (see duties.py)."""

    CAARUD = "caarud", _("CAARUD")
    CSAPA = "csapa", _("CSAPA")
    CHRS_WITH_LODGING = "chrs_with_lodging", _("CHRS avec hébergement")
    CHRS_WITHOUT_LODGING = "chrs_without_lodging", _("CHRS sans hébergement")
    DAY_CENTRE = "day_centre", _("accueil de jour")
    HEALTH_CENTRE = "health_centre", _("centre de santé")
    OUTREACH = "outreach", _("équipe de maraude")


class AccreditationState(models.TextChoices):
    """How an accreditation stands; its end in time is computed, never stored here."""

    GRANTED = "granted", _("accordé par arrêté")
    TACIT = "tacit", _("accordé tacitement")
    WITHDRAWN = "withdrawn", _("retiré")


class OrganisationQuerySet(ScopedQuerySet["Organisation"]):
    """Words about organisations."""

    def open_on(self, day: date) -> Self:
        """Those not closed on a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def of_territory(self, territory_id: str) -> Self:
        """Those seated in a territory, or accredited for it whatever the date."""
        return self.filter(
            Q(territory_id=territory_id) | Q(pk__in=Accreditation.unscoped.filter(territory_id=territory_id).values("organisation"))
        )


class Organisation(Record):
    """An association, a State service, an institution with a seat, or a partner."""

    kind = models.CharField(max_length=16, choices=OrganisationKind.choices)
    institution = models.CharField(max_length=16, choices=InstitutionKind.choices, blank=True)
    name = models.CharField(max_length=120)
    # Null only for what reaches the whole country (national observatory, audit).
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="organisations")
    files_open_to = models.CharField(max_length=8, choices=FilesOpenTo.choices, default=FilesOpenTo.TEAM)
    closed_on = models.DateField(null=True)

    unscoped: ClassVar = OrganisationQuerySet.as_manager()

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify(
        {DataClass.PUBLIC: ["kind", "institution", "name", "territory"], DataClass.OPERATIONAL: ["files_open_to", "closed_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["territory", "name"], name="mg_organisations_one_by_name"),
            models.CheckConstraint(
                condition=Q(kind="institution") & ~Q(institution="") | ~Q(kind="institution") & Q(institution=""),
                name="mg_organisations_institution_says_which",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> uuid.UUID:
        """Its own id: an organisation is covered by the mandates of itself, and journaled in its own chain."""
        return self.pk


class StatusQuerySet(ScopedQuerySet["OrganisationStatus"]):
    """Words about statuses."""

    def held_on(self, day: date) -> Self:
        """Begun, and not ended (the day of the end is out)."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class OrganisationStatus(Record):
    """A status held from a day on, until another day (excluded) or without a known end."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=24, choices=StatusKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped: ClassVar = StatusQuerySet.as_manager()

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify({DataClass.PUBLIC: ["organisation", "status", "starts_on", "ends_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="mg_organisations_status_ends_later"
            ),
            models.UniqueConstraint(
                fields=["organisation", "status"], condition=Q(ends_on__isnull=True), name="mg_organisations_one_open_status"
            ),
        )


class Accreditation(Record):
    """The accreditation of an association in one department, as its order says it.

    `expires_on` is the term of the order; exceptional regimes move it, and `selectors.accreditation_in_force` computes that.
    Source: CASF, art. R. 121-12-1 and following.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accreditations")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="accreditations")
    granted_on = models.DateField()
    expires_on = models.DateField()
    order_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=AccreditationState.choices, default=AccreditationState.GRANTED)
    withdrawn_on = models.DateField(null=True)

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify(
        {DataClass.PUBLIC: ["organisation", "territory", "granted_on", "expires_on", "order_number", "state", "withdrawn_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(expires_on__gt=F("granted_on")), name="mg_organisations_accreditation_ends_later"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False) | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="mg_organisations_withdrawn_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="granted") | ~Q(order_number=""), name="mg_organisations_an_order_has_a_number"),
            models.UniqueConstraint(fields=["organisation", "territory", "granted_on"], name="mg_organisations_one_accreditation_a_day"),
        )
