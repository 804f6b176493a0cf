"""Open a file with two fields; change its pseudonym; erase it."""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import PseudonymMissing, WrongReference
from maillage.accompaniment.people.merging import old_files_of
from maillage.accompaniment.people.models import Channel, KeyWorker, Person
from maillage.accompaniment.people.moments import first_instant
from maillage.accompaniment.people.rules import first_draft
from maillage.accompaniment.people.services.reaching import write_first_rule
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import erase_subject, seal
from maillage.reference.organisations.models import Organisation

# No 0/O, 1/I: references are read over the phone.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@idempotent(Person)
@transaction.atomic
def open_file(
    *,
    actor: Actor,
    today: date,
    organisation_id: uuid.UUID,
    pseudonym: str,
    channel: Channel,
    safe_contact: str = "",
    reference: str = "",
    alike: int = 0,
) -> Person:
    """Open a file with a pseudonym and one safe channel, or how she sees us when none is known.

    `alike`: how many files that resemble it were shown before, and said to be another person's.

    The actor becomes key worker when she may work on files. Raises Denied outside the actor's own association, PseudonymMissing.
    """
    organisation = Organisation.unscoped.filter(pk=organisation_id).first()
    own = {m.organisation_id for m in actor.granting(Permission.PERSON_CREATE)}
    if organisation is None or organisation.territory_id is None or (organisation.pk not in own and not actor.system):
        raise Denied
    person = Person(
        organisation=organisation,
        territory_id=organisation.territory_id,
        reference=reference or _new_reference(),
        channel=channel,
        opened_on=today,
        last_contact_on=today,
    )
    seal(person, pseudonym=_named(pseudonym))
    person.save(force_insert=True)
    draft = first_draft(channel=channel, words=safe_contact)
    write_first_rule(actor=actor, person=person, draft=draft, at=first_instant(today))
    if actor.user_id is not None and actor.may(Permission.PERSON_EDIT, on=person):
        KeyWorker.unscoped.create(person=person, user_id=actor.user_id, starts_on=today)
    record(actor, actions.FILE_OPENED, person, today=today)
    if alike:
        record(actor, actions.SAID_DIFFERENT, person, today=today, alike=alike)
    return person


@idempotent(Person)
@transaction.atomic
def change_pseudonym(*, actor: Actor, today: date, person: Person, seen: int, pseudonym: str) -> Person:
    """Give the file another pseudonym. Raises Denied, PseudonymMissing, Stale."""
    require(actor, Permission.PERSON_EDIT, on=person)
    named = _named(pseudonym)
    person = Person.unscoped.locked(person.pk)
    changed = person.save_version(seen=seen, changes={})
    seal(changed, pseudonym=named)
    changed.save(update_fields=["pseudonym"])
    record(actor, actions.PSEUDONYM_CHANGED, person, today=today)
    return changed


@transaction.atomic
def erase_file(*, actor: Actor, today: date, person: Person, reference: str = "") -> None:
    """Destroy the key of the file, then what was sealed in it: nothing of it can be read again, here or in a backup older than 8 days.

    The file leaves the lists. What the State received at filing is under the State's own key and stays there. Whoever erases copies
    the reference of the file by hand. Raises Denied, WrongReference.
    """
    require(actor, Permission.PERSON_ERASE, on=person)
    if not actor.system and _copied(reference) != _copied(person.reference):
        raise WrongReference
    person = Person.unscoped.locked(person.pk)
    if person.closed_on is None:
        person.closed_on = today
        person.save(update_fields=["closed_on"])
    record(actor, actions.ERASED, person, today=today)
    # What was reunited with it is the same person's: the old files go too.
    for each in (person, *old_files_of(person)):
        erase_subject(actor=actor, subject=each, today=today)


def _copied(reference: str) -> str:
    return "".join(sign for sign in reference.upper() if sign.isalnum())


def _named(pseudonym: str) -> str:
    if not pseudonym.strip():
        raise PseudonymMissing
    return pseudonym.strip()


def _new_reference() -> str:
    draw = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{draw[:4]}-{draw[4:]}"
