"""The wait of an application, cut by cause."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from maillage.core.clock.waiting import Cause, Fact, WaitingCut, cut_waiting
from maillage.pathway.psp.models import Application, Piece, WaitingFact
from maillage.pathway.psp.models.piece import Issuer

_HERS = frozenset({Cause.HER_CHOICE, Cause.PIECE, Cause.CAPACITY, Cause.PROTECTED_TIME, Cause.SERVICE_SLOWED, Cause.PREPARATION})


def waiting_of(application: Application, *, today: date) -> WaitingCut:
    """The wait of one application cut by cause, to the day: recorded facts, and the pieces awaited with their issuer."""
    return waiting_of_many([application], today=today)[application.pk]


def waiting_of_many(applications: Iterable[Application], *, today: date) -> dict[uuid.UUID, WaitingCut]:
    """The waits of many applications, in two queries."""
    listed = list(applications)
    facts = _facts_of(listed)
    pieces: dict[uuid.UUID, list[Piece]] = {}
    for piece in Piece.unscoped.filter(application__in=listed).order_by("rank"):
        pieces.setdefault(piece.application_id, []).append(piece)
    return {
        each.pk: _cut(each, facts=[*facts.get(each.pk, []), *_of_pieces(each, pieces.get(each.pk, []))], today=today) for each in listed
    }


def waiting_since_filing(application: Application, *, today: date) -> WaitingCut:
    """What the State sees of the wait: from the filing on, without what happened inside the association."""
    return since_filing_of_many([application], today=today)[application.pk]


def since_filing_of_many(applications: Iterable[Application], *, today: date) -> dict[uuid.UUID, WaitingCut]:
    """The same for many, in one query."""
    listed = list(applications)
    facts = _facts_of(listed)
    return {
        each.pk: _cut(
            each, facts=[fact for fact in facts.get(each.pk, []) if _is_states(fact, each)], today=today, since=each.filed_on or today
        )
        for each in listed
    }


def _is_states(fact: Fact, application: Application) -> bool:
    """Not what happened inside the association; what the State asked for after the filing is its own to see."""
    asked_here = fact.cause is Cause.PIECE and application.filed_on is not None and fact.starts >= application.filed_on
    return fact.cause not in _HERS or asked_here


def _facts_of(applications: list[Application]) -> dict[uuid.UUID, list[Fact]]:
    found: dict[uuid.UUID, list[Fact]] = {}
    for row in WaitingFact.unscoped.filter(application__in=applications).order_by("starts_on", "pk"):
        fact = Fact(cause=Cause(row.cause), starts=row.starts_on, ends=row.ends_on, detail=_detail(row))
        found.setdefault(row.application_id, []).append(fact)
    return found


def _detail(row: WaitingFact) -> str:
    """The issuer of a piece in words; other details are codes of the room that wrote them, and say nothing on a screen."""
    return str(Issuer(row.detail).label) if row.cause == Cause.PIECE and row.detail in Issuer.values else ""


def _of_pieces(application: Application, pieces: list[Piece]) -> list[Fact]:
    """A piece explains the wait from the day it was asked until it came, or until the filing."""
    filed = application.filed_on
    return [
        Fact(cause=Cause.PIECE, starts=piece.asked_on, ends=_end(piece, filed=filed), detail=piece.get_issuer_display())
        for piece in pieces
        if piece.asked_on is not None and (filed is None or piece.asked_on <= filed)
    ]


def _end(piece: Piece, *, filed: date | None) -> date | None:
    return min((day for day in (piece.received_on, filed) if day is not None), default=None)


def _cut(application: Application, *, facts: list[Fact], today: date, since: date | None = None) -> WaitingCut:
    starts = since or application.wished_on
    # The wait ends when she knows, not when somebody signs.
    return cut_waiting(wished=starts, decided=application.over_on, until=max(today, starts), facts=facts)
