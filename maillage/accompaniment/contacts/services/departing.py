"""What the machine does with a message: let it leave if her rule still allows it, and note what the operator says of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from maillage.accompaniment.contacts import actions_messages as actions
from maillage.accompaniment.contacts.models.message import Message, MessageWay, Problem
from maillage.accompaniment.contacts.notices import MESSAGE_LOST
from maillage.accompaniment.contacts.selectors.messages import envelope_of, hold_of
from maillage.accompaniment.people.errors import ContactRefused
from maillage.accompaniment.people.models import OutgoingKind, Person
from maillage.accompaniment.people.moments import instant_of
from maillage.accompaniment.people.selectors.contact import rule_of
from maillage.accompaniment.people.services import leave_for_her
from maillage.core.departures import ATTEMPTS, DEPARTURES, Pen, State
from maillage.core.neutral import Template, neutral_text
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.notifications import notify
from maillage.foundation.notifications.senders import Kind, NotAccepted, Outbound, Receipt, sender_for
from maillage.foundation.vault import Part, Reason, open_part

_RETRY_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Ready:
    """A message that leaves now. Its repr shows nothing of it."""

    message: Message
    outbound: Outbound


def depart(message_id: uuid.UUID, *, moment: Moment) -> State | None:
    """Let a waiting message leave, in three steps: noted as leaving, handed over outside any transaction, its answer noted.

    Killed in between, it stays "leaving" and is never sent twice by itself. Answers where it stands; None: there is no such message.
    """
    ready = _prepare(message_id, moment=moment)
    if not isinstance(ready, Ready):
        return ready
    try:
        receipt = sender_for(Kind(ready.message.way)).send(ready.outbound)
    except NotAccepted as problem:
        return _not_accepted(ready.message, again=problem.again, moment=moment)
    return _accepted(ready.message, receipt=receipt, moment=moment)


@transaction.atomic
def _prepare(message_id: uuid.UUID, *, moment: Moment) -> Ready | State | None:
    """Ask her rule under the lock of her file, note that something leaves, read where it goes."""
    person_id = Message.unscoped.filter(pk=message_id).values_list("person_id", flat=True).first()
    if person_id is None:
        return None
    person = Person.unscoped.locked(person_id)
    message = Message.unscoped.locked(message_id)
    if message.state != State.WAITING or instant_of(moment) < message.send_at:
        return State(message.state)
    if hold_of(person) is not None:
        message.save_version(seen=message.version, changes={"state": State.HELD})
        return State.HELD
    actor = system_actor()
    outbound = _outbound(message, person, actor=actor, moment=moment)
    if isinstance(outbound, Problem):
        return _stop(message, person, problem=outbound, moment=moment)
    channel = Channel(MessageWay(message.way).value)
    try:
        left = leave_for_her(actor=actor, person=person, channel=channel, kind=OutgoingKind.MESSAGE, moment=moment, about=message.pk)
    except ContactRefused:
        return _stop(message, person, problem=Problem.RULE, moment=moment)
    changes = {"state": State.LEAVING, "left_at": left.at, "outgoing_id": left.pk, "attempts": message.attempts + 1}
    leaving = message.save_version(seen=message.version, changes=changes)
    record(actor, actions.MESSAGE_LEFT, person, today=moment.today, way=message.way)
    return Ready(leaving, outbound)


def _outbound(message: Message, person: Person, *, actor: Actor, moment: Moment) -> Outbound | Problem:
    opened = open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=Reason.MACHINE, today=moment.today, system=True)
    envelope = envelope_of(person, rule=rule_of(person), way=MessageWay(message.way), opened=opened)
    if not envelope.to:
        return Problem.NO_NUMBER
    if envelope.leaks:
        return Problem.ALIAS
    text = neutral_text(Template(message.template), alias=envelope.alias, day=message.day, hour=message.hour)
    return Outbound(key=message.pk, to=envelope.to, text=text, signed=envelope.alias)


def _stop(message: Message, person: Person, *, problem: Problem, moment: Moment) -> State:
    DEPARTURES.check(State(message.state), to=State.REFUSED, by=Pen.MACHINE)
    message.save_version(seen=message.version, changes={"state": State.REFUSED, "problem": problem})
    record(system_actor(), actions.MESSAGE_STOPPED, person, today=moment.today, problem=problem)
    _tell(message, moment=moment)
    return State.REFUSED


@transaction.atomic
def _accepted(message: Message, *, receipt: Receipt, moment: Moment) -> State:
    current = Message.unscoped.locked(message.pk)
    if current.state != State.LEAVING:
        return State(current.state)
    state = State.DELIVERED if receipt.final else State.SENT
    current.save_version(seen=current.version, changes={"state": state, "reference": receipt.reference, "settled_at": instant_of(moment)})
    return state


@transaction.atomic
def _not_accepted(message: Message, *, again: bool, moment: Moment) -> State:
    """Later, at most three times, her rule asked each time; then somebody deals with it."""
    person = Person.unscoped.locked(message.person_id)
    current = Message.unscoped.locked(message.pk)
    if current.state != State.LEAVING:
        return State(current.state)
    if again and current.attempts < ATTEMPTS:
        wait = _RETRY_AFTER * current.attempts
        current.save_version(seen=current.version, changes={"state": State.WAITING, "send_at": instant_of(moment) + wait})
        return State.WAITING
    return _lose(current, person, problem=Problem.NOT_ACCEPTED, moment=moment)


def _lose(message: Message, person: Person, *, problem: Problem, moment: Moment) -> State:
    DEPARTURES.check(State(message.state), to=State.BOUNCED, by=Pen.GATEWAY)
    changes = {"state": State.BOUNCED, "problem": problem, "settled_at": instant_of(moment)}
    message.save_version(seen=message.version, changes=changes)
    record(system_actor(), actions.MESSAGE_LOST, person, today=moment.today, problem=problem)
    _tell(message, moment=moment)
    return State.BOUNCED


def _tell(message: Message, *, moment: Moment) -> None:
    notify(
        topic=MESSAGE_LOST, user_ids=[message.written_by_id], today=moment.today, link_name="contacts:messages", link_pk=message.person_id
    )


@transaction.atomic
def settle(reference: str, *, arrived: bool, moment: Moment) -> State | None:
    """Note what the operator says of a message. Said twice, or out of order, it changes nothing more. None: we know of no such message."""
    found = Message.unscoped.filter(reference=reference).exclude(reference="").values_list("pk", "person_id").first()
    if found is None:
        return None
    person = Person.unscoped.locked(found[1])
    message = Message.unscoped.locked(found[0])
    state = State(message.state)
    if not arrived and DEPARTURES.allows(state, to=State.BOUNCED, by=Pen.GATEWAY):
        return _lose(message, person, problem=Problem.NOT_ARRIVED, moment=moment)
    if arrived and DEPARTURES.allows(state, to=State.DELIVERED, by=Pen.GATEWAY):
        message.save_version(seen=message.version, changes={"state": State.DELIVERED, "settled_at": instant_of(moment)})
        record(system_actor(), actions.MESSAGE_ARRIVED, person, today=moment.today)
        return State.DELIVERED
    return state
