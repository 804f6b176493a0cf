"""The agenda: points without application, the one order of items and points, the day fixed of a session planned in a window."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.db.models import F, Max

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import AgendaClosed, DateInPast
from maillage.pathway.commission.errors_convening import OrderStale, PointClosed, TitleMissing, WindowInWriting
from maillage.pathway.commission.models import AgendaPoint, Item, PointKind, PointOutcome, Session
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.services.moving import check_day_fit, last_reading_day, require_open, sitting_day, touch
from maillage.pathway.commission.workflow import AGENDA_STATES


def next_rank(session: Session) -> int:
    """The rank after the last item and the last point."""
    last = [rows.order_by().aggregate(last=Max("rank"))["last"] or 0 for rows in (session.items, session.points)]
    return max(last) + 1


def _in_preparation(session: Session) -> Session:
    session = Session.unscoped.select_related("commission").locked(session.pk)
    if session.state not in AGENDA_STATES:
        raise AgendaClosed
    return session


@idempotent(AgendaPoint)
@transaction.atomic
def add_point(*, actor: Actor, today: date, session: Session, kind: PointKind, title: str) -> AgendaPoint:
    """Put a point without application at the end of an agenda that is not convened yet. Raises Denied, AgendaClosed, TitleMissing."""
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = _in_preparation(session)
    if not title.strip():
        raise TitleMissing
    point = AgendaPoint.unscoped.create(session=session, kind=kind, title=title.strip(), rank=next_rank(session))
    record(actor, actions.POINT_ADDED, session, today=today, kind=kind)
    touch(session)
    return point


@transaction.atomic
def remove_point(*, actor: Actor, today: date, point: AgendaPoint) -> None:
    """Take a point off an agenda that is not convened yet. Raises Denied, AgendaClosed."""
    require(actor, Permission.COMMISSION_MANAGE, on=point)
    session = _in_preparation(point.session)
    point = AgendaPoint.unscoped.select_related("session").locked(point.pk)
    record(actor, actions.POINT_REMOVED, session, today=today, kind=point.kind)
    point.delete()
    touch(session)


@transaction.atomic
def close_point(
    *, actor: Actor, today: date, point: AgendaPoint, outcome: PointOutcome, words: str = "", happened_on: date | None = None
) -> AgendaPoint:
    """Note what became of a point, while the session is open. Raises Denied, NotOpen, PointClosed, DateInFuture."""
    require(actor, Permission.SESSION_CONDUCT, on=point)
    session = Session.unscoped.locked(point.session_id)
    require_open(session)
    point = AgendaPoint.unscoped.select_related("session").locked(point.pk)
    if point.outcome:
        raise PointClosed
    point.outcome, point.words = outcome, words.strip()
    point.closed_on = sitting_day(session, happened_on=happened_on, today=today)
    counted = _counted(session, day=point.closed_on) if outcome == PointOutcome.NOT_REACHED and not session.is_written else {}
    for name, value in counted.items():
        setattr(point, name, value)
    point.version += 1
    point.save(update_fields=["outcome", "words", "closed_on", "version", *counted])
    record(actor, actions.POINT_CLOSED, session, today=today, kind=point.kind, outcome=outcome)
    return point


def _counted(session: Session, *, day: date) -> dict[str, int]:
    """Who was there when a point was left: what lacks then is what a second convocation rests on (CRPA, art. R. 133-10)."""
    quorum = Sitting.of(session, day=day).quorum()
    return {"quorum_counted": quorum.counted, "quorum_needed": quorum.needed}


@transaction.atomic
def order_agenda(*, actor: Actor, today: date, session: Session, order: Sequence[uuid.UUID], seen: int) -> Session:
    """Give items and points this one order. `seen` is the version of the session whose agenda was on screen: if anything was added,
    removed or moved since, nothing moves. Sent twice, it is done once. Raises Denied, AgendaClosed, OrderStale.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = _in_preparation(session)
    rows: dict[uuid.UUID, Item | AgendaPoint] = {row.pk: row for row in (*session.items.all(), *session.points.all())}
    now = sorted(rows, key=lambda pk: (rows[pk].rank, str(pk)))
    if now == list(order):
        return session
    if session.version != seen or set(rows) != set(order) or len(rows) != len(order):
        raise OrderStale
    moved = [rows[pk] for rank, pk in enumerate(order, start=1) if _ranked(rows[pk], rank)]
    Item.unscoped.bulk_update([row for row in moved if isinstance(row, Item)], ["rank"])
    AgendaPoint.unscoped.bulk_update([row for row in moved if isinstance(row, AgendaPoint)], ["rank"])
    record(actor, actions.ORDERED, session, today=today, moved=len(moved))
    return touch(session)


def _ranked(row: Item | AgendaPoint, rank: int) -> bool:
    """Give a row its rank; was it another one?"""
    was, row.rank = row.rank, rank
    return was != rank


@idempotent(Session)
@transaction.atomic
def fix_day(*, actor: Actor, today: date, session: Session, held_on: date, starts_at: time | None = None, place: str = "") -> Session:
    """Fix the day of a session planned in a window, or change that of one that is not convened: what was promised to her follows.

    Raises Denied, AgendaClosed, DayUnfit, DateInPast, WindowInWriting.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = _in_preparation(session)
    check_day_fit(held_on, today=today)
    if session.is_written:
        raise WindowInWriting
    if held_on < today and not session.from_paper:
        raise DateInPast
    was, in_window = session.held_on, session.window_until is not None
    reading = last_reading_day(session, held_on=held_on, first_day=held_on)
    touch(session, held_on=held_on, window_until=None, starts_at=starts_at, place=place.strip(), reading_until=reading)
    move_next_dates(session, was=None if in_window else was)
    record(actor, actions.DAY_FIXED, session, today=today, held_on=held_on)
    return session


def move_next_dates(session: Session, *, was: date | None) -> None:
    """What was promised when those on this agenda were put off: this day now. A window promised no day; a day fixed before had."""
    there = session.items.filter(outcome="").values("application_id")
    earlier = Item.unscoped.put_back().filter(application_id__in=there)
    promised = earlier.filter(next_known=False) if was is None else earlier.filter(next_on=was)
    promised.filter(closed_on__lt=session.held_on).update(next_known=True, next_on=session.held_on, version=F("version") + 1)
