"""Write a note: who reads it is on the screen all along, what is typed is saved as it is typed, and sharing is asked twice."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.notes import selectors, services
from maillage.accompaniment.notes.forms import NoteForm, typed_so_far
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind
from maillage.accompaniment.notes.selectors import DraftText
from maillage.accompaniment.notes.views.drafts import AutosaveSeen, clock_words, saved_words
from maillage.accompaniment.notes.views.lists import TAB
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.core.free_text import Found, warnings_in
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, read_key, show_form


@requires(Permission.NOTES_OPEN, on=get_person)
@require_http_methods(["GET", "POST"])
def write(request: Any, person: Person) -> HttpResponse:
    """A new note, or the draft that waits for one."""
    if request.method != "POST":
        return _offer(request, person)
    key = read_key(request) or uuid.uuid4()
    if "draft" in request.POST:
        return _keep_draft(request, person, key=key)
    form = NoteForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=_page(person), **_around(request, person, seen=AutosaveSeen.sent(request)))
    if form.cleaned_data["level"] == Level.SHARED and request.POST.get("confirmed") != Level.SHARED:
        return _ask_again(request, person, form, key=key)
    return _save(request, person, form, key=key)


def _offer(request: Any, person: Person) -> HttpResponse:
    draft = _draft_asked(request, person)
    if draft is None:
        form = NoteForm(initial={"happened_on": request.today}, today=request.today)
        return show_form(request, form, page=_page(person), **_around(request, person, seen=AutosaveSeen.new()))
    row = draft.draft
    initial = {
        "level": row.level,
        "kind": row.kind or Kind.INTERVIEW,
        "happened_on": row.happened_on or request.today,
        "body": draft.body,
        "promise": draft.promise,
        "towards": row.towards,
        "due_on": row.due_on,
    }
    seen = AutosaveSeen(key=row.key, version=row.version)
    around = _around(request, person, seen=seen, resumed=draft, warnings=warnings_in(draft.body))
    return show_form(request, NoteForm(initial=initial, today=request.today), page=_page(person), **around)


def _draft_asked(request: Any, person: Person) -> DraftText | None:
    """The draft named in the address, or else the last one; none when a new note is asked for."""
    drafts = selectors.drafts_of(person, actor=request.actor, today=request.today)
    asked = request.GET.get("brouillon", "")
    if asked == "aucun" or not drafts:
        return None
    chosen = next((each for each in drafts if str(each.pk) == asked), drafts[0])
    return selectors.open_draft(chosen, actor=request.actor, person=person, today=request.today)


def _keep_draft(request: Any, person: Person, *, key: uuid.UUID) -> HttpResponse:
    """The button that saves without any script."""
    typed, seen = typed_so_far(request.POST), AutosaveSeen.sent(request)
    refused = attempt(
        lambda: services.save_draft(actor=request.actor, now=request.now, person=person, key=key, typed=typed, seen=seen.version)
    )
    if refused is not None:
        messages.error(request, refused.sentence)
        return redirect("notes:list", pk=person.pk)
    words = _("J'ai enregistré le brouillon, à %(time)s. Personne d'autre ne le voit.")
    messages.success(request, words % {"time": clock_words(request.now)})
    return redirect("notes:write", pk=person.pk)


def _ask_again(request: Any, person: Person, form: NoteForm, *, key: uuid.UUID) -> HttpResponse:
    """Before a note goes beyond the team: who will read, by name. What was typed is kept as a draft meanwhile."""
    typed, seen = typed_so_far(request.POST), AutosaveSeen.sent(request)
    refused = attempt(
        lambda: services.save_draft(
            actor=request.actor, now=request.now, person=person, key=key, typed=typed, seen=seen.version, tab=request.POST.get("tab", "")
        )
    )
    if refused is not None:
        return show_form(request, form, page=_page(person), refused=refused, **_around(request, person, seen=seen))
    fields = ("level", "kind", "happened_on", "body", "promise", "towards", "due_on")
    context = {
        **file_page(request, person, tab=TAB),
        "heading": _("Partager cette note ?"),
        "readers": selectors.readers_of(person, level=Level.SHARED, actor=request.actor, today=request.today),
        "hidden": {**{name: request.POST.get(name, "") for name in fields}, "confirmed": Level.SHARED.value, "key": key},
        "url": reverse("notes:write", args=[person.pk]),
        "back_url": reverse("notes:write", args=[person.pk]),
    }
    return render(request, "notes/confirm.html", context)


def _save(request: Any, person: Person, form: NoteForm, *, key: uuid.UUID) -> HttpResponse:
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.write_note(
            actor=request.actor,
            today=request.today,
            person=person,
            level=Level(typed["level"]),
            kind=Kind(typed["kind"]),
            happened_on=typed["happened_on"],
            body=typed["body"],
            promise=form.made(),
            draft=key,
            now=request.now,
            key=key,
        )
    )
    if refused is not None:
        return show_form(request, form, page=_page(person), refused=refused, **_around(request, person, seen=AutosaveSeen.sent(request)))
    messages.success(request, _("J'ai enregistré la note."))
    say_warnings(request, typed["body"])
    return redirect("notes:list", pk=person.pk)


SEEN = {
    Found.EMAIL: gettext_lazy("une adresse électronique"),
    Found.PHONE: gettext_lazy("un numéro de téléphone"),
    Found.THIRD_PERSON: gettext_lazy("le nom d'une autre personne"),
}


def say_warnings(request: Any, text: str) -> None:
    """After the note is saved: what it may give away. Never the words themselves: a message waits in the session, in clear."""
    seen = sorted({each.found for each in warnings_in(text)})
    if seen:
        listed = ", ".join(str(SEEN[each]) for each in seen)
        messages.warning(
            request, _("À relire : la note contient peut-être %(things)s. Corrigez-la si ce n'est pas utile.") % {"things": listed}
        )


def _page(person: Person) -> FormPage:
    return FormPage(
        heading=_("Écrire une note"),
        submit=_("Enregistrer la note"),
        back_url=reverse("notes:list", args=[person.pk]),
        back_label=_("Ses notes"),
        template="notes/write.html",
    )


def _around(
    request: Any, person: Person, *, seen: AutosaveSeen, resumed: DraftText | None = None, warnings: tuple[Any, ...] = ()
) -> dict[str, Any]:
    drafts = selectors.drafts_of(person, actor=request.actor, today=request.today)
    return {
        **file_page(request, person, tab=TAB),
        "readers": selectors.readers_at(person, actor=request.actor, today=request.today),
        "autosave_url": reverse("notes:draft", args=[person.pk]),
        "seen": seen,
        "resumed": resumed.draft if resumed is not None else None,
        "resumed_at": saved_words(resumed.draft.saved_at, now=request.now) if resumed is not None else "",
        "others": [each for each in drafts if each.key != seen.key],
        "warnings": warnings,
        "fixed": None,
    }
