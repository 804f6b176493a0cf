"""What a session left for want of quorum: what a second convocation takes up (CRPA, art. R. 133-10)."""

from __future__ import annotations

from maillage.pathway.commission.agenda import AgendaLine, agenda_of
from maillage.pathway.commission.models import AgendaPoint, Item, NotExaminedCause, PointOutcome, Session


def left_without_quorum(session: Session) -> tuple[AgendaLine, ...]:
    """What a session left for want of quorum, in its order: the items left for that cause and the points not reached, when what was
    counted as they were left lacked. Who is still noted as there after the closing says nothing; a second convocation lacks nothing.
    """
    return () if session.second_convocation else tuple(line for line in agenda_of(session) if _lacked(line.row))


def _lacked(row: Item | AgendaPoint) -> bool:
    left = row.outcome == PointOutcome.NOT_REACHED if isinstance(row, AgendaPoint) else row.cause == NotExaminedCause.NO_QUORUM
    return left and row.quorum_counted is not None and row.quorum_needed is not None and row.quorum_counted < row.quorum_needed
