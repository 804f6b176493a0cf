"""Secrets of the installation itself (second factors): under the vault's own organisation, no person's."""

from __future__ import annotations

import re
import uuid

from django.db import transaction

from maillage.foundation.vault import crypto
from maillage.foundation.vault.alerts import refuse_broken
from maillage.foundation.vault.errors import SealErased
from maillage.foundation.vault.keyring import SYSTEM, SubjectRef, keyring_to_seal, keyrings_to_open

KIND = "system"
_PURPOSE = re.compile(r"[a-z][a-z0-9_.]{0,60}")


def system_ref(purpose: str) -> SubjectRef:
    """The subject that stands for a purpose. Raises ValueError when the purpose is no short code."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError(f"{purpose!r} is not a purpose such as accounts.totp")
    return SubjectRef(kind=KIND, id=uuid.uuid5(SYSTEM, purpose), organisation_id=SYSTEM)


def _aad(purpose: str, ref: SubjectRef) -> bytes:
    return crypto.field_aad(table=KIND, column=purpose, row=ref.id, organisation=SYSTEM)


@transaction.atomic
def seal_system(purpose: str, data: bytes) -> bytes:
    """Seal a secret of the installation for one purpose; the caller keeps the bytes where it wants."""
    ref = system_ref(purpose)
    return keyring_to_seal(ref).seal(data, part=KIND, aad=_aad(purpose, ref))


def open_system(purpose: str, sealed: bytes) -> bytes:
    """Open what `seal_system` sealed for the same purpose. Raises SealBroken (journaled), SealErased."""
    ref = system_ref(purpose)
    try:
        keyring = keyrings_to_open([ref]).get(ref.id)
        if keyring is None:
            raise SealErased
        return keyring.open(sealed, part=KIND, aad=_aad(purpose, ref))
    except crypto.NotAuthentic:
        refuse_broken(ref)
