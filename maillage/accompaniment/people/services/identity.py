"""The civil identity, apart from the file."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.models import Identity, Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.vault import seal


@transaction.atomic
def record_identity(
    *, actor: Actor, today: date, person: Person, seen: int, last_name: str, first_name: str, birth_date: date | None, nationality: str
) -> Identity:
    """Note or correct her civil identity. `seen` is the version corrected, 0 for the first note. Raises Denied, Stale."""
    require(actor, Permission.PERSON_EDIT, on=person)
    require(actor, Permission.IDENTITY_OPEN, on=person)
    Person.unscoped.locked(person.pk)
    fields = {
        "last_name": last_name.strip(),
        "first_name": first_name.strip(),
        "birth_date": birth_date.isoformat() if birth_date else "",
        "nationality": nationality.strip(),
    }
    identity = Identity.unscoped.filter(person=person).first()
    if identity is None:
        identity = Identity(person=person, organisation_id=person.organisation_id, recorded_on=today)
        seal(identity, **fields)
        identity.save(force_insert=True)
    else:
        identity = identity.save_version(seen=seen, changes={"recorded_on": today})
        seal(identity, **fields)
        identity.save(update_fields=list(fields))
    record(actor, actions.IDENTITY_RECORDED, person, today=today)
    return identity
