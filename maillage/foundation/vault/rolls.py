"""The roll of an association: one sealed copy of searched columns: thousands of files are compared without thousands of keys.

A roll is never believed on its word. It answers for a sealed value only by the nonce and the tag of that very sealing, by a key that
still stands, of that very subject: what was changed, moved or erased since is not in it, and is opened the plain way. When nothing at all
changed, a digest of those same facts says it at once for the whole column (`tables.state_of`). It needs no trigger and no lock to be
right. It is a subject of the vault, under a random key of its own: an erasure destroys the rolls of the association and their keys at
once, as it does the person's (docs/adr/0032).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from maillage.foundation.vault import crypto
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.keyring import SubjectRef, keyring_to_seal, keyrings_to_open
from maillage.foundation.vault.models import Roll, SubjectKey

KIND = "mg_vault.roll"
STEP = 16 * 1024
"""A roll is filled up to a multiple of this: its length tells how many files within some hundreds."""
_USE = "roll"

Texts = dict[str, str]
"""The texts of a column, each by what its sealing has that no other has (`crypto.sealing_of`)."""


class Line(NamedTuple):
    """What is gathered of one column, sealed value by sealed value: whose (32 digits), its sealing, its text."""

    subjects: list[str]
    sealings: list[str]
    texts: list[str]


@dataclass(frozen=True, repr=False)
class Gathered:
    """Columns read together, each with its line: a value copied from one into another is in none. Its repr shows nothing.

    `state`: the digest of the association when it was gathered; empty where the lines do not answer for every row.
    """

    state: str
    columns: Mapping[str, Line]

    def __repr__(self) -> str:
        return "<Gathered>"

    def texts(self, column: str) -> Texts:
        """The texts of a column, by sealing."""
        line = self.columns.get(column)
        return {} if line is None else dict(zip(line.sealings, line.texts, strict=True))


NOTHING = Gathered("", {})


def read_roll(organisation_id: uuid.UUID, columns: str) -> Gathered:
    """What is gathered of some columns read together; empty when nothing is, or when its key is gone. Raises SealBroken (journaled)."""
    row = Roll.objects.filter(organisation_id=organisation_id, column=columns).first()
    if row is None:
        return NOTHING
    ref = _ref(row.pk, organisation_id)
    try:
        ring = keyrings_to_open([ref]).get(ref.id)
        if ring is None or crypto.key_id_of(bytes(row.sealed)) not in ring.keys:
            return NOTHING
        plain = ring.open(bytes(row.sealed), part=_USE, aad=_bound(row.pk, organisation_id, columns))
    except crypto.NotAuthentic:
        refuse_broken(ref)
    read: Any = json.loads(plain)
    if not isinstance(read, list):
        return NOTHING  # gathered by an earlier version, before there was a state
    return Gathered(read[0], {name: Line(*lists) for name, lists in read[1].items()})


@transaction.atomic
def keep_roll(organisation_id: uuid.UUID, columns: str, gathered: Gathered) -> None:
    """Gather some columns anew, in place of what was."""
    row = Roll.objects.select_for_update().filter(organisation_id=organisation_id, column=columns).first()
    new = row is None
    row = row or Roll(organisation_id=organisation_id, column=columns)
    written = json.dumps([gathered.state, gathered.columns], ensure_ascii=False, separators=(",", ":")).encode()
    filled = written + b" " * (-(len(written) + 1) % STEP)
    ring = keyring_to_seal(_ref(row.pk, organisation_id))
    row.sealed = ring.seal(filled, part=_USE, aad=_bound(row.pk, organisation_id, columns))
    # Where another search gathers it at the same moment, one of both stands: a roll answers for its sealings only.
    with suppress(IntegrityError), transaction.atomic():
        row.save(force_insert=new)


def destroy_rolls(organisation_id: uuid.UUID) -> None:
    """The rolls of an association and their keys: the next search gathers what is left."""
    gone = list(Roll.objects.filter(organisation_id=organisation_id).values_list("pk", flat=True))
    SubjectKey.objects.filter(subject_id__in=gone).delete()
    Roll.objects.filter(pk__in=gone).delete()


def _ref(pk: uuid.UUID, organisation_id: uuid.UUID) -> SubjectRef:
    return SubjectRef(kind=KIND, id=pk, organisation_id=organisation_id)


def _bound(pk: uuid.UUID, organisation_id: uuid.UUID, columns: str) -> bytes:
    return f"mg1|roll|{columns}|{pk}|{organisation_id}".encode()
