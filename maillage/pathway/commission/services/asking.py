"""Opinions asked before the session: a question to named seats, a deadline, reminders, an answer by the seat or from its paper."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import Topic, notify
from maillage.foundation.vault import seal
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import ItemClosed, NotYourSeat, Recused, SeatNotSitting
from maillage.pathway.commission.errors_reading import (
    AlreadyAnswered,
    AnsweredBeforeRequest,
    AnsweredBySeat,
    AnswerMissing,
    AskedAlready,
    DeadlineUnfit,
    NotBeforeSession,
    NothingAsked,
    QuestionMissing,
)
from maillage.pathway.commission.models import Convocation, Item, Minutes, OpinionReminder, OpinionRequest, Recusal, Seat
from maillage.pathway.commission.notices import OPINION_ASKED, OPINION_REMINDED
from maillage.pathway.commission.reading_rights import open_convocations
from maillage.pathway.commission.services.moving import day_of, locked_item
from maillage.pathway.commission.services.reading import deliberating
from maillage.pathway.commission.tasks import plan_reminders
from maillage.pathway.commission.workflow import State


@idempotent(Item)
@transaction.atomic
def ask_opinions(
    *, actor: Actor, today: date, item: Item, seats: Sequence[Seat], question: str, due_on: date, confidential: bool = False
) -> Item:
    """Ask an opinion of named seats on an item, all or none, between the convocation and the opening. Who reads here is told.

    The question is sealed under the key of the minutes. Raises Denied, NotBeforeSession, ItemClosed, QuestionMissing, DeadlineUnfit,
    SeatNotSitting (not convened), Recused, AskedAlready.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=item)
    item = locked_item(item)
    session = item.session
    if session.state != State.CONVENED:
        raise NotBeforeSession
    if item.is_closed:
        raise ItemClosed
    if not question.strip():
        raise QuestionMissing
    if not today <= due_on <= session.first_day:
        raise DeadlineUnfit
    sent = {row.seat_id: row for row in _convocations(item)}
    minutes = Minutes.unscoped.get(session=session)
    for seat in seats:
        row = sent.get(seat.pk)
        if row is None:
            raise SeatNotSitting
        if not deliberating([row], item=item):
            raise Recused
        if OpinionRequest.unscoped.standing().filter(item=item, seat=seat).exists():
            raise AskedAlready
        request = OpinionRequest(minutes=minutes, item=item, seat=seat, confidential=confidential, asked_on=today, due_on=due_on)
        seal(request, question=question.strip())
        request.save(force_insert=True)
        record(actor, actions.OPINION_ASKED, item, today=today, number=item.number, seat=seat.pk, due_on=due_on)
        plan_reminders(request)
    readers = [reader for seat in seats if (reader := sent[seat.pk].reader_id) is not None]
    _tell(OPINION_ASKED, readers, today=today, day=due_on, item=item)
    return item


def _tell(topic: Topic, readers: list[uuid.UUID], *, today: date, day: date, item: Item) -> None:
    notify(topic=topic, user_ids=readers, today=today, day=day, link_name="commission:reading_item", link_pk=item.pk)


def _convocations(item: Item) -> list[Convocation]:
    rows = Convocation.unscoped.filter(session_id=item.session_id, replaced_on__isnull=True).select_related("seat")
    return list(rows.order_by("sent_on", "pk"))


def _locked_request(request: OpinionRequest) -> OpinionRequest:
    found = OpinionRequest.unscoped.select_related("item__session", "item__application", "minutes").locked(request.pk)
    if found.withdrawn_on is not None:
        raise NothingAsked
    return found


@idempotent(OpinionRequest)
@transaction.atomic
def answer_request(
    *, actor: Actor, today: date, request: OpinionRequest, seen: int, answer: str, received_on: date | None = None
) -> OpinionRequest:
    """The opinion of a seat: written by its member until the session opens, or entered by the secretary from paper until the item closes.

    It may change meanwhile; the secretary never writes over what a seat said by itself. After the deadline it is late, and still counts.
    Raises Denied, NotYourSeat, Recused, NothingAsked, NotBeforeSession, ItemClosed, AnswerMissing, AnsweredBySeat,
    AnsweredBeforeRequest, DateInFuture, Stale.
    """
    by_secretary = actor.may(Permission.COMMISSION_MANAGE, on=request)
    if not by_secretary:
        require(actor, Permission.OPINION_GIVE, on=request)
    request = _locked_request(request)
    _check_in_time(request, by_secretary=by_secretary)
    if by_secretary and request.is_answered and not request.by_secretary:
        raise AnsweredBySeat
    if not by_secretary:
        _require_reader(actor, request, today=today)
    if not answer.strip():
        raise AnswerMissing
    day = day_of(happened_on=received_on, today=today)
    if day < request.asked_on:
        raise AnsweredBeforeRequest
    current: OpinionRequest = request.save_version(seen=seen, changes={"answered_on": day, "by_secretary": by_secretary})
    seal(current, answer=answer.strip())
    current.save(update_fields=["answer"])
    said = actions.REQUEST_ANSWERED_FOR if by_secretary else actions.REQUEST_ANSWERED
    record(actor, said, request.item, today=today, number=request.item.number, seat=request.seat_id)
    return current


def _check_in_time(request: OpinionRequest, *, by_secretary: bool) -> None:
    if request.item.is_closed:
        raise ItemClosed
    state = request.item.session.state
    if state != State.CONVENED and not (by_secretary and state == State.OPEN):
        raise NotBeforeSession


def _require_reader(actor: Actor, request: OpinionRequest, *, today: date) -> None:
    item = request.item
    sent = open_convocations(actor, today=today).filter(session_id=item.session_id, seat_id=request.seat_id).select_related("seat")
    rows = list(sent.order_by("pk"))
    if not rows:
        raise NotYourSeat
    if not deliberating(rows, item=item):
        raise Recused


@transaction.atomic
def withdraw_request(*, actor: Actor, today: date, request: OpinionRequest) -> OpinionRequest:
    """Ask no more. A second click changes nothing. Raises Denied, AlreadyAnswered."""
    require(actor, Permission.COMMISSION_MANAGE, on=request)
    request = OpinionRequest.unscoped.select_related("item__session").locked(request.pk)
    if request.is_answered:
        raise AlreadyAnswered
    if request.withdrawn_on is None:
        request.withdrawn_on = today
        request.version += 1
        request.save(update_fields=["withdrawn_on", "version"])
        record(actor, actions.REQUEST_WITHDRAWN, request.item, today=today, number=request.item.number, seat=request.seat_id)
    return request


@transaction.atomic
def remind_request(*, actor: Actor, today: date, request: OpinionRequest) -> OpinionReminder:
    """Remind a seat that has not answered, once a day at most: the member is told, or the secretary notes that she called or wrote.

    Raises Denied, NothingAsked, AlreadyAnswered, NotBeforeSession, Recused.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=request)
    return _remind(actor, request, today=today, automatic=False)


@transaction.atomic
def remind_by_machine(*, today: date, request: OpinionRequest) -> OpinionReminder:
    """The reminder of a planned day. The machine tells the member; the journal says so. Raises as `remind_request`."""
    return _remind(system_actor(), request, today=today, automatic=True)


def _remind(actor: Actor, request: OpinionRequest, *, today: date, automatic: bool) -> OpinionReminder:
    request = _locked_request(request)
    if request.is_answered:
        raise AlreadyAnswered
    _check_in_time(request, by_secretary=False)
    if Recusal.unscoped.filter(item_id=request.item_id, seat_id=request.seat_id).exists():
        raise Recused
    made: OpinionReminder
    made, new = OpinionReminder.unscoped.get_or_create(request=request, sent_on=today, defaults={"automatic": automatic})
    if new:
        item = request.item
        readers = [row.reader_id for row in _convocations(item) if row.seat_id == request.seat_id and row.reader_id is not None]
        notify(
            topic=OPINION_REMINDED, user_ids=readers, today=today, day=request.due_on, link_name="commission:reading_item", link_pk=item.pk
        )
        record(actor, actions.REQUEST_REMINDED, item, today=today, number=item.number, seat=request.seat_id)
    return made
