"""The list of first requests, and one of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from maillage.accompaniment.intake import selectors
from maillage.accompaniment.intake.models import LINKED, FirstRequest, NoSolution, Outcome, Partner, Public, Triage
from maillage.accompaniment.intake.retention import keep_until
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures
from maillage.foundation.ui.filters import Choice, Filter, read_filter
from maillage.foundation.vault import SealErased

PAGE = 25
PLACE, LIST_PLACE = "intake.request", "intake.list"


@requires(Permission.REQUEST_NOTE)
@require_GET
def list_requests(request: Any) -> HttpResponse:
    """First requests, those without an answer first; each answered in one tap."""
    actor, today = request.actor, request.today
    outcome = _filter(request, "issue", _("Suite"), Outcome.choices)
    triage = _filter(request, "demande", _("Demande"), Triage.choices)
    public = _filter(request, "public", _("Public"), Public.choices)
    rows = selectors.requests_visible_to(actor, today=today, outcome=outcome.value, triage=triage.value, public=public.value)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=actor, today=today),
        "counts": selectors.counts_of(actor, today=today),
        "filters": (outcome, triage, public),
        "offers": gestures.gestures_for(LIST_PLACE, actor, None),
    }
    return render(request, "intake/list.html", context)


def _filter(request: Any, code: str, label: Any, choices: Any) -> Filter:
    return read_filter(request.GET, code=code, label=label, choices=[Choice(value, words) for value, words in choices])


@requires(Permission.REQUEST_NOTE, on=selectors.get_request)
@require_GET
def show_request(request: Any, first: FirstRequest) -> HttpResponse:
    """One request: what is known, what was said for whoever may read it, and what to do of it."""
    actor = request.actor
    may_open = actor.may(Permission.REQUEST_OPEN, on=first)
    linked = first.person_id is not None
    context = {
        "first": first,
        "row": selectors.rows_of([first], actor=actor, today=request.today)[0],
        "heard": _heard(request, first) if may_open and not first.forgotten else None,
        "may_open": may_open,
        "may_answer": first.outcome not in LINKED and not first.forgotten,
        "may_file": not linked and not first.forgotten and may_open and actor.may(Permission.PERSON_CREATE, on=first),
        "may_link": not linked and not first.forgotten and may_open and actor.may(Permission.PERSON_EDIT, on=first),
        "may_see_file": linked and actor.may(Permission.PERSON_LIST, on=first),
        "keep_until": keep_until(first),
        "partners": Partner.choices,
        "reasons": NoSolution.choices,
        "offers": gestures.gestures_for(PLACE, actor, first),
    }
    return render(request, "intake/request.html", context)


def _heard(request: Any, first: FirstRequest) -> Any:
    try:
        return selectors.open_request(first, actor=request.actor, today=request.today)
    except SealErased:
        return None
