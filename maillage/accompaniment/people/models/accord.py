"""What she agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class Purpose(models.TextChoices):
    """For what she agrees."""

    FILE_APPLICATION = "file_application", _("déposer sa demande auprès de la préfecture")


class Proof(models.TextChoices):
    """How the accord was given."""

    SIGNED = "signed", _("signé")
    ORAL = "oral", _("oral, noté le jour même")


class Accord(Record):
    """What she agreed to: for which purpose, towards whom, on which day, in which language. She may withdraw it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accords")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    recipient = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    proof = models.CharField(max_length=8, choices=Proof.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "purpose", "recipient", "proof", "given_on", "withdrawn_on"],
            DataClass.SENSITIVE: ["language"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")), name="mg_people_accord_dates"
            ),
        )
