"""What the erasure of a file removes from its applications: the texts. Dates stay, for the counts; the State's extract stays whole."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.pathway.psp.models import (
    Allowance,
    Application,
    ApplicationForm,
    CorrectionCopy,
    ExposureTalk,
    Parcel,
    PathwayDocument,
    Piece,
    Review,
)


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if not isinstance(subject, Person):
        return
    for application in Application.unscoped.filter(person_id=subject.pk).order_by("pk"):
        application.project = application.commitments = None
        application.save(update_fields=["project", "commitments"])
    Piece.unscoped.filter(application__person_id=subject.pk).update(document=None)
    Application.unscoped.filter(person_id=subject.pk).update(decision_copy=None)
    for copy in CorrectionCopy.unscoped.filter(person_id=subject.pk).order_by("pk"):
        copy.words = copy.answer = copy.document = None
        copy.save(update_fields=["words", "answer", "document"])
    erase_what_was_written(subject)
    for review in Review.unscoped.filter(pathway__person_id=subject.pk).order_by("pk"):
        review.content = None
        review.save(update_fields=["content"])
    for allowance in Allowance.unscoped.filter(pathway__person_id=subject.pk).order_by("pk"):
        allowance.msa_number = None
        allowance.save(update_fields=["msa_number"])


def erase_what_was_written(person: Person) -> None:
    """Her form, the association's copy of what left, the document she signed and the talks go; that they took place stays, by dates."""
    for form in ApplicationForm.unscoped.filter(application__person_id=person.pk).order_by("pk"):
        form.content = form.sent = None
        form.save(update_fields=["content", "sent"])
    for document in PathwayDocument.unscoped.filter(application__person_id=person.pk).order_by("pk"):
        document.content, document.scan, document.explained_in = None, None, ""
        document.save(update_fields=["content", "scan", "explained_in"])
    ExposureTalk.unscoped.filter(application__person_id=person.pk).delete()
    Parcel.unscoped.filter(application__person_id=person.pk).update(content=None, opinion="")
