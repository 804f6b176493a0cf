"""Notices: who is told that something of a kind happened. No text is stored, so none can leak."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Mine
from maillage.foundation.kernel.data_classes import DataClass, classify


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Words of the room."""

    def unread(self) -> Self:
        """Notices not read yet."""
        return self.filter(read_at__isnull=True)


class Notice(Record):
    """One piece of news for one user: a topic, a day, perhaps a count, and where it leads."""

    # No foreign key: the room of accounts stands above this one.
    user_id = models.UUIDField(db_index=True)
    topic = models.CharField(max_length=60)
    created_on = models.DateField()
    count = models.PositiveIntegerField(null=True)
    day = models.DateField(null=True)
    link_name = models.CharField(max_length=80, blank=True)
    link_pk = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    unscoped: ClassVar = NoticeQuerySet.as_manager()

    visibility = Mine("user_id")
    data_classes: ClassVar = classify(
        {
            DataClass.PERSONAL: ["user_id", "read_at", "mailed_at"],
            DataClass.OPERATIONAL: ["topic", "created_on", "count", "day"],
            DataClass.TECHNICAL: ["link_name", "link_pk"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["user_id", "-created_on"], name="mg_notices_of_user", condition=Q(read_at__isnull=True)),)
