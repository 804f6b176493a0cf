"""The trail: one row per act, never changed, never removed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import ScopedQuerySet, VisibleManager
from maillage.foundation.access.visibility import Dimension, National, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class Entry(models.Model):
    """Who did what to which object, when, in which role. `seq` counts within its chain, without a gap.

    A chain is an organisation's id, or the nil UUID for `system`. No other column than these: each of them is hashed.
    """

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()  # real clock
    on = models.DateField()  # business day
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    mandate_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=60)
    facts = models.TextField()
    request_id = models.UUIDField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    unscoped = ScopedQuerySet.as_manager()
    objects = VisibleManager()

    visibility: ClassVar[Dimension] = OwnOrganisation("chain", by=Permission.JOURNAL_READ) | National(by=Permission.JOURNAL_READ)
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["chain", "seq", "mandate_id", "request_id", "previous_hash", "hash", "seal"],
            DataClass.OPERATIONAL: ["at", "on", "role", "action", "subject_kind", "subject_id", "outcome", "facts"],
            DataClass.PERSONAL: ["actor_id"],
        }
    )

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"
        indexes = (
            models.Index(fields=["subject_id", "subject_kind", "at"], name="mg_journal_of_subject"),
            models.Index(fields=["at"], name="mg_journal_by_time"),
        )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The chain, under the name that mandates cover."""
        return self.chain
