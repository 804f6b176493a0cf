"""The follow-up of whoever conducts: how far each seat has read, and the opinions asked that are awaited."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef

from maillage.core.deliberation.before import Asked, Progress, ReadingProgress, progress_of
from maillage.pathway.commission.models import Commission, Convocation, Item, OpinionRequest, PaperReading, Recusal, Session
from maillage.pathway.commission.selectors.reading import AskedLine
from maillage.pathway.commission.workflow import LIVE_STATES


@dataclass(frozen=True)
class SeatReading:
    """How far a seat convened has read. Without an account, nothing is read here: the paper set is handed out."""

    convocation: Convocation
    progress: ReadingProgress
    last_on: date | None

    @property
    def on_paper(self) -> bool:
        """Does nobody read here for this seat?"""
        return self.convocation.reader_id is None


def reading_progress(session: Session) -> tuple[SeatReading, ...]:
    """How far each seat convened has read, in the order of the seats: four queries whatever the agenda."""
    sent = session.convocations.filter(replaced_on__isnull=True).select_related("seat", "holder").order_by("seat__rank", "pk")
    items = dict(session.items.order_by("pk").values_list("pk", "application__organisation_id"))
    recused: dict[uuid.UUID, set[uuid.UUID]] = {}
    for seat_id, item_id in Recusal.unscoped.filter(item__session=session).values_list("seat_id", "item_id"):
        recused.setdefault(seat_id, set()).add(item_id)
    read = _read(session)
    found = []
    for each in sent:
        out = recused.get(each.seat_id, set())
        presents = each.seat.holder_organisation_id
        hers = {pk for pk, organisation in items.items() if pk not in out and organisation != presents}
        done, last_on = read.get((each.seat_id, each.reader_id), (0, None))
        found.append(SeatReading(convocation=each, progress=ReadingProgress(read=min(done, len(hers)), to_read=len(hers)), last_on=last_on))
    return tuple(found)


def _read(session: Session) -> dict[tuple[uuid.UUID, uuid.UUID | None], tuple[int, date]]:
    # What a seat read before it was recused counts no more.
    out = Recusal.unscoped.filter(item_id=OuterRef("item_id"), seat_id=OuterRef("seat_id"))
    rows = PaperReading.unscoped.filter(~Exists(out), item__session=session).order_by()
    counted = rows.values_list("seat_id", "reader_id").annotate(n=Count("pk"), last=Max("read_on"))
    return {(seat, reader): (n, last) for seat, reader, n, last in counted}


@dataclass(frozen=True)
class AskedItem:
    """An item on which opinions were asked: how many came, and how long is left."""

    item: Item
    requests: tuple[OpinionRequest, ...]
    progress: Progress


def asked_in(session: Session, *, today: date) -> list[AskedItem]:
    """The items of a session on which opinions are asked, the most pressing first, then those that are complete: one query."""
    return _by_item(OpinionRequest.unscoped.standing().filter(item__session=session), today=today)


@dataclass(frozen=True)
class StandingSession:
    """A session with opinions that are awaited: for the standing panel of the home."""

    session: Session
    progress: Progress


def standing_requests(commission: Commission, *, today: date) -> list[StandingSession]:
    """The sessions to come in which somebody still has to answer, the nearest first: one query."""
    rows = OpinionRequest.unscoped.standing().filter(
        item__session__commission=commission, item__session__state__in=LIVE_STATES, item__outcome=""
    )
    by_session: dict[Session, list[OpinionRequest]] = {}
    for row in rows.select_related("item__session").order_by("item__session__held_on", "item__session_id", "pk"):
        by_session.setdefault(row.item.session, []).append(row)
    found = [StandingSession(session=session, progress=_progress(asked, today=today)) for session, asked in by_session.items()]
    return [each for each in found if not each.progress.complete]


def _by_item(rows: Any, *, today: date) -> list[AskedItem]:
    by_item: dict[Item, list[OpinionRequest]] = {}
    for row in rows.select_related("item__application", "seat").order_by("item__rank", "item_id", "seat__rank", "pk"):
        by_item.setdefault(row.item, []).append(row)
    found = [AskedItem(item=item, requests=tuple(asked), progress=_progress(asked, today=today)) for item, asked in by_item.items()]
    return sorted(found, key=lambda each: (each.progress.next_due is None or each.item.is_closed, each.progress.next_due or date.max))


def _progress(requests: Sequence[OpinionRequest], *, today: date) -> Progress:
    return progress_of([Asked(due_on=each.due_on, answered_on=each.answered_on) for each in requests], today=today)


def progress_on(lines: Sequence[AskedLine], *, today: date) -> Progress:
    """How far the opinions asked on one item are, withdrawn ones left out."""
    return _progress([line.request for line in lines if line.request.withdrawn_on is None], today=today)


def seats_to_ask(item: Item) -> list[Convocation]:
    """The seats that may be asked: convened, deliberating on the item, not asked yet; by the convocation of each."""
    recused = Recusal.unscoped.filter(item=item).order_by("pk").values("seat_id")
    asked = OpinionRequest.unscoped.standing().filter(item=item).order_by("pk").values("seat_id")
    rows = (
        Convocation.unscoped.filter(session_id=item.session_id, replaced_on__isnull=True).exclude(seat__in=recused).exclude(seat__in=asked)
    )
    rows = rows.exclude(seat__holder_organisation_id=item.application.organisation_id)
    return list(rows.select_related("seat", "holder").order_by("seat__rank", "pk"))
