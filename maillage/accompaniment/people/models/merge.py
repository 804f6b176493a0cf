"""Two files of one person reunited, and what is needed to separate them again."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Nobody, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class MergeQuerySet(ScopedQuerySet["Merge"]):
    """Words about reunions."""

    def in_force(self) -> Self:
        """Not undone."""
        return self.filter(undone_on__isnull=True)

    def touching(self, person: Person) -> Self:
        """Where this file was kept, or put away."""
        return self.filter(Q(kept=person) | Q(away=person))


class Merge(HangsOnSubject, Record):
    """`away` was reunited with `kept`. What the kept file said before is kept sealed, to be given back by the undoing.

    `rank` orders the reunions that touch one file: the latest is undone first.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    away = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    merged_on = models.DateField()
    undone_on = models.DateField(null=True)
    opened_before = models.DateField()
    last_contact_before = models.DateField()
    pseudonym_before = SealedField(part=Part.LABEL)
    identity_before = SealedField(part=Part.IDENTITY)

    unscoped: ClassVar = MergeQuerySet.as_manager()

    vault_subject_path: ClassVar = "kept"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_MERGE)
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["rank"],
            DataClass.OPERATIONAL: ["organisation", "kept", "away", "merged_on", "undone_on", "opened_before", "last_contact_before"],
            DataClass.SEALED: ["pseudonym_before", "identity_before"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("away")), name="mg_people_merge_of_two_files"),
            models.UniqueConstraint(fields=["away"], condition=Q(undone_on__isnull=True), name="mg_people_merged_away_once"),
            models.CheckConstraint(condition=Q(undone_on__isnull=True) | Q(undone_on__gte=F("merged_on")), name="mg_people_merge_dates"),
        )


class MergedRow(Record):
    """One row that a reunion moved: its table, its key, and on which file it was."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80)
    row = models.UUIDField()
    field = models.CharField(max_length=40)
    before = models.UUIDField()

    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["merge", "model", "row", "field", "before"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["merge", "model", "row", "field"], name="mg_people_row_moved_once"),)
