"""What the erasure of a file removes beside its key: the rows that said something sealed. Dates and codes stay, for the counts."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people.models import (
    ActingMandate,
    Closing,
    ContactRule,
    FollowUpOffer,
    Identity,
    Merge,
    Outgoing,
    Override,
    Person,
)


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if not isinstance(subject, Person):
        return
    Identity.unscoped.filter(person_id=subject.pk).delete()
    person = Person.unscoped.get(pk=subject.pk)
    person.pseudonym = None
    person.save(update_fields=["pseudonym"])
    # By which way she could be reached, and when, would still say something of her: the rule goes whole.
    Outgoing.unscoped.filter(person_id=subject.pk).delete()
    ContactRule.unscoped.filter(person_id=subject.pk).delete()
    for merge in Merge.unscoped.touching(subject).order_by("pk"):
        merge.pseudonym_before = merge.identity_before = None
        merge.save(update_fields=["pseudonym_before", "identity_before"])
    # Why the file was closed goes too: nothing of it serves the counts.
    Closing.unscoped.filter(person_id=subject.pk).delete()
    for model, field in ((Override, "words"), (ActingMandate, "told_words"), (FollowUpOffer, "words")):
        for row in model.unscoped.filter(person_id=subject.pk).order_by("pk"):
            setattr(row, field, None)
            row.save(update_fields=[field])
