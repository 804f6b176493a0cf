"""A session as its page shows it, and as a member reads it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from maillage.core import deliberation as core
from maillage.core.clock.calendar import Deadline, latest_sending
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.records import ScopedQuerySet
from maillage.foundation.ui.explanation import Reason, confidence_words
from maillage.foundation.ui.pictures import session_wheel as wheel
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.models import (
    Commission,
    Convocation,
    Item,
    Kind,
    LocalRule,
    Minutes,
    Opinion,
    Presence,
    PresenceSpan,
    Recusal,
    Seat,
    Session,
)
from maillage.pathway.commission.rules import SeatNow, Sitting, recused_on, seats_now
from maillage.pathway.commission.selectors.getting import own_convocations
from maillage.pathway.commission.selectors.marks import Marks, marks_of
from maillage.pathway.commission.workflow import AGENDA_STATES, LIVE_STATES, State


def reason_of(said: core.Ruling | core.Composition) -> Reason:
    """A rule's answer with the first text that it rests on, for a page to explain."""
    source = said.because[0] if said.because else None
    return Reason(
        text=say(said.phrase),
        source=source.title if source else "",
        url=source.url if source else "",
        read_on=source.read_on if source else None,
        confidence=confidence_words(said.confidence),
    )


def sessions_of(commission: Commission) -> tuple[list[Session], ScopedQuerySet[Session]]:
    """The sessions to come or under way, the next first; and those over, the latest first, to be cut into pages."""
    rows = Session.unscoped.filter(commission=commission).annotate(items_count=Count("items"))
    live = rows.filter(state__in=LIVE_STATES).order_by("held_on", "pk")
    past: ScopedQuerySet[Session] = rows.exclude(state__in=LIVE_STATES).order_by("-held_on", "pk")
    return list(live), past


def seats_of(commission: Commission, *, today: date) -> tuple[SeatNow, ...]:
    """The seats of today with who holds them."""
    rows = Seat.unscoped.filter(commission=commission).in_force(today).select_related("commission", "holder_organisation")
    return seats_now(list(rows.order_by("rank", "label", "pk")), day=today)


def rules_of(commission: Commission, *, today: date) -> list[LocalRule]:
    """The local rules in force, the latest first."""
    rows = LocalRule.unscoped.filter(commission=commission, adopted_on__lte=today).exclude(ends_on__lte=today)
    return list(rows.order_by("-adopted_on", "pk"))


@dataclass(frozen=True)
class ItemRow:
    """An item on the page of its session."""

    item: Item
    recusals: tuple[Recusal, ...]
    opinions: int
    voters: int
    rule: LocalRule | None
    marks: Marks


@dataclass(frozen=True)
class SeatRow:
    """A seat on the page of a session: who, how present, what was sent."""

    now: SeatNow
    attendance: PresenceSpan | None
    convocation: Convocation | None

    @property
    def presence(self) -> wheel.Presence:
        """The shape of the seat on the wheel."""
        channel = self.attendance.channel if self.attendance is not None else Presence.ABSENT
        shapes = {Presence.IN_PERSON: wheel.Presence.PRESENT, Presence.PROXY: wheel.Presence.PROXY, Presence.ABSENT: wheel.Presence.ABSENT}
        return shapes.get(Presence(channel), wheel.Presence.REMOTE)


@dataclass(frozen=True)
class SessionPage:
    """All that the page of a session shows, read in a fixed number of queries."""

    session: Session
    items: tuple[ItemRow, ...]
    seats: tuple[SeatRow, ...]
    sitting: Sitting
    quorum: core.Quorum | core.Participation
    send_by: Deadline
    filed_by: date
    minutes: Minutes

    @property
    def wheel_seats(self) -> list[wheel.Seat]:
        """The seats for the picture."""
        return [wheel.Seat(label=row.now.seat.label, presence=row.presence) for row in self.seats]

    @property
    def quorum_reasons(self) -> list[Reason]:
        """The count and the composition, each with its sources."""
        return [reason_of(self.quorum), reason_of(self.sitting.composition)]

    @property
    def left(self) -> int:
        """Items without an outcome."""
        return sum(not row.item.is_closed for row in self.items)


def session_page(session: Session, *, today: date) -> SessionPage:
    """Read a session for its page."""
    day = session.held_on if not session.opens_on else session.opens_on
    sitting = Sitting.of(session, day=day)
    noted = {row.seat_id: row for row in sitting.attendances}
    sent = {row.seat_id: row for row in session.convocations.filter(replaced_on__isnull=True).select_related("holder").order_by("pk")}
    seats = tuple(SeatRow(now=each, attendance=noted.get(each.seat.pk), convocation=sent.get(each.seat.pk)) for each in sitting.seats)
    notice = current_law().value("notice.days", on=day)
    return SessionPage(
        session=session,
        items=item_rows(session, sitting=sitting),
        seats=seats,
        sitting=sitting,
        quorum=sitting.quorum(),
        send_by=latest_sending(
            session_on=session.first_day, clear_days=notice.value, because=(notice.source,), confidence=notice.confidence
        ),
        filed_by=session.first_day - timedelta(days=session.commission.filing_deadline_days),
        minutes=Minutes.unscoped.get(session=session),
    )


def item_rows(session: Session, *, sitting: Sitting) -> tuple[ItemRow, ...]:
    """The agenda with its recusals, its opinions counted, and the local rule that meets it."""
    items = (
        session.items.select_related("application__organisation")
        .prefetch_related("recusals__seat")
        .annotate(given=Count("opinions"))
        .order_by("rank", "pk")
    )
    rules = session.commission.local_rules.filter(mode=session.mode, allowed=False, adopted_on__lte=session.first_day)
    against = list(rules.exclude(ends_on__lte=session.first_day).order_by("pk"))
    listed = list(items)
    marks = marks_of(item.application for item in listed if not item.is_closed)
    return tuple(_item_row(item, sitting=sitting, against=against, marks=marks.get(item.application_id, Marks())) for item in listed)


def _item_row(item: Any, *, sitting: Sitting, against: list[LocalRule], marks: Marks) -> ItemRow:
    recusals = tuple(sorted(item.recusals.all(), key=lambda row: (row.seat.rank, str(row.pk))))
    recused = {str(row.seat_id): core.RecusalGround.PERSONAL_INTEREST for row in recusals}
    return ItemRow(
        item=item,
        recusals=recusals,
        opinions=item.given,
        voters=len(sitting.electorate(recused=recused).rights),
        rule=next((rule for rule in against if rule.concerns(item.application.kind)), None),
        marks=marks,
    )


@dataclass(frozen=True)
class ItemPage:
    """An item as whoever conducts the session sees it."""

    item: Item
    recusals: tuple[Recusal, ...]
    opinions: Mapping[uuid.UUID, Opinion]
    seats: tuple[SeatNow, ...]
    electorate: core.Electorate
    quorum: core.Quorum | core.Participation

    @property
    def electorate_reasons(self) -> list[Reason]:
        """Who may vote, and why."""
        return [reason_of(self.electorate)]

    @property
    def voters(self) -> list[tuple[Seat, Opinion | None]]:
        """The seats that may vote, with the opinion given."""
        rights = {right.seat for right in self.electorate.rights}
        return [(each.seat, self.opinions.get(each.seat.pk)) for each in self.seats if str(each.seat.pk) in rights]

    @property
    def not_recused(self) -> list[Seat]:
        """The seats that could still be recused."""
        out = {row.seat_id for row in self.recusals}
        return [each.seat for each in self.seats if each.seat.pk not in out]


def item_page(item: Item) -> ItemPage:
    """Read an item for its page."""
    session = item.session
    sitting = Sitting.of(session, day=session.opens_on or session.held_on)
    recused = recused_on(item)
    return ItemPage(
        item=item,
        recusals=tuple(item.recusals.select_related("seat").order_by("seat__rank", "pk")),
        opinions={row.seat_id: row for row in item.opinions.order_by("pk")},
        seats=sitting.seats,
        electorate=sitting.electorate(recused=recused),
        # Once it is closed, its ballots are thrown away: what was counted stands on the item.
        quorum=sitting.quorum(recused=recused) if item.is_closed else sitting.quorum_on(item, recused=recused),
    )


def reading_sessions(actor: Actor, *, today: date) -> list[Convocation]:
    """The convocations by which the member reads today, the nearest session first."""
    rows = own_convocations(actor, today=today).select_related("session__commission__territory", "seat", "reply__proxy_to")
    return list(rows.order_by("session__held_on", "pk"))


def own_seats(actor: Actor, session: Session, *, today: date) -> list[Seat]:
    """The seats that the member holds in a session that she may read."""
    rows = own_convocations(actor, today=today).filter(session=session).select_related("seat")
    return [row.seat for row in rows.order_by("seat__rank", "pk")]


def castable_seats(item: Item, *, seats: list[Seat]) -> list[Seat]:
    """The seats for which the holder of these seats may give an opinion on the item: her own, and those that gave her their proxy."""
    session, own = item.session, {str(seat.pk) for seat in seats}
    sitting = Sitting.of(session, day=session.opens_on or session.held_on)
    rights = sitting.electorate(recused=recused_on(item)).rights
    castable = {right.seat for right in rights if right.cast_by in own}
    return [each.seat for each in sitting.seats if str(each.seat.pk) in castable]


def state_now(session: Session) -> State:
    """The state of a session as the database has it at this moment."""
    return State(Session.unscoped.values_list("state", flat=True).get(pk=session.pk))


def sessions_in_preparation(territory_id: str) -> list[Session]:
    """The sessions of a department whose agenda is still open, the next first."""
    rows = Session.unscoped.filter(territory_id=territory_id, state__in=AGENDA_STATES, kind=Kind.INDIVIDUAL_PSP)
    return list(rows.order_by("held_on", "pk"))


def notice_for(session: Session, *, today: date) -> core.Notice:
    """Does a convocation sent today leave the notice?"""
    return core.check_notice(sent_on=today, session_on=session.first_day, law=current_law())


def own_opinion(item: Item, *, seats: list[Seat]) -> dict[str, str]:
    """What the holder of these seats said already, to begin the form with."""
    row = item.opinions.filter(seat__in=[seat.pk for seat in seats]).order_by("seat__rank", "pk").first()
    return {"seat": str(row.seat_id), "sense": row.sense} if row is not None else {}
