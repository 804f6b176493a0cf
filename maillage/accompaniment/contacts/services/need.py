"""A need said in a contact becomes something to do, an aid, a referral or a request, in one gesture: nothing is typed again."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.errors_contact import AlreadyMistaken
from maillage.accompaniment.contacts.models import Contact, ContactWay
from maillage.accompaniment.contacts.services.contact import note_kind, said_in
from maillage.accompaniment.intake.models import FirstRequest, NoSolution, Outcome, Partner, Triage, Way
from maillage.accompaniment.intake.services import note_request_of
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Note, Promise
from maillage.accompaniment.notes.services import PromiseMade, make_promise, write_note
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.idempotency import idempotent


class Need(models.TextChoices):
    """What comes of a need, when it is not something that we promised to do."""

    AID = "aid", _("aide donnée")
    REFERRAL = "referral", _("orientée")
    REQUEST = "request", _("demande à traiter")
    URGENT = "urgent", _("demande urgente à traiter")
    UNMET = "unmet", _("sans solution")


_OUTCOMES = {Need.AID: Outcome.AID_GIVEN, Need.REFERRAL: Outcome.ORIENTED, Need.UNMET: Outcome.NO_SOLUTION}
_WAYS = {
    ContactWay.PHONE: Way.PHONE,
    ContactWay.SMS: Way.MESSAGE,
    ContactWay.MESSAGING: Way.MESSAGE,
    ContactWay.VIDEO: Way.ONLINE,
    ContactWay.MAIL: Way.MESSAGE,
    ContactWay.LETTER: Way.MESSAGE,
    ContactWay.PARTNER: Way.PARTNER,
    ContactWay.ON_SITE: Way.WALK_IN,
    ContactWay.OUTSIDE: Way.OUTREACH,
    ContactWay.VISIT: Way.OUTREACH,
}


@idempotent(Promise)
@transaction.atomic
def raise_task(*, actor: Actor, today: date, contact: Contact, made: PromiseMade) -> Promise:
    """Something to do for her, beside the note of this contact (written if there is none that the team reads).

    Raises Denied, AlreadyMistaken, PromiseEmpty, PromiseDueBefore.
    """
    require(actor, Permission.NOTES_OPEN, on=contact)
    person = Person.unscoped.locked(contact.person_id)
    contact = Contact.unscoped.select_related("note").locked(contact.pk)
    if contact.mistaken_on is not None:
        raise AlreadyMistaken
    note = contact.note
    if note is None or note.level == Level.ME:
        # A personal note is its author's alone: what the team must do does not hang on it.
        note = _note_of(actor, person=person, contact=contact, today=today)
    promise: Promise = make_promise(actor=actor, today=today, note=note, made=made)
    return promise


def _note_of(actor: Actor, *, person: Person, contact: Contact, today: date) -> Note:
    kind, way = contact.get_kind_display(), contact.get_way_display()
    note: Note = write_note(
        actor=actor,
        today=today,
        person=person,
        level=Level.TEAM,
        kind=note_kind(contact.kind, contact.way),
        happened_on=contact.happened_on,
        body=said_in(kind, way),
    )
    if contact.note_id is None:
        contact.note = note
        contact.save(update_fields=["note"])
    return note


@idempotent(FirstRequest)
@transaction.atomic
def raise_request(
    *, actor: Actor, today: date, contact: Contact, need: Need, partner: Partner | None = None, no_solution: NoSolution | None = None
) -> FirstRequest:
    """Her need among the requests of the association, on her file: an aid given, a referral, a request that waits, or no solution.

    Raises Denied, AlreadyMistaken, ReasonMissing (no solution without its reason).
    """
    require(actor, Permission.REQUEST_NOTE, on=contact)
    person = Person.unscoped.locked(contact.person_id)
    contact = Contact.unscoped.locked(contact.pk)
    if contact.mistaken_on is not None:
        raise AlreadyMistaken
    request: FirstRequest = note_request_of(
        actor=actor,
        today=today,
        person=person,
        way=_WAYS[ContactWay(contact.way)],
        triage=Triage.URGENT if need is Need.URGENT else Triage.ONE_OFF,
        outcome=_OUTCOMES.get(need, Outcome.WAITING),
        oriented_to=partner,
        no_solution=no_solution,
        received_on=contact.happened_on,
    )
    return request
