"""Every read a page of this room needs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.selectors import open_identity
from maillage.core.clock.waiting import Cause, Fact, WaitingCut, cut_waiting
from maillage.core.law import current_law
from maillage.core.phrase import Phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp.extracts import ExtractContent, ExtractPiece, loads
from maillage.pathway.psp.models import Application, Extract, Pathway, Piece, PieceState, WaitingFact
from maillage.pathway.psp.workflow import WORKFLOW, State


@dataclass(frozen=True)
class ApplicationText:
    """Her project and commitments, once opened. Its repr shows nothing."""

    project: str
    commitments: str

    def __repr__(self) -> str:
        return "ApplicationText(…)"


def get_application(*, actor: Actor, pk: uuid.UUID, today: date) -> Application:
    """The application, or OutOfScope."""
    found: Application | None = (
        Application.objects.visible_to(actor, today=today).select_related("person", "organisation", "territory").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def get_piece(*, actor: Actor, pk: uuid.UUID, today: date) -> Piece:
    """A line of the checklist, or OutOfScope."""
    found: Piece | None = (
        Piece.objects.visible_to(actor, today=today).select_related("application", "application__person").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def get_pathway(*, actor: Actor, pk: uuid.UUID, today: date) -> Pathway:
    """The pathway, or OutOfScope."""
    found: Pathway | None = (
        Pathway.objects.visible_to(actor, today=today).select_related("person", "organisation", "territory", "entry").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def get_extract_for(*, actor: Actor, pk: uuid.UUID, today: date) -> Extract:
    """The extract of the application `pk`, or OutOfScope: the State's side only."""
    found: Extract | None = (
        Extract.objects.visible_to(actor, today=today)
        .select_related("application", "application__organisation", "territory")
        .filter(application_id=pk)
        .first()
    )
    if found is None:
        raise OutOfScope
    return found


def applications_visible_to(actor: Actor, *, today: date, state: str = "") -> Any:
    """Applications that the actor may list, the oldest wish first; one state when named."""
    rows = Application.objects.visible_to(actor, today=today).select_related("person", "organisation")
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("wished_on", "pk")


def pathways_visible_to(actor: Actor, *, today: date) -> Any:
    """Running pathways that the actor may list."""
    return Pathway.objects.visible_to(actor, today=today).filter(ended_on__isnull=True).order_by("starts_on", "pk")


def state_label(state: str) -> Phrase:
    """The name of a state on screen."""
    return WORKFLOW.label_of(State(state))


def piece_label(code: str) -> str:
    """The words of the national list for a piece, the latest version that names it; the code itself for a local one."""
    for version in reversed(current_law().history("psp.pieces")):
        for piece in version.value:
            if piece["code"] == code:
                return str(piece["label"])
    return code


def pieces_of(application: Application) -> list[Piece]:
    """The checklist in order."""
    return list(Piece.unscoped.filter(application=application).order_by("rank"))


def open_text(*, actor: Actor, application: Application, reason: str, today: date) -> ApplicationText:
    """The project and commitments in clear, journaled. Raises Denied, OutOfScope."""
    opened = open_part(actor=actor, subject=application.person, part=Part.STORY, reason=reason, today=today)
    return ApplicationText(project=opened.read(application, "project"), commitments=opened.read(application, "commitments"))


def preview_extract(*, actor: Actor, application: Application, reason: str, today: date) -> ExtractContent:
    """Exactly what the State would see if the application were filed now. Journaled as a reading. Raises Denied."""
    identity = open_identity(actor=actor, person=application.person, reason=reason, today=today)
    text = open_text(actor=actor, application=application, reason=reason, today=today)
    fields = {
        "association": application.organisation.name,
        "territory": application.territory.name,
        "kind": application.get_kind_display(),
        "last_name": identity.last_name if identity else "",
        "first_name": identity.first_name if identity else "",
        "birth_date": identity.birth_date if identity else "",
        "nationality": identity.nationality if identity else "",
        "project": text.project,
        "commitments": text.commitments,
        "asks_permit": "oui" if application.asks_permit else "non",
        "asks_allowance": "oui" if application.asks_allowance else "non",
    }
    pieces = tuple(
        ExtractPiece(code=p.code, label=piece_label(p.code), received_on=p.received_on.isoformat() if p.received_on else "")
        for p in pieces_of(application)
        if p.state == PieceState.RECEIVED
    )
    return ExtractContent(fields=fields, pieces=pieces)


def open_extract(*, actor: Actor, extract: Extract, reason: str, today: date) -> ExtractContent:
    """What was filed, in clear, journaled. Raises Denied, OutOfScope."""
    return loads(open_part(actor=actor, subject=extract, part=Part.EXTRACT, reason=reason, today=today).read(extract, "content"))


def waiting_of(application: Application, *, today: date) -> WaitingCut:
    """The wait of one application cut by cause, to the day: recorded facts, and the pieces awaited with their issuer."""
    return _cut(application, facts=list(application.waiting_facts.all().order_by("starts_on", "pk")), pieces=pieces_of(application), today=today)


def waiting_of_many(applications: list[Application], *, today: date) -> dict[uuid.UUID, WaitingCut]:
    """The waits of many applications, in two queries."""
    facts: dict[uuid.UUID, list[WaitingFact]] = {}
    for fact in WaitingFact.unscoped.filter(application__in=applications).order_by("starts_on", "pk"):
        facts.setdefault(fact.application_id, []).append(fact)
    pieces: dict[uuid.UUID, list[Piece]] = {}
    for piece in Piece.unscoped.filter(application__in=applications).order_by("rank"):
        pieces.setdefault(piece.application_id, []).append(piece)
    return {a.pk: _cut(a, facts=facts.get(a.pk, []), pieces=pieces.get(a.pk, []), today=today) for a in applications}


def _cut(application: Application, *, facts: list[WaitingFact], pieces: list[Piece], today: date) -> WaitingCut:
    known = [Fact(cause=Cause(f.cause), starts=f.starts_on, ends=f.ends_on, detail=f.detail) for f in facts]
    known += [
        # A piece explains the wait from the day it was asked until it came, or until the filing.
        Fact(cause=Cause.PIECE, starts=p.asked_on, ends=p.received_on or application.filed_on, detail=p.get_issuer_display())
        for p in pieces
        if p.asked_on is not None and (application.filed_on is None or p.asked_on <= application.filed_on)
    ]
    # The wait ends when she knows, not when somebody signs.
    return cut_waiting(wished=application.wished_on, decided=application.notified_on, until=max(today, application.wished_on), facts=known)


def may_prepare(actor: Actor, application: Application) -> bool:
    """Is it for this actor to prepare and file it?"""
    return actor.may(Permission.APPLICATION_PREPARE, on=application)
