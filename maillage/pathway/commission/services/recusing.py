"""The recusals that the register can tell by itself: the seats of the presenting association, and whoever wrote in the file.

Asked again each time that somebody may have come: at the agenda, the convocation, the opening, the vote, the count.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.pathway.commission import actions
from maillage.pathway.commission.models import Convocation, Item, Opinion, Recusal, RecusalReason, Session
from maillage.pathway.commission.rules import seats_on
from maillage.pathway.commission.workflow import LIVE_STATES
from maillage.pathway.psp.selectors import who_ever_wrote, writers_in_file


def writers_of(item: Item) -> frozenset[uuid.UUID]:
    """Whoever ever wrote in the file of an item, on the association's side, earlier applications and reviews included."""
    return writers_in_file(item.application)


def recuse_computed(*, actor: Actor, today: date, items: Iterable[Item], day: date | None = None) -> None:
    """Write the recusals that are missing on the items of one session that have no outcome. The opinion of a seat is withdrawn with it.

    Source: circular 2017/18; CRPA, art. R. 133-12. The caller holds the lock of the session or of the item.
    """
    open_items = [item for item in items if not item.is_closed]
    if not open_items:
        return
    session = open_items[0].session
    organisations, users = _who_sits(session, days={session.first_day, session.held_on, day or session.held_on})
    known = set(Recusal.unscoped.filter(item__in=open_items).order_by("pk").values_list("item_id", "seat_id"))
    # A file is searched only for those who ever wrote in one: an agenda of hundreds of items asks no more than one of three.
    hands = who_ever_wrote(set().union(*users.values()))
    for item in open_items:
        left = [seat_id for seat_id in organisations if (item.pk, seat_id) not in known]
        others = [seat_id for seat_id in left if organisations[seat_id] != item.application.organisation_id]
        writers = writers_of(item) if any(users[seat_id] & hands for seat_id in others) else frozenset()
        for seat_id in left:
            if organisations[seat_id] == item.application.organisation_id:
                reason = RecusalReason.PRESENTING
            elif users[seat_id] & writers:
                reason = RecusalReason.WROTE_IN_FILE
            else:
                continue
            Opinion.unscoped.filter(item=item, seat_id=seat_id).delete()
            Recusal.unscoped.create(item=item, seat_id=seat_id, reason=reason, declared_on=today)
            record(actor, actions.RECUSED, item, today=today, reason=reason, seat=seat_id)


def recuse_in_session(*, actor: Actor, today: date, session: Session) -> None:
    """The same, on every item of a session."""
    items = Item.unscoped.select_related("session", "application").filter(session=session).order_by("rank", "pk")
    recuse_computed(actor=actor, today=today, items=items, day=today)


def recuse_where_seat_sits(*, actor: Actor, today: date, commission_id: uuid.UUID) -> None:
    """The same, in every session of a commission that is not over: somebody new holds one of its seats."""
    for session in Session.unscoped.filter(commission_id=commission_id, state__in=LIVE_STATES).order_by("held_on", "pk"):
        recuse_in_session(actor=actor, today=today, session=session)


def _who_sits(session: Session, *, days: set[date]) -> tuple[dict[uuid.UUID, uuid.UUID | None], dict[uuid.UUID, set[uuid.UUID]]]:
    """For each seat of the session, the organisation that holds it, and everybody who sits, may stand in, or was sent the papers."""
    organisations: dict[uuid.UUID, uuid.UUID | None] = {}
    users: dict[uuid.UUID, set[uuid.UUID]] = {}
    for day in sorted(days):
        for each in seats_on(session, day=day):
            organisations[each.seat.pk] = each.seat.holder_organisation_id
            sitting = {holder.user_id for holder in (each.holder, each.deputy) if holder is not None and holder.user_id is not None}
            users.setdefault(each.seat.pk, set()).update(sitting)
    for seat_id, reader_id in Convocation.unscoped.filter(session=session).exclude(reader=None).values_list("seat_id", "reader_id"):
        if seat_id in users:
            users[seat_id].add(reader_id)
    return organisations, users
