"""The counted vote: opened only when the chair asks, its electorate frozen at the closing, its ballots thrown away after the recount."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from maillage.core import deliberation as core
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import NoRightToVote, NotYourSeat, OpinionsChanged, Recused, VotedAlready
from maillage.pathway.commission.errors_voting import CountNotAsked, VoteByWritingOnly, VoteNotOpen, VoteOver
from maillage.pathway.commission.models import (
    Convocation,
    Elector,
    Item,
    Opinion,
    Presence,
    PresenceSpan,
    Seat,
    Session,
    VoteSense,
    Writing,
)
from maillage.pathway.commission.rules import Sitting, recused_on
from maillage.pathway.commission.services.moving import locked_item, require_open_item, require_window, sitting_day
from maillage.pathway.commission.services.recusing import recuse_computed


@transaction.atomic
def ask_count(*, actor: Actor, today: date, item: Item, happened_on: date | None = None) -> Item:
    """Open the ballots of an item: the chair asks for a counted vote, or whoever keeps the sitting notes that it did. Twice is once.

    Source: CRPA, art. R. 133-11. Raises Denied, ItemClosed, NotOpen, VoteByWritingOnly.
    """
    require(actor, Permission.SESSION_CONDUCT, on=item)
    item = locked_item(item)
    require_open_item(item)
    if item.session.is_written:
        raise VoteByWritingOnly
    if item.counted_asked_on is None:
        open_ballots(item, on=sitting_day(item.session, happened_on=happened_on, today=today))
        record(actor, actions.COUNT_ASKED, item, today=today, number=item.number)
    return item


@transaction.atomic
def drop_count(*, actor: Actor, today: date, item: Item) -> Item:
    """The chair gives the count up: ballots given are thrown away unread, the opinion is found by consensus again. Twice is once.

    Raises Denied, ItemClosed, NotOpen, VoteByWritingOnly.
    """
    require(actor, Permission.SESSION_CONDUCT, on=item)
    item = locked_item(item)
    require_open_item(item)
    if item.session.is_written:
        raise VoteByWritingOnly
    if item.counted_asked_on is not None:
        throw_ballots(item)
        item.counted_asked_on = None
        item.version += 1
        item.save(update_fields=["counted_asked_on", "version"])
        record(actor, actions.COUNT_DROPPED, item, today=today, number=item.number)
    return item


def open_ballots(item: Item, *, on: date) -> None:
    """Ballots may be given on this locked item from now on. The caller authorises and journals."""
    item.counted_asked_on = on
    item.version += 1
    item.save(update_fields=["counted_asked_on", "version"])


@transaction.atomic
def give_opinion(*, actor: Actor, today: date, item: Item, seat: Seat, sense: VoteSense, happened_on: date | None = None) -> Opinion:
    """Cast, or change until the item closes, the ballot of a seat: by its holder, by who holds its proxy, or by the secretary for a
    member who has no account. The secretary never writes over what a seat said by itself.
    Raises Denied, NotYourSeat, Recused, NoRightToVote, VotedAlready, ItemClosed, NotOpen, CountNotAsked; in writing WindowClosed,
    VoteNotOpen, VoteOver.
    """
    by_secretary = actor.may(Permission.COMMISSION_MANAGE, on=item)
    if not by_secretary:
        require(actor, Permission.OPINION_GIVE, on=item)
    item = locked_item(item)
    require_open_item(item)
    session = item.session
    day = sitting_day(session, happened_on=happened_on, today=today)
    _require_ballots_open(item, day=day)
    if not by_secretary and today > session.reading_until:
        raise NotYourSeat
    recuse_computed(actor=actor, today=today, items=[item], day=day)
    right = _voting_right(item, seat, day=day)
    if not by_secretary:
        require_own_seat(actor, session, seat=right, today=today)
    elif Opinion.unscoped.filter(item=item, seat=seat, by_secretary=False).exists():
        raise VotedAlready
    opinion, _ = Opinion.unscoped.update_or_create(
        item=item, seat=seat, defaults={"sense": sense, "given_on": day, "by_secretary": by_secretary}
    )
    if session.is_written:
        take_part_in_writing(session, seat)
    record(actor, actions.OPINION_FOR_SEAT if by_secretary else actions.OPINION, item, today=today, seat=seat.pk)
    return opinion


@idempotent(Item)
@transaction.atomic
def record_opinions(
    *, actor: Actor, today: date, item: Item, senses: Mapping[uuid.UUID, VoteSense], seen: Mapping[uuid.UUID, str] | None = None
) -> Item:
    """Write down the ballots of several seats from their papers, all or none. What did not change is left as it is.

    `seen` is what the sheet showed for each seat, nothing being "". Raises OpinionsChanged when somebody wrote another ballot
    meanwhile on a seat that would change, and as `give_opinion`.
    """
    item = locked_item(item)
    seats = {seat.pk: seat for seat in Seat.unscoped.filter(commission_id=item.session.commission_id).order_by("pk")}
    given = list(Opinion.unscoped.filter(item=item).order_by("pk"))
    noted, own = {row.seat_id: row.sense for row in given}, {row.seat_id for row in given if not row.by_secretary}
    for pk, sense in senses.items():
        if noted.get(pk) != sense and seen is not None and seen.get(pk, "") != noted.get(pk, "") and pk not in own:
            raise OpinionsChanged
        # A seat that voted by itself is refused even for the same sense: to accept it would tell what it voted.
        if noted.get(pk) != sense or pk in own:
            give_opinion(actor=actor, today=today, item=item, seat=seats[pk], sense=sense)
    return item


def _require_ballots_open(item: Item, *, day: date) -> None:
    session = item.session
    if session.is_written:
        require_window(session, day=day)
        require_vote_open(session, day=day)
    if item.counted_asked_on is None:
        raise CountNotAsked


def require_vote_open(session: Session, *, day: date) -> Writing:
    """The stages of a written session whose vote is open on that day, its last day included. Raises VoteNotOpen, VoteOver."""
    writing = Writing.unscoped.filter(session=session).first()
    if writing is None or writing.vote_until is None:
        raise VoteNotOpen
    if day > writing.vote_until:
        raise VoteOver(until=day_words(writing.vote_until))
    return writing


def take_part_in_writing(session: Session, seat: Seat) -> None:
    """A seat wrote or voted: it counts among the half of the members who must take part (ordonnance 2014-1329, art. 4)."""
    PresenceSpan.unscoped.get_or_create(session=session, seat=seat, left_at=None, defaults={"channel": Presence.WRITTEN})


def ballots_of(item: Item, *, electorate: core.Electorate) -> dict[str, core.Vote]:
    """The ballots of those who still have a vote. Whoever voted, then left without giving a proxy, has none: that ballot is thrown away."""
    given = Opinion.unscoped.filter(item=item).order_by("seat_id")
    kept = {}
    for each in given:
        if electorate.right_of(str(each.seat_id)) is None:
            each.delete()
        else:
            kept[str(each.seat_id)] = core.Vote(each.sense)
    return kept


def freeze_electorate(item: Item, *, electorate: core.Electorate) -> None:
    """Write down who may deliberate on a locked item that is about to close, and who casts the vote of whom. It never changes after."""
    Elector.unscoped.filter(item=item).delete()
    Elector.unscoped.bulk_create(
        Elector(item=item, seat_id=uuid.UUID(right.seat), cast_by_id=uuid.UUID(right.cast_by)) for right in electorate.rights
    )


def throw_ballots(item: Item) -> None:
    """Delete the ballots of an item: after the recount, or because nothing is counted. Only totals remain."""
    Opinion.unscoped.filter(item=item).delete()


def _voting_right(item: Item, seat: Seat, *, day: date) -> Seat:
    """The seat that casts the vote of `seat`: itself, or the holder of its proxy."""
    recused = recused_on(item)
    if str(seat.pk) in recused:
        raise Recused
    sitting = Sitting.of(item.session, day=day)
    right = sitting.electorate(recused=recused).right_of(str(seat.pk))
    if right is None:
        raise NoRightToVote
    return next(each.seat for each in sitting.seats if str(each.seat.pk) == right.cast_by)


def require_own_seat(actor: Actor, session: Session, *, seat: Seat, today: date) -> None:
    """Raises NotYourSeat unless the actor was convened for this seat and may still read."""
    own = Convocation.unscoped.filter(session=session, seat=seat, reader_id=actor.user_id, reads_until__gte=today)
    if actor.user_id is None or not own.exists():
        raise NotYourSeat
