"""From our rows to the values that core deliberates on, and from its answers to our refusals."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import F

from maillage.core import deliberation as core
from maillage.core.law import Law, NoValueInForce, current_law
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.errors import NoRuleThatDay, RuleRefused
from maillage.pathway.commission.models import (
    Exchange,
    HeardKind,
    Hearing,
    Item,
    Kind,
    Opinion,
    OutcomeCode,
    Presence,
    PresenceSpan,
    Recusal,
    RecusalReason,
    Seat,
    SeatHolder,
    Session,
)

_CLOSING = time(23, 59)


def refuse_unless(ruling: core.Ruling) -> None:
    """Raises RuleRefused with the rule's sentence when it says no."""
    if not ruling.ok:
        raise RuleRefused(say(ruling.phrase))


@contextmanager
def known_rules() -> Iterator[None]:
    """What is done inside asks the law of a day: raises NoRuleThatDay when it has none for it."""
    try:
        yield
    except NoValueInForce as unknown:
        raise NoRuleThatDay from unknown


@dataclass(frozen=True)
class SeatNow:
    """A seat on a day, with who holds it and who may stand in."""

    seat: Seat
    holder: SeatHolder | None
    deputy: SeatHolder | None

    def as_core(self, *, presiding: uuid.UUID | None = None) -> core.Seat:
        """The seat as the rules know it. Where several chair, `presiding` says which one does; none: all of them together."""
        return core.Seat(
            id=str(self.seat.pk),
            code=self.seat.code,
            quality=self.seat.label,
            standing=core.Standing(self.seat.standing),
            chair=self.seat.chairs and presiding in (None, self.seat.pk),
            vacant=self.holder is None and self.deputy is None,
        )


def seats_on(session: Session, *, day: date) -> tuple[SeatNow, ...]:
    """The seats of the commission that sit in this kind of session on a day, in the order of the local list."""
    rows = Seat.unscoped.filter(commission_id=session.commission_id).in_force(day).select_related("commission", "holder_organisation")
    seats = [seat for seat in rows.order_by("rank", "label", "pk") if seat.sits_individual or session.kind != Kind.INDIVIDUAL_PSP]
    return seats_now(seats, day=day)


def seats_now(seats: list[Seat], *, day: date) -> tuple[SeatNow, ...]:
    """These seats with their holder and deputy on a day, in one query."""
    held: dict[tuple[object, bool], SeatHolder] = {}
    for holder in SeatHolder.unscoped.filter(seat__in=[seat.pk for seat in seats]).in_force(day).order_by("-starts_on", "pk"):
        held.setdefault((holder.seat_id, holder.deputy), holder)
    return tuple(SeatNow(seat=seat, holder=held.get((seat.pk, False)), deputy=held.get((seat.pk, True))) for seat in seats)


def stay_of(span: PresenceSpan) -> core.Stay:
    """The span as the rules know it."""
    return core.Stay(str(span.seat_id), starts=span.arrived_at, ends=span.left_at)


@dataclass(frozen=True)
class Sitting:
    """A session with its seats and presences, read once: what the rules are asked about, at an hour or as it stands (`at` None)."""

    session: Session
    seats: tuple[SeatNow, ...]
    spans: tuple[PresenceSpan, ...]
    day: date
    at: time | None = None

    @classmethod
    def of(cls, session: Session, *, day: date, at: time | None = None) -> Sitting:
        """Read the session as it stands, or as it stood at an hour."""
        rows = PresenceSpan.unscoped.filter(session=session).select_related("seat", "proxy_to")
        spans = tuple(rows.order_by("seat__rank", F("arrived_at").asc(nulls_first=True), "pk"))
        return cls(session=session, seats=seats_on(session, day=day), spans=spans, day=day, at=at)

    def moved(self, *, at: time | None) -> Sitting:
        """The same session at another hour, without reading it again."""
        return replace(self, at=at)

    @cached_property
    def attendances(self) -> tuple[PresenceSpan, ...]:
        """What holds at that hour, one at most for each seat."""
        return tuple(span for span in self.spans if stay_of(span).holds(at=self.at))

    @property
    def moments(self) -> tuple[time, ...]:
        """The hours when somebody came or left."""
        return core.moments_of(stay_of(span) for span in self.spans)

    @cached_property
    def law(self) -> Law:
        """The law in force."""
        return current_law()

    @cached_property
    def composition(self) -> core.Composition:
        """Who composes the session: the base of its quorum."""
        kind = core.SessionKind(self.session.kind)
        seats = [each.as_core(presiding=self.session.presiding_id) for each in self.seats]
        return core.compose(seats=seats, kind=kind, on=self.day, law=self.law)

    @cached_property
    def attending(self) -> tuple[core.Attendance, ...]:
        """Those who take part, by any channel."""
        return tuple(
            core.Attendance(seat=str(row.seat_id), channel=core.Channel(row.channel), by_substitute=row.by_substitute)
            for row in self.attendances
            if row.channel != Presence.PROXY
        )

    @cached_property
    def proxies(self) -> tuple[core.Proxy, ...]:
        """The proxies given."""
        return tuple(
            core.Proxy(giver=str(row.seat_id), holder=str(row.proxy_to_id)) for row in self.attendances if row.channel == Presence.PROXY
        )

    def quorum(self, *, recused: Iterable[str] = ()) -> core.Quorum | core.Participation:
        """The quorum as it stands; for a written exchange, who took part."""
        if self.session.is_written:
            took_part = {each.seat for each in self.attending}
            return core.participation(composition=self.composition, took_part=took_part, on=self.day, law=self.law)
        return core.quorum(
            composition=self.composition,
            attending=self.attending,
            proxies=self.proxies,
            recused=frozenset(recused),
            second_convocation=self.session.second_convocation,
            on=self.day,
            law=self.law,
        )

    def quorum_on(self, item: Item, *, recused: Iterable[str]) -> core.Quorum | core.Participation:
        """The quorum for an item that is open: in session those who are there, in writing those who took part in its own deliberation."""
        if self.session.is_written:
            return self.participations([item])[item.pk]
        return self.quorum(recused=recused)

    def participations(self, items: Collection[Item]) -> dict[uuid.UUID, core.Participation]:
        """For each open item of a written exchange, who took part in its deliberation (ordonnance 2014-1329, art. 4). Three queries."""
        return {
            pk: core.participation(composition=self.composition, took_part=seats, on=self.day, law=self.law)
            for pk, seats in _took_part(self.session, items).items()
        }

    def electorate(self, *, recused: Mapping[str, core.RecusalGround]) -> core.Electorate:
        """The votes that may be cast on an item. In writing, every member convened may still take part."""
        attending = self.attending
        if self.session.is_written:
            attending = tuple(core.Attendance(seat.id, core.Channel.WRITTEN) for seat in self.composition.seats if not seat.vacant)
        return core.who_may_vote(
            composition=self.composition, attending=attending, proxies=self.proxies, recused=recused, on=self.day, law=self.law
        )


def _took_part(session: Session, items: Collection[Item]) -> dict[uuid.UUID, set[str]]:
    """The seats that wrote or voted on each item. What is written on the whole agenda is about each of its items; a seat that does not
    deliberate on an item takes no part in it, whatever it wrote.
    """
    pks = [item.pk for item in items]
    found: dict[uuid.UUID, set[str]] = {pk: set() for pk in pks}
    written = Exchange.unscoped.filter(minutes__session=session).order_by("number").values_list("item_id", "seat_id")
    voted = Opinion.unscoped.filter(item__in=pks).order_by("pk").values_list("item_id", "seat_id")
    for item_id, seat_id in (*written, *voted):
        for pk in pks if item_id is None else {item_id} & found.keys():
            found[pk].add(str(seat_id))
    for item_id, seat_id in Recusal.unscoped.filter(item__in=pks).order_by("pk").values_list("item_id", "seat_id"):
        found[item_id].discard(str(seat_id))
    return found


def recused_on(item: Item) -> dict[str, core.RecusalGround]:
    """The seats that do not deliberate on an item, with the ground of each."""
    return {str(row.seat_id): RecusalReason(row.reason).ground for row in item.recusals.all().order_by("pk")}


def unheard_on(item: Item, *, session: Session, heard: Iterable[Hearing]) -> bool:
    """Did the commission deliberate on it in session without hearing the association that presents it? It may, and it is said (1.6 of
    the law file: the association gives its view during the session). Of writings, and of a session entered from its papers, nobody knows.
    """
    deliberated = item.outcome in (OutcomeCode.EXAMINED, OutcomeCode.ADJOURNED) and not session.is_written and not session.from_paper
    return deliberated and all(row.kind != HeardKind.ASSOCIATION for row in heard)


def window_of(session: Session, *, law: Law) -> core.WrittenWindow:
    """The window of a written exchange: from the morning of its opening to the end of its last day.

    Raises core.deliberation.Refused when it would close before it opens.
    """
    opens = datetime.combine(session.opens_on or session.held_on, time(0, 0))
    return core.written_window(opens=opens, closes=datetime.combine(session.held_on, _CLOSING), law=law)


def check_distance(session: Session, *, members: int, known_on: date) -> core.Ruling:
    """May the session lawfully be held in its mode, on its base? (ordonnance 2014-1329, CRPA R. 133-10, 2020-347)."""
    rule = session.local_rule if session.local_rule is not None and session.local_rule.serves(session) else None
    return core.check_mode(
        mode=core.Mode(session.mode),
        base=session.legal_basis,
        on=session.first_day,
        law=current_law(),
        members=members,
        chair_decided=session.chair_decided_on is not None,
        local_text=f"{rule.basis}, {rule.adopted_on:%d/%m/%Y}" if rule else "",
        known_on=max(known_on, session.first_day) if session.from_paper else known_on,
    )
