"""The requests that follow a decision, printed under her civil name: the residence document, the allowance."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.pathway.psp import rights_papers, selectors
from maillage.pathway.psp.models import Pathway


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_pathway)
@require_GET
def permit_request_pdf(request: Any, pathway: Pathway) -> HttpResponse:
    """The request for the provisional residence authorisation. Her identity is opened for it, and journaled."""
    asked = selectors.rights_request(actor=request.actor, pathway=pathway, today=request.today)
    return _pdf(rights_papers.permit_request(asked, today=request.today), name="demande-titre")


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_pathway)
@require_GET
def allowance_request_pdf(request: Any, pathway: Pathway) -> HttpResponse:
    """The request for the allowance. Her identity is opened for it, and journaled."""
    asked = selectors.rights_request(actor=request.actor, pathway=pathway, today=request.today)
    return _pdf(rights_papers.allowance_request(asked, today=request.today), name="demande-aide")


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    return download_response(OpenedDocument(name=name, mime=Mime.PDF, content=content))
