"""Renew keys. Each step is a short transaction that leaves everything readable: killed anywhere, it is simply run again.

A rotation adds a version, moves what hangs on the older ones, and stops there: an old version refuses to seal from its
first instant, and still opens until `prune` finds nothing left on it. What remains to be moved is read from the rows
themselves, so there is no state of a rotation to lose: running again resumes.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from maillage.foundation.kernel.keyfiles import folder
from maillage.foundation.vault import columns, crypto
from maillage.foundation.vault.erasure import purge_deleted_bytes
from maillage.foundation.vault.errors import VaultUnusable
from maillage.foundation.vault.intake_keys import KIND as INTAKE_KIND
from maillage.foundation.vault.keks import create_kek, current_kek
from maillage.foundation.vault.keyring import (
    Keyring,
    SubjectRef,
    add_organisation_key,
    add_subject_key,
    keyrings_to_open,
    unwrap_organisation,
    unwrap_subject,
    wrap_organisation,
    wrap_subject,
)
from maillage.foundation.vault.models import OrganisationKey, SubjectKey
from maillage.foundation.vault.system import KIND as SYSTEM_KIND

BATCH = 100
KEPT_ELSEWHERE = frozenset({SYSTEM_KIND, INTAKE_KIND})
"""Kinds of subjects whose sealed bytes are in no SealedField: renewing their key would leave them behind."""


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: the version that now seals, how much was moved, how many values did not open."""

    number: int
    moved: int
    broken: int = 0


def rotate_kek() -> Rotated:
    """Rewrap every organisation's key under the newest master key.

    The new file is put in place by the operator, with its copies, before; in development it is made here. Raises
    VaultUnusable when there is nothing newer to rotate to, or when an old master key is missing.
    """
    newest = current_kek()
    if not OrganisationKey.objects.filter(kek__lt=newest).exists():
        if not settings.MAILLAGE_CREATE_KEYS:
            raise VaultUnusable(
                f"Every key is under kek-{newest}. Put a new file kek-{newest + 1} in {folder()}, keep its copies, run again."
            )
        newest = create_kek(newest + 1)
    moved = 0
    for pk in OrganisationKey.objects.filter(kek__lt=newest).order_by("organisation_id", "number").values_list("pk", flat=True):
        with transaction.atomic():
            row = _locked(OrganisationKey.objects.filter(pk=pk)).get()
            try:
                key = unwrap_organisation(row)
            except crypto.NotAuthentic:
                raise VaultUnusable(f"The master key kek-{row.kek} is not the one of this database: the rotation stopped there.") from None
            row.wrapped = wrap_organisation(key, organisation=row.organisation_id, number=row.number, kek=newest)
            row.kek = newest
            row.save(update_fields=["wrapped", "kek"])
        moved += 1
    return Rotated(number=newest, moved=moved)


def rotate_organisation(organisation_id: uuid.UUID) -> Rotated:
    """Give an organisation a new key, and rewrap its subjects' keys under it. Raises LookupError when it has none."""
    newest = OrganisationKey.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    if newest is None:
        raise LookupError("This organisation has no key.")
    older = SubjectKey.objects.filter(organisation_id=organisation_id, wrapped_under__number__lt=newest.number)
    if not older.exists():
        newest = add_organisation_key(organisation_id, number=newest.number + 1)
    moved = 0
    while batch := _rewrap_batch(organisation_id, newest):
        moved += batch
    return Rotated(number=newest.number, moved=moved)


@transaction.atomic
def _rewrap_batch(organisation_id: uuid.UUID, newest: OrganisationKey) -> int:
    rows = SubjectKey.objects.filter(organisation_id=organisation_id, wrapped_under__number__lt=newest.number)
    batch = list(_locked(rows).select_related("wrapped_under").order_by("pk")[:BATCH])
    for row in batch:
        ref = SubjectRef(kind=row.kind, id=row.subject_id, organisation_id=row.organisation_id)
        key = unwrap_subject(row, organisation_key=unwrap_organisation(row.wrapped_under))
        row.wrapped_under, row.wrapped = newest, wrap_subject(key, ref=ref, number=row.number, under=newest)
        row.save(update_fields=["wrapped_under", "wrapped"])
    return len(batch)


def rotate_subject(subject_id: uuid.UUID) -> Rotated:
    """Give a subject a new key, and re-encrypt under it every value sealed by the older ones, file keys included.

    A value that does not open is left as it is and counted. Raises LookupError when the subject has no key, or when its
    sealed bytes are kept outside the vault's fields (secrets of accounts, keys of phones).
    """
    versions = list(SubjectKey.objects.filter(subject_id=subject_id).order_by("number"))
    if not versions:
        raise LookupError("This subject has no key.")
    if versions[-1].kind in KEPT_ELSEWHERE:
        raise LookupError("These secrets are kept outside the sealed fields: rotate the organisation's key, which wraps theirs.")
    ref = SubjectRef(kind=versions[-1].kind, id=subject_id, organisation_id=versions[-1].organisation_id)
    left = columns.count_by_key()
    if not any(left[row.key_id] for row in versions[:-1]):
        with transaction.atomic():
            versions.append(add_subject_key(ref, number=versions[-1].number + 1))
    keyring = keyrings_to_open([ref])[ref.id]
    outcome: Counter[bool] = Counter()
    for row in versions[:-1]:
        for column in columns.every_column():
            outcome.update(_reseal_column(column, key_id=row.key_id, keyring=keyring))
    return Rotated(number=versions[-1].number, moved=outcome[True], broken=outcome[False])


def _reseal_column(column: columns.Column, *, key_id: int, keyring: Keyring) -> Counter[bool]:
    """Move one column, a transaction per batch. Counts what was moved (True) and what did not open (False)."""
    outcome: Counter[bool] = Counter()
    after = None
    while True:
        with transaction.atomic():
            batch = column.rows(key_id=key_id, after=after, limit=BATCH)
            for row in batch:
                try:
                    columns.reseal(column, row, old=keyring, new=keyring)
                    outcome[True] += 1
                except crypto.NotAuthentic:
                    outcome[False] += 1
        if not batch:
            return outcome
        after = batch[-1].pk


@transaction.atomic
def prune() -> tuple[int, int]:
    """Destroy the old versions on which nothing is left: of subjects, then of organisations. How many of each."""
    newest = dict(SubjectKey.objects.order_by("number").values_list("subject_id", "number"))
    rows_of = _locked(SubjectKey.objects.exclude(kind__in=KEPT_ELSEWHERE).order_by("pk"))
    old = [row for row in rows_of if row.number < newest[row.subject_id]]
    # Counted under the locks: whoever was sealing under an old version has committed by now.
    left = columns.count_by_key()
    subjects = [row.pk for row in old if not left[row.key_id]]
    SubjectKey.objects.filter(pk__in=subjects).delete()
    used = set(SubjectKey.objects.values_list("wrapped_under_id", flat=True))
    last = dict(OrganisationKey.objects.order_by("number").values_list("organisation_id", "number"))
    rows = OrganisationKey.objects.order_by("pk")
    organisations = [row.pk for row in rows if row.number < last[row.organisation_id] and row.pk not in used]
    OrganisationKey.objects.filter(pk__in=organisations).delete()
    transaction.on_commit(purge_deleted_bytes)
    return len(subjects), len(organisations)


def _locked(rows: QuerySet) -> QuerySet:
    return rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows
