"""Open: the only way from a `Sealed` to its text. Asks who, what and why; writes the journal; then decrypts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NoReturn

from django.db import connection, models, transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.journal import record
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import crypto
from maillage.foundation.vault.actions import OPENED, PARTS_OPENED
from maillage.foundation.vault.alerts import refuse_broken, write_waiting
from maillage.foundation.vault.errors import ReasonRefused, SealBroken, SealedFieldMisuse, SealErased
from maillage.foundation.vault.keyring import Keyring, SubjectRef, keyrings_to_open
from maillage.foundation.vault.parts import PERMISSIONS, Part, Reason
from maillage.foundation.vault.sealed import Sealed
from maillage.foundation.vault.sealing import aad_of, sealed_field
from maillage.foundation.vault.streams import Reader, decrypt_whole
from maillage.foundation.vault.subjects import SealedSubject, subject_id_of

# What a list cannot do without: journaled, every page would write, and the trail would drown what matters (docs/adr/0004).
UNJOURNALED = frozenset({Part.LABEL})


class Opened:
    """One part of one or many subjects, opened for one actor. Short-lived: keep it for the page, never in a cache."""

    __slots__ = ("_actor", "_keyrings", "_refs", "part")

    def __init__(self, *, part: Part, actor: Actor, refs: Mapping[uuid.UUID, SubjectRef], keyrings: Mapping[uuid.UUID, Keyring]) -> None:
        self.part, self._actor, self._refs, self._keyrings = part, actor, refs, keyrings

    def __repr__(self) -> str:
        return "<Opened>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise SealedFieldMisuse("An Opened is neither pickled nor cached.")

    def read(self, instance: models.Model, field: str) -> str:
        """The text of a sealed field of a row of the subject; empty when it was never set.

        Raises SealBroken (journaled) when the value does not authenticate, SealErased when the subject has no key any more,
        ValueError when the field is of another part or the row of another subject.
        """
        return self.read_bytes(instance, field).decode()

    def read_bytes(self, instance: models.Model, field: str) -> bytes:
        """As `read`, for bytes."""
        described = sealed_field(instance, field)
        if described.part_of(instance) is not self.part:
            raise ValueError(f"{type(instance).__name__}.{field} is not of the part {self.part} that was opened")
        subject_id = subject_id_of(instance)
        if subject_id not in self._refs:
            raise ValueError(f"This {type(instance).__name__} is not of a subject that was opened")
        sealed = getattr(instance, field)
        if sealed is None:
            return b""
        if not isinstance(sealed, Sealed):
            raise SealedFieldMisuse(f"{type(instance).__name__}.{field} holds a plain value: seal() it")
        ref = self._refs[subject_id]
        return self.decrypt(sealed.ciphertext, subject_id=subject_id, aad=aad_of(instance, described, ref=ref))

    def read_file(self, instance: models.Model, field: str, reader: Reader) -> bytes:
        """The whole file of a row, encrypted by `encrypt_stream` under the key sealed in `field`, verified to its end.

        Raises SealBroken (journaled), SealErased.
        """
        key, subject_id = self.read_bytes(instance, field), subject_id_of(instance)
        try:
            return decrypt_whole(reader=reader, key=key, attachment_id=instance.pk, subject_id=subject_id)
        except SealBroken:
            refuse_broken(self._refs[subject_id], actor=self._actor)

    def decrypt(self, ciphertext: bytes, *, subject_id: uuid.UUID, aad: bytes) -> bytes:
        """Bytes sealed under the opened part. Raises SealBroken (journaled), SealErased."""
        keyring = self._keyrings.get(subject_id)
        if keyring is None:
            raise SealErased
        try:
            return keyring.open(ciphertext, part=self.part, aad=aad)
        except crypto.NotAuthentic:
            refuse_broken(self._refs[subject_id], actor=self._actor)


def open_part(*, actor: Actor, subject: SealedSubject, part: Part, reason: str, today: date, system: bool = False) -> Opened:
    """Open one part of a subject, for a reason of the list.

    Journaled (but for labels) once per actor object (made anew at each request), subject and part; outside a transaction a short one is
    opened for that entry. `system=True` says that the machine opens it: refused unless the actor is the machine itself.
    Raises OutOfScope (the subject is not visible to the actor today), Denied (the part is not), ReasonRefused, SealBroken.
    """
    code = read_reason(reason)
    write_waiting()
    if system and not actor.system:
        raise Denied
    _see(actor, [subject], today=today)
    require(actor, PERMISSIONS[part], on=subject)
    write = partial(record, actor, OPENED[part], subject, today=today, part=part.value, reason=code.value)
    remember(actor, ("one", subject.pk, part), write)
    return _open(actor, [subject], part=part)


def open_shared_part(*, actor: Actor, subject: SealedSubject, part: Part, reason: str, today: date) -> Opened:
    """As `open_part`, for a guest from another organisation: one of the subject's `shared_parts`, while an accord in force opens it.

    Journaled in the chain of the subject's own organisation. Raises OutOfScope (nothing is shared with her today), Denied (this
    part is not shared, or her role does not open it), ReasonRefused, SealBroken.
    """
    return open_shared_parts(actor=actor, subjects=[subject], part=part, reason=reason, today=today)


def open_shared_parts(*, actor: Actor, subjects: Sequence[SealedSubject], part: Part, reason: str, today: date) -> Opened:
    """The same shared part of several subjects of one kind, each journaled by itself: for the list of what is shared with her."""
    code = read_reason(reason)
    write_waiting()
    if not subjects:
        return Opened(part=part, actor=actor, refs={}, keyrings={})
    kind, wanted = type(subjects[0]), {subject.pk for subject in subjects}
    shared: Any = kind.objects.shared_with(actor, today=today)
    if set(shared.filter(pk__in=wanted).order_by().values_list("pk", flat=True)) != wanted:
        raise OutOfScope
    if part not in kind.shared_parts:
        raise Denied
    require(actor, PERMISSIONS[part])
    for subject in subjects:
        write = partial(record, actor, OPENED[part], subject, today=today, part=part.value, reason=code.value)
        remember(actor, ("one", subject.pk, part), write)
    return _open(actor, subjects, part=part)


def open_parts(*, actor: Actor, subjects: Sequence[SealedSubject], part: Part, reason: str, today: date) -> Opened:
    """Open the same part of many subjects of one kind: one query for their keys, one journal entry per organisation.

    For lists and searches. Raises as `open_part`, if one of the subjects is refused.
    """
    code = read_reason(reason)
    write_waiting()
    if not subjects:
        return Opened(part=part, actor=actor, refs={}, keyrings={})
    _see(actor, subjects, today=today)
    by_organisation: dict[uuid.UUID, list[SealedSubject]] = {}
    for subject in subjects:
        require(actor, PERMISSIONS[part], on=subject)
        by_organisation.setdefault(subject.organisation_id, []).append(subject)
    for organisation_id, group in by_organisation.items():
        mark = ("many", organisation_id, part, frozenset(subject.pk for subject in group))
        write = partial(record, actor, PARTS_OPENED, None, today=today, chain=organisation_id, part=part.value, reason=code.value)
        remember(actor, mark, partial(write, count=len(group)))
    return _open(actor, subjects, part=part)


def read_reason(reason: str) -> Reason:
    """The reason of this code. Raises ReasonRefused."""
    try:
        return Reason(reason)
    except ValueError:
        raise ReasonRefused from None


def _see(actor: Actor, subjects: Sequence[SealedSubject], *, today: date) -> None:
    if actor.system:
        return
    kinds = {type(subject) for subject in subjects}
    for kind in kinds:
        wanted = {subject.pk for subject in subjects if type(subject) is kind}
        visible: Any = kind.objects.visible_to(actor, today=today)
        if set(visible.filter(pk__in=wanted).order_by().values_list("pk", flat=True)) != wanted:
            raise OutOfScope


def remember(actor: Actor, mark: tuple[Any, ...], write: Callable[[], Entry]) -> None:
    """Write the entry unless the part is not journaled, or this very actor object wrote it already and it was not rolled back."""
    if mark[2] in UNJOURNALED:
        return
    # Kept on the actor itself (a frozen dataclass still has a __dict__): it dies with the request, without any middleware.
    written: dict[tuple[Any, ...], Entry | None] = actor.__dict__.setdefault("_vault_written", {})
    if mark in written:
        entry = written[mark]
        if entry is None or Entry.unscoped.filter(chain=entry.chain, seq=entry.seq, hash=entry.hash).exists():
            return
    durable = not connection.in_atomic_block
    with transaction.atomic():
        entry = write()
    written[mark] = None if durable else entry


def _open(actor: Actor, subjects: Sequence[SealedSubject], *, part: Part) -> Opened:
    refs = {subject.pk: SubjectRef.of(subject) for subject in subjects}
    try:
        keyrings = keyrings_to_open(refs.values())
    except crypto.NotAuthentic:
        refuse_broken(next(iter(refs.values())), actor=actor)
    return Opened(part=part, actor=actor, refs=refs, keyrings=keyrings)
