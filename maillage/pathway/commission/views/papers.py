"""The printed papers: each opened by whoever may, journaled, never kept by the browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import Convocation, Decision, PaperSet, Session


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_session)
@require_GET
def minutes_pdf(request: Any, session: Session) -> HttpResponse:
    """The minutes."""
    return download_response(selectors.open_minutes(actor=request.actor, session=session, today=request.today), inline=True)


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_session)
@require_GET
def minutes_scan(request: Any, session: Session) -> HttpResponse:
    """The minutes as signed."""
    return download_response(selectors.open_minutes(actor=request.actor, session=session, today=request.today, scan=True), inline=True)


@requires(Permission.COMMISSION_SEE, on=selectors.get_convocation)
@require_GET
def convocation_pdf(request: Any, convocation: Convocation) -> HttpResponse:
    """A convocation: the copy kept for the secretariat, her own letter for a member."""
    opened = selectors.open_convocation(actor=request.actor, convocation=convocation, today=request.today)
    return download_response(opened, inline=True)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_paper_set)
@require_GET
def paper_set_pdf(request: Any, paper_set: PaperSet) -> HttpResponse:
    """The numbered set of one seat, printed again from what this seat may read today: no copy of it is kept."""
    content = services.print_paper_set(actor=request.actor, today=request.today, paper_set=paper_set)
    return download_response(OpenedDocument(name=f"Jeu {paper_set.number}", mime=Mime.PDF, content=content), inline=True)


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def decision_pdf(request: Any, decision: Decision) -> HttpResponse:
    """The decision ready to be signed."""
    return download_response(selectors.open_decision(actor=request.actor, decision=decision, today=request.today), inline=True)


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def decision_scan(request: Any, decision: Decision) -> HttpResponse:
    """The decision as signed."""
    opened = selectors.open_decision(actor=request.actor, decision=decision, today=request.today, scan=True)
    return download_response(opened, inline=True)
