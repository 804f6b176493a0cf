"""What the erasure of a file removes beside its key: the rows that said something sealed. Dates and codes stay, for the counts."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import Identity, Person


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if not isinstance(subject, Person):
        return
    Identity.unscoped.filter(person_id=subject.pk).delete()
    person = Person.unscoped.get(pk=subject.pk)
    person.pseudonym = person.safe_contact = None
    person.save(update_fields=["pseudonym", "safe_contact"])
