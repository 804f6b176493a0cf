"""Her applications and her pathway, as one page of her file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import panels
from maillage.pathway.psp.panels import show_on_file


@requires(Permission.APPLICATION_LIST, on=get_person)
@require_GET
def show_of_person(request: Any, person: Person) -> HttpResponse:
    """All her applications, with the next act."""
    shown = show_on_file(actor=request.actor, obj=person, today=request.today)
    found = (shown,) if shown is not None else ()
    context = {**file_page(request, person, tab="psp.person"), "panels": found, "act": panels.next_act(found)}
    return render(request, "psp/person.html", context)
