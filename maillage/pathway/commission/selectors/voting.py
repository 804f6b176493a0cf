"""The counted vote as a member casts it, and as whoever conducts the session follows it: who has voted, never what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.core import deliberation as core
from maillage.foundation.access.actor import Actor
from maillage.pathway.commission.models import Elector, Item, RecusalReason, Seat, Session, VoteSense
from maillage.pathway.commission.reading_rights import open_convocations
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.workflow import State


@dataclass(frozen=True)
class BallotSeat:
    """A seat for which the member votes: her own, or one that gave her its proxy; and what she said for it so far."""

    seat: Seat
    given: str
    by_proxy: bool

    @property
    def given_label(self) -> str:
        """Her vote in words, "" while there is none."""
        return str(VoteSense(self.given).label) if self.given else ""


@dataclass(frozen=True)
class Ballot:
    """An item on which the member may vote now, with each seat for which she casts a vote."""

    item: Item
    seats: tuple[BallotSeat, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be answered, in words."""
        return [(each.value, str(each.label)) for each in VoteSense]

    @property
    def left(self) -> int:
        """Seats for which nothing is said yet."""
        return sum(not each.given for each in self.seats)


def ballot_of(actor: Actor, item: Item, *, today: date) -> Ballot | None:
    """What the member may vote on this item now; None when no count is asked, when it is closed, or when no seat of hers votes."""
    return next(iter(ballots_for(actor, item.session, today=today, only=item)), None)


def ballots_for(actor: Actor, session: Session, *, today: date, only: Item | None = None) -> list[Ballot]:
    """The items of a session on which the member may vote now, in the order of the agenda: a fixed number of queries."""
    if session.state != State.OPEN:
        return []
    own = {str(pk) for pk in open_convocations(actor, today=today).filter(session=session).order_by("pk").values_list("seat_id", flat=True)}
    rows = session.items.filter(outcome="", counted_asked_on__isnull=False)
    rows = rows.filter(pk=only.pk) if only is not None else rows
    items = list(rows.select_related("session").prefetch_related("recusals", "opinions").order_by("rank", "pk")) if own else []
    if not items:
        return []
    sitting = _sitting(session)
    found = (Ballot(item=item, seats=_castable(item, sitting=sitting, own=own)) for item in items)
    return [ballot for ballot in found if ballot.seats]


def why_no_ballot(item: Item, *, seats: Iterable[Seat]) -> str:
    """Why a member whose seats are these has nothing to vote on an open item whose count is asked: the proxy first, then the presence."""
    sitting, own = _sitting(item.session), {seat.pk for seat in seats}
    held = [span for span in sitting.attendances if span.seat_id in own]
    given = next((span for span in held if span.is_proxy), None)
    if given is not None and given.proxy_to is not None:
        recused = {row.seat_id for row in item.recusals.all()}
        words = {"seat": given.proxy_to.label}
        if given.proxy_to_id in recused:
            return _("Vous avez donné mandat à : %(seat)s. Ce siège ne délibère pas sur ce point : votre voix n'y est pas donnée.") % words
        return _("Vous avez donné mandat à : %(seat)s. Ce siège vote pour le vôtre ; pour voter vous-même, voyez le secrétariat.") % words
    if any(span.seat_id in own for span in sitting.spans) and not held:
        return _("Votre départ est noté. Si vous êtes de retour, dites-le au secrétariat.")
    if not held:
        return _("Votre présence n'est pas notée : dites-le au secrétariat.")
    return _("Votre siège n'a pas de voix dans cette séance : demandez au secrétariat.")


def _sitting(session: Session) -> Sitting:
    return Sitting.of(session, day=session.opens_on or session.held_on)


def _recused(item: Any) -> dict[str, core.RecusalGround]:
    return {str(row.seat_id): RecusalReason(row.reason).ground for row in item.recusals.all()}


def _castable(item: Any, *, sitting: Sitting, own: set[str]) -> tuple[BallotSeat, ...]:
    given = {str(row.seat_id): row.sense for row in item.opinions.all()}
    mine = {right.seat: right.by_proxy for right in sitting.electorate(recused=_recused(item)).rights if right.cast_by in own}
    return tuple(
        BallotSeat(seat=each.seat, given=given.get(str(each.seat.pk), ""), by_proxy=mine[str(each.seat.pk)])
        for each in sitting.seats
        if str(each.seat.pk) in mine
    )


@dataclass(frozen=True)
class Count:
    """How far the vote on an item is: how many voted, of how many, and the seats still awaited. Never who said what."""

    item: Item
    given: int
    voters: int
    awaited: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Has everybody who may vote voted?"""
        return self.given == self.voters


def count_of(item: Item) -> Count | None:
    """How far the vote on an open item is; None when no count is asked, or once it is closed."""
    return next(iter(counts_of(item.session, only=item)), None)


def counts_of(session: Session, *, only: Item | None = None) -> list[Count]:
    """The same for every open item of a session on which a count is asked."""
    rows = session.items.filter(outcome="", counted_asked_on__isnull=False)
    rows = rows.filter(pk=only.pk) if only is not None else rows
    items: Iterable[Any] = list(rows.select_related("application").prefetch_related("recusals", "opinions").order_by("rank", "pk"))
    if not items:
        return []
    sitting = _sitting(session)
    return [_count(item, sitting=sitting) for item in items]


def _count(item: Any, *, sitting: Sitting) -> Count:
    rights = {right.seat for right in sitting.electorate(recused=_recused(item)).rights}
    said = {str(row.seat_id) for row in item.opinions.all()} & rights
    awaited = tuple(each.seat.label for each in sitting.seats if str(each.seat.pk) in rights - said)
    return Count(item=item, given=len(said), voters=len(rights), awaited=awaited)


def electors_of(session: Session) -> dict[Any, tuple[Elector, ...]]:
    """For each item that was examined, the seats that could deliberate on it when it closed, and who cast the vote of whom."""
    rows = Elector.unscoped.filter(item__session=session).select_related("seat", "cast_by").order_by("item_id", "seat__rank", "pk")
    found: dict[Any, tuple[Elector, ...]] = {}
    for row in rows:
        found[row.item_id] = (*found.get(row.item_id, ()), row)
    return found
