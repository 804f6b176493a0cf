"""Closing a file, reopening it, the list of the closed ones, and erasing one for good."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.closing import what_will_stop
from maillage.accompaniment.people.forms import CloseFileForm, EraseFileForm
from maillage.accompaniment.people.models import ClosingReason, Person
from maillage.accompaniment.people.pages import list_places
from maillage.accompaniment.people.retention import keep_until
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.stepup import requires_fresh
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, show_stale, typed_in
from maillage.foundation.vault import Reason

PAGE = 25


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def close_file(request: Any, person: Person) -> HttpResponse:
    """What stops, and why: then the file is closed here, and only here."""
    stops = what_will_stop(person, actor=request.actor, today=request.today)
    form = CloseFileForm(typed_in(request))
    page = FormPage(
        heading=_("Fermer ce dossier"),
        lead=_("Il quitte vos listes, et peut être rouvert. Rien n'est effacé, et la raison ne sort pas de l'association."),
        submit=_("Fermer le dossier"),
        icon="archive",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        readers={"reason": "team", "words": "team"},
        template="people/close.html",
    )
    blocked = any(stop.blocks for stop in stops)
    more: dict[str, Any] = {"stops": stops, "blocked": blocked, "keep_until": keep_until(person), "person": person}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=person.version, **more)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.close_file(
                actor=request.actor,
                today=request.today,
                person=person,
                seen=typed["version"],
                reason=ClosingReason(typed["reason"]),
                words=typed["words"],
                key=typed["key"],
            )
        )
    except Stale as stale:
        return show_stale(request, stale, form=form, labels={}, back_url=reverse("people:file", args=[person.pk]))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, version=person.version, **more)
    messages.success(request, _("J'ai fermé le dossier. Il reste dans les dossiers fermés de l'association."))
    return redirect("people:closed")


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_POST
def reopen_file(request: Any, person: Person) -> HttpResponse:
    """She came back."""
    return act_and_return(
        request,
        lambda: services.reopen_file(actor=request.actor, today=request.today, person=person, key=read_key(request)),
        url=reverse("people:file", args=[person.pk]),
        done=_("J'ai rouvert le dossier : vous en êtes la référente."),
    )


@requires(Permission.PERSON_ASSIGN)
@require_GET
def list_closed(request: Any) -> HttpResponse:
    """The closed files, each with the day until which it is kept."""
    page = Paginator(selectors.closed_files(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    rows = selectors.closed_rows(list(page.object_list), actor=request.actor, today=request.today)
    return render(request, "people/closed.html", {"places": list_places(request, current="closed"), "page": page, "rows": rows})


@requires(Permission.STORY_OPEN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def open_closing(request: Any, person: Person) -> HttpResponse:
    """The file with the words of its closing open, for a reason."""
    from maillage.accompaniment.people.views.file import show_file

    if request.method != "POST":
        return redirect("people:file", pk=person.pk)
    words = selectors.open_closing(actor=request.actor, person=person, reason=request.POST.get("reason", ""), today=request.today)
    return show_file(request, person, closing_words=words, closing_opened=True)


@requires(Permission.PERSON_ERASE, on=selectors.get_person)
@requires_fresh
@require_http_methods(["GET", "POST"])
def erase_file(request: Any, person: Person) -> HttpResponse:
    """Destroy the key of the file, after its reference was copied by hand."""
    form = EraseFileForm(typed_in(request))
    page = FormPage(
        heading=_("Effacer ce dossier pour toujours"),
        lead=_("Réf. %(reference)s. Tout ce qui y est scellé devient illisible, ici et bientôt dans les sauvegardes.")
        % {"reference": person.reference},
        submit=_("Effacer pour toujours"),
        icon="trash-2",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        notes=(
            _(
                "Ce que l'association a déposé auprès de la préfecture n'est pas effacé : l'État en est responsable, et le garde jusqu'à "
                "sa propre échéance. Dites-le à la personne : elle peut lui demander elle-même."
            ),
            _("Restent ici les dates et les codes qui servent aux comptes, sans rien qui la nomme."),
        ),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(
        lambda: services.erase_file(actor=request.actor, today=request.today, person=person, reference=form.cleaned_data["reference"])
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("Le dossier est effacé."))
    return redirect("people:list")


CLOSING_REASONS = (Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.CONTROL)
