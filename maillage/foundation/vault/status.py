"""What the keys hold and whether they still open it: read only."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from maillage.foundation.vault import columns, crypto, ledger
from maillage.foundation.vault.keks import current_kek, kek_numbers, read_kek
from maillage.foundation.vault.keyring import Keyring, SubjectRef, keyrings_to_open
from maillage.foundation.vault.models import Erasure, OrganisationKey, SubjectKey
from maillage.foundation.vault.startup import canary_opens

BATCH = 500


@dataclass(frozen=True)
class Version:
    """One old version of a key, and how much still hangs on it."""

    what: str
    id: str
    number: int
    left: int


@dataclass(frozen=True)
class Status:
    """How many keys, what hangs on old versions (0: may be pruned or taken away), what no key opens any more."""

    keks: list[int]
    current_kek: int
    organisations: int
    subjects: int
    sealed: int
    old: list[Version]
    unknown: int

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {**self.__dict__, "old": [version.__dict__ for version in self.old]}


def read_status() -> Status:
    """Count keys and sealed values. Raises VaultUnusable without a master key."""
    counts, newest_kek = columns.count_by_key(), current_kek()
    subject_keys = list(SubjectKey.objects.order_by("subject_id", "number"))
    organisation_keys = list(OrganisationKey.objects.order_by("organisation_id", "number"))
    known = {row.key_id for row in subject_keys}
    old = _old_keks(organisation_keys, newest_kek)
    old += _old_organisations(organisation_keys, subject_keys) + _old_subjects(subject_keys, counts)
    return Status(
        keks=kek_numbers(),
        current_kek=newest_kek,
        organisations=len({row.organisation_id for row in organisation_keys}),
        subjects=len({row.subject_id for row in subject_keys}),
        sealed=sum(counts.values()),
        old=old,
        unknown=sum(count for key_id, count in counts.items() if key_id not in known),
    )


def _old_keks(rows: list[OrganisationKey], newest: int) -> list[Version]:
    used = Counter(row.kek for row in rows)
    numbers = sorted({*kek_numbers(), *used} - {newest})
    return [Version(what="kek", id=f"kek-{number}", number=number, left=used[number]) for number in numbers]


def _old_organisations(rows: list[OrganisationKey], subject_keys: list[SubjectKey]) -> list[Version]:
    newest = {row.organisation_id: row.number for row in rows}
    used = Counter(row.wrapped_under_id for row in subject_keys)
    old = [row for row in rows if row.number < newest[row.organisation_id]]
    return [Version(what="organisation", id=str(row.organisation_id), number=row.number, left=used[row.pk]) for row in old]


def _old_subjects(rows: list[SubjectKey], counts: Counter[int]) -> list[Version]:
    newest = {row.subject_id: row.number for row in rows}
    old = [row for row in rows if row.number < newest[row.subject_id]]
    return [Version(what="subject", id=f"{row.kind}:{row.subject_id}", number=row.number, left=counts[row.key_id]) for row in old]


@dataclass
class Verdict:
    """What the self-test found: `problems` in sentences, and what it went through."""

    organisations: int = 0
    subjects: int = 0
    values: int = 0
    problems: list[str] = field(default_factory=list)


def self_test(*, values: bool = False) -> Verdict:
    """Open one canary per organisation and every subject's key; with `values`, every sealed value too. Writes nothing.

    Raises VaultUnusable when a master key is missing.
    """
    verdict = Verdict()
    read_kek(current_kek())
    for row in OrganisationKey.objects.order_by("organisation_id", "number"):
        verdict.organisations += 1
        if not canary_opens(row):
            verdict.problems.append(f"The key {row.number} of the organisation {row.organisation_id} does not open under kek-{row.kek}.")
    if verdict.problems:
        return verdict
    keyrings = _every_keyring(verdict)
    _check_erased(verdict)
    if values:
        _check_values(verdict, keyrings)
    return verdict


def _every_keyring(verdict: Verdict) -> dict[int, Keyring]:
    by_key_id: dict[int, Keyring] = {}
    refs = {
        row.subject_id: SubjectRef(kind=row.kind, id=row.subject_id, organisation_id=row.organisation_id)
        for row in SubjectKey.objects.order_by("subject_id", "number")
    }
    verdict.subjects = len(refs)
    everyone = list(refs.values())
    for start in range(0, len(everyone), BATCH):
        for keyring in _keyrings(everyone[start : start + BATCH], verdict):
            by_key_id.update(dict.fromkeys(keyring.keys, keyring))
    return by_key_id


def _keyrings(refs: list[SubjectRef], verdict: Verdict) -> list[Keyring]:
    """Together, and one by one only when one of them does not open."""
    try:
        return list(keyrings_to_open(refs).values())
    except crypto.NotAuthentic:
        if len(refs) == 1:
            verdict.problems.append(f"The key of the subject {refs[0].kind}:{refs[0].id} does not open.")
            return []
        return [keyring for ref in refs for keyring in _keyrings([ref], verdict)]


def _check_erased(verdict: Verdict) -> None:
    erased = {*Erasure.objects.values_list("subject_id", flat=True), *ledger.read()}
    back = SubjectKey.objects.filter(subject_id__in=erased).values("subject_id").distinct().count()
    if back:
        verdict.problems.append(f"{back} erased subjects have a key again: an old copy was restored. Run maillage keys replay.")


def _check_values(verdict: Verdict, keyrings: dict[int, Keyring]) -> None:
    for column in columns.every_column():
        broken = 0
        counts = column.count_by_key()
        for key_id in counts:
            keyring = keyrings.get(key_id)
            if keyring is None:
                broken += counts[key_id]
                continue
            for batch in columns.batches(column, key_id=key_id, size=500):
                broken += sum(not _opens(column, row, keyring) for row in batch)
        verdict.values += sum(counts.values())
        if broken:
            verdict.problems.append(f"{broken} values of {column} do not open.")


def _opens(column: columns.Column, row: columns.SealedRow, keyring: Keyring) -> bool:
    try:
        keyring.open(row.ciphertext, part=row.part, aad=column.aad(row, organisation=keyring.ref.organisation_id))
    except crypto.NotAuthentic:
        return False
    return True


def kind_of(subject_id: uuid.UUID) -> str | None:
    """The kind of a subject that has a key; None for any other."""
    return SubjectKey.objects.filter(subject_id=subject_id).order_by("-number").values_list("kind", flat=True).first()


def organisation_ids() -> list[uuid.UUID]:
    """The organisations that have a key, the vault's own included."""
    return list(OrganisationKey.objects.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())
