"""The sitting: opened, presences by channel, proxies, recusals, opinions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from maillage.core.deliberation import Proxy, check_proxy
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    ChannelUnfit,
    NoDeputy,
    NoProxyInWriting,
    NoRightToVote,
    NotThatDay,
    NotYourSeat,
    OpinionsChanged,
    Recused,
    SeatNotSitting,
    VotedAlready,
)
from maillage.pathway.commission.models import (
    Attendance,
    Convocation,
    Item,
    ModeChoice,
    Opinion,
    Paper,
    Presence,
    Recusal,
    RecusalReason,
    Seat,
    Session,
    VoteSense,
)
from maillage.pathway.commission.rules import Sitting, recused_on, refuse_unless
from maillage.pathway.commission.services.moving import move, require_open, require_open_item, require_window, sitting_day
from maillage.pathway.commission.services.recusing import recuse_computed, recuse_in_session, writers_of
from maillage.pathway.commission.workflow import READING_STATES, State
from maillage.pathway.psp.extracts import ExtractContent, loads

CHANNELS = {
    ModeChoice.IN_PERSON: (Presence.IN_PERSON, Presence.VIDEO, Presence.PHONE),
    ModeChoice.HYBRID: (Presence.IN_PERSON, Presence.VIDEO, Presence.PHONE),
    ModeChoice.VIDEO: (Presence.VIDEO, Presence.PHONE),
    ModeChoice.PHONE: (Presence.PHONE, Presence.VIDEO),
    ModeChoice.WRITTEN: (Presence.WRITTEN,),
}
"""Distance counts in the quorum of any meeting (CRPA, art. R. 133-10); writing is a procedure of its own."""


@transaction.atomic
def open_session(*, actor: Actor, today: date, session: Session, happened_on: date | None = None) -> Session:
    """Open a convened session on its day, or a written exchange inside its window; afterwards, with the day it was held.

    Raises Denied, StateRefused, NotThatDay, DateInFuture.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    day = sitting_day(session, happened_on=happened_on, today=today)
    if session.from_paper and session.opens_on is not None and happened_on is None:
        day = session.opens_on
    if not session.first_day <= day <= session.held_on:
        raise NotThatDay(held_on=session.first_day.strftime("%d/%m/%Y"))
    move(session, to=State.OPEN, opened_on=day)
    recuse_in_session(actor=actor, today=today, session=session)
    record(actor, actions.OPENED, session, today=today, happened_on=day)
    return session


@transaction.atomic
def record_attendance(
    *, actor: Actor, today: date, session: Session, seat: Seat, channel: Presence, by_substitute: bool = False
) -> Attendance:
    """Note how a seat takes part. Noted again, it replaces what was noted (an arrival, a departure), while the session is open.

    Raises Denied, NotOpen, SeatNotSitting, ChannelUnfit, NoDeputy (CRPA, art. R. 133-3).
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    _sitting_with(session, seat, today=today)
    if channel is not Presence.ABSENT and channel not in CHANNELS[ModeChoice(session.mode)]:
        raise ChannelUnfit
    if by_substitute and not seat.substitutable:
        raise NoDeputy
    row, _ = Attendance.unscoped.update_or_create(
        session=session, seat=seat, defaults={"channel": channel, "by_substitute": by_substitute, "proxy_to": None}
    )
    record(actor, actions.PRESENCE, session, today=today, channel=channel, seat=seat.pk)
    return row


@transaction.atomic
def record_proxy(*, actor: Actor, today: date, session: Session, giver: Seat, holder: Seat) -> Attendance:
    """Note that a seat that is not there entrusts its vote to another. Source: CRPA, art. R. 133-9. Raises Denied, NotOpen, RuleRefused."""
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    if session.is_written:
        raise NoProxyInWriting
    sitting = _sitting_with(session, giver, today=today)
    substituted = [str(row.seat_id) for row in sitting.attendances if row.by_substitute]
    others = [proxy for proxy in sitting.proxies if proxy.giver != str(giver.pk)]
    refuse_unless(
        check_proxy(
            proxy=Proxy(giver=str(giver.pk), holder=str(holder.pk)),
            composition=sitting.composition,
            substituted=substituted,
            others=others,
            on=sitting.day,
            law=current_law(),
        )
    )
    row, _ = Attendance.unscoped.update_or_create(
        session=session, seat=giver, defaults={"channel": Presence.PROXY, "by_substitute": False, "proxy_to": holder}
    )
    record(actor, actions.PROXY, session, today=today, giver=giver.pk, holder=holder.pk)
    return row


@idempotent(Session)
@transaction.atomic
def record_presences(
    *, actor: Actor, today: date, session: Session, presences: Mapping[uuid.UUID, Presence], proxies: Mapping[uuid.UUID, uuid.UUID]
) -> Session:
    """Note the whole sheet at once: how each seat takes part, then who gave a proxy to whom. What did not change is left as it is.

    Raises as `record_attendance` and `record_proxy`.
    """
    seats = {seat.pk: seat for seat in Seat.unscoped.filter(commission_id=session.commission_id).order_by("pk")}
    noted = {row.seat_id: (row.channel, row.proxy_to_id) for row in Attendance.unscoped.filter(session=session).order_by("pk")}
    for pk, channel in presences.items():
        known, proxy_to = noted.get(pk, (Presence.ABSENT, None))
        if proxy_to is not None or known != channel:
            record_attendance(actor=actor, today=today, session=session, seat=seats[pk], channel=channel)
    for giver, holder in proxies.items():
        if noted.get(giver, ("", None))[1] != holder:
            record_proxy(actor=actor, today=today, session=session, giver=seats[giver], holder=seats[holder])
    return session


def _sitting_with(session: Session, seat: Seat, *, today: date) -> Sitting:
    sitting = Sitting.of(session, day=sitting_day(session, happened_on=None, today=today))
    if sitting.composition.seat(str(seat.pk)) is None:
        raise SeatNotSitting
    return sitting


@transaction.atomic
def declare_recusal(*, actor: Actor, today: date, item: Item, seat: Seat, reason: RecusalReason) -> Recusal:
    """Take a seat out of the deliberation on an item, declared by its holder or noted by whoever conducts; its opinion is withdrawn.

    Source: CRPA, art. R. 133-12. Raises Denied, ItemClosed, NotYourSeat.
    """
    if not actor.may(Permission.SESSION_CONDUCT, on=item):
        require(actor, Permission.OPINION_GIVE, on=item)
        _require_own_seat(actor, item.session, seat=seat, today=today)
    item = _locked(item)
    if item.session.state not in (State.DRAFT, *READING_STATES):
        require_open_item(item)
    if item.is_closed:
        require_open_item(item)
    Opinion.unscoped.filter(item=item, seat=seat).delete()
    row, made = Recusal.unscoped.get_or_create(item=item, seat=seat, defaults={"reason": reason, "declared_on": today})
    if made:
        record(actor, actions.RECUSED, item, today=today, reason=reason, seat=seat.pk)
    return row


@transaction.atomic
def give_opinion(*, actor: Actor, today: date, item: Item, seat: Seat, sense: VoteSense, happened_on: date | None = None) -> Opinion:
    """Give, or change until the item closes, the opinion of a seat: by its holder, by who holds its proxy, or by the secretary for a
    member who has no account. The secretary never writes over what a seat said by itself.
    Raises Denied, NotYourSeat, Recused, NoRightToVote, VotedAlready, ItemClosed, NotOpen, WindowClosed.
    """
    by_secretary = actor.may(Permission.COMMISSION_MANAGE, on=item)
    if not by_secretary:
        require(actor, Permission.OPINION_GIVE, on=item)
    item = _locked(item)
    require_open_item(item)
    session = item.session
    day = sitting_day(session, happened_on=happened_on, today=today)
    require_window(session, day=day)
    if not by_secretary and today > session.reading_until:
        raise NotYourSeat
    recuse_computed(actor=actor, today=today, items=[item], day=day)
    right = _voting_right(item, seat, day=day)
    if not by_secretary:
        _require_own_seat(actor, session, seat=right, today=today)
    elif Opinion.unscoped.filter(item=item, seat=seat, by_secretary=False).exists():
        raise VotedAlready
    opinion, _ = Opinion.unscoped.update_or_create(
        item=item, seat=seat, defaults={"sense": sense, "given_on": day, "by_secretary": by_secretary}
    )
    if session.is_written:
        Attendance.unscoped.get_or_create(session=session, seat=seat, defaults={"channel": Presence.WRITTEN})
    record(actor, actions.OPINION_FOR_SEAT if by_secretary else actions.OPINION, item, today=today, seat=seat.pk)
    return opinion


@idempotent(Item)
@transaction.atomic
def record_opinions(
    *, actor: Actor, today: date, item: Item, senses: Mapping[uuid.UUID, VoteSense], seen: Mapping[uuid.UUID, str] | None = None
) -> Item:
    """Write down the opinions of several seats from their papers, all or none. What did not change is left as it is.

    `seen` is what the sheet showed for each seat, nothing being "". Raises OpinionsChanged when somebody wrote another opinion
    meanwhile on a seat that would change, and as `give_opinion`.
    """
    item = _locked(item)
    seats = {seat.pk: seat for seat in Seat.unscoped.filter(commission_id=item.session.commission_id).order_by("pk")}
    given = list(Opinion.unscoped.filter(item=item).order_by("pk"))
    noted, own = {row.seat_id: row.sense for row in given}, {row.seat_id for row in given if not row.by_secretary}
    for pk, sense in senses.items():
        if noted.get(pk) != sense and seen is not None and seen.get(pk, "") != noted.get(pk, "") and pk not in own:
            raise OpinionsChanged
        if noted.get(pk) != sense:
            give_opinion(actor=actor, today=today, item=item, seat=seats[pk], sense=sense)
    return item


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


def _require_own_seat(actor: Actor, session: Session, *, seat: Seat, today: date) -> None:
    """Raises NotYourSeat unless the actor was convened for this seat and may still read."""
    own = Convocation.unscoped.filter(session=session, seat=seat, reader_id=actor.user_id, reads_until__gte=today)
    if actor.user_id is None or not own.exists():
        raise NotYourSeat


def _locked(item: Item) -> Item:
    return Item.unscoped.select_related("session", "application").locked(item.pk)


@transaction.atomic
def read_paper(*, actor: Actor, today: date, item: Item) -> ExtractContent:
    """The pseudonymised copy of an item, for a member convened who deliberates on it; the reading is journaled.

    Only from the convocation to the closing **and** until the reading deadline. Raises OutOfScope outside of that, Recused for a
    seat that does not deliberate on it.
    """
    own = Convocation.unscoped.filter(
        session_id=item.session_id, reader_id=actor.user_id, reads_until__gte=today, session__state__in=READING_STATES
    )
    rows = list(own.select_related("seat").order_by("pk")) if actor.user_id is not None else []
    seats = {row.seat_id for row in rows}
    paper = Paper.unscoped.select_related("session", "item__application").filter(item=item).first()
    if not seats or paper is None:
        raise OutOfScope
    out = set(Recusal.unscoped.filter(item=item).order_by("pk").values_list("seat_id", flat=True))
    out |= {row.seat_id for row in rows if row.seat.holder_organisation_id == paper.item.application.organisation_id}
    # Asked again here: whoever came after the agenda was written does not read what she wrote.
    if seats <= out or actor.user_id in writers_of(paper.item):
        raise Recused
    opened = open_part(actor=actor, subject=paper.session, part=Part.PAPERS, reason=Reason.SESSION, today=today)
    content = loads(opened.read(paper, "content"))
    record(actor, actions.PAPER_READ, item, today=today, number=item.number)
    return content
