"""The State's side: the extract opened with a reason, its pieces, the acknowledgement of receipt."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response, get_document, open_document
from maillage.pathway.psp import letters, selectors
from maillage.pathway.psp.models import Application, Extract
from maillage.pathway.psp.views.application import show


@requires(Permission.EXTRACT_OPEN, on=selectors.get_extract_for)
@require_http_methods(["GET", "POST"])
def open_extract(request: Any, extract: Extract) -> HttpResponse:
    """The page with what was filed open, for a reason; an address kept or reloaded opens nothing."""
    if request.method != "POST":
        return redirect("psp:application", pk=extract.application_id)
    reason = request.POST.get("reason", "")
    content = selectors.open_extract(actor=request.actor, extract=extract, reason=reason, today=request.today)
    application = selectors.get_application(actor=request.actor, pk=extract.application_id, today=request.today)
    return show(request, application, content=content, content_opened=True, reason=reason)


@requires(Permission.EXTRACT_OPEN, on=selectors.get_extract_for)
@require_POST
def open_extract_piece(request: Any, extract: Extract, document: uuid.UUID) -> HttpResponse:
    """A piece of the State's own copy, for the reason given at the opening."""
    found = get_document(owner=extract, pk=document)
    opened = open_document(actor=request.actor, document=found, reason=request.POST.get("reason", ""), today=request.today)
    return download_response(opened)


@requires(Permission.APPLICATION_LIST, on=selectors.get_application)
@require_GET
def acknowledge(request: Any, application: Application) -> HttpResponse:
    """The acknowledgement of receipt, as a PDF: for the association as for the State. It names nobody, and opens nothing."""
    extract = selectors.receipt_of(application)
    content = letters.acknowledgement(extract, today=request.today)
    name = f"accuse-{extract.application.number}"
    return download_response(OpenedDocument(name=name, mime=Mime.PDF, content=content))
