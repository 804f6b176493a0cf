"""What a session left for want of quorum: what a second convocation takes up (CRPA, art. R. 133-10)."""

from __future__ import annotations

from maillage.pathway.commission.agenda import AgendaLine, agenda_of
from maillage.pathway.commission.models import AgendaPoint, Item, NotExaminedCause, PointOutcome, Session
from maillage.pathway.commission.rules import Sitting


def left_without_quorum(session: Session) -> tuple[AgendaLine, ...]:
    """What a session left for want of quorum, in its order: the items left for that cause, and the points not reached with them, or in
    a session that never had its quorum.
    """
    lines = agenda_of(session)
    lacked = any(_lacked(line.item) for line in lines) or not Sitting.of(session, day=session.held_on).quorum().ok
    return tuple(line for line in lines if _lacked(line.item) or (lacked and _not_reached(line.point)))


def _lacked(item: Item | None) -> bool:
    return item is not None and item.cause == NotExaminedCause.NO_QUORUM


def _not_reached(point: AgendaPoint | None) -> bool:
    return point is not None and point.outcome == PointOutcome.NOT_REACHED
