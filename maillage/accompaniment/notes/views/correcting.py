"""Correct a note, or change who reads it. A stale correction shows both versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.notes import selectors, services
from maillage.accompaniment.notes.errors import WideningNotConfirmed
from maillage.accompaniment.notes.forms import CorrectionForm, LevelForm
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note
from maillage.accompaniment.notes.views.drafts import AutosaveSeen, saved_words
from maillage.accompaniment.notes.views.lists import TAB
from maillage.accompaniment.notes.views.writing import say_warnings
from maillage.accompaniment.people.pages import file_page
from maillage.core.free_text import warnings_in
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.ui.answers import FormPage, attempt, show_form, show_stale
from maillage.foundation.ui.speech import day_words

LABELS = {"kind": gettext_lazy("Ce que c'est"), "happened_on": gettext_lazy("Le jour"), "body": gettext_lazy("La note")}


@requires(Permission.NOTES_OPEN, on=selectors.get_note)
@require_http_methods(["GET", "POST"])
def correct(request: Any, note: Note) -> HttpResponse:
    """The text of a note, its kind and its day."""
    if not services.may_correct(request.actor, note):
        raise Denied
    if request.method != "POST":
        return _offer(request, note)
    form = CorrectionForm(request.POST, today=request.today)
    seen = AutosaveSeen.sent(request)
    if not form.is_valid():
        return show_form(request, form, page=_page(note), **_around(request, note, seen=seen))
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.correct_note(
                actor=request.actor,
                today=request.today,
                note=note,
                seen=typed["version"],
                kind=Kind(typed["kind"]),
                happened_on=typed["happened_on"],
                body=typed["body"],
                draft=seen.key,
                now=request.now,
                key=typed["key"],
            )
        )
    except Stale:
        return _show_stale(request, note, form)
    if refused is not None:
        return show_form(request, form, page=_page(note), refused=refused, **_around(request, note, seen=seen))
    messages.success(request, _("J'ai corrigé la note."))
    say_warnings(request, typed["body"])
    return redirect("notes:list", pk=note.person_id)


def _offer(request: Any, note: Note) -> HttpResponse:
    draft = selectors.draft_of_note(note, actor=request.actor, today=request.today)
    if draft is None:
        body = selectors.open_body(note, actor=request.actor, today=request.today)
        initial = {"kind": note.kind, "happened_on": note.happened_on, "body": body}
        around = _around(request, note, seen=AutosaveSeen.new(), warnings=warnings_in(body))
        return show_form(request, CorrectionForm(initial=initial, today=request.today), page=_page(note), version=note.version, **around)
    text = selectors.open_draft(draft, actor=request.actor, person=note.person, today=request.today)
    initial = {"kind": draft.kind, "happened_on": draft.happened_on or note.happened_on, "body": text.body}
    seen = AutosaveSeen(key=draft.key, version=draft.version)
    around = _around(request, note, seen=seen, resumed=draft, warnings=warnings_in(text.body))
    form = CorrectionForm(initial=initial, today=request.today)
    return show_form(request, form, page=_page(note), version=draft.note_version, **around)


def _show_stale(request: Any, note: Note, form: CorrectionForm) -> HttpResponse:
    now = selectors.get_note(actor=request.actor, pk=note.pk, today=request.today)
    body = selectors.open_body(now, actor=request.actor, today=request.today)
    typed = form.cleaned_data
    both = Stale(
        current={"kind": now.get_kind_display(), "happened_on": day_words(now.happened_on), "body": body},
        submitted={
            "kind": Kind(typed["kind"]).label,
            "happened_on": day_words(typed["happened_on"]),
            "body": typed["body"].replace("\r\n", "\n"),
        },
        version=now.version,
    )
    return show_stale(request, both, form=form, labels=LABELS, back_url=reverse("notes:list", args=[note.person_id]))


def _page(note: Note) -> FormPage:
    return FormPage(
        heading=_("Corriger la note"),
        submit=_("Enregistrer la note"),
        back_url=reverse("notes:list", args=[note.person_id]),
        back_label=_("Ses notes"),
        template="notes/write.html",
    )


def _around(request: Any, note: Note, *, seen: AutosaveSeen, resumed: Any = None, warnings: tuple[Any, ...] = ()) -> dict[str, Any]:
    readers = selectors.readers_at(note.person, actor=request.actor, today=request.today)
    return {
        **file_page(request, note.person, tab=TAB),
        "readers": readers,
        "fixed": readers[Level(note.level)],
        "autosave_url": reverse("notes:correction_draft", args=[note.pk]),
        "seen": seen,
        "resumed": resumed,
        "resumed_at": saved_words(resumed.saved_at, now=request.now) if resumed is not None else "",
        "others": [],
        "warnings": warnings,
    }


@requires(Permission.NOTES_OPEN, on=selectors.get_note)
@require_http_methods(["GET", "POST"])
def change_level(request: Any, note: Note) -> HttpResponse:
    """Who reads it. Fewer people: at once. More people: asked again, with their names."""
    if note.author_id != request.actor.user_id:
        raise Denied
    page = _level_page(note)
    readers = selectors.readers_at(note.person, actor=request.actor, today=request.today)
    around = {**file_page(request, note.person, tab=TAB), "readers": readers}
    if request.method != "POST":
        return show_form(request, LevelForm(initial={"level": note.level}), page=page, version=note.version, **around)
    form = LevelForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page, **around)
    typed = form.cleaned_data
    level, confirmed = Level(typed["level"]), request.POST.get("confirmed") == typed["level"]
    try:
        refused = attempt(
            lambda: services.change_level(
                actor=request.actor,
                today=request.today,
                note=note,
                seen=typed["version"],
                level=level,
                confirmed=confirmed,
                key=typed["key"],
            )
        )
    except Stale as stale:
        labels = {"level": _("Qui lit cette note")}
        return show_stale(request, stale, form=form, labels=labels, back_url=page.back_url)
    if isinstance(refused, WideningNotConfirmed):
        return _ask_again(request, note, typed, readers=readers[level])
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **around)
    messages.success(request, _("J'ai changé qui lit cette note."))
    return redirect("notes:list", pk=note.person_id)


def _level_page(note: Note) -> FormPage:
    return FormPage(
        heading=_("Qui lit cette note"),
        lead=_("Réduire vaut tout de suite, mais qui l'a déjà lue l'a lue. Élargir se confirme, avec les noms."),
        submit=_("Changer qui lit"),
        icon="eye",
        back_url=reverse("notes:list", args=[note.person_id]),
        back_label=_("Ses notes"),
        template="notes/level.html",
    )


def _ask_again(request: Any, note: Note, typed: dict[str, Any], *, readers: Any) -> HttpResponse:
    context = {
        **file_page(request, note.person, tab=TAB),
        "heading": _("Ouvrir cette note à plus de lecteurs ?"),
        "readers": readers,
        "hidden": {"level": typed["level"], "confirmed": typed["level"], "version": typed["version"], "key": typed["key"] or ""},
        "url": reverse("notes:level", args=[note.pk]),
        "back_url": reverse("notes:list", args=[note.person_id]),
    }
    return render(request, "notes/confirm.html", context)
