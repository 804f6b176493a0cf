"""The page of the journal, for the audit and for the data protection officer: what was done, never any content."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import selectors, sentences

PER_PAGE = 50


@requires(Permission.JOURNAL_READ)
@require_GET
def list_entries(request: Any) -> HttpResponse:
    """The entries of the reader's organisations, or of all of them for a national audit, newest first."""
    page = Paginator(selectors.entries_visible_to(request.actor, today=request.today), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "journal/entries.html", {"page": page, "lines": sentences.say(page.object_list)})
