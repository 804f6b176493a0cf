"""Wrapped keys, and the ids of what was erased. Nothing here opens anything without the master key, which is elsewhere."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maillage.foundation.kernel.data_classes import DataClass, classify


class OrganisationKey(models.Model):
    """One version of the key of an organisation, wrapped by a master key. The vault's own organisation is the nil UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    number = models.PositiveIntegerField()
    key_id = models.BigIntegerField()
    kek = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    canary = models.BinaryField()

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["id", "organisation_id", "number", "key_id", "kek", "wrapped", "canary"]})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation_id", "number"], name="mg_vault_organisation_key_number"),)
        indexes = (models.Index(fields=["kek"], name="mg_vault_orgkey_kek"),)


class SubjectKey(models.Model):
    """One version of the key of a subject, wrapped by the key of its organisation: the unit of erasure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField()
    number = models.PositiveIntegerField()
    key_id = models.BigIntegerField(unique=True)
    wrapped_under = models.ForeignKey(OrganisationKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    data_classes: ClassVar = classify(
        {DataClass.TECHNICAL: ["id", "kind", "subject_id", "organisation_id", "number", "key_id", "wrapped_under", "wrapped"]}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject_id", "number"], name="mg_vault_subject_key_number"),)
        indexes = (models.Index(fields=["organisation_id"], name="mg_vault_subjectkey_house"),)


class Roll(models.Model):
    """One sealed copy of a searched column for one association. A subject of its own: its key is destroyed with it (ADR 32)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    column = models.CharField(max_length=120)
    sealed = models.BinaryField()

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["id", "organisation_id", "column", "sealed"]})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation_id", "column"], name="mg_vault_roll_once"),)


class IntakeKey(models.Model):
    """The pair of an association to which phones seal what they note. The private half is sealed under a subject of its own (ADR 33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    number = models.PositiveIntegerField()
    public = models.BinaryField(max_length=65)
    private = models.BinaryField()
    made_on = models.DateField()

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["id", "organisation_id", "number", "public", "private", "made_on"]})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation_id", "number"], name="mg_vault_intake_key_number"),)


class Erasure(models.Model):
    """A subject whose keys were destroyed: a random id and a day. Copied outside the database, replayed by a restoration."""

    subject_id = models.UUIDField(primary_key=True)
    erased_on = models.DateField()

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["subject_id", "erased_on"]})
