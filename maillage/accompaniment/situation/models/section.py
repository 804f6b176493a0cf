"""One section of her situation: saved alone, its answers sealed together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.accompaniment.situation.sections import SECTIONS
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, SealedField


def _part_of_its_code() -> Q:
    matching = Q()
    for spec in SECTIONS:
        matching |= Q(code=spec.code, part=spec.part.value)
    return matching


class Section(HangsOnSubject, Record):
    """What is noted in one section, as one sealed JSON object under the part that the section belongs to.

    `until` is the day that the alerts need (end of a domiciliation, of a document, of a place to sleep), in clear; `answers` is None once
    the section was emptied.
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="situation")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16)
    part = models.CharField(max_length=12)
    answers = SealedField(part_from="part")
    until = models.DateField(null=True)
    noted_on = models.DateField()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.STORY_OPEN) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.STORY_OPEN, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "noted_on"],
            DataClass.TECHNICAL: ["code", "part"],
            DataClass.SENSITIVE: ["until"],
            DataClass.SEALED: ["answers"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "code"], name="mg_situation_section_once"),
            models.CheckConstraint(condition=_part_of_its_code(), name="mg_situation_section_in_its_part"),
        )
