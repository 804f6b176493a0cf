"""The list of files, and the search box."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.selectors import Counts, Whose
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.filters import Choice, Filter, read_filter

PAGE = 25
OLDEST = "oldest"


@requires(Permission.PERSON_LIST)
@require_GET
def list_people(request: Any) -> HttpResponse:
    """Open files that the reader may list, 25 to a page."""
    counts = selectors.counts_of(request.actor, today=request.today)
    whose = _filter(request, counts)
    oldest_first = request.GET.get("ordre") == OLDEST
    people = selectors.people_visible_to(
        request.actor, today=request.today, whose=Whose(whose.value) if whose.value else None, oldest_first=oldest_first
    )
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=request.actor, today=request.today),
        "counts": counts,
        "filters": (whose,),
        "oldest_first": oldest_first,
        "may_open": request.actor.may(Permission.PERSON_CREATE),
    }
    return render(request, "people/list.html", context)


def _filter(request: HttpRequest, counts: Counts) -> Filter:
    mine = Choice(Whose.MINE, _("que je suis"), counts.mine)
    unfollowed = Choice(Whose.UNFOLLOWED, _("sans référente"), counts.unfollowed)
    return read_filter(request.GET, code="dossiers", label=_("Dossiers"), choices=(mine, unfollowed))


@requires(Permission.PERSON_LIST)
@require_http_methods(["GET", "POST"])
def search_people(request: Any) -> HttpResponse:
    """Files that match the words sent by POST: what is searched is in no address and in no log."""
    if request.method != "POST":
        return redirect("people:list")
    query = request.POST.get("q", "")[:80].strip()
    rows = selectors.search_people(actor=request.actor, query=query, today=request.today)
    context = {
        "query": query,
        "rows": rows,
        "limit": selectors.SEARCH_LIMIT,
        "may_open": request.actor.may(Permission.PERSON_CREATE),
    }
    return render(request, "people/search.html", context)
