"""The course of a sitting: the item in progress, and what is left when the quorum is lost."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import QuorumKept
from maillage.pathway.commission.models import Item, NotExaminedCause, Session
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.services.moving import require_open, require_open_item, sitting_day
from maillage.pathway.commission.services.outcomes import NotExamined, close_item, require_vote_over


@transaction.atomic
def call_item(*, actor: Actor, today: date, item: Item, at: time | None = None) -> Item:
    """Make this item the one in progress; the hour of its first call is kept. Raises Denied, ItemClosed, NotOpen."""
    require(actor, Permission.SESSION_CONDUCT, on=item)
    session = Session.unscoped.locked(item.session_id)
    item = Item.unscoped.select_related("session").locked(item.pk)
    require_open_item(item)
    if session.current_item_id == item.pk:
        return item
    session.current_item = item
    session.save(update_fields=["current_item"])
    if item.called_at is None:
        item.called_at = at
        item.save(update_fields=["called_at"])
    record(actor, actions.CALLED, item, today=today, number=item.number)
    return item


@idempotent(Session)
@transaction.atomic
def leave_rest(
    *, actor: Actor, today: date, session: Session, next_on: date | None = None, at: time | None = None, happened_on: date | None = None
) -> Session:
    """The quorum is lost: every item left is not examined for that cause, its next date known or *unknown*, key workers told.

    A second convocation on these items needs no quorum (CRPA, art. R. 133-10). In writing nothing is lost while the exchange
    runs, and what half of the members took part in stays, to be counted. Raises Denied, NotOpen, WindowRunning, QuorumKept,
    NextDateTooSoon.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    sitting = Sitting.of(session, day=sitting_day(session, happened_on=happened_on, today=today))
    require_vote_over(sitting, today=today)
    outcome = NotExamined(cause=NotExaminedCause.NO_QUORUM, next_on=next_on)
    for item in _lacking(sitting):
        close_item(actor=actor, today=today, item=item, outcome=outcome, happened_on=happened_on, at=at)
    return session


def _lacking(sitting: Sitting) -> list[Item]:
    """The items left whose quorum lacks: all of them in session, in writing those in which less than half of the members took part.

    Raises QuorumKept when none of those left lacks it.
    """
    left = list(Item.unscoped.filter(session=sitting.session, outcome="").order_by("rank", "pk"))
    if sitting.session.is_written:
        took_part = sitting.participations(left)
        lacking = [item for item in left if not took_part[item.pk].reached]
    else:
        lacking = [] if sitting.quorum().reached else left
    if left and not lacking:
        raise QuorumKept
    return lacking
