"""The files of other associations whose follow-up is shared with me: their label, their shared notes, nothing else."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.pages import list_places
from maillage.accompaniment.people.selectors import SharedFile
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import panels

PLACE = "people.shared"
PAGE = 25


@requires(Permission.PERSON_EDIT)
@require_GET
def list_shared(request: Any) -> HttpResponse:
    """Those that I accompany for another association."""
    page = Paginator(selectors.shared_files(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    labels = selectors.shared_labels(people, actor=request.actor, today=request.today)
    context = {
        "places": list_places(request, current="shared_list"),
        "page": page,
        "rows": [(each, labels[each.pk]) for each in people],
    }
    return render(request, "people/shared_list.html", context)


@requires(Permission.PERSON_EDIT, on=selectors.get_shared_file)
@require_GET
def show_shared(request: Any, shared: SharedFile) -> HttpResponse:
    """One of them: who accompanies her, and what the rooms share."""
    person = shared.person
    context = {
        "person": person,
        "follow_up": shared.follow_up,
        "pseudonym_text": selectors.shared_labels([person], actor=request.actor, today=request.today)[person.pk],
        "group": selectors.group_of(person, today=request.today),
        "panels": panels.panels_for(PLACE, actor=request.actor, obj=person, today=request.today),
    }
    return render(request, "people/shared.html", context)
