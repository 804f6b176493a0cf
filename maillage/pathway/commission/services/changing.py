"""A session that cannot be held as planned: another form or another day, items put off with their cause, letters that leave again."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from maillage.core.deliberation import check_notice
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors_changing import (
    NothingAsked,
    NothingLeft,
    NothingToPutOff,
    NotOnThisAgenda,
    QuorumNotCounted,
    SameForm,
    SessionMoved,
    TooLateToChange,
)
from maillage.pathway.commission.models import Convocation, Item, LocalRule, ModeChoice, NotExaminedCause, OutcomeCode, Paper, Session
from maillage.pathway.commission.notices import CHANGED, key_workers_of
from maillage.pathway.commission.rules import refuse_unless
from maillage.pathway.commission.services.agenda import move_next_dates
from maillage.pathway.commission.services.convening import convene
from maillage.pathway.commission.services.moving import last_reading_day, move, touch
from maillage.pathway.commission.services.outcomes import NotExamined, close_item
from maillage.pathway.commission.services.planning import check_dates, check_held
from maillage.pathway.commission.services.putting_off import Until, put_off_item
from maillage.pathway.commission.workflow import LIVE_STATES, State

_CHANGING = (State.DRAFT, State.CONVENED)


@dataclass(frozen=True)
class Held:
    """How, and when, the session is held instead. `held_on` is the last day of a written exchange that opens on `opens_on`."""

    mode: ModeChoice
    held_on: date
    opens_on: date | None = None
    starts_at: time | None = None
    place: str = ""
    legal_basis: str = ""
    local_rule: LocalRule | None = None
    chair_decided_on: date | None = None


@transaction.atomic
def change_session(
    *,
    actor: Actor,
    today: date,
    session: Session,
    seen: int,
    held: Held,
    put_off: Collection[uuid.UUID] = (),
    until: Until | None = None,
    again: bool = True,
    urgency: str = "",
    key: uuid.UUID | None = None,
) -> Session:
    """Hold a session otherwise: its form, day or basis change, the items `put_off` wait again `until` a date or *unknown*, the key
    workers of all are told. What was convened goes back to its preparation; `again` convenes it anew at once, each letter saying which
    one it replaces. All or nothing: what convening refuses changes nothing, and when the notice is too short its reason is asked first.

    Source: CRPA, art. R. 133-5, R. 133-8 and R. 133-10; ordonnances 2014-1329 and 2020-347 (`check_mode`). Raises Denied, SessionMoved,
    TooLateToChange, SameForm, NothingLeft, NotOnThisAgenda, QuorumNotCounted, NextDateTooSoon, RuleRefused, and what planning and
    convening refuse.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    first_day = held.opens_on or held.held_on
    convened = Session.unscoped.get(pk=session.pk).state == State.CONVENED
    if convened and again:
        refuse_unless(check_notice(sent_on=today, session_on=first_day, law=current_law(), urgency=urgency))
    changed: Session = _change(actor=actor, today=today, session=session, seen=seen, held=held, put_off=put_off, until=until, key=key)
    # Letters are printed inside the write, this once: refused there, the first ones would open nothing and no other would have left.
    # Sent twice by a double click, they leave once.
    if convened and again and Session.unscoped.get(pk=session.pk).state == State.DRAFT:
        return convene(actor=actor, today=today, session=changed, urgency=urgency)
    return changed


@idempotent(Session)
@transaction.atomic
def _change(
    *, actor: Actor, today: date, session: Session, seen: int, held: Held, put_off: Collection[uuid.UUID], until: Until | None
) -> Session:
    session = _lock(session, seen=seen)
    if session.state not in _CHANGING:
        raise TooLateToChange
    before, was = ModeChoice(session.mode), None if session.window_until is not None else session.held_on
    if _form_of(session) == _form_of(_with(session, held)):
        raise SameForm
    session = _with(Session.unscoped.select_related("commission").get(pk=session.pk), held)
    check_dates(session, today=today)
    check_held(session, today=today)
    items = _open_items(session)
    leaving = _chosen(items, put_off)
    if items and len(leaving) == len(items) and not session.points.exists():
        raise NothingLeft
    if session.state == State.CONVENED:
        _replace_letters(session, today=today)
    touch(session, **_columns(session))
    _put_off(leaving, until, actor=actor, today=today)
    move_next_dates(session, was=was)
    for item in items:
        if item not in leaving:
            notify(topic=CHANGED, user_ids=key_workers_of(item.application, today=today), today=today, day=session.first_day)
    record(actor, actions.SESSION_CHANGED, session, today=today, before=before, mode=session.mode, held_on=session.held_on)
    return session


def _lock(session: Session, *, seen: int) -> Session:
    locked: Session = Session.unscoped.select_related("commission").locked(session.pk)
    if locked.version != seen:
        raise SessionMoved(current={}, submitted={}, version=locked.version)
    return locked


def _form_of(session: Session) -> tuple[object, ...]:
    return (session.mode, session.held_on, session.opens_on, session.starts_at, session.place, session.legal_basis)


def _with(session: Session, held: Held) -> Session:
    """The session as it would be held, not saved."""
    kept = Session.unscoped.select_related("commission", "local_rule").get(pk=session.pk)
    at_distance, written = held.mode != ModeChoice.IN_PERSON, held.mode == ModeChoice.WRITTEN
    first_day = held.opens_on if written and held.opens_on else held.held_on
    kept.reading_until = last_reading_day(kept, held_on=held.held_on, first_day=first_day)
    kept.mode, kept.held_on, kept.starts_at, kept.place = held.mode, held.held_on, held.starts_at, held.place.strip()
    kept.opens_on = held.opens_on if written else None
    kept.legal_basis = held.legal_basis if at_distance else ""
    kept.local_rule = held.local_rule if at_distance else None
    kept.chair_decided_on = held.chair_decided_on if at_distance else None
    kept.window_until = None
    return kept


def _columns(session: Session) -> dict[str, object]:
    names = (
        "mode", "held_on", "opens_on", "starts_at", "place", "legal_basis", "local_rule", "chair_decided_on", "reading_until",
        "window_until", "convened_on", "urgency",
    )  # fmt: skip
    return {name: getattr(session, name) for name in names}


def _replace_letters(session: Session, *, today: date) -> None:
    """Back to its preparation: the letters sent open nothing any more, the reading copies are made anew from what each file says then."""
    Paper.unscoped.filter(session=session).delete()
    Convocation.unscoped.filter(session=session, replaced_on__isnull=True).update(replaced_on=today, reader=None)
    session.convened_on, session.urgency = None, ""
    move(session, to=State.DRAFT)


def _open_items(session: Session) -> list[Item]:
    return list(Item.unscoped.select_related("application", "session").filter(session=session, outcome="").order_by("rank", "pk"))


def _chosen(items: list[Item], pks: Collection[uuid.UUID]) -> list[Item]:
    wanted = {str(pk) for pk in pks}
    found = [item for item in items if str(item.pk) in wanted]
    if len(found) != len(wanted):
        raise NotOnThisAgenda
    return found


def _put_off(items: list[Item], until: Until | None, *, actor: Actor, today: date) -> None:
    if not items:
        return
    if until is None:
        raise NothingToPutOff
    if until.cause == NotExaminedCause.NO_QUORUM:
        raise QuorumNotCounted
    until.check(day=today)
    for item in items:
        put_off_item(item, until, actor=actor, today=today, day=today)


@idempotent(Session)
@transaction.atomic
def put_off_items(*, actor: Actor, today: date, session: Session, seen: int, items: Collection[uuid.UUID], until: Until | None) -> Session:
    """Put off some items of a session that is held all the same: before it, or while it sits, where each is then *not examined*.

    Raises Denied, SessionMoved, TooLateToChange (it is over), NothingToPutOff, NotOnThisAgenda, NextDateTooSoon; before it, NothingLeft and
    QuorumNotCounted; while it sits, QuorumKept when that is the cause and the quorum holds.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = _lock(session, seen=seen)
    if session.state not in LIVE_STATES:
        raise TooLateToChange
    if not items or until is None:
        raise NothingToPutOff
    there = _open_items(session)
    leaving = _chosen(there, items)
    if session.state == State.OPEN:
        for item in leaving:
            close_item(actor=actor, today=today, item=item, outcome=NotExamined(cause=until.cause, next_on=until.next_on))
    else:
        if len(leaving) == len(there) and not session.points.exists():
            raise NothingLeft
        _put_off(leaving, until, actor=actor, today=today)
    return touch(session)


@idempotent(Item)
@transaction.atomic
def note_received(*, actor: Actor, today: date, item: Item) -> Item:
    """What was asked when an item was adjourned has come: the next session no longer waits for it. Raises Denied, NothingAsked."""
    require(actor, Permission.COMMISSION_MANAGE, on=item)
    item = Item.unscoped.select_related("session").locked(item.pk)
    if item.outcome != OutcomeCode.ADJOURNED or item.asked_received_on is not None:
        raise NothingAsked
    item.asked_received_on = today
    item.version += 1
    item.save(update_fields=["asked_received_on", "version"])
    record(actor, actions.ASKED_RECEIVED, item, today=today, number=item.number)
    return item
