"""A calendar by subscription: the appointments of one colleague, without any name. Its address is its key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Mine
from maillage.foundation.kernel.data_classes import DataClass, classify


class Feed(Record):
    """One address, shown once, kept as a mark that does not tell it. One at a time for each user."""

    user = models.ForeignKey("mg_accounts.User", on_delete=models.CASCADE, related_name="feeds")
    mark = models.CharField(max_length=64, unique=True)
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    visibility = Mine("user_id")
    data_classes: ClassVar = classify(
        {DataClass.PERSONAL: ["user"], DataClass.TECHNICAL: ["mark"], DataClass.OPERATIONAL: ["opened_on", "ended_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["user"], condition=Q(ended_on__isnull=True), name="mg_openings_one_feed_at_a_time"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")), name="mg_openings_feed_dates"),
        )
