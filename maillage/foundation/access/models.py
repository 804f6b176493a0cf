"""Sessions: what a stolen copy of the database cannot use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.foundation.kernel.data_classes import DataClass, classify


class Session(models.Model):
    """One browser signed in, or about to. The key kept is the SHA-256 of the cookie, never the cookie."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    # No foreign key: the room of accounts stands above this one.
    user_id = models.UUIDField(null=True, db_index=True)
    data = models.TextField()
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    device = models.CharField(max_length=60, blank=True)

    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["key_hash", "data", "created_at", "expires_at"],
            DataClass.PERSONAL: ["user_id", "last_seen_at", "device"],
        }
    )
