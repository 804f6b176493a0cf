"""One seat of one session, all in one place: what was sent, answered, handed out, noted, voted; for a member without account first."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.core import deliberation as core
from maillage.pathway.commission.models import (
    Convocation,
    ConvocationReply,
    Item,
    OpinionRequest,
    PaperSet,
    PresenceSpan,
    RecusalReason,
    Seat,
    VoteSense,
)
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.workflow import READING_STATES, State


@dataclass(frozen=True)
class SeatItem:
    """An item as this seat stands before it. `given` is what the secretary noted; what an account voted is never read before the count."""

    item: Item
    recused: bool
    given: str
    by_account: bool
    by_proxy: bool
    asked: OpinionRequest | None
    may_vote: bool

    @property
    def given_label(self) -> str:
        """The voice noted, in words; "" while there is none."""
        return str(VoteSense(self.given).label) if self.given else ""


@dataclass(frozen=True)
class SeatPage:
    """All that is known of a seat in a session."""

    convocation: Convocation
    reply: ConvocationReply | None
    spans: tuple[PresenceSpan, ...]
    sets: tuple[PaperSet, ...]
    items: tuple[SeatItem, ...]
    others: tuple[Seat, ...]

    @property
    def has_account(self) -> bool:
        """Does the member answer and vote by an account of her own?"""
        return self.convocation.reader_id is not None

    @property
    def is_open(self) -> bool:
        """Is the session under way?"""
        return bool(self.convocation.session.state == State.OPEN)

    @property
    def before_closing(self) -> bool:
        """Are papers still handed out?"""
        return self.convocation.session.state in READING_STATES


def seat_page(convocation: Convocation) -> SeatPage:
    """Read the page of one seat."""
    session, seat = convocation.session, convocation.seat
    sitting = Sitting.of(session, day=session.opens_on or session.held_on)
    return SeatPage(
        convocation=convocation,
        reply=ConvocationReply.unscoped.filter(convocation=convocation).select_related("proxy_to").first(),
        spans=tuple(span for span in sitting.spans if span.seat_id == seat.pk),
        sets=tuple(PaperSet.unscoped.filter(session=session, seat=seat).order_by("number")),
        items=_items(convocation, sitting=sitting),
        others=tuple(each.seat for each in sitting.seats if each.seat.pk != seat.pk),
    )


def _items(convocation: Convocation, *, sitting: Sitting) -> tuple[SeatItem, ...]:
    seat = convocation.seat
    items = convocation.session.items.select_related("application").prefetch_related("recusals", "opinions").order_by("rank", "pk")
    asked = {row.item_id: row for row in OpinionRequest.unscoped.filter(item__session=convocation.session, seat=seat).order_by("pk")}
    found = []
    for item in items:
        out = any(row.seat_id == seat.pk for row in item.recusals.all())
        voice = next((row for row in item.opinions.all() if row.seat_id == seat.pk), None)
        right = _right(item, seat, sitting) if item.counted_asked_on is not None and not item.is_closed and not out else None
        found.append(
            SeatItem(
                item=item,
                recused=out,
                given=voice.sense if voice is not None and voice.by_secretary else "",
                by_account=voice is not None and not voice.by_secretary,
                by_proxy=right is not None and right.by_proxy,
                asked=asked.get(item.pk),
                may_vote=right is not None,
            )
        )
    return tuple(found)


def _right(item: Item, seat: Seat, sitting: Sitting) -> core.VotingRight | None:
    recused = {str(row.seat_id): RecusalReason(row.reason).ground for row in item.recusals.all()}
    return sitting.electorate(recused=recused).right_of(str(seat.pk))
