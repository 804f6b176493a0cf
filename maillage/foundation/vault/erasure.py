"""Destroy what a subject sealed, or hand it to another organisation."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import Saying, record, record_many
from maillage.foundation.vault import crypto, ledger
from maillage.foundation.vault.actions import SUBJECT_ERASED, SUBJECT_REHOMED
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.columns import batches, every_column, reseal
from maillage.foundation.vault.keyring import (
    Keyring,
    SubjectRef,
    add_subject_key,
    keyrings_to_open,
    unwrap_organisation,
    unwrap_subject,
)
from maillage.foundation.vault.models import Erasure, SubjectKey
from maillage.foundation.vault.rolls import destroy_rolls
from maillage.foundation.vault.subjects import SealedSubject

logger = logging.getLogger("maillage.vault")
Eraser = Callable[[Any], None]
_erasers: list[Eraser] = []


def on_erasure(erase: Eraser) -> Eraser:
    """Register `erase(subject)`: removes the rows and files of a room that hang on an erased subject.

    Called in the transaction of the erasure, after the keys are gone; it looks at the type of the subject and passes.
    Files are removed in its own `transaction.on_commit`.
    """
    if erase not in _erasers:
        _erasers.append(erase)
    return erase


@transaction.atomic
def erase_subject(*, actor: Actor, subject: SealedSubject, today: date) -> None:
    """Destroy the keys of a subject, then the rows that hang on it; journaled, and kept in the ledger of erasures.

    What it sealed is unreadable at once, and in every backup once the copies of the keyring are out of date (8 days). The
    calling service has authorised the act. After the commit the bytes of the keys leave the database's files (SQLite).
    """
    ref, journaled = SubjectRef.of(subject), _as_it_was(subject)
    SubjectKey.objects.filter(subject_id=ref.id).delete()
    destroy_rolls(ref.organisation_id)
    Erasure.objects.get_or_create(subject_id=ref.id, defaults={"erased_on": today})
    for erase in _erasers:
        erase(subject)
    record(actor, SUBJECT_ERASED, journaled, today=today)
    transaction.on_commit(_after_erasure)


def _after_erasure() -> None:
    purge_deleted_bytes()
    try:
        ledger.write_missing()
    except OSError:
        # Done already in the database; the next erasure or self-test writes the line.
        logger.exception("the ledger of erasures could not be written")


def purge_deleted_bytes() -> bool:
    """Make deleted keys leave the files of an SQLite database: with secure_delete they stay in the log until it is truncated.

    False when a reader held the log, or a transaction is open: the next call, or the self-test, does it.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    if busy:
        logger.warning("a reader holds the log of the database: deleted keys leave it at the next checkpoint")
    return not busy


@transaction.atomic
def replay_erasures() -> int:
    """After a restoration, before opening to users: destroy again the keys of whoever the ledger says erased. How many."""
    erased = ledger.read()
    for subject_id, day in erased.items():
        Erasure.objects.get_or_create(subject_id=subject_id, defaults={"erased_on": day})
    keys = SubjectKey.objects.filter(subject_id__in=erased).values_list("subject_id", "organisation_id")
    destroyed, houses = {subject for subject, _house in keys}, {house for _subject, house in keys}
    SubjectKey.objects.filter(subject_id__in=destroyed).delete()
    for house in houses:
        destroy_rolls(house)
    transaction.on_commit(purge_deleted_bytes)
    return len(destroyed)


@transaction.atomic
def rehome_subject(*, actor: Actor, subject: Any, organisation_id: uuid.UUID, today: date) -> None:
    """Hand a subject to another organisation: a new key under that organisation, every sealed value re-encrypted, the old
    keys destroyed, `subject.organisation` changed and saved; journaled in both chains. All of it or nothing.

    The calling service has authorised the act and locked the subject. Raises SealBroken if one value does not open.
    """
    before = SubjectRef.of(subject)
    after = SubjectRef(kind=before.kind, id=before.id, organisation_id=organisation_id)
    left = _as_it_was(subject)
    try:
        _reseal_under(before, after)
    except crypto.NotAuthentic:
        refuse_broken(before, actor=actor)
    destroy_rolls(before.organisation_id)
    subject.organisation_id = organisation_id
    subject.save(update_fields=[_organisation_field(subject)])
    subject.refresh_from_db()
    facts = {"from_organisation": before.organisation_id, "to_organisation": organisation_id}
    sayings = [Saying(actor=actor, action=SUBJECT_REHOMED, subject=row, facts=facts) for row in (left, subject)]
    record_many(sayings, today=today)
    transaction.on_commit(purge_deleted_bytes)


def _as_it_was(subject: Any) -> Any:
    """The subject as the journal names it, whatever the act does to the row."""
    row = type(subject)(pk=subject.pk)
    row.organisation_id = subject.organisation_id
    return row


def _reseal_under(before: SubjectRef, after: SubjectRef) -> None:
    rows = SubjectKey.objects.filter(subject_id=before.id)
    if connection.features.has_select_for_update_of:
        rows = rows.select_for_update(of=("self",))
    numbers = {row.key_id: row.number for row in rows}
    old = keyrings_to_open([before]).get(before.id)
    if old is None:
        return
    added = add_subject_key(after, number=max(numbers.values()) + 1)
    key = unwrap_subject(added, organisation_key=unwrap_organisation(added.wrapped_under))
    new = Keyring(ref=after, keys={added.key_id: key})
    for key_id in numbers:
        for column in every_column():
            for batch in batches(column, key_id=key_id, size=200):
                for row in batch:
                    reseal(column, row, old=old, new=new)
    SubjectKey.objects.filter(subject_id=before.id, key_id__in=numbers).delete()


def _organisation_field(subject: Any) -> str:
    names = {field.attname: field.name for field in subject._meta.concrete_fields}
    return str(names["organisation_id"])
