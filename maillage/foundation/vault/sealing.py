"""Seal: plain text in, `Sealed` on the row. The service that calls it has authorised the writing, and saves."""

from __future__ import annotations

from django.db import models

from maillage.foundation.vault import crypto
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.fields import SealedField
from maillage.foundation.vault.keyring import SubjectRef, keyring_to_seal
from maillage.foundation.vault.sealed import Sealed
from maillage.foundation.vault.subjects import subject_of


def aad_of(row: models.Model, field: SealedField, *, ref: SubjectRef) -> bytes:
    """What a field of a row is bound to: copied elsewhere, it no longer opens."""
    return crypto.field_aad(table=field.model._meta.db_table, column=str(field.column), row=row.pk, organisation=ref.organisation_id)


def sealed_field(row: models.Model, name: str) -> SealedField:
    """The sealed field of that name. Raises TypeError for any other field."""
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{type(row).__name__}.{name} is not a SealedField")
    return field


def seal(instance: models.Model, /, **values: str | bytes | None) -> None:
    """Set sealed fields of a row, saved or not; the caller saves it in the same transaction.

    `seal(person, name="…", birth_date="…")`. None forgets the value; an empty text is sealed like any other. The keys of
    the organisation and of the subject are made on first use. To edit with a version: `current = row.save_version(seen=…,
    changes={…})`, `seal(current, name=…)`, `current.save(update_fields=["name"])`, in one transaction.
    Raises TransactionManagementError outside a transaction, SealBroken when the subject's key is not its organisation's.
    """
    fields = {name: sealed_field(instance, name) for name in values}
    if all(value is None for value in values.values()):
        for name in values:
            setattr(instance, name, None)
        return
    ref = SubjectRef.of(subject_of(instance))
    try:
        keyring = keyring_to_seal(ref)
    except crypto.NotAuthentic:
        refuse_broken(ref)
    for name, value in values.items():
        plain = value.encode() if isinstance(value, str) else value
        field = fields[name]
        part, aad = field.part_of(instance), aad_of(instance, field, ref=ref)
        setattr(instance, name, None if plain is None else Sealed(keyring.seal(plain, part=part, aad=aad)))
