"""Rows that belong to the installation itself, never to a person."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maillage.foundation.kernel.data_classes import DataClass, classify


class BusinessDay(models.Model):
    """The one dated row of the demonstration. It moves forward only."""

    only = models.BooleanField(primary_key=True, default=True)
    day = models.DateField()

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["only", "day"]})

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(only=True), name="mg_kernel_one_business_day"),)


class SchemaStamp(models.Model):
    """Which schema this database was made for, and whether it is a demonstration that may be rebuilt."""

    only = models.BooleanField(primary_key=True, default=True)
    stamp = models.CharField(max_length=64)
    demonstration = models.BooleanField(default=False)

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["only", "stamp", "demonstration"]})


class DoneOnce(models.Model):
    """An act already done under an idempotency key: the second click finds what the first one made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField()
    user_id = models.UUIDField(null=True)
    act = models.CharField(max_length=80)
    result = models.UUIDField(null=True)

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["id", "key", "user_id", "act", "result"]})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "act"], name="mg_kernel_once_per_key"),)
