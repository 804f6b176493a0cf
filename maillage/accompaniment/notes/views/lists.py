"""Her notes, the latest first."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from maillage.accompaniment.notes import selectors
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.filters import Choice, read_filter

PAGE = 10
TAB = "notes.list"


@requires(Permission.NOTES_OPEN, on=get_person)
@require_GET
def list_notes(request: Any, person: Person) -> HttpResponse:
    """The notes that the reader may read, ten to a page, with their promises. The opening is journaled."""
    actor, today = request.actor, request.today
    level = read_filter(request.GET, code="niveau", label=_("Qui lit"), choices=[Choice(value, label) for value, label in Level.choices])
    kind = read_filter(request.GET, code="nature", label=_("Nature"), choices=[Choice(value, label) for value, label in Kind.choices])
    notes = selectors.notes_of(person, actor=actor, today=today, level=level.value, kind=kind.value)
    page = Paginator(notes, PAGE).get_page(request.GET.get("page"))
    context = {
        **file_page(request, person, tab=TAB),
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=actor, person=person, today=today),
        "filters": (level, kind),
        "filtered": bool(level.value or kind.value),
        "drafts": selectors.drafts_of(person, actor=actor, today=today),
        "late": selectors.late_promises(person, actor=actor, today=today),
        "today": today,
    }
    return render(request, "notes/list.html", context)
