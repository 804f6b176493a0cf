"""What the team does with messages: send or plan one, hold those of one person, cancel, deal with one that did not arrive."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from maillage.accompaniment.contacts import actions_messages as actions
from maillage.accompaniment.contacts.errors_messages import (
    AliasBetrays,
    AlreadyHeld,
    AlreadyLeft,
    DayPast,
    HourMissing,
    MessagesHeld,
    NeverOpens,
    NotHeld,
    NothingToHandle,
    NothingToWriteTo,
    NotInVainAgain,
    NotSentYet,
)
from maillage.accompaniment.contacts.models.message import Handling, Message, MessageHold, Problem
from maillage.accompaniment.contacts.selectors.messages import MessageDraft, bounces_of, envelope_of, hold_of, opening_after
from maillage.accompaniment.contacts.tasks import deliver_later
from maillage.accompaniment.notes.services.drafts import writer_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors.contact import rule_of
from maillage.core.departures import DEPARTURES, UNSETTLED, Pen, State, may_write_again
from maillage.core.safe_contact import may_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.speech import day_words, say
from maillage.foundation.vault import Part, Reason, open_part


@idempotent(Message)
@transaction.atomic
def send_message(
    *,
    actor: Actor,
    moment: Moment,
    person: Person,
    draft: MessageDraft,
    follows: Message | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Prepare a message: it leaves now, or at the next moment that her rule of contact allows, from `not_before` on when it is given.
    Asked again when it leaves.

    Raises Denied, HourMissing, DayPast, MessagesHeld, NotInVainAgain, NothingToWriteTo, AliasBetrays, NeverOpens.
    """
    require(actor, Permission.MESSAGE_SEND, on=person)
    _check_draft(draft, moment=moment)
    person = Person.unscoped.locked(person.pk)
    _check_held(person)
    vain = may_write_again(bounces=bounces_of(person, way=draft.way))
    if vain is not None:
        raise NotInVainAgain(why=say(vain))
    send_at = _next_moment(person, draft=draft, at=max(instant_of(moment), not_before or instant_of(moment)))
    _check_envelope(actor, person, draft=draft, moment=moment)
    message = Message(
        person=person,
        organisation_id=person.organisation_id,
        written_by_id=writer_of(actor),
        written_on=moment.today,
        way=draft.way,
        template=draft.template,
        day=draft.day,
        hour=draft.hour,
        send_at=send_at,
        follows=follows,
    )
    message.save(force_insert=True)
    record(actor, actions.MESSAGE_WRITTEN, person, today=moment.today, way=draft.way)
    deliver_later(message, wait=send_at - instant_of(moment))
    return message


def _check_draft(draft: MessageDraft, *, moment: Moment) -> None:
    if draft.template.dated and (draft.day is None or draft.hour is None):
        raise HourMissing
    if draft.day is not None and draft.day < moment.today:
        raise DayPast(day=day_words(draft.day))


def _check_held(person: Person) -> None:
    hold = hold_of(person)
    if hold is not None:
        raise MessagesHeld(since=day_words(hold.since))


def _next_moment(person: Person, *, draft: MessageDraft, at: datetime) -> datetime:
    verdict = may_contact(pure_rule(rule_of(person)), channel=draft.channel, at=wall_clock(at))
    if verdict:
        return at
    later = opening_after(verdict)
    if later is None:
        raise NeverOpens(why=say(verdict.reason))
    return later


def _check_envelope(actor: Actor, person: Person, *, draft: MessageDraft, moment: Moment) -> None:
    opened = open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=Reason.CONTACT, today=moment.today)
    envelope = envelope_of(person, rule=rule_of(person), way=draft.way, opened=opened)
    if not envelope.to:
        raise NothingToWriteTo(way=draft.way.label)
    if envelope.leaks:
        raise AliasBetrays(alias=envelope.alias, why=say(envelope.leaks[0].sentence))


@idempotent(MessageHold)
@transaction.atomic
def hold_messages(*, actor: Actor, moment: Moment, person: Person) -> MessageHold:
    """From now on no message leaves for her; those that wait are held. What she agreed to is not touched. Raises Denied, AlreadyHeld."""
    require(actor, Permission.MESSAGE_SEND, on=person)
    person = Person.unscoped.locked(person.pk)
    if hold_of(person) is not None:
        raise AlreadyHeld
    hold = MessageHold(person=person, organisation_id=person.organisation_id, since=moment.today, held_by_id=writer_of(actor))
    hold.save(force_insert=True)
    for message in Message.unscoped.waiting().filter(person=person).order_by("pk"):
        message.save_version(seen=message.version, changes={"state": State.HELD})
    record(actor, actions.MESSAGES_HELD, person, today=moment.today)
    return hold


@idempotent(MessageHold)
@transaction.atomic
def release_messages(*, actor: Actor, moment: Moment, person: Person) -> MessageHold:
    """Messages may leave again. What was held stays held: nothing old leaves by surprise. Raises Denied, NotHeld."""
    require(actor, Permission.MESSAGE_SEND, on=person)
    person = Person.unscoped.locked(person.pk)
    hold = hold_of(person)
    if hold is None:
        raise NotHeld
    ended = hold.save_version(seen=hold.version, changes={"ended_on": max(moment.today, hold.since), "ended_by_id": actor.user_id})
    record(actor, actions.MESSAGES_RELEASED, person, today=moment.today)
    return ended


@idempotent(Message)
@transaction.atomic
def cancel_message(*, actor: Actor, moment: Moment, message: Message, seen: int) -> Message:
    """It shall not leave. Raises Denied, AlreadyLeft, Stale."""
    require(actor, Permission.MESSAGE_SEND, on=message)
    person = Person.unscoped.locked(message.person_id)
    message = Message.unscoped.locked(message.pk)
    if not DEPARTURES.allows(State(message.state), to=State.CANCELLED, by=Pen.WORKER):
        raise AlreadyLeft(state=_state_words(message))
    cancelled = message.save_version(seen=seen, changes={"state": State.CANCELLED})
    record(actor, actions.MESSAGE_CANCELLED, person, today=moment.today)
    return cancelled


@idempotent(Message)
@transaction.atomic
def note_lost(*, actor: Actor, moment: Moment, message: Message) -> Message:
    """Somebody learned that it did not arrive: it becomes something to deal with. Raises Denied, NotSentYet, NothingToHandle."""
    require(actor, Permission.MESSAGE_SEND, on=message)
    person = Person.unscoped.locked(message.person_id)
    message = Message.unscoped.locked(message.pk)
    if message.state in (State.WAITING, State.HELD):
        raise NotSentYet
    if not DEPARTURES.allows(State(message.state), to=State.BOUNCED, by=Pen.WORKER):
        raise NothingToHandle(state=_state_words(message))
    changes = {"state": State.BOUNCED, "problem": Problem.SAID, "settled_at": instant_of(moment)}
    lost = message.save_version(seen=message.version, changes=changes)
    record(actor, actions.MESSAGE_LOST, person, today=moment.today, problem=Problem.SAID)
    return lost


@idempotent(Message)
@transaction.atomic
def handle_lost(*, actor: Actor, moment: Moment, message: Message, seen: int, how: Handling) -> Message:
    """Say what was done of a message that did not arrive. Raises Denied, NothingToHandle, Stale."""
    require(actor, Permission.MESSAGE_SEND, on=message)
    person = Person.unscoped.locked(message.person_id)
    message = Message.unscoped.locked(message.pk)
    if message.handled_on is not None or message.state not in (*UNSETTLED, State.LEAVING):
        raise NothingToHandle(state=_state_words(message))
    changes = {"handled_on": moment.today, "handled_by_id": actor.user_id, "handling": how}
    handled = message.save_version(seen=seen, changes=changes)
    record(actor, actions.MESSAGE_HANDLED, person, today=moment.today, how=how)
    return handled


@idempotent(Message)
@transaction.atomic
def resend(*, actor: Actor, moment: Moment, message: Message, seen: int, draft: MessageDraft) -> Message:
    """Write again at once what did not arrive, by this way or another, and be done with the first. Raises as both acts."""
    handle_lost(actor=actor, moment=moment, message=message, seen=seen, how=Handling.RESENT)
    sent: Message = send_message(actor=actor, moment=moment, person=message.person, draft=draft, follows=message)
    return sent


def _state_words(message: Message) -> str:
    return say(DEPARTURES.label_of(State(message.state)))
