"""From a request to a file, without typing anything again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.intake import actions
from maillage.accompaniment.intake.errors import AlreadyLinked, ContactMissing, RequestErased
from maillage.accompaniment.intake.models import FirstRequest, Outcome, Way
from maillage.accompaniment.intake.selectors import open_request
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind
from maillage.accompaniment.notes.services import write_note
from maillage.accompaniment.people.models import Channel, Person
from maillage.accompaniment.people.services import mark_contact, open_file
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import SealErased


@idempotent(Person)
@transaction.atomic
def open_file_from_request(
    *, actor: Actor, today: date, request: FirstRequest, pseudonym: str = "", channel: Channel | None = None, safe_contact: str = ""
) -> Person:
    """Open her file with what the request already says (or what is corrected here), and take its words in as a first note of the team.

    Raises Denied, AlreadyLinked, ContactMissing, PseudonymMissing, RequestErased.
    """
    require(actor, Permission.REQUEST_OPEN, on=request)
    require(actor, Permission.PERSON_CREATE, on=request)
    request = FirstRequest.unscoped.locked(request.pk)
    if request.person_id is not None:
        raise AlreadyLinked
    try:
        heard = open_request(request, actor=actor, today=today)
    except SealErased:
        raise RequestErased from None
    reached = channel or (Channel(request.channel) if request.channel else None)
    where = safe_contact.strip() or heard.safe_contact
    if reached is None or not where:
        raise ContactMissing
    person: Person = open_file(
        actor=actor,
        today=today,
        organisation_id=request.organisation_id,
        pseudonym=pseudonym.strip() or heard.pseudonym,
        channel=reached,
        safe_contact=where,
    )
    _link(actor, request=request, person=person, today=today)
    _take_in(actor, request=request, person=person, words=heard.words, today=today)
    return person


@idempotent(Person)
@transaction.atomic
def link_to_file(*, actor: Actor, today: date, request: FirstRequest, person: Person) -> Person:
    """She was known: the request joins her file, and its words become a note there.

    Raises Denied, AlreadyLinked, RequestErased. The file must be of the same association.
    """
    require(actor, Permission.REQUEST_OPEN, on=request)
    require(actor, Permission.PERSON_EDIT, on=person)
    if person.organisation_id != request.organisation_id:
        raise AlreadyLinked
    request = FirstRequest.unscoped.locked(request.pk)
    person = Person.unscoped.locked(person.pk)
    if request.person_id is not None:
        raise AlreadyLinked
    try:
        heard = open_request(request, actor=actor, today=today)
    except SealErased:
        raise RequestErased from None
    _link(actor, request=request, person=person, today=today)
    mark_contact(person, on=request.received_on)
    _take_in(actor, request=request, person=person, words=heard.words, today=today)
    return person


@transaction.atomic
def mark_wish(*, actor: Actor, today: date, request: FirstRequest) -> FirstRequest:
    """Called by the room that noted her wish, in its transaction: the request has become a PSP application. Raises Denied."""
    require(actor, Permission.REQUEST_NOTE, on=request)
    request = FirstRequest.unscoped.locked(request.pk)
    request.outcome, request.outcome_on = Outcome.WISH_NOTED, today
    request.save(update_fields=["outcome", "outcome_on"])
    record(actor, actions.SETTLED, request, today=today, outcome=Outcome.WISH_NOTED)
    return request


def _link(actor: Actor, *, request: FirstRequest, person: Person, today: date) -> None:
    request.person, request.outcome, request.outcome_on = person, Outcome.FILE_OPENED, today
    request.no_solution = request.oriented_to = ""
    request.version += 1
    request.save(update_fields=["person", "outcome", "outcome_on", "no_solution", "oriented_to", "version"])
    record(actor, actions.SETTLED, request, today=today, outcome=Outcome.FILE_OPENED)
    record(actor, actions.LINKED, person, today=today, received_on=request.received_on)


def _take_in(actor: Actor, *, request: FirstRequest, person: Person, words: str, today: date) -> None:
    """The words go where the team reads: once, in a note of the day of the request."""
    if not words or not actor.may(Permission.NOTES_OPEN, on=person):
        return
    kind = Kind.CALL if request.way in (Way.PHONE, Way.MESSAGE, Way.ONLINE) else Kind.OBSERVATION
    write_note(actor=actor, today=today, person=person, level=Level.TEAM, kind=kind, happened_on=request.received_on, body=words)
