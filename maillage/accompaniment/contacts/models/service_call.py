"""Did a service answer? One tap, and nobody's file: the study says that services were easier to reach while they worked from home."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class ServiceKind(models.TextChoices):
    """Which kind of service was called."""

    PREFECTURE = "prefecture", _("préfecture")
    FAMILY_BENEFITS = "family_benefits", _("CAF")
    HEALTH_INSURANCE = "health_insurance", _("assurance maladie")
    SHELTER = "shelter", _("115, hébergement")
    ASYLUM = "asylum", _("OFPRA, OFII")
    HOSPITAL = "hospital", _("hôpital, centre de santé")
    SOCIAL = "social", _("service social")
    COURT = "court", _("tribunal, avocate")
    EMPLOYMENT = "employment", _("emploi, formation")
    BANK = "bank", _("banque")
    TOWN = "town", _("mairie")
    OTHER = "other", _("autre service")


class Reached(models.TextChoices):
    """What came of the call."""

    ANSWERED = "answered", _("a répondu")
    WAITED = "waited", _("après une longue attente")
    NOBODY = "nobody", _("personne")


class ServiceCall(Record):
    """One call to one kind of service: no person, no name, no number."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=16, choices=ServiceKind.choices)
    reached = models.CharField(max_length=8, choices=Reached.choices)
    called_on = models.DateField()

    visibility = OwnOrganisation("organisation", by=Permission.CONTACT_NOTE) | OwnOrganisation("organisation", by=Permission.CONTACTS_COUNT)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["organisation", "service", "reached", "called_on"], DataClass.PERSONAL: ["noted_by"]}
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["organisation", "called_on"], name="mg_contacts_service_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(service__in=ServiceKind.values), name="mg_contacts_known_service"),
            models.CheckConstraint(condition=Q(reached__in=Reached.values), name="mg_contacts_known_reach"),
        )
