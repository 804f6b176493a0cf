"""A session before it sits, as its pages show it: one agenda, who answered what, what is left of the notice, sets of papers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from maillage.core import deliberation as core
from maillage.core.clock.calendar import latest_sending
from maillage.core.law import current_law
from maillage.core.phrase import Phrase, phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.pictures import session_wheel as wheel
from maillage.pathway.commission.agenda import merged
from maillage.pathway.commission.lacking import left_without_quorum
from maillage.pathway.commission.letters.words import outcome_words
from maillage.pathway.commission.models import (
    AgendaPoint,
    Convocation,
    ConvocationReply,
    PaperSet,
    Presence,
    Reminder,
    Seat,
    Session,
)
from maillage.pathway.commission.rules import SeatNow, Sitting
from maillage.pathway.commission.selectors.sessions import ItemRow, SessionPage
from maillage.pathway.commission.workflow import State

_AWAY = (Presence.ABSENT, Presence.PROXY)


def get_point(*, actor: Actor, pk: uuid.UUID, today: date) -> AgendaPoint:
    """A point of an agenda for whoever keeps the session, or OutOfScope."""
    found = AgendaPoint.objects.visible_to(actor, today=today).select_related("session__commission__territory").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_paper_set(*, actor: Actor, pk: uuid.UUID, today: date) -> PaperSet:
    """A numbered set of papers, for the secretariat; or OutOfScope."""
    rows = PaperSet.objects.visible_to(actor, today=today).select_related("session__commission__territory", "seat")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


@dataclass(frozen=True)
class AgendaRow:
    """A line of the agenda on the page of its session: an item with its outcome in words, or a point. `late`: after the local term."""

    row: ItemRow | None
    point: AgendaPoint | None
    outcome: str
    late: bool


def agenda_lines(page: SessionPage) -> list[AgendaRow]:
    """The agenda of a session in its one order, items and points."""
    rows = {row.item.pk: row for row in page.items}
    lines = merged([row.item for row in page.items], page.session.points.order_by("rank", "pk"))
    return [_agenda_row(rows[line.item.pk] if line.item else None, line.point, filed_by=page.filed_by) for line in lines]


def _agenda_row(row: ItemRow | None, point: AgendaPoint | None, *, filed_by: date) -> AgendaRow:
    filed_on = row.item.application.filed_on if row is not None else None
    return AgendaRow(
        row=row,
        point=point,
        outcome=outcome_words(row.item) if row is not None else "",
        late=filed_on is not None and filed_on > filed_by,
    )


def replies_of(session: Session) -> dict[uuid.UUID, ConvocationReply]:
    """What each seat answered to the convocation in force, by seat. One query."""
    rows = ConvocationReply.unscoped.filter(convocation__session=session, convocation__replaced_on__isnull=True)
    return {row.seat_id: row for row in rows.select_related("convocation", "proxy_to").order_by("convocation__seat__rank", "pk")}


@dataclass(frozen=True)
class SeatSent:
    """A seat on the page of the convocations: who, what was sent, what it answered, when it was reminded."""

    now: SeatNow
    convocation: Convocation | None
    reply: ConvocationReply | None
    reminders: tuple[Reminder, ...]
    proxy_lost: bool

    @property
    def awaited(self) -> bool:
        """Convened, and silent."""
        return self.convocation is not None and self.reply is None

    @property
    def shape(self) -> wheel.Presence:
        """How it would sit, for the picture."""
        if self.reply is None:
            return wheel.Presence.ABSENT
        shapes = {Presence.IN_PERSON: wheel.Presence.PRESENT, Presence.PROXY: wheel.Presence.PROXY, Presence.ABSENT: wheel.Presence.ABSENT}
        return shapes.get(Presence(self.reply.presence), wheel.Presence.REMOTE)


@dataclass(frozen=True)
class ConvocationsPage:
    """All that the page of the convocations shows, in a fixed number of queries."""

    session: Session
    seats: tuple[SeatSent, ...]
    replaced: tuple[Convocation, ...]
    sets: tuple[PaperSet, ...]
    expected: core.Quorum | None

    @property
    def awaited(self) -> list[SeatSent]:
        """The seats that have not answered."""
        return [row for row in self.seats if row.awaited]

    @property
    def unproven(self) -> list[SeatSent]:
        """The seats whose sending has no proof."""
        return [row for row in self.seats if row.convocation is not None and row.convocation.proof_on is None]

    @property
    def wheel_seats(self) -> list[wheel.Seat]:
        """The seats as they answered."""
        return [wheel.Seat(label=row.now.seat.label, presence=row.shape) for row in self.seats]

    @property
    def sets_out(self) -> int:
        """Sets of papers that are not back."""
        return sum(each.returned_on is None for each in self.sets)


def convocations_page(session: Session) -> ConvocationsPage:
    """Read the convocations of a session for their page."""
    sitting = Sitting.of(session, day=session.first_day)
    rows = session.convocations.select_related("holder").order_by("seat__rank", "-sent_on", "pk")
    sent = {row.seat_id: row for row in rows if row.replaced_on is None}
    replies, reminders = replies_of(session), _reminders_of(session)
    seats = tuple(
        SeatSent(
            now=each,
            convocation=sent.get(each.seat.pk),
            reply=replies.get(each.seat.pk),
            reminders=reminders.get(each.seat.pk, ()),
            proxy_lost=_is_lost(replies.get(each.seat.pk), replies=replies),
        )
        for each in sitting.seats
    )
    return ConvocationsPage(
        session=session,
        seats=seats,
        replaced=tuple(row for row in rows.select_related("seat") if row.replaced_on is not None),
        sets=tuple(session.paper_sets.select_related("seat").order_by("number")),
        expected=None if session.is_written else _expected(session, sitting=sitting, replies=replies),
    )


def _reminders_of(session: Session) -> dict[uuid.UUID, tuple[Reminder, ...]]:
    found: dict[uuid.UUID, tuple[Reminder, ...]] = {}
    rows = Reminder.unscoped.filter(convocation__session=session, convocation__replaced_on__isnull=True).select_related("convocation")
    for row in rows.order_by("sent_on", "pk"):
        found[row.convocation.seat_id] = (*found.get(row.convocation.seat_id, ()), row)
    return found


def _is_lost(reply: ConvocationReply | None, *, replies: dict[uuid.UUID, ConvocationReply]) -> bool:
    """A proxy given to a seat that said since then that it will not be there."""
    if reply is None or reply.proxy_to_id is None:
        return False
    holder = replies.get(reply.proxy_to_id)
    return holder is not None and holder.presence in _AWAY


def _expected(session: Session, *, sitting: Sitting, replies: dict[uuid.UUID, ConvocationReply]) -> core.Quorum:
    """The quorum that there would be if everybody did as they said, and the silent stayed away (CRPA, art. R. 133-10)."""
    return core.quorum(
        composition=sitting.composition,
        attending=[
            core.Attendance(seat=str(pk), channel=core.Channel(row.presence)) for pk, row in replies.items() if row.presence not in _AWAY
        ],
        proxies=[core.Proxy(giver=str(pk), holder=str(row.proxy_to_id)) for pk, row in replies.items() if row.proxy_to_id is not None],
        second_convocation=session.second_convocation,
        on=session.first_day,
        law=current_law(),
    )


def countdown(session: Session, *, today: date) -> Phrase | None:
    """What is left of the notice, in words: before the convocation, how long it may still wait; after it, how long until the session.

    None when it says nothing any more. Source: CRPA, art. R. 133-8, parameter `notice.days`.
    """
    if session.state == State.CONVENED:
        left = (session.first_day - today).days
        if left <= 0:
            return phrase("C’est le jour de la séance.") if left == 0 else None
        return phrase("Séance dans {days}.", days=_days(left))
    if session.state != State.DRAFT or session.from_paper:
        return None
    if session.window_until is not None:
        return phrase(
            "Le jour n’est pas fixé : la séance aura lieu entre le {first} et le {last}.", first=session.held_on, last=session.window_until
        )
    rule = current_law().value("notice.days", on=session.first_day)
    last_day = latest_sending(session_on=session.first_day, clear_days=rule.value, because=(rule.source,), confidence=rule.confidence).date
    left = (last_day - today).days
    if left > 0:
        return phrase("Il reste {days} pour convoquer : le {last} est le dernier jour du délai.", days=_days(left), last=last_day)
    if left == 0:
        return phrase("Il faut convoquer aujourd’hui : c’est le dernier jour du délai.")
    return phrase("Le délai est passé depuis le {last} : seule une convocation en urgence, motivée, tient ce jour.", last=last_day)


def _days(count: int) -> Phrase:
    return phrase("un jour") if count == 1 else phrase("{count} jours", count=count)


def reply_seats(convocation: Convocation) -> list[Seat]:
    """The seats to which this one may think of giving its proxy: those convened that did not say that they stay away."""
    rows = Convocation.unscoped.filter(session_id=convocation.session_id, replaced_on__isnull=True).exclude(pk=convocation.pk)
    return [row.seat for row in rows.exclude(reply__presence__in=_AWAY).select_related("seat").order_by("seat__rank", "pk")]


def missing_quorum(session: Session) -> int:
    """How many lines of its agenda a closed session left for want of quorum, when no second convocation takes them up yet."""
    if session.state != State.CLOSED or session.is_written or Session.unscoped.filter(first_session=session).exists():
        return 0
    return len(left_without_quorum(session))
