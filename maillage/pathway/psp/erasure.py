"""What the erasure of a file removes from its applications: the texts. Dates stay, for the counts; the State's extract stays whole."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.pathway.psp.models import Application, Piece


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if not isinstance(subject, Person):
        return
    for application in Application.unscoped.filter(person_id=subject.pk).order_by("pk"):
        application.project = application.commitments = None
        application.save(update_fields=["project", "commitments"])
    Piece.unscoped.filter(application__person_id=subject.pk).update(document=None)
