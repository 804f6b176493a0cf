"""The whole history of a file, sorted by kind, paged, and exported as it is on screen."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from maillage.accompaniment.people import history, selectors, services
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents.sheets import SheetKind, make_sheet, sheet_response
from maillage.foundation.journal import say
from maillage.foundation.ui import speech
from maillage.foundation.ui.filters import Choice, Filter, read_filter

PAGE = 50
OPENINGS = "identite"


@requires(Permission.APPLICATION_LIST, on=selectors.get_person)
@require_GET
def show_history(request: Any, person: Person) -> HttpResponse:
    """Who did what, and who opened what and why; newest first."""
    kind = _kinds(request.GET, request, person)
    page = Paginator(history.entries_of(person, actor=request.actor, kind=kind.value), PAGE).get_page(request.GET.get("page"))
    context = {
        **file_page(request, person, tab="people.history"),
        "page": page,
        "lines": say(page.object_list),
        "filters": (kind,),
        "opened": say(history.entries_of(person, actor=request.actor, kind=OPENINGS)[:5]),
        "may_export": request.actor.may(Permission.PERSON_EDIT, on=person),
        "export": {"quoi": kind.value, "format": SheetKind.ODS.value},
        "export_csv": {"quoi": kind.value, "format": SheetKind.CSV.value},
    }
    return render(request, "people/history.html", context)


def _kinds(query: Any, request: Any, person: Person) -> Filter:
    counts = history.count_by_kind(person, actor=request.actor)
    choices = [Choice(each.code, each.label, counts[each.code]) for each in history.KINDS if counts[each.code]]
    return read_filter(query, code="quoi", label=gettext_lazy("Montrer"), choices=choices)


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_POST
def export_history(request: Any, person: Person) -> HttpResponse:
    """The same lines as on screen, all pages, with the filter printed on top; journaled."""
    kind = _kinds(request.POST, request, person)
    lines = say(history.entries_of(person, actor=request.actor, kind=kind.value))
    wanted = next((str(each.label) for each in kind.choices if each.value == kind.value), _("tout"))
    about = (
        _("Historique du dossier %(reference)s") % {"reference": person.reference},
        _("Montré : %(what)s. %(count)d lignes, de la plus récente à la plus ancienne.") % {"what": wanted, "count": len(lines)},
        _("Exporté le %(day)s par %(who)s. À ne pas laisser traîner.")
        % {"day": speech.day_words(request.today), "who": request.actor.name},
    )
    rows = [(line.on, line.text, _("refusé") if line.refused else "") for line in lines]
    services.note_export(actor=request.actor, today=request.today, person=person, lines=len(lines), kind=kind.value)
    asked = request.POST.get("format", "")
    chosen = SheetKind(asked) if asked in set(SheetKind) else SheetKind.ODS
    content = make_sheet(chosen, headings=(_("Jour"), _("Ce qui a été fait"), _("Suite")), rows=rows, about=about)
    return sheet_response(content, kind=chosen, name="historique")
