"""The day of the last contact: from it retention counts, and silence shows. The log of contacts is a later room."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person


def mark_contact(person: Person, *, on: date) -> None:
    """An act in which she took part (a wish, an accord, her identity) was a contact. Never moves backwards.

    Called by services, inside their transaction and after their authorisation.
    """
    Person.unscoped.filter(pk=person.pk, last_contact_on__lt=on).update(last_contact_on=on)
    person.last_contact_on = max(person.last_contact_on, on)
