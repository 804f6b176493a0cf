"""The list of applications, and the list of running pathways."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Kind
from maillage.pathway.psp.workflow import OVER, WORKFLOW, State

PAGE = 25


@requires(Permission.APPLICATION_LIST)
@require_GET
def list_applications(request: Any) -> HttpResponse:
    """Applications by state, with their counts; the longest wait first."""
    actor, today = request.actor, request.today
    kind = read_filter(request.GET, code="nature", label=_("Nature"), choices=[Choice(value, label) for value, label in Kind.choices])
    counts = selectors.counts_by_state(actor, today=today, kind=kind.value)
    states = [Choice(state.value, WORKFLOW.label_of(state), counts[state.value]) for state in State if counts[state.value]]
    state = read_filter(request.GET, code="etat", label=_("État"), choices=states)
    rows = selectors.applications_visible_to(actor, today=today, state=state.value, kind=kind.value)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=actor, today=today),
        "filters": (state, kind),
        "total": sum(counts.values()),
        "running": sum(counts.values()) - sum(counts[state] for state in OVER),
        "may_receive": actor.may(Permission.APPLICATION_RECEIVE),
        "may_prepare": actor.may(Permission.APPLICATION_PREPARE),
        "may_carry": actor.may(Permission.APPLICATION_FILE) or actor.may(Permission.APPLICATION_RECEIVE),
        "may_permit": actor.may(Permission.PERMIT_RECORD),
    }
    return render(request, "psp/list.html", context)


@requires(Permission.APPLICATION_LIST)
@require_GET
def list_pathways(request: Any) -> HttpResponse:
    """Running pathways, the first to end on top of each page."""
    page = Paginator(selectors.pathways_visible_to(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    rows = selectors.pathway_rows(list(page.object_list), actor=request.actor, today=request.today)
    return render(request, "psp/pathways.html", {"page": page, "rows": rows, "count": page.paginator.count})
