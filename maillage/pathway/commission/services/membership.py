"""Who holds a seat: named for a mandate, with a deputy where the code has one; the term of the mandate; a departure; the end of a seat."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.core.deliberation import Tie, check_substitution
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions, actions_composition
from maillage.pathway.commission.errors import NoDeputy, SeatHeld, SeatTaken, WrongDates
from maillage.pathway.commission.models import Convocation, DeputyTie, Seat, SeatHolder
from maillage.pathway.commission.rules import SeatNow, known_rules, refuse_unless
from maillage.pathway.commission.services.moving import check_day_fit
from maillage.pathway.commission.services.recusing import recuse_where_seat_sits
from maillage.pathway.commission.workflow import READING_STATES


@idempotent(SeatHolder)
@transaction.atomic
def name_holder(
    *,
    actor: Actor,
    today: date,
    seat: Seat,
    display_name: str,
    title: str,
    starts_on: date,
    user_id: uuid.UUID | None = None,
    deputy: bool = False,
    tie: DeputyTie | None = None,
    mandate_until: date | None = None,
) -> SeatHolder:
    """Note who holds a seat, or stands in for its holder, with or without an account, and the last day of the mandate.

    A deputy comes from the same service or assembly (`tie`), and a member named for a qualification has none (CRPA, art. R. 133-3).
    Whoever presented or wrote in a file of a session under way is recused at once.
    Raises Denied, DayUnfit, WrongDates, SeatTaken (by a present or a later holder), NoDeputy, RuleRefused, NoRuleThatDay.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=seat)
    seat = Seat.unscoped.select_related("commission").locked(seat.pk)
    _check_mandate(starts_on, mandate_until, today=today)
    if deputy:
        _check_deputy(seat, tie=tie or DeputyTie.OTHER, on=starts_on)
    # A holder named now has no end: whoever holds the seat later is in the way too.
    if not deputy and SeatHolder.unscoped.filter(seat=seat, deputy=False).not_over(starts_on).exists():
        raise SeatTaken
    holder = SeatHolder.unscoped.create(
        seat=seat,
        user_id=user_id,
        display_name=display_name.strip(),
        title=title.strip(),
        deputy=deputy,
        tie=tie or "" if deputy else "",
        starts_on=starts_on,
        mandate_until=mandate_until,
    )
    record(actor, actions.HOLDER_NAMED, holder, today=today, starts_on=starts_on)
    recuse_where_seat_sits(actor=actor, today=today, commission_id=seat.commission_id)
    return holder


def _check_mandate(starts_on: date, until: date | None, *, today: date) -> None:
    check_day_fit(starts_on, today=today)
    check_day_fit(until, today=today)
    if until is not None and until < starts_on:
        raise WrongDates


def _check_deputy(seat: Seat, *, tie: DeputyTie, on: date) -> None:
    if not seat.substitutable:
        raise NoDeputy
    with known_rules():
        seat_of_law = SeatNow(seat=seat, holder=None, deputy=None).as_core()
        refuse_unless(check_substitution(seat=seat_of_law, tie=Tie(tie.value), on=on, law=current_law()))


@transaction.atomic
def set_mandate(*, actor: Actor, today: date, holder: SeatHolder, seen: int, until: date | None) -> SeatHolder:
    """Note the last day of a mandate by a new order, or that it is not known. Raises Denied, DayUnfit, WrongDates, Stale."""
    require(actor, Permission.COMMISSION_MANAGE, on=holder)
    check_day_fit(until, today=today)
    holder = SeatHolder.unscoped.select_related("seat__commission").locked(holder.pk)
    if until is not None and until < holder.starts_on:
        raise WrongDates
    if holder.mandate_until == until:
        return holder
    holder = holder.save_version(seen=seen, changes={"mandate_until": until})
    record(actor, actions_composition.MANDATE_SET, holder, today=today, until=until)
    return holder


@transaction.atomic
def end_holder(*, actor: Actor, today: date, holder: SeatHolder, ends_on: date, seen: int | None = None) -> SeatHolder:
    """Note that somebody no longer holds a seat from a day; papers under way close that day. The same day twice is once.

    `seen` is the version that was on screen. A day already noted moves, but not past the first day of whoever holds the seat since.
    Raises Denied, Stale, WrongDates, SeatTaken.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=holder)
    holder = SeatHolder.unscoped.select_related("seat__commission").locked(holder.pk)
    if holder.ends_on == ends_on:
        return holder
    if ends_on < holder.starts_on:
        raise WrongDates
    others = SeatHolder.unscoped.filter(seat=holder.seat, deputy=False, starts_on__lt=ends_on).exclude(pk=holder.pk)
    if not holder.deputy and others.not_over(holder.starts_on).exists():
        raise SeatTaken
    holder = holder.save_version(seen=holder.version if seen is None else seen, changes={"ends_on": ends_on})
    running = Convocation.unscoped.filter(holder=holder, session__state__in=READING_STATES, reads_until__gte=ends_on)
    for convocation in running.order_by("pk"):
        # The day before: the end of a mandate is out, the last day of reading is in.
        convocation.reads_until = date.fromordinal(ends_on.toordinal() - 1)
        convocation.save(update_fields=["reads_until"])
    record(actor, actions.HOLDER_ENDED, holder, today=today, ends_on=ends_on)
    return holder


@transaction.atomic
def end_seat(*, actor: Actor, today: date, seat: Seat, ends_on: date) -> Seat:
    """Note that a new order no longer has this seat, from a day. It leaves the base of the quorum that day.

    Raises Denied, DayUnfit, WrongDates, SeatHeld while somebody holds it on that day.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=seat)
    check_day_fit(ends_on, today=today)
    seat = Seat.unscoped.select_related("commission").locked(seat.pk)
    if seat.ends_on == ends_on:
        return seat
    if seat.ends_on is not None or ends_on <= seat.starts_on:
        raise WrongDates
    if SeatHolder.unscoped.filter(seat=seat).not_over(ends_on).exists():
        raise SeatHeld
    seat.ends_on = ends_on
    seat.version += 1
    seat.save(update_fields=["ends_on", "version"])
    record(actor, actions.SEAT_ENDED, seat, today=today, ends_on=ends_on)
    return seat
