"""From master key to organisation key to subject key. Plain keys live in these objects only, for the time of a call."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import IntegrityError, connection, transaction

from maillage.foundation.vault import crypto
from maillage.foundation.vault.errors import SealErased
from maillage.foundation.vault.keks import current_kek, read_kek
from maillage.foundation.vault.models import Erasure, OrganisationKey, SubjectKey
from maillage.foundation.vault.parts import Part

SYSTEM = uuid.UUID(int=0)
CANARY = b"maillage"


@dataclass(frozen=True)
class SubjectRef:
    """A subject by its kind, its id and its organisation: all that the keys need."""

    kind: str
    id: uuid.UUID
    organisation_id: uuid.UUID

    @property
    def pk(self) -> uuid.UUID:
        """The id, under the name that rows use: a row without its subject at hand may answer a reference to it."""
        return self.id

    @classmethod
    def of(cls, subject: Any) -> Self:
        """The reference of a row (a reference is its own). Raises ValueError without an organisation."""
        if isinstance(subject, cls):
            return subject
        if subject.organisation_id is None:
            raise ValueError("A subject of the vault belongs to an organisation.")
        return cls(kind=subject._meta.label_lower, id=subject.pk, organisation_id=subject.organisation_id)


@dataclass(frozen=True, repr=False)
class Keyring:
    """The unwrapped keys of one subject, newest last. Its repr shows nothing."""

    ref: SubjectRef
    keys: dict[int, bytes]
    _parts: dict[tuple[int, str], bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "<Keyring>"

    @property
    def newest(self) -> int:
        """The id of the only key that still seals."""
        return list(self.keys)[-1]

    def part_key(self, key_id: int, part: str) -> bytes:
        """The derived key of a part; never stored. Raises NotAuthentic when the subject has no such key."""
        if key_id not in self.keys:
            raise crypto.NotAuthentic
        if (key_id, part) not in self._parts:
            self._parts[key_id, part] = crypto.derive(self.keys[key_id], info=f"part|{part}")
        return self._parts[key_id, part]

    def seal(self, plain: bytes, *, part: str, aad: bytes) -> bytes:
        """Pad and encrypt under the newest key."""
        return crypto.encrypt(crypto.pad(plain), key=self.part_key(self.newest, part), key_id=self.newest, aad=aad)

    def open(self, ciphertext: bytes, *, part: Part | str, aad: bytes) -> bytes:
        """Decrypt and unpad. Raises NotAuthentic."""
        key_id = crypto.key_id_of(ciphertext)
        return crypto.unpad(crypto.decrypt(ciphertext, key=self.part_key(key_id, part), key_id=key_id, aad=aad))


def wrap_organisation(key: bytes, *, organisation: uuid.UUID, number: int, kek: int) -> bytes:
    """An organisation's key under a master key."""
    aad = crypto.organisation_aad(organisation=organisation, version=number)
    return crypto.encrypt(key, key=read_kek(kek), key_id=kek, aad=aad)


def unwrap_organisation(row: OrganisationKey) -> bytes:
    """The plain key of an organisation. Raises NotAuthentic (another master key) or VaultUnusable (file missing)."""
    aad = crypto.organisation_aad(organisation=row.organisation_id, version=row.number)
    return crypto.decrypt(bytes(row.wrapped), key=read_kek(row.kek), key_id=row.kek, aad=aad)


def wrap_subject(key: bytes, *, ref: SubjectRef, number: int, under: OrganisationKey) -> bytes:
    """A subject's key under its organisation's."""
    aad = crypto.subject_aad(organisation=ref.organisation_id, subject=ref.id, version=number)
    return crypto.encrypt(key, key=unwrap_organisation(under), key_id=under.key_id, aad=aad)


def unwrap_subject(row: SubjectKey, *, organisation_key: bytes, organisation: uuid.UUID | None = None) -> bytes:
    """The plain key of a subject, as belonging to `organisation` (that of the row itself by default). Raises NotAuthentic."""
    aad = crypto.subject_aad(organisation=organisation or row.organisation_id, subject=row.subject_id, version=row.number)
    return crypto.decrypt(bytes(row.wrapped), key=organisation_key, key_id=row.wrapped_under.key_id, aad=aad)


def canary_key(organisation_key: bytes) -> bytes:
    """The child of an organisation's key that seals its canary."""
    return crypto.derive(organisation_key, info="canary")


def canary_aad(organisation: uuid.UUID, number: int) -> bytes:
    """What a canary is bound to."""
    return f"mgk|canary|{organisation}|{number}".encode()


def add_organisation_key(organisation_id: uuid.UUID, *, number: int) -> OrganisationKey:
    """Make a version of the key of an organisation. Where another process made it first, answers that one."""
    key, key_id, kek = crypto.new_key(), crypto.new_key_id(), current_kek()
    aad = canary_aad(organisation_id, number)
    row = OrganisationKey(
        organisation_id=organisation_id,
        number=number,
        key_id=key_id,
        kek=kek,
        wrapped=wrap_organisation(key, organisation=organisation_id, number=number, kek=kek),
        canary=crypto.encrypt(CANARY, key=canary_key(key), key_id=key_id, aad=aad),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return OrganisationKey.objects.get(organisation_id=organisation_id, number=number)
    return row


def organisation_key(organisation_id: uuid.UUID) -> OrganisationKey:
    """The newest key of an organisation, made on first use."""
    row = OrganisationKey.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    return row or add_organisation_key(organisation_id, number=1)


def add_subject_key(ref: SubjectRef, *, number: int) -> SubjectKey:
    """Make a version of the key of a subject. Where another process made it first, answers that one."""
    under = organisation_key(ref.organisation_id)
    wrapped = wrap_subject(crypto.new_key(), ref=ref, number=number, under=under)
    row = SubjectKey(
        kind=ref.kind, subject_id=ref.id, organisation_id=ref.organisation_id, number=number, wrapped_under=under, wrapped=wrapped
    )
    while True:
        row.key_id = crypto.new_key_id()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                return row
        except IntegrityError:
            theirs = SubjectKey.objects.select_related("wrapped_under").filter(subject_id=ref.id, number=number).first()
            if theirs is not None:
                return theirs


def keyring_to_seal(ref: SubjectRef) -> Keyring:
    """The newest key of a subject, made on first use, held until the end of the transaction.

    The row is locked so that a rotation can tell when nobody seals under an old version any more. Raises
    TransactionManagementError outside a transaction, NotAuthentic when the subject's organisation is not that of its key.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("seal() needs the open transaction in which its row is saved")
    rows = SubjectKey.objects.filter(subject_id=ref.id).order_by("-number")
    if connection.features.has_select_for_update_of:
        rows = rows.select_for_update(of=("self",))
    row = rows.select_related("wrapped_under").first()
    if row is None:
        if Erasure.objects.filter(pk=ref.id).exists():
            raise SealErased
        row = add_subject_key(ref, number=1)
    key = unwrap_subject(row, organisation_key=unwrap_organisation(row.wrapped_under), organisation=ref.organisation_id)
    return Keyring(ref=ref, keys={row.key_id: key})


def keyrings_to_open(refs: Iterable[SubjectRef]) -> dict[uuid.UUID, Keyring]:
    """Every version of the keys of many subjects, in one query. A subject without key is absent. Raises NotAuthentic."""
    wanted = {ref.id: ref for ref in refs}
    found: dict[uuid.UUID, dict[int, bytes]] = {}
    unwrapped: dict[uuid.UUID, bytes] = {}
    for row in SubjectKey.objects.filter(subject_id__in=wanted).select_related("wrapped_under").order_by("subject_id", "number"):
        if row.wrapped_under_id not in unwrapped:
            unwrapped[row.wrapped_under_id] = unwrap_organisation(row.wrapped_under)
        ref = wanted[row.subject_id]
        key = unwrap_subject(row, organisation_key=unwrapped[row.wrapped_under_id], organisation=ref.organisation_id)
        found.setdefault(row.subject_id, {})[row.key_id] = key
    return {subject_id: Keyring(ref=wanted[subject_id], keys=keys) for subject_id, keys in found.items()}
