"""What the erasure of a file removes in this room: every section, every path of protection with its acts."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation.models import Protection, Section


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        Section.unscoped.filter(person_id=subject.pk).delete()
        Protection.unscoped.filter(person_id=subject.pk).delete()
