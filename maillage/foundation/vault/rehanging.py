"""Rows that pass from one subject to another of the same organisation: two files reunited, and separated again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from maillage.foundation.vault import crypto
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.columns import Column, SealedRow, batches, every_column, reseal
from maillage.foundation.vault.keyring import Keyring, SubjectRef, keyring_to_seal, keyrings_to_open
from maillage.foundation.vault.subjects import subject_id_of

BATCH = 200


@transaction.atomic
def rehang_rows(*, subjects: Iterable[Any]) -> int:
    """Re-encrypt every value whose row now hangs on another of these subjects than the one that sealed it. How many.

    The calling service has authorised the act, locked the subjects and moved the rows. What hangs on a moved row, at any depth,
    follows it. All of it or nothing. Raises ValueError (subjects of two organisations, a row that hangs on a subject not given),
    SealErased (a subject to which a row passes was erased), SealBroken (journaled: a value does not open).
    """
    refs = {ref.id: ref for ref in map(SubjectRef.of, subjects)}
    if len({ref.organisation_id for ref in refs.values()}) != 1:
        raise ValueError("Rows pass between subjects of one organisation; rehome_subject moves a subject to another.")
    try:
        # In the order of their ids, so that two acts on the same subjects never wait for each other.
        to_seal = {pk: keyring_to_seal(refs[pk]) for pk in sorted(refs)}
        rings = keyrings_to_open(refs.values())
        return sum(
            _rehang(column, key_id=key_id, old=old, to_seal=to_seal)
            for old in rings.values()
            for key_id in old.keys
            for column in every_column()
        )
    except crypto.NotAuthentic:
        refuse_broken(next(iter(refs.values())))


def _rehang(column: Column, *, key_id: int, old: Keyring, to_seal: Mapping[uuid.UUID, Keyring]) -> int:
    moved = 0
    for batch in batches(column, key_id=key_id, size=BATCH):
        hangs_on = _subjects_of(column, batch)
        for row in batch:
            subject_id = hangs_on[row.row_id]
            if subject_id == old.ref.id:
                continue
            if subject_id not in to_seal:
                raise ValueError(f"{column}: a row hangs on a subject that was not given")
            reseal(column, row, old=old, new=to_seal[subject_id])
            moved += 1
    return moved


def _subjects_of(column: Column, batch: list[SealedRow]) -> dict[uuid.UUID, uuid.UUID]:
    """On which subject each row hangs today, by the key of the row."""
    rows = column.model._base_manager.filter(pk__in=[row.row_id for row in batch])
    path = getattr(column.model, "vault_subject_path", "")
    if "__" in path:
        rows = rows.select_related(path.rpartition("__")[0])
    return {row.pk: subject_id_of(row) for row in rows.order_by("pk")}
