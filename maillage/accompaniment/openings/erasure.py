"""What the erasure of a file removes in this room: her appointments, and what was to be said to her."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.openings.models import Appointment, Telling
from maillage.accompaniment.people.models import Person


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Person):
        Telling.unscoped.filter(person_id=subject.pk).delete()
        Appointment.unscoped.filter(person_id=subject.pk).delete()
