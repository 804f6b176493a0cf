"""Promises beside a note: made, kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.notes import selectors, services
from maillage.accompaniment.notes.forms import PromiseForm
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Note, Promise
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, typed_in


@requires(Permission.NOTES_OPEN, on=selectors.get_note)
@require_http_methods(["GET", "POST"])
def make_promise(request: Any, note: Note) -> HttpResponse:
    """One more promise."""
    form = PromiseForm(typed_in(request), today=request.today)
    readers = selectors.readers_of(note.person, level=Level(note.level), actor=request.actor, today=request.today)
    page = FormPage(
        heading=_("Noter une promesse"),
        lead=_("Elle restera sous les yeux de l'équipe, et dans la relève, jusqu'à ce qu'elle soit tenue."),
        submit=_("Noter la promesse"),
        icon="hand-heart",
        back_url=reverse("notes:list", args=[note.person_id]),
        back_label=_("Ses notes"),
        readers={"promise": note.level},
        readers_words=readers.words,
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(
        lambda: services.make_promise(actor=request.actor, today=request.today, note=note, made=form.made(), key=form.cleaned_data["key"])
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la promesse."))
    return redirect("notes:list", pk=note.person_id)


@requires(Permission.NOTES_OPEN, on=selectors.get_promise)
@require_POST
def keep_promise(request: Any, promise: Promise) -> HttpResponse:
    """It is done."""
    return act_and_return(
        request,
        lambda: services.keep_promise(actor=request.actor, today=request.today, promise=promise, key=read_key(request)),
        url=reverse("notes:list", args=[promise.person_id]),
        done=_("J'ai noté que la promesse est tenue."),
    )
