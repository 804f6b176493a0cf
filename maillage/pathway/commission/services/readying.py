"""Ready to sit at a distance: what was checked for each member, before anybody is convened; and who presides."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions_composition as actions
from maillage.pathway.commission.errors import NotAChair, NotYourCheck, PresidingFixed
from maillage.pathway.commission.models import Commission, Readiness, ReadyCheck, Seat, SeatHolder, Session
from maillage.pathway.commission.rules import seats_on
from maillage.pathway.commission.services.interests import require_for_holder
from maillage.pathway.commission.services.moving import check_day_fit, day_of, touch
from maillage.pathway.commission.workflow import LIVE_STATES

OWN_CHECKS = (ReadyCheck.EQUIPMENT, ReadyCheck.REHEARSAL, ReadyCheck.PHONE)
"""What a member says of herself; that she was trained is said by who trained her."""


@transaction.atomic
def record_ready(*, actor: Actor, today: date, holder: SeatHolder, code: ReadyCheck, done_on: date | None = None) -> Readiness:
    """Note one thing done. Noted again, the first day stays. Raises Denied, NotYourCheck, DayUnfit, DateInFuture."""
    require_for_holder(actor, holder)
    if code not in OWN_CHECKS and not actor.may(Permission.COMMISSION_MANAGE, on=holder):
        raise NotYourCheck
    day = day_of(happened_on=done_on, today=today)
    check_day_fit(day, today=today)
    holder = SeatHolder.unscoped.select_related("seat__commission").locked(holder.pk)
    row, made = Readiness.unscoped.get_or_create(holder=holder, code=code, defaults={"done_on": day})
    if made:
        record(actor, actions.READY, holder, today=today, code=code, done_on=day)
    return row


@idempotent(Commission)
@transaction.atomic
def record_ready_together(
    *, actor: Actor, today: date, commission: Commission, done: Iterable[tuple[uuid.UUID, ReadyCheck]], done_on: date | None = None
) -> Commission:
    """Note what several members did, all or none: after a morning of training. Holders of another commission are left aside.

    Raises as `record_ready`.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=commission)
    asked = sorted(set(done))
    rows = SeatHolder.unscoped.filter(pk__in={pk for pk, _ in asked}, seat__commission=commission).order_by("pk")
    holders = {row.pk: row for row in rows.select_related("seat__commission")}
    for pk, code in asked:
        if pk in holders:
            record_ready(actor=actor, today=today, holder=holders[pk], code=code, done_on=done_on)
    return commission


@transaction.atomic
def withdraw_ready(*, actor: Actor, today: date, holder: SeatHolder, code: ReadyCheck) -> None:
    """Take back what was noted in error, or no longer holds: equipment changed. Nothing to take back is nothing. Raises Denied."""
    require_for_holder(actor, holder)
    holder = SeatHolder.unscoped.select_related("seat__commission").locked(holder.pk)
    gone, _ = Readiness.unscoped.filter(holder=holder, code=code).delete()
    if gone:
        record(actor, actions.NOT_READY, holder, today=today, code=code)


@transaction.atomic
def choose_presiding(*, actor: Actor, today: date, session: Session, seat: Seat | None) -> Session:
    """Say which of the chair's seats presides a session; None: the only one, or all of them together (Paris).

    Source: CASF, art. R. 121-12-7; the casting vote goes with it (CRPA, art. R. 133-11). Raises Denied, NotAChair, PresidingFixed.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.select_related("commission").locked(session.pk)
    if session.state not in LIVE_STATES or session.items.filter(outcome="examined").exists():
        raise PresidingFixed
    if seat is not None and seat.pk not in {each.seat.pk for each in seats_on(session, day=session.first_day) if each.seat.chairs}:
        raise NotAChair
    if session.presiding_id != (seat.pk if seat is not None else None):
        touch(session, presiding=seat)
        record(actor, actions.PRESIDING, session, today=today, held_on=session.held_on)
    return session
