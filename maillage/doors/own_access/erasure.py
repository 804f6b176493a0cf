"""What the erasure of a file removes here: her access, and what it showed."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.doors.own_access.models import OwnAccess


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        OwnAccess.unscoped.filter(person_id=subject.pk).delete()
