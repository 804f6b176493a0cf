"""Her follow-up goes on elsewhere: proposed with her accord, accepted or refused by the receiver, answered by its prefect."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people.models import Channel, Person, Purpose
from maillage.accompaniment.people.selectors import accord_in_force
from maillage.accompaniment.people.services import open_file
from maillage.foundation.access.actor import Actor, Place, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.notifications import notify
from maillage.foundation.ui import speech
from maillage.foundation.vault import SealErased
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    DateBeforePrevious,
    DateInFuture,
    MinorProtected,
    NothingToMove,
    TransferAccordMissing,
    TransferClosed,
    TransferCut,
    TransferElsewhere,
    TransferNotAccredited,
    TransferRunning,
)
from maillage.pathway.psp.models import (
    Application,
    EndOutcome,
    Kind,
    Passing,
    Pathway,
    Step,
    Transfer,
    TransferRefusal,
    TransferState,
)
from maillage.pathway.psp.notices import TRANSFER_ANSWERED, TRANSFER_PROPOSED, files_of
from maillage.pathway.psp.protecting import check_may_apply
from maillage.pathway.psp.selectors import journey_of
from maillage.pathway.psp.services.leaving import leave, lock_to_leave
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.passing import pass_application, pass_contact, pass_identity, pseudonym_of
from maillage.pathway.psp.services.pathway import continue_pathway, end_pathway
from maillage.pathway.psp.workflow import Pen, State
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.organisations.selectors import accreditation_in_force


@idempotent(Transfer)
@transaction.atomic
def propose_transfer(*, actor: Actor, today: date, person: Person, receiver: Organisation, passing: Collection[Passing]) -> Transfer:
    """Propose to another association to go on with her, passing what she agreed to and nothing else. Nothing leaves before it accepts.

    Raises Denied, TransferElsewhere, TransferNotAccredited, TransferAccordMissing, NothingToMove, TransferRunning, MinorProtected.
    """
    require(actor, Permission.APPLICATION_FILE, on=person)
    person = Person.unscoped.locked(person.pk)
    if receiver.pk == person.organisation_id or receiver.kind != OrganisationKind.ASSOCIATION or receiver.territory_id is None:
        raise TransferElsewhere
    if accreditation_in_force(organisation_id=receiver.pk, territory_id=receiver.territory_id, on=today) is None:
        raise TransferNotAccredited
    if accord_in_force(person, purpose=Purpose.TRANSFER, recipient_id=receiver.pk, today=today) is None:
        raise TransferAccordMissing
    if Transfer.unscoped.running().filter(person=person).exists():
        raise TransferRunning
    pathway = Pathway.unscoped.filter(person=person, ended_on__isnull=True).first()
    application = Application.unscoped.wishes().waiting().filter(person=person).order_by("wished_on", "pk").first()
    if pathway is None and application is None:
        raise NothingToMove
    check_may_apply(person, today=today)
    transfer: Transfer = Transfer.unscoped.create(
        organisation_id=person.organisation_id,
        receiver=receiver,
        territory_id=receiver.territory_id,
        left_territory_id=person.territory_id,
        person=person,
        application=application,
        pathway=pathway,
        passing=[code for code in Passing.values if code in set(passing)],
        months_used=_months_used(pathway, today=today),
        proposed_on=today,
    )
    record(actor, actions.TRANSFER_PROPOSED, person, today=today, receiver=receiver.pk)
    told = files_of(receiver.pk, today=today)
    notify(topic=TRANSFER_PROPOSED, user_ids=told, today=today, link_name="psp:transfer", link_pk=transfer.pk)
    return transfer


def _months_used(pathway: Pathway | None, *, today: date) -> int:
    journey = journey_of(pathway, today=today) if pathway is not None else None
    return journey.meter.months_consumed if journey is not None else 0


def _locked(transfer: Transfer, *, state: TransferState) -> Transfer:
    transfer = Transfer.unscoped.select_related("person", "application", "pathway", "receiver").locked(transfer.pk)
    if transfer.state != state:
        raise TransferClosed
    return transfer


def _close(transfer: Transfer, *, state: TransferState, **changes: object) -> Transfer:
    transfer.state = state
    for name, value in changes.items():
        setattr(transfer, name, value)
    transfer.version += 1
    transfer.save(update_fields=["state", "version", *changes])
    return transfer


@transaction.atomic
def cancel_transfer(*, actor: Actor, today: date, transfer: Transfer) -> Transfer:
    """Take a proposal back before the receiver answers. Raises Denied, TransferClosed."""
    require(actor, Permission.APPLICATION_FILE, on=transfer)
    transfer = _locked(transfer, state=TransferState.PROPOSED)
    record(actor, actions.TRANSFER_CANCELLED, transfer.person or transfer, today=today)
    return _close(transfer, state=TransferState.CANCELLED, closed_on=today)


@transaction.atomic
def refuse_transfer(*, actor: Actor, today: date, transfer: Transfer, refusal: TransferRefusal) -> Transfer:
    """The receiving association cannot, and says why in a code: nothing was passed. Raises Denied, TransferClosed."""
    require(actor, Permission.APPLICATION_PREPARE, on=Place(transfer.receiver_id, transfer.territory_id))
    transfer = _locked(transfer, state=TransferState.PROPOSED)
    record(actor, actions.TRANSFER_REFUSED, transfer, today=today, refusal=TransferRefusal(refusal).value)
    _tell_sender(transfer, today=today)
    return _close(transfer, state=TransferState.REFUSED, closed_on=today, refusal=refusal)


def _tell_sender(transfer: Transfer, *, today: date) -> None:
    told = files_of(transfer.organisation_id, today=today)
    notify(topic=TRANSFER_ANSWERED, user_ids=told, today=today, link_name="psp:transfer", link_pk=transfer.pk)


@idempotent(Transfer)
@transaction.atomic
def accept_transfer(
    *, actor: Actor, moment: Moment, transfer: Transfer, pseudonym: str = "", channel: Channel = Channel.NONE_KNOWN, safe_contact: str = ""
) -> Transfer:
    """Accept to go on with her: a file is opened here, and what she agreed to pass is re-encrypted under its key, now and not before.

    An application not decided yet is over there, and starts again here from its checklist; a pathway stays where it is until the
    receiving prefect answers. `pseudonym` and `channel` serve where she did not agree to pass her own.
    Raises Denied, TransferClosed, TransferCut (her accord or her file is gone), PseudonymMissing.
    """
    today = moment.today
    receiving = Place(transfer.receiver_id, transfer.territory_id)
    require(actor, Permission.APPLICATION_PREPARE, on=receiving)
    require(actor, Permission.PERSON_CREATE, on=receiving)
    transfer = _locked(transfer, state=TransferState.PROPOSED)
    person = transfer.person
    # An erased file has no name left: there is nothing to pass.
    if (
        person is None
        or person.pseudonym is None
        or accord_in_force(person, purpose=Purpose.TRANSFER, recipient_id=transfer.receiver_id, today=today) is None
    ):
        raise TransferCut
    try:
        check_may_apply(person, today=today)
    except MinorProtected:
        raise TransferCut from None  # why is said to nobody but those who protect her
    try:
        new_person = _pass_file(transfer, person, actor=actor, moment=moment, typed=(pseudonym, channel, safe_contact))
    except SealErased:
        raise TransferCut from None
    changes: dict[str, object] = {"new_person": new_person, "accepted_on": today}
    application = transfer.application
    if application is not None and transfer.pathway_id is None:
        changes["new_application"] = _move_application(transfer, application, new_person, actor=actor, today=today)
    if transfer.pathway_id is None:
        changes["closed_on"] = today
    record(actor, actions.TRANSFER_ACCEPTED, transfer, today=today)
    record(actor, actions.TRANSFER_ACCEPTED, new_person, today=today)
    _tell_sender(transfer, today=today)
    return _close(transfer, state=TransferState.ACCEPTED, **changes)


def _pass_file(transfer: Transfer, person: Person, *, actor: Actor, moment: Moment, typed: tuple[str, Channel, str]) -> Person:
    """The machine opens what she agreed to pass, and only that: the receiver never reads the sender's file."""
    machine, passing = system_actor(), set(transfer.passing)
    pseudonym, channel, safe_contact = typed
    if Passing.PSEUDONYM in passing:
        pseudonym = pseudonym_of(person, machine=machine, today=moment.today)
    new_person: Person = open_file(
        actor=actor,
        today=moment.today,
        organisation_id=transfer.receiver_id,
        pseudonym=pseudonym,
        channel=channel,
        safe_contact=safe_contact,
    )
    if Passing.CONTACT in passing:
        pass_contact(person, new_person, machine=machine, moment=moment)
    if Passing.IDENTITY in passing:
        pass_identity(person, new_person, machine=machine, today=moment.today)
    return new_person


def _move_application(transfer: Transfer, application: Application, new_person: Person, *, actor: Actor, today: date) -> Application:
    lock_to_leave([application])
    application = Application.unscoped.select_related("person", "organisation").locked(application.pk)
    if application.state in (State.DECIDED, State.WITHDRAWN, State.TRANSFERRED):
        raise TransferCut
    leave(actor=actor, today=today, application=application, to=State.TRANSFERRED, day=today, by=Pen.ASSOCIATION, by_state=False)
    record(actor, actions.TRANSFERRED, application, today=today, happened_on=today)
    return pass_application(application, new_person, passing=set(transfer.passing), actor=actor, machine=system_actor(), today=today)


@idempotent(Transfer)
@transaction.atomic
def answer_transfer(
    *, actor: Actor, today: date, transfer: Transfer, granted: bool, happened_on: date, from_paper: bool = False
) -> Transfer:
    """Record the receiving prefect's answer on a pathway: its date and sense, from paper when the association writes it down.

    Granted, the pathway goes on here where it stood: same term, months and renewals already used; the former one ends as moved.
    Refused, it stays with the first association. Source: CASF L. 121-9 (the prefect of the department authorises), parameters
    psp.cap_months, psp.renewals_max; the texts read say nothing of a move: "à confirmer auprès de la préfecture".
    Raises Denied, TransferClosed, TransferCut, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.PATHWAY_RECORD, on=Place(transfer.receiver_id, transfer.territory_id))
    transfer = _locked(transfer, state=TransferState.ACCEPTED)
    if transfer.pathway is None or transfer.new_person_id is None or transfer.accepted_on is None:
        raise TransferClosed
    if happened_on > today:
        raise DateInFuture
    if happened_on < transfer.accepted_on:
        raise DateBeforePrevious(previous=speech.day_words(transfer.accepted_on))
    changes: dict[str, object] = {"answered_on": happened_on, "closed_on": today, "from_paper": from_paper}
    if granted:
        changes |= _go_on_here(transfer, transfer.pathway, actor=actor, today=today, day=happened_on, from_paper=from_paper)
    record(actor, actions.TRANSFER_ANSWERED, transfer, today=today, happened_on=happened_on, granted=granted)
    _tell_sender(transfer, today=today)
    return _close(transfer, state=TransferState.GRANTED if granted else TransferState.DENIED, **changes)


def _go_on_here(transfer: Transfer, former: Pathway, *, actor: Actor, today: date, day: date, from_paper: bool) -> dict[str, object]:
    # An end that takes effect locks its application, then the pathway: the same order here.
    running = list(Application.unscoped.waiting().filter(person=former.person).order_by("pk")) if former.person is not None else []
    lock_to_leave(running)
    running = [Application.unscoped.select_related("person", "organisation").locked(each.pk) for each in running]
    former = Pathway.unscoped.select_related("entry", "person").locked(former.pk)
    if former.ended_on is not None:
        raise TransferCut
    used = _months_used(former, today=day)
    terms: list[Any] = [*former.carried.order_by("number"), *former.terms.order_by("number")]
    machine = system_actor()
    for renewal in running:
        leave(actor=machine, today=today, application=renewal, to=State.TRANSFERRED, day=today, by=Pen.ASSOCIATION, by_state=False)
        record(machine, actions.TRANSFERRED, renewal, today=today, happened_on=today)
    end_pathway(actor=machine, today=today, pathway=former, ended_on=max(day, former.starts_on), outcome=EndOutcome.MOVED)
    entry = _entry_here(transfer, day=day, today=today, from_paper=from_paper)
    pathway = continue_pathway(entry, terms, starts_on=day)
    record(actor, actions.PATHWAY_BEGUN, entry, today=today, starts_on=day, expires_on=terms[-1].expires_on)
    return {"new_pathway": pathway, "months_used": used}


def _entry_here(transfer: Transfer, *, day: date, today: date, from_paper: bool) -> Application:
    """The receiving prefect's own decision: an application decided, under a number of that department."""
    entry: Application = Application.unscoped.create(
        person_id=transfer.new_person_id,
        organisation_id=transfer.receiver_id,
        territory_id=transfer.territory_id,
        kind=Kind.FIRST,
        state=State.DECIDED,
        number=next_number(transfer.territory_id, day),
        wished_on=transfer.accepted_on or day,
        filed_on=transfer.accepted_on or day,
        decided_on=day,
        notified_on=day,
        granted=True,
    )
    Step.unscoped.create(
        application=entry, state=State.DECIDED, happened_on=day, recorded_on=today, from_paper=from_paper, by_state=not from_paper
    )
    return entry
