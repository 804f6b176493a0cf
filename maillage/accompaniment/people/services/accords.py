"""Her accord: minimal here (purpose, recipient, date, language, proof), required to file."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import AccordFromTheFuture, AlreadyWithdrawn, WrongRecipient
from maillage.accompaniment.people.models import Accord, Person, Proof, Purpose
from maillage.accompaniment.people.selectors import recipients_for
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(Accord)
@transaction.atomic
def give_accord(
    *, actor: Actor, today: date, person: Person, purpose: Purpose, recipient_id: uuid.UUID, language: str, proof: Proof, given_on: date
) -> Accord:
    """Note what she agreed to. Raises Denied, AccordFromTheFuture, WrongRecipient."""
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    if given_on > today:
        raise AccordFromTheFuture
    if recipient_id not in {organisation.pk for organisation in recipients_for(person, today=today)}:
        raise WrongRecipient
    accord = Accord.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        purpose=purpose,
        recipient_id=recipient_id,
        language=language,
        proof=proof,
        given_on=given_on,
    )
    mark_contact(person, on=given_on)
    record(actor, actions.ACCORD_GIVEN, person, today=today, purpose=purpose, given_on=given_on)
    return accord


@idempotent(Accord)
@transaction.atomic
def withdraw_accord(*, actor: Actor, today: date, accord: Accord) -> Accord:
    """Note that she withdraws an accord, from today. Raises Denied, AlreadyWithdrawn."""
    require(actor, Permission.PERSON_EDIT, on=accord.person)
    accord = Accord.unscoped.select_related("person").locked(accord.pk)
    if accord.withdrawn_on is not None:
        raise AlreadyWithdrawn
    accord.withdrawn_on = today
    accord.save(update_fields=["withdrawn_on"])
    mark_contact(accord.person, on=today)
    record(actor, actions.ACCORD_WITHDRAWN, accord.person, today=today, purpose=accord.purpose)
    return accord
