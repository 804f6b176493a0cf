"""The reading room as a member has it: the agenda by numbers, what she read, what is asked of her, in the order she chooses."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from maillage.core.deliberation.before import ReadingProgress
from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.journal import record
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import actions
from maillage.pathway.commission.models import Convocation, Item, OpinionRequest, PaperReading, Recusal, Seat, Session
from maillage.pathway.commission.reading_rights import open_convocations


class RoomStage(StrEnum):
    """Where a member stands with an item, what presses first."""

    ASKED = "avis-demande"
    TO_READ = "a-lire"
    READ = "lu"
    OUT = "deport"
    CLOSED = "clos"


STAGES = {
    RoomStage.ASKED: _("mon avis est demandé"),
    RoomStage.TO_READ: _("à lire"),
    RoomStage.READ: _("lu"),
    RoomStage.OUT: _("je ne délibère pas"),
    RoomStage.CLOSED: _("point clos"),
}


_TO_READ = (RoomStage.ASKED, RoomStage.TO_READ)


class Grouping(StrEnum):
    """How the agenda may be laid out."""

    AGENDA = ""
    KIND = "nature"
    ASSOCIATION = "association"
    STAGE = "etape"


GROUPINGS = {
    Grouping.AGENDA: _("ordre du jour"),
    Grouping.KIND: _("nature"),
    Grouping.ASSOCIATION: _("association"),
    Grouping.STAGE: _("où j'en suis"),
}


@dataclass(frozen=True)
class RoomRow:
    """An item in the reading room, for the holder of some seats: the number drawn for the session, and where she stands with it."""

    item: Item
    recused: bool
    read: bool
    asked: OpinionRequest | None

    @property
    def stage(self) -> RoomStage:
        """Where she stands with it."""
        if self.recused:
            return RoomStage.OUT
        if self.item.is_closed:
            return RoomStage.CLOSED
        if self.asked is not None and not self.asked.is_answered:
            return RoomStage.ASKED
        return RoomStage.READ if self.read else RoomStage.TO_READ

    def heading(self, grouping: Grouping) -> Any:
        """The group to which it belongs."""
        if grouping is Grouping.KIND:
            return self.item.application.get_kind_display()
        if grouping is Grouping.ASSOCIATION:
            return self.item.application.organisation.name
        return STAGES[self.stage] if grouping is Grouping.STAGE else ""


@dataclass(frozen=True)
class Room:
    """The whole room of one member: her rows in the order of the agenda, and how far she is."""

    rows: tuple[RoomRow, ...]

    @property
    def progress(self) -> ReadingProgress:
        """What she has read of what she may read."""
        hers = [row for row in self.rows if not row.recused]
        return ReadingProgress(read=sum(row.read for row in hers), to_read=len(hers))

    @property
    def awaited(self) -> list[OpinionRequest]:
        """The opinions asked of her that she has not given, the nearest deadline first."""
        asked = [row.asked for row in self.rows if row.asked is not None and row.stage is RoomStage.ASKED]
        return sorted(asked, key=lambda each: (each.due_on, each.item.rank))

    @property
    def counts(self) -> Counter[RoomStage]:
        """How many items at each stage."""
        return Counter(row.stage for row in self.rows)

    def next_after(self, item: Item) -> RoomRow | None:
        """What she reads next: the first item not read after this one in the order of the agenda, else the first before it."""
        waiting = [
            row for row in self.rows if row.item.pk != item.pk and row.stage in (RoomStage.ASKED, RoomStage.TO_READ) and not row.read
        ]
        after = [row for row in waiting if row.item.rank > item.rank]
        return next(iter(after + waiting), None)

    def arranged(self, grouping: Grouping, *, stage: RoomStage | None = None) -> list[RoomRow]:
        """The rows of one stage, or all, laid out by group, then in the order of the agenda."""
        chosen = [row for row in self.rows if stage is None or row.stage is stage]
        if grouping is Grouping.AGENDA:
            return chosen
        if grouping is Grouping.STAGE:
            order = list(RoomStage)
            return sorted(chosen, key=lambda row: order.index(row.stage))
        return sorted(chosen, key=lambda row: str(row.heading(grouping)).casefold())


def room_of(actor: Actor, session: Session, *, seats: Sequence[Seat]) -> Room:
    """The reading room of whoever holds these seats, in a fixed number of queries whatever the length of the agenda."""
    own = {seat.pk for seat in seats}
    read = set(PaperReading.unscoped.filter(item__session=session, reader_id=actor.user_id, seat__in=own).values_list("item_id", flat=True))
    asked = {row.item_id: row for row in _asked_of(session, own)}
    items = session.items.select_related("application__organisation").prefetch_related("recusals").order_by("rank", "pk")
    rows = (RoomRow(item=item, recused=_out(item, seats), read=item.pk in read, asked=asked.get(item.pk)) for item in items)
    return Room(rows=tuple(rows))


def _out(item: Item, seats: Sequence[Seat]) -> bool:
    recused = {row.seat_id for row in item.recusals.all()}
    return all(seat.pk in recused or seat.holder_organisation_id == item.application.organisation_id for seat in seats)


def _asked_of(session: Session, own: set[uuid.UUID]) -> Any:
    # What is still awaited comes last: of two seats of hers, it is the one that presses.
    rows = OpinionRequest.unscoped.standing().filter(item__session=session, seat__in=own).select_related("item")
    return rows.order_by("-answered_on", "pk")


@dataclass(frozen=True)
class OwnReading:
    """A session that a member may read: by which convocation, how far she is, and what is asked of her."""

    convocation: Convocation
    progress: ReadingProgress
    awaited: int
    next_due: date | None


def own_readings(actor: Actor, *, today: date) -> list[OwnReading]:
    """What awaits the member today, the nearest session first: five queries, whatever the sessions and their agendas."""
    rows = open_convocations(actor, today=today).select_related("session__commission__territory", "seat").order_by("session__held_on", "pk")
    sent = list(rows)
    sessions, seats = {each.session_id for each in sent}, {each.seat_id for each in sent}
    items: dict[uuid.UUID, dict[uuid.UUID, uuid.UUID]] = {}
    for pk, session_id, organisation in Item.unscoped.filter(session__in=sessions).values_list(
        "pk", "session_id", "application__organisation_id"
    ):
        items.setdefault(session_id, {})[pk] = organisation
    out = set(Recusal.unscoped.filter(item__session__in=sessions, seat__in=seats).values_list("item_id", "seat_id"))
    read = set(PaperReading.unscoped.filter(item__session__in=sessions, reader_id=actor.user_id).values_list("item_id", "seat_id"))
    awaited: dict[tuple[uuid.UUID, uuid.UUID], list[date]] = {}
    for request in OpinionRequest.unscoped.awaited().filter(item__session__in=sessions, seat__in=seats).select_related("item"):
        if (request.item_id, request.seat_id) not in out:
            awaited.setdefault((request.item.session_id, request.seat_id), []).append(request.due_on)
    found = []
    for each in sent:
        agenda = items.get(each.session_id, {})
        hers = {pk for pk, presents in agenda.items() if (pk, each.seat_id) not in out and presents != each.seat.holder_organisation_id}
        days = sorted(awaited.get((each.session_id, each.seat_id), []))
        progress = ReadingProgress(read=sum((pk, each.seat_id) in read for pk in hers), to_read=len(hers))
        found.append(OwnReading(convocation=each, progress=progress, awaited=len(days), next_due=days[0] if days else None))
    return found


@dataclass(frozen=True)
class AskedLine:
    """An opinion asked on an item, as one reader sees it: who, what, by when, and what was answered. Its repr shows nothing."""

    request: OpinionRequest
    question: str
    answer: str
    own: bool

    def __repr__(self) -> str:
        return "AskedLine(…)"


@dataclass(frozen=True)
class PartialView:
    """What one member sees of the opinions asked on an item: hers, those that are not confidential, and a count of the others."""

    lines: tuple[AskedLine, ...]
    hidden: int

    @property
    def own(self) -> list[AskedLine]:
        """Those asked of her."""
        return [line for line in self.lines if line.own]

    @property
    def others(self) -> list[AskedLine]:
        """Those asked of others, that everybody who reads the item may read."""
        return [line for line in self.lines if not line.own]


def asked_for_reader(actor: Actor, item: Item, *, seats: Sequence[Seat], today: date) -> PartialView:
    """The partial view of a member who reads the papers of an item: the caller has just read them with her (`read_paper`).

    The machine opens the words for her, one key for all, and the journal says who read. A confidential answer of another seat is
    counted, and nothing more: neither its seat nor its question.
    """
    own = {seat.pk for seat in seats}
    # A seat that left the deliberation left it with what it had said.
    standing = OpinionRequest.unscoped.standing().filter(item=item).exclude(seat__in=item.recusals.values("seat"))
    rows = list(standing.select_related("seat", "minutes").order_by("seat__rank", "pk"))
    shown = [row for row in rows if row.seat_id in own or not row.confidential]
    if not shown:
        return PartialView(lines=(), hidden=len(rows))
    opened = open_part(
        actor=system_actor(), subject=shown[0].minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=today, system=True
    )
    with transaction.atomic():
        record(actor, actions.REQUESTS_READ, item, today=today, number=item.number)
    lines = tuple(
        AskedLine(request=row, question=opened.read(row, "question"), answer=opened.read(row, "answer"), own=row.seat_id in own)
        for row in shown
    )
    return PartialView(lines=lines, hidden=len(rows) - len(shown))


def asked_on(actor: Actor, item: Item, *, today: date) -> tuple[AskedLine, ...]:
    """Every opinion asked on an item with its words, for the secretariat and the chair. Journaled. Raises Denied, OutOfScope."""
    reminders = Prefetch("reminders")
    rows = list(
        OpinionRequest.unscoped.filter(item=item)
        .select_related("seat", "minutes")
        .prefetch_related(reminders)
        .order_by("withdrawn_on", "seat__rank", "asked_on", "pk")
    )
    if not rows:
        return ()
    opened = open_part(actor=actor, subject=rows[0].minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=today)
    return tuple(
        AskedLine(request=row, question=opened.read(row, "question"), answer=opened.read(row, "answer"), own=False) for row in rows
    )
