"""The hand-over: on one page that prints, what a colleague must know tomorrow morning. Opened as a whole, for that one reason."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page, list_places
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import panels

PLACE = "people.handover"
PAGE = 10


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def show_hand_over(request: Any, person: Person) -> HttpResponse:
    """The hand-over of one file. Reading the address opens nothing: the button does, and the journal keeps it."""
    opened = request.method == "POST"
    sheets = _sheets(request, [person]) if opened else []
    return render(request, "people/hand_over.html", {**file_page(request, person, tab=""), "sheets": sheets, "opened": opened})


@requires(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def list_hand_over(request: Any) -> HttpResponse:
    """The hand-over of all my files, or of those of a colleague of my association: ten to a page, each begins a sheet."""
    colleagues = selectors.my_colleagues(request.actor, today=request.today)
    whose = next((each for each in colleagues if str(each.pk) == request.GET.get("de", "")), None)
    followed = selectors.followed_by(request.actor, user_id=whose.pk if whose else request.actor.user_id, today=request.today)
    page = Paginator(followed, PAGE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    opened = request.method == "POST"
    labels = selectors.labels_of(people, actor=request.actor, today=request.today)
    context = {
        "page": page,
        "rows": [(each, labels[each.pk]) for each in people],
        "places": list_places(request, current="hand_over"),
        "whose": whose,
        "colleagues": colleagues,
        "opened": opened,
        "sheets": _sheets(request, people) if opened else [],
    }
    return render(request, "people/hand_over_all.html", context)


def _sheets(request: Any, people: list[Person]) -> list[dict[str, Any]]:
    services.note_hand_over(actor=request.actor, today=request.today, people=people)
    labels = selectors.labels_of(people, actor=request.actor, today=request.today)
    return [
        {
            "person": person,
            "pseudonym": labels[person.pk],
            "group": selectors.group_of(person, today=request.today),
            "panels": panels.panels_for(PLACE, actor=request.actor, obj=person, today=request.today),
            "anchor": f"releve-{uuid.UUID(str(person.pk)).hex[:8]}",
        }
        for person in people
    ]
