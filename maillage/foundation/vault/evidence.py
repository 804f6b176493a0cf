"""That the keys of a subject are gone: what can be shown, without ever showing a key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from maillage.foundation.vault import ledger
from maillage.foundation.vault.models import Erasure, SubjectKey
from maillage.foundation.vault.subjects import SealedSubject


@dataclass(frozen=True)
class Evidence:
    """What is left of the keys of a subject, and the day on which their destruction was written down: in the database, and beside it."""

    keys_left: int
    erased_on: date | None
    in_ledger: bool

    @property
    def destroyed(self) -> bool:
        """Nothing is left: what it sealed opens no more."""
        return self.keys_left == 0


def fingerprints_of(subject: SealedSubject) -> list[str]:
    """The fingerprint of each wrapped key of a subject, in order: enough to recognise it in a copy, never to open anything with it."""
    rows = SubjectKey.objects.filter(subject_id=subject.pk).order_by("number").values_list("wrapped", flat=True)
    return [hashlib.sha256(bytes(wrapped)).hexdigest()[:32] for wrapped in rows]


def evidence_of(subject: SealedSubject) -> Evidence:
    """What can be shown now. The database and the ledger forget the day after every backup is out of date (91 days)."""
    erased_on = Erasure.objects.filter(subject_id=subject.pk).values_list("erased_on", flat=True).first()
    return Evidence(
        keys_left=SubjectKey.objects.filter(subject_id=subject.pk).count(), erased_on=erased_on, in_ledger=subject.pk in ledger.read()
    )
