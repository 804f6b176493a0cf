"""The civil identity, apart from the file."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import BornInFuture, NameMissing
from maillage.accompaniment.people.identity_hooks import say_noted
from maillage.accompaniment.people.models import Identity, Person
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal


@idempotent(Identity)
@transaction.atomic
def record_identity(
    *, actor: Actor, today: date, person: Person, seen: int, last_name: str, first_name: str, birth_date: date | None, nationality: str
) -> Identity:
    """Note or correct her civil identity. `seen` is the version corrected, 0 for the first note.

    Raises Denied, NameMissing, BornInFuture, Stale (somebody noted or corrected it in between).
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    require(actor, Permission.IDENTITY_OPEN, on=person)
    if not last_name.strip() and not first_name.strip():
        raise NameMissing
    if birth_date is not None and birth_date > today:
        raise BornInFuture
    person = Person.unscoped.locked(person.pk)
    fields = {
        "last_name": last_name.strip(),
        "first_name": first_name.strip(),
        "birth_date": birth_date.isoformat() if birth_date else "",
        "nationality": nationality.strip(),
    }
    identity = _write(person, today=today, seen=seen, fields=fields)
    mark_contact(person, on=today)
    record(actor, actions.IDENTITY_RECORDED, person, today=today)
    say_noted(actor=actor, person=person, birth_date=birth_date, today=today)
    return identity


def _write(person: Person, *, today: date, seen: int, fields: dict[str, str]) -> Identity:
    identity = Identity.unscoped.filter(person=person).first()
    if identity is None:
        if seen:
            # It was erased under the reader's eyes: nothing is written on top of an erasure.
            raise Stale(current={}, submitted={}, version=0)
        identity = Identity(person=person, organisation_id=person.organisation_id, recorded_on=today)
        seal(identity, **fields)
        identity.save(force_insert=True)
        return identity
    changed = identity.save_version(seen=seen, changes={"recorded_on": today})
    seal(changed, **fields)
    changed.save(update_fields=list(fields))
    return changed
