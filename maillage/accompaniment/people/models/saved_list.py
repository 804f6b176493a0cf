"""A named filter of the list of files: codes only, private or shared with the team."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject


class SavedList(SealedSubject):
    """Its name is sealed (somebody will write a first name in it); its filters are codes. `shared_with` is its association, or nobody."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    shared_with = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    name = SealedField(part=Part.LABEL)
    filters = models.JSONField()
    saved_on = models.DateField()

    visibility = Assigned("owner_id", "organisation", by=Permission.PERSON_LIST) | OwnOrganisation("shared_with", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "owner", "shared_with", "filters", "saved_on"],
            DataClass.SEALED: ["name"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(shared_with__isnull=True) | Q(shared_with=F("organisation")), name="mg_people_list_shared_at_home"
            ),
        )
