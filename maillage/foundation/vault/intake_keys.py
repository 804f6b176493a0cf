"""The pair of an association to which phones seal what they note in the street: they hold its public half, and cannot read back.

The private half never leaves this module: a room gives a box and gets what it holds. It is sealed under a subject of its own, so that
the renewal of the organisation's key wraps it again. A renewed pair leaves the older one standing for as long as a phone may still hold
something sealed to it (docs/adr/0033).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from maillage.foundation.vault import boxes, crypto
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.keyring import SubjectRef, keyring_to_seal, keyrings_to_open
from maillage.foundation.vault.models import IntakeKey, SubjectKey

KIND = "mg_vault.intakekey"
STANDS_FOR = timedelta(days=30)
"""An older pair is forgotten this long after a newer one was made: ten times what a phone keeps."""
_USE = "intake"


@dataclass(frozen=True)
class IntakePublic:
    """What a phone is given: the number of the pair and its public half (65 bytes)."""

    number: int
    public: bytes


def intake_key(organisation_id: uuid.UUID, *, today: date) -> IntakePublic:
    """The pair to which an association's phones seal now, made on first use."""
    row = IntakeKey.objects.filter(organisation_id=organisation_id).order_by("-number").first() or _add(organisation_id, 1, today=today)
    return IntakePublic(number=row.number, public=bytes(row.public))


def renew_intake_key(organisation_id: uuid.UUID, *, today: date) -> IntakePublic:
    """A new pair; the older ones still open what is on its way."""
    last = IntakeKey.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    row = _add(organisation_id, last.number + 1 if last else 1, today=today)
    return IntakePublic(number=row.number, public=bytes(row.public))


def houses() -> frozenset[uuid.UUID]:
    """The associations that have a pair."""
    return frozenset(IntakeKey.objects.values_list("organisation_id", flat=True))


@transaction.atomic
def forget_old_intake_keys(*, today: date) -> int:
    """Destroy the pairs that a newer one replaced thirty days ago or more. How many."""
    replaced = [
        older.pk
        for newer in IntakeKey.objects.filter(number__gt=1, made_on__lte=today - STANDS_FOR).order_by("pk")
        for older in IntakeKey.objects.filter(organisation_id=newer.organisation_id, number__lt=newer.number).order_by("pk")
    ]
    gone = set(replaced)
    SubjectKey.objects.filter(subject_id__in=gone).delete()
    IntakeKey.objects.filter(pk__in=gone).delete()
    return len(gone)


def open_intake(organisation_id: uuid.UUID, *, number: int, box: bytes, bound: bytes) -> bytes:
    """What a phone sealed to the pair of this number, its filling taken away.

    Raises NotAuthentic for another pair, another `bound`, one bit changed, or a pair that was forgotten; SealBroken (journaled) when the
    private half itself does not open.
    """
    row = IntakeKey.objects.filter(organisation_id=organisation_id, number=number).first()
    if row is None:
        raise crypto.NotAuthentic
    ref = _ref(row)
    ring = keyrings_to_open([ref]).get(ref.id)
    if ring is None:
        raise crypto.NotAuthentic
    try:
        private = ring.open(bytes(row.private), part=_USE, aad=_bound(row))
    except crypto.NotAuthentic:
        refuse_broken(ref)
    return crypto.unpad(boxes.open_box(private, box, bound=bound))


def _add(organisation_id: uuid.UUID, number: int, *, today: date) -> IntakeKey:
    """The row of a new pair; where another process made it first, that one."""
    pair = boxes.new_pair()
    row = IntakeKey(organisation_id=organisation_id, number=number, public=pair.public, made_on=today)
    try:
        with transaction.atomic():
            row.private = keyring_to_seal(_ref(row)).seal(pair.private, part=_USE, aad=_bound(row))
            row.save(force_insert=True)
    except IntegrityError:
        return IntakeKey.objects.get(organisation_id=organisation_id, number=number)
    return row


def _ref(row: IntakeKey) -> SubjectRef:
    return SubjectRef(kind=KIND, id=row.pk, organisation_id=row.organisation_id)


def _bound(row: IntakeKey) -> bytes:
    return crypto.field_aad(table="mg_vault_intakekey", column="private", row=row.pk, organisation=row.organisation_id)
