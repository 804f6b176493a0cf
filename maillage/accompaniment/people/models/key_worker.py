"""Who accompanies her, from when to when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class KeyWorkerQuerySet(ScopedQuerySet["KeyWorker"]):
    """Words about follow-ups."""

    def present(self, *, today: date) -> Self:
        """Begun and not ended; the day of the end is out."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)


class KeyWorker(Record):
    """Who accompanies her, from when to when (excluded)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="key_workers")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped: ClassVar = KeyWorkerQuerySet.as_manager()

    visibility = OwnOrganisation("person__organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["person", "user", "starts_on", "ends_on"]})

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the file: what mandates cover."""
        return self.person.organisation_id

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "user"], condition=Q(ends_on__isnull=True), name="mg_people_key_worker_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="mg_people_key_worker_dates"
            ),
        )
