"""What the erasure of a file removes in this room: everything that was said or written to her, and the way it was."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.contacts.models import (
    Attempt,
    CallsCourse,
    Contact,
    HerWord,
    LostContact,
    Message,
    MessageHold,
    Mood,
    RaisedPerson,
    Rhythm,
)
from maillage.accompaniment.people.models import Person

OF_HERS = (Attempt, CallsCourse, HerWord, LostContact, Message, MessageHold, RaisedPerson, Rhythm)


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        for model in OF_HERS:
            model.unscoped.filter(person_id=subject.pk).delete()
        # That a contact took place, by whom and when, stays for the counts; how she was and of what, not.
        Contact.unscoped.filter(person_id=subject.pk).update(mood=Mood.UNKNOWN, themes=[], next_on=None, note=None, left=None)
