"""A colleague of another association writes for all those who accompany her."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.notes import services
from maillage.accompaniment.notes.forms import SharedNoteForm
from maillage.accompaniment.notes.models import Kind
from maillage.accompaniment.notes.views.writing import say_warnings
from maillage.accompaniment.people.selectors import SharedFile, get_shared_file
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, show_form


@requires(Permission.NOTES_OPEN, on=get_shared_file)
@require_http_methods(["GET", "POST"])
def write_shared(request: Any, shared: SharedFile) -> HttpResponse:
    """One note, at the widest level: the only one that she and the other association have in common."""
    association = shared.person.organisation.name
    page = FormPage(
        heading=_("Écrire une note partagée"),
        lead=_("Toutes ses référentes la liront, dans les deux associations, tant que son accord tient."),
        submit=_("Enregistrer la note"),
        icon="share-2",
        back_url=reverse("people:shared", args=[shared.person.pk]),
        back_label=_("Revenir au suivi partagé"),
        readers={"body": "shared"},
        readers_words=_("l'équipe de « %(association)s », et ses autres référentes.") % {"association": association},
    )
    if request.method != "POST":
        return show_form(request, SharedNoteForm(initial={"happened_on": request.today}, today=request.today), page=page)
    form = SharedNoteForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.write_shared_note(
            actor=request.actor,
            today=request.today,
            person=shared.person,
            kind=Kind(typed["kind"]),
            happened_on=typed["happened_on"],
            body=typed["body"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré la note."))
    say_warnings(request, typed["body"])
    return redirect("people:shared", pk=shared.person.pk)
