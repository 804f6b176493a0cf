"""The closing of a file, in one association. Its reason stays there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class ClosingReason(models.TextChoices):
    """Why the association closes the file. Never leaves it: neither the State, nor another association, nor the journal."""

    GOAL = "goal", _("elle n'a plus besoin de nous")
    HER_CHOICE = "her_choice", _("elle l'a demandé")
    MOVED = "moved", _("elle a déménagé")
    OTHER_TEAM = "other_team", _("une autre équipe l'accompagne")
    LOST = "lost", _("plus de nouvelles")
    DECEASED = "deceased", _("elle est décédée")
    MISTAKE = "mistake", _("ouvert par erreur")
    OTHER = "other", _("autre raison")


class Closing(HangsOnSubject, Record):
    """One closing, and its reopening if there was one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="closings")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()
    closed_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=10, choices=ClosingReason.choices)
    words = SealedField(part=Part.STORY)
    reopened_on = models.DateField(null=True)

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_ASSIGN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "closed_on", "closed_by", "reopened_on"],
            DataClass.SENSITIVE: ["reason"],
            DataClass.SEALED: ["words"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(reopened_on__isnull=True), name="mg_people_closed_once"),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True) | Q(reopened_on__gte=F("closed_on")), name="mg_people_closing_dates"
            ),
        )
