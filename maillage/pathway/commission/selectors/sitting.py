"""The sitting as it goes: who is there since when, the quorum at each moment, the item in progress, who is heard."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from django.utils.translation import gettext as _

from maillage.core import deliberation as core
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.pictures import session_wheel as wheel
from maillage.pathway.commission.models import AgendaPoint, Hearing, Item, OutcomeCode, Presence, PresenceSpan, Recusal, Seat, Session
from maillage.pathway.commission.rules import SeatNow, Sitting, unheard_on
from maillage.pathway.commission.selectors.getting import get_item
from maillage.pathway.commission.workflow import State


@dataclass(frozen=True)
class PresenceRow:
    """A seat with all its comings and goings; `now` is what holds at the moment asked."""

    seated: SeatNow
    spans: tuple[PresenceSpan, ...]
    now: PresenceSpan | None

    @property
    def seat(self) -> Seat:
        """The seat."""
        return self.seated.seat

    @property
    def is_vacant(self) -> bool:
        """Nobody holds it and nobody may stand in."""
        return self.seated.holder is None and self.seated.deputy is None

    @property
    def words(self) -> str:
        """ "sur place, de 14:05 à 15:20 ; a donné mandat à : Magistrat, à partir de 15:20", or absent."""
        return " ; ".join(span_words(span) for span in self.spans) or str(Presence.ABSENT.label)

    @property
    def shape(self) -> wheel.Presence:
        """The seat on the wheel."""
        shapes = {Presence.IN_PERSON: wheel.Presence.PRESENT, Presence.PROXY: wheel.Presence.PROXY}
        return wheel.Presence.ABSENT if self.now is None else shapes.get(Presence(self.now.channel), wheel.Presence.REMOTE)


def span_words(span: PresenceSpan) -> str:
    """One stay in words, its hours when they are known."""
    said = str(span.get_channel_display())
    said = _("a donné mandat à : %(seat)s") % {"seat": span.proxy_to.label} if span.proxy_to is not None else said
    said = _("%(channel)s, par suppléance") % {"channel": said} if span.by_substitute else said
    hours = {"said": said, "start": _clock(span.arrived_at), "end": _clock(span.left_at)}
    if span.arrived_at is not None and span.left_at is not None:
        return _("%(said)s, de %(start)s à %(end)s") % hours
    if span.left_at is not None:
        return _("%(said)s, jusqu'à %(end)s") % hours
    return _("%(said)s, à partir de %(start)s") % hours if span.arrived_at is not None else said


def _clock(hour: time | None) -> str:
    return hour.strftime("%H:%M") if hour is not None else ""


@dataclass(frozen=True)
class QuorumMoment:
    """The quorum from an hour on; no hour: from the opening."""

    at: time | None
    quorum: core.Quorum | core.Participation


def presence_rows(session: Session, *, day: date | None = None, sitting: Sitting | None = None) -> tuple[PresenceRow, ...]:
    """Every seat of the session with its comings and goings, in the order of the local list."""
    sitting = sitting or Sitting.of(session, day=day or session.held_on)
    now = {span.seat_id: span for span in sitting.attendances}
    known: dict[uuid.UUID, list[PresenceSpan]] = defaultdict(list)
    for span in sitting.spans:
        known[span.seat_id].append(span)
    return tuple(PresenceRow(seated=each, spans=tuple(known[each.seat.pk]), now=now.get(each.seat.pk)) for each in sitting.seats)


def quorum_moments(session: Session, *, day: date | None = None, sitting: Sitting | None = None) -> tuple[QuorumMoment, ...]:
    """The quorum at the opening, then each time somebody came or left."""
    sitting = sitting or Sitting.of(session, day=day or session.held_on)
    opening = QuorumMoment(at=None, quorum=sitting.moved(at=time.min).quorum())
    return (opening, *(QuorumMoment(at=at, quorum=sitting.moved(at=at).quorum()) for at in sitting.moments))


def hearings_of(session: Session) -> dict[uuid.UUID, tuple[Hearing, ...]]:
    """Who was heard on each item, in the order of arrival. The words stay sealed."""
    found: dict[uuid.UUID, list[Hearing]] = defaultdict(list)
    for hearing in Hearing.unscoped.filter(item__session=session).order_by("arrived_at", "pk"):
        found[hearing.item_id].append(hearing)
    return {item_id: tuple(rows) for item_id, rows in found.items()}


def get_hearing(*, actor: Actor, pk: uuid.UUID, today: date) -> Hearing:
    """A hearing for whoever keeps the session, or OutOfScope."""
    found = Hearing.unscoped.select_related("item__session").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    get_item(actor=actor, pk=found.item_id, today=today)
    return found


@dataclass(frozen=True)
class CourseRow:
    """An item in the course of the sitting."""

    item: Item
    current: bool
    recusals: tuple[Recusal, ...]
    hearings: tuple[Hearing, ...]
    unheard: bool = False

    @property
    def heard_now(self) -> tuple[Hearing, ...]:
        """Those who are in the room to be heard."""
        return tuple(hearing for hearing in self.hearings if hearing.left_at is None)

    @property
    def lost(self) -> bool:
        """Left because the quorum was lost."""
        return self.item.outcome == OutcomeCode.NOT_EXAMINED and self.item.quorum_needed is not None


@dataclass(frozen=True)
class Course:
    """The sitting as it stands, for the screens that live: read in a fixed number of queries."""

    session: Session
    sitting: Sitting
    rows: tuple[CourseRow, ...]
    points: tuple[AgendaPoint, ...]

    @property
    def lines(self) -> list[tuple[CourseRow | None, AgendaPoint | None]]:
        """Items and points without application, in their one order."""
        known: list[tuple[CourseRow | None, AgendaPoint | None]] = [
            *((row, None) for row in self.rows),
            *((None, point) for point in self.points),
        ]
        return sorted(known, key=_rank)

    @property
    def is_over(self) -> bool:
        """Everything on the agenda has its outcome: the session may close."""
        return self.left == 0 and all(point.outcome for point in self.points)

    @cached_property
    def current(self) -> CourseRow | None:
        """The item in progress."""
        return next((row for row in self.rows if row.current and not row.item.is_closed), None)

    @cached_property
    def next(self) -> CourseRow | None:
        """The first item that waits."""
        return next((row for row in self.rows if not row.item.is_closed and not row.current), None)

    @property
    def left(self) -> int:
        """Items without an outcome."""
        return sum(not row.item.is_closed for row in self.rows)

    @property
    def is_open(self) -> bool:
        """The session sits."""
        return self.session.state == State.OPEN

    @cached_property
    def quorum(self) -> core.Quorum | core.Participation:
        """The quorum now, for the item in progress when there is one."""
        recused = [str(row.seat_id) for row in self.current.recusals] if self.current is not None else []
        return self.sitting.quorum(recused=recused)

    @property
    def has_lost_quorum(self) -> bool:
        """It was reached, or somebody came, and it is not any more while items wait."""
        return self.is_open and not self.quorum.reached and self.left > 0 and bool(self.sitting.spans)

    @cached_property
    def people(self) -> tuple[PresenceRow, ...]:
        """The seats with their comings and goings."""
        return presence_rows(self.session, sitting=self.sitting)

    @property
    def moments(self) -> tuple[QuorumMoment, ...]:
        """The quorum at each change."""
        return quorum_moments(self.session, sitting=self.sitting)

    @property
    def wheel_seats(self) -> list[wheel.Seat]:
        """The seats for the picture."""
        return [wheel.Seat(label=row.seat.label, presence=row.shape) for row in self.people]

    def own(self, seats: Iterable[Seat]) -> tuple[PresenceRow, ...]:
        """The rows of these seats."""
        keys = {seat.pk for seat in seats}
        return tuple(row for row in self.people if row.seat.pk in keys)


def _rank(line: tuple[CourseRow | None, AgendaPoint | None]) -> tuple[int, str]:
    row, point = line
    found = row.item if row is not None else point
    return (found.rank, str(found.pk)) if found is not None else (0, "")


def course_of(session: Session) -> Course:
    """Read the sitting as the database has it at this moment."""
    session = Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)
    items = session.items.select_related("application__organisation").prefetch_related("recusals__seat").order_by("rank", "pk")
    heard = hearings_of(session)
    rows = tuple(
        CourseRow(
            item=item,
            current=item.pk == session.current_item_id,
            recusals=tuple(sorted(item.recusals.all(), key=lambda row: (row.seat.rank, str(row.pk)))),
            hearings=heard.get(item.pk, ()),
            unheard=unheard_on(item, session=session, heard=heard.get(item.pk, ())),
        )
        for item in items
    )
    sitting = Sitting.of(session, day=session.opens_on or session.held_on)
    return Course(session=session, sitting=sitting, rows=rows, points=tuple(session.points.order_by("rank", "pk")))
