"""What the erasure of a file removes in this room: her letters. Which services wrote to her says too much to stay."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.kept_mail.models import KeptMail
from maillage.accompaniment.people.models import Person


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        KeptMail.unscoped.filter(person_id=subject.pk).delete()
