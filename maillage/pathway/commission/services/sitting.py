"""The sitting: opened, presences by channel, proxies, recusals, opinions."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    NotThatDay,
)
from maillage.pathway.commission.models import (
    Item,
    Opinion,
    Recusal,
    RecusalReason,
    Seat,
    Session,
)
from maillage.pathway.commission.services.moving import locked_item, move, require_open_item, sitting_day
from maillage.pathway.commission.services.recusing import recuse_in_session
from maillage.pathway.commission.services.voting import require_own_seat
from maillage.pathway.commission.services.writing import begin_writing
from maillage.pathway.commission.workflow import READING_STATES, State


@transaction.atomic
def open_session(*, actor: Actor, today: date, session: Session, happened_on: date | None = None, at: time | None = None) -> Session:
    """Open a convened session on its day, or a written exchange inside its window; afterwards, with the day it was held.

    `at` is the hour, which the minutes say (ordonnance 2014-1329 at a distance); not known, it is not made up.
    Raises Denied, StateRefused, NotThatDay, DateInFuture.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    day = sitting_day(session, happened_on=happened_on, today=today)
    if session.from_paper and session.opens_on is not None and happened_on is None:
        day = session.opens_on
    if not session.first_day <= day <= session.held_on:
        raise NotThatDay(held_on=day_words(session.first_day))
    move(session, to=State.OPEN, opened_on=day, opened_at=at)
    recuse_in_session(actor=actor, today=today, session=session)
    record(actor, actions.OPENED, session, today=today, happened_on=day)
    if session.is_written:
        begin_writing(session, today=today)
    return session


@transaction.atomic
def declare_recusal(*, actor: Actor, today: date, item: Item, seat: Seat, reason: RecusalReason, at: time | None = None) -> Recusal:
    """Take a seat out of the deliberation on an item, declared by its holder or noted by whoever conducts; its opinion is withdrawn.

    Source: CRPA, art. R. 133-12. Raises Denied, ItemClosed, NotYourSeat.
    """
    if not actor.may(Permission.SESSION_CONDUCT, on=item):
        require(actor, Permission.OPINION_GIVE, on=item)
        require_own_seat(actor, item.session, seat=seat, today=today)
    item = locked_item(item)
    if item.session.state not in (State.DRAFT, *READING_STATES):
        require_open_item(item)
    if item.is_closed:
        require_open_item(item)
    Opinion.unscoped.filter(item=item, seat=seat).delete()
    row, made = Recusal.unscoped.get_or_create(item=item, seat=seat, defaults={"reason": reason, "declared_on": today, "declared_at": at})
    if made:
        record(actor, actions.RECUSED, item, today=today, reason=reason, seat=seat.pk)
    return row
