"""The list of files with its filters, the lists kept under a name, their export, and the search box."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people import criteria, selectors, services
from maillage.accompaniment.people.forms import SaveListForm
from maillage.accompaniment.people.models import SavedList
from maillage.accompaniment.people.pages import list_places
from maillage.accompaniment.people.selectors import Whose
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents.sheets import SheetKind, make_sheet, sheet_response
from maillage.foundation.ui import gestures, speech
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.foundation.ui.filters import Choice, Filter, read_filter

PAGE = 25
OLDEST = "oldest"
QUERY_LENGTH = 80


@requires(Permission.PERSON_LIST)
@require_GET
def list_people(request: Any) -> HttpResponse:
    """Open files that the reader may list, 25 to a page, through the filters of the address."""
    actor, today = request.actor, request.today
    filters = criteria.read_filters(request.GET, actor=actor, today=today)
    oldest_first = request.GET.get("ordre") == OLDEST
    people = _people(request, filters, oldest_first=oldest_first)
    counts = selectors.counts_of(actor, today=today)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    context = {
        "places": list_places(request, current="list"),
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=actor, today=today),
        "counts": counts,
        "filters": (_whose(request, counts),),
        "chosen": filters,
        "others": [_select(each, filters, request) for each in criteria.criteria_for(actor) if each.code != "dossiers"],
        "lists": selectors.saved_lists_of(actor, today=today, codes=criteria.codes_for(actor)),
        "query": urlencode(filters),
        "said": criteria.in_words(filters, actor=actor, today=today),
        "oldest_first": oldest_first,
        "may_open": actor.may(Permission.PERSON_CREATE),
        "may_export": actor.may(Permission.PERSON_ASSIGN),
        "offers": gestures.gestures_for("people.list", actor, None),
        "export": {**filters, **({"ordre": OLDEST} if oldest_first else {})},
    }
    return render(request, "people/list.html", context)


def _people(request: Any, filters: Any, *, oldest_first: bool) -> Any:
    everybody = selectors.people_visible_to(request.actor, today=request.today, oldest_first=oldest_first)
    return criteria.narrow(everybody, filters, actor=request.actor, today=request.today)


def _whose(request: Any, counts: selectors.Counts) -> Filter:
    mine = Choice(Whose.MINE, _("que je suis"), counts.mine)
    unfollowed = Choice(Whose.UNFOLLOWED, _("sans référente"), counts.unfollowed)
    return read_filter(request.GET, code="dossiers", label=_("Dossiers"), choices=(mine, unfollowed))


def _select(criterion: criteria.Criterion, filters: Any, request: Any) -> Filter:
    return Filter(
        code=criterion.code,
        label=criterion.label,
        choices=tuple(criterion.choices(request.actor, request.today)),
        value=filters.get(criterion.code, ""),
    )


@requires(Permission.PERSON_LIST)
@require_http_methods(["GET", "POST"])
def save_list(request: Any) -> HttpResponse:
    """Keep the filters of the address under a name."""
    filters = criteria.read_filters(request.GET, actor=request.actor, today=request.today)
    associations = selectors.associations_where(request.actor, Permission.PERSON_LIST)
    may_share = request.actor.may(Permission.PERSON_ASSIGN)
    form = SaveListForm(typed_in(request), organisations=associations, may_share=may_share)
    back = f"{reverse('people:list')}?{urlencode(filters)}"
    said = [f"{label} : {value}" for label, value in criteria.in_words(filters, actor=request.actor, today=request.today)]
    page = FormPage(
        heading=_("Garder cette liste"),
        lead=_("Elle se recalcule chaque jour : elle garde les filtres, jamais les dossiers. Son nombre paraît sur votre page d'accueil."),
        submit=_("Garder la liste"),
        back_url=back,
        back_label=_("Revenir à la liste"),
        notes=(", ".join(said),) if said else (),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    chosen = uuid.UUID(typed["organisation"]) if "organisation" in typed else associations[0].pk
    refused = attempt(
        lambda: services.save_list(
            actor=request.actor,
            today=request.today,
            organisation_id=chosen,
            name=typed["name"],
            filters=filters,
            shared=typed.get("shared", False),
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai gardé la liste."))
    return redirect(back)


@requires(Permission.PERSON_LIST, on=selectors.get_saved_list)
@require_POST
def remove_list(request: Any, saved: SavedList) -> HttpResponse:
    """Let a list go. The files stay as they are."""
    services.remove_list(actor=request.actor, today=request.today, saved=saved)
    messages.success(request, _("J'ai supprimé la liste. Les dossiers n'ont pas bougé."))
    return redirect("people:list")


@requires(Permission.PERSON_ASSIGN)
@require_POST
def export_list(request: Any) -> HttpResponse:
    """The same files as on screen, all pages, with the filters printed on top; journaled by their count."""
    actor, today = request.actor, request.today
    filters = criteria.read_filters(request.POST, actor=actor, today=today)
    found = _people(request, filters, oldest_first=request.POST.get("ordre") == OLDEST)
    # What she sees in another association by another mandate is not hers to take out.
    people = list(found.filter(organisation_id__in=[each.organisation_id for each in actor.granting(Permission.PERSON_ASSIGN)]))
    rows = selectors.rows_of(people, actor=actor, today=today)
    said = ", ".join(f"{label} : {value}" for label, value in criteria.in_words(filters, actor=actor, today=today))
    about = (
        _("Dossiers ouverts. Filtres : %(filters)s.") % {"filters": said or _("aucun")},
        _("%(count)d dossiers. Exporté le %(day)s par %(who)s. À ne pas laisser traîner.")
        % {"count": len(rows), "day": speech.day_words(today), "who": actor.name},
    )
    headings = (_("Référence"), _("Pseudonyme"), _("Canal préféré"), _("Référentes"), _("Ouvert le"), _("Dernier contact"))
    lines = [(r.reference, r.pseudonym, r.channel, ", ".join(r.key_workers), r.opened_on, r.last_contact_on) for r in rows]
    asked = request.POST.get("format", "")
    kind = SheetKind(asked) if asked in set(SheetKind) else SheetKind.ODS
    content = make_sheet(kind, headings=headings, rows=lines, about=about)
    services.note_list_export(actor=actor, today=today, people=people)
    return sheet_response(content, kind=kind, name="dossiers")


@requires(Permission.PERSON_LIST)
@require_http_methods(["GET", "POST"])
def search_people(request: Any) -> HttpResponse:
    """Files that answer to the words sent by POST: what is searched is in no address and in no log."""
    if request.method != "POST":
        return redirect("people:list")
    query = request.POST.get("q", "")[:QUERY_LENGTH].strip()
    names = request.POST.get("noms") == "oui"
    result = selectors.search_files(actor=request.actor, query=query, today=request.today, names=names)
    context = {
        "query": query,
        "result": result,
        "again": {"q": query, "noms": "oui"},
        "may_open": request.actor.may(Permission.PERSON_CREATE),
    }
    return render(request, "people/search.html", context)
