"""The plan of the year: how many sessions, the law's minimum, who would wait how long."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission import selectors
from maillage.pathway.commission.forms import RoomForm
from maillage.pathway.commission.models import Commission

LINES = 25


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def show_year(request: Any, commission: Commission) -> HttpResponse:
    """This year, or the next or the last one: sessions beside the minimum, waits, terms, and what another rhythm would give."""
    today = request.today
    years = (today.year - 1, today.year, today.year + 1)
    form = RoomForm(request.GET if request.GET else None, years=years, initial={"annee": today.year})
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    year = typed.get("annee") or today.year
    page = selectors.year_page(request.actor, commission, year=year, today=today, room=typed.get("points"))
    context = {
        "commission": commission,
        "tab": "annee",
        "form": form,
        "page": page,
        "reasons": [selectors.count_reason(page.count)],
        "waits": Paginator(page.waits, LINES).get_page(request.GET.get("page")),
        "terms": Paginator(page.terms, LINES).get_page(request.GET.get("termes")),
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=commission),
    }
    return render(request, "commission/year.html", context)
