"""Her civil identity, apart from the file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class Identity(HangsOnSubject, Record):
    """Her civil identity, apart: opened with a reason, journaled. Needed only to file."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    last_name = SealedField(part=Part.IDENTITY)
    first_name = SealedField(part=Part.IDENTITY)
    birth_date = SealedField(part=Part.IDENTITY)
    nationality = SealedField(part=Part.IDENTITY)
    recorded_on = models.DateField()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.IDENTITY_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["person"],
            DataClass.OPERATIONAL: ["organisation", "recorded_on"],
            DataClass.SEALED: ["last_name", "first_name", "birth_date", "nationality"],
        }
    )
