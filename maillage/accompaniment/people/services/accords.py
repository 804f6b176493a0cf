"""What she agrees to, and withdraws."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import (
    AccordExpired,
    AccordFromTheFuture,
    AlreadyWithdrawn,
    ProofMissing,
    WrongRecipient,
)
from maillage.accompaniment.people.models import Accord, Interpreted, Means, Person, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.selectors.accords import choices_of_recipients
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.accompaniment.people.withdrawal import close_what_it_opened
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part

SCAN = "accord"


def give_accord(
    *,
    actor: Actor,
    today: date,
    person: Person,
    purpose: Purpose,
    language: str,
    proof: Proof,
    given_on: date,
    recipient_id: uuid.UUID | None = None,
    recipient_kind: RecipientKind | str = "",
    means: Means = Means.ANY,
    interpreted: Interpreted = Interpreted.NOBODY,
    expires_on: date | None = None,
    upload: Any = None,
    key: uuid.UUID | None = None,
) -> Accord:
    """Note what she agreed to: for what, towards whom, by which means, until when, in which language, with its proof.

    The scan of the signed paper is checked and encrypted before the write transaction opens. Raises Denied, AccordFromTheFuture,
    AccordExpired, WrongRecipient (not one that this purpose may have), ProofMissing (a scan without a signature), or what
    documents refuse.
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    if upload is not None and proof != Proof.SIGNED:
        raise ProofMissing
    prepared = prepare_upload(owner=person, upload=upload) if upload is not None else None
    fields = {
        "purpose": purpose, "recipient_id": recipient_id, "recipient_kind": recipient_kind, "means": means, "language": language,
        "interpreted": interpreted, "proof": proof, "given_on": given_on, "expires_on": expires_on,
    }  # fmt: skip
    label = getattr(upload, "name", "")
    given: Accord = _give(actor=actor, today=today, person=person, fields=fields, prepared=prepared, label=label, key=key)
    return given


@idempotent(Accord)
@transaction.atomic
def _give(*, actor: Actor, today: date, person: Person, fields: dict[str, Any], prepared: Any, label: str) -> Accord:
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    given_on, expires_on = fields["given_on"], fields["expires_on"]
    if given_on > today:
        raise AccordFromTheFuture
    if expires_on is not None and expires_on < given_on:
        raise AccordExpired
    towards = (fields["recipient_id"], str(fields["recipient_kind"]))
    if towards not in {each.pair for each in choices_of_recipients(person, purpose=fields["purpose"], today=today)}:
        raise WrongRecipient
    accord = Accord(person=person, organisation_id=person.organisation_id, **fields)
    if prepared is not None:
        document = store_document(actor=actor, owner=person, part=Part.ATTACHMENTS, upload=prepared, today=today, label=label, purpose=SCAN)
        accord.scan = document.pk
    accord.save(force_insert=True)
    mark_contact(person, on=given_on)
    record(actor, actions.ACCORD_GIVEN, person, today=today, purpose=fields["purpose"], given_on=given_on)
    return accord


@idempotent(Accord)
@transaction.atomic
def withdraw_accord(*, actor: Actor, today: date, accord: Accord) -> Accord:
    """Note that she withdraws an accord, from today: what it opened closes in the same transaction, each room its own part.

    Raises Denied, AlreadyWithdrawn, and whatever a room refuses (then nothing is written).
    """
    require(actor, Permission.PERSON_EDIT, on=accord.person)
    person = Person.unscoped.locked(accord.person_id)
    accord = Accord.unscoped.select_related("person", "recipient").locked(accord.pk)
    if accord.withdrawn_on is not None:
        raise AlreadyWithdrawn
    # Given today for later would be refused: the day of the withdrawal is never before the day it was given.
    accord.withdrawn_on = max(today, accord.given_on)
    accord.save(update_fields=["withdrawn_on"])
    mark_contact(person, on=today)
    record(actor, actions.ACCORD_WITHDRAWN, person, today=today, purpose=accord.purpose)
    close_what_it_opened(actor=actor, accord=accord, today=today)
    return accord
