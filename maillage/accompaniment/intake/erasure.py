"""What the erasure of a request, or of the file that came of it, removes. Codes and dates stay, for the counts."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.intake.models import FirstRequest
from maillage.accompaniment.people.models import Person


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        rows = FirstRequest.unscoped.filter(person_id=subject.pk)
    elif isinstance(subject, FirstRequest):
        rows = FirstRequest.unscoped.filter(pk=subject.pk)
    else:
        return
    for request in rows.order_by("pk"):
        request.words = request.pseudonym = request.safe_contact = None
        request.zone_id, request.forgotten = None, True
        request.save(update_fields=["words", "pseudonym", "safe_contact", "zone", "forgotten"])
