"""The whole history of a file, sorted by kind, paged."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from maillage.accompaniment.people import history, selectors
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import say
from maillage.foundation.ui.filters import Choice, Filter, read_filter

PAGE = 50


@requires(Permission.APPLICATION_LIST, on=selectors.get_person)
@require_GET
def show_history(request: Any, person: Person) -> HttpResponse:
    """Who did what, and who opened what and why; newest first."""
    kind = _kinds(request, person)
    page = Paginator(history.entries_of(person, actor=request.actor, kind=kind.value), PAGE).get_page(request.GET.get("page"))
    context = {
        **file_page(request, person, tab="people.history"),
        "page": page,
        "lines": say(page.object_list),
        "filters": (kind,),
        "opened": say(history.entries_of(person, actor=request.actor, kind="identite")[:5]),
    }
    return render(request, "people/history.html", context)


def _kinds(request: Any, person: Person) -> Filter:
    counts = history.count_by_kind(person, actor=request.actor)
    choices = [Choice(each.code, each.label, counts[each.code]) for each in history.KINDS]
    return read_filter(request.GET, code="quoi", label=_("Montrer"), choices=choices)
