"""Reuniting two files of one person: pick the other one, look at both, choose; and separating them again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import MergeForm
from maillage.accompaniment.people.models import Merge, Person
from maillage.accompaniment.people.views.lists import QUERY_LENGTH
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, KeyedForm, attempt, show_form, typed_in


@requires(Permission.PERSON_MERGE, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def pick_twin(request: Any, person: Person) -> HttpResponse:
    """Which file is the same person's: those that resemble, or what a search finds. What is typed is in no address."""
    name = selectors.label_of(person, actor=request.actor, today=request.today)
    query = request.POST.get("q", "")[:QUERY_LENGTH].strip()
    if query:
        result = selectors.search_files(actor=request.actor, query=query, today=request.today, names=True)
        found = [each.row for each in (*result.open, *result.closed) if each.row.id != person.pk]
    else:
        alike = selectors.lookalikes(
            actor=request.actor, organisation_id=person.organisation_id, pseudonym=name, today=request.today, but=person.pk
        )
        found = [each.row for each in alike]
    context = {"person": person, "pseudonym_text": name, "query": query, "rows": found}
    return render(request, "people/merge_pick.html", context)


@requires(Permission.PERSON_MERGE, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def merge_files(request: Any, person: Person, other: uuid.UUID) -> HttpResponse:
    """Both files side by side, labels and counts only; for each difference, which one to keep."""
    twin = selectors.get_other(actor=request.actor, person=person, pk=other, today=request.today)
    both = selectors.side_by_side(person, twin, actor=request.actor, today=request.today)
    called = _("%(name)s, réf. %(reference)s")
    files = [(side.person.pk, called % {"name": side.row.pseudonym, "reference": side.row.reference}) for side in both.sides]
    form = MergeForm(typed_in(request), files=files, questions=both.questions, suggested=both.suggested)
    page = FormPage(
        heading=_("Un seul dossier pour deux ?"),
        lead=_("Tout ce qui est noté dans l'un passe dans l'autre, documents compris. Rien n'est effacé : vous pourrez les séparer."),
        submit=_("Réunir les deux dossiers"),
        icon="combine",
        back_url=reverse("people:merge_pick", args=[person.pk]),
        back_label=_("Choisir un autre dossier"),
        notes=_notes(both),
        template="people/merge.html",
    )
    more = {"both": both, "today": request.today}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **more)
    kept, away = (person, twin) if form.kept_id == person.pk else (twin, person)
    refused = attempt(
        lambda: services.merge_files(
            actor=request.actor, today=request.today, kept=kept, away=away, choices=form.choices, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **more)
    messages.success(request, _("J'ai réuni les deux dossiers. Vous pouvez les séparer à nouveau depuis cette page."))
    return redirect("people:file", pk=kept.pk)


def _notes(both: selectors.SideBySide) -> tuple[str, ...]:
    if not any(each.code.startswith("identity") for each in both.questions):
        return ()
    return (_("Les deux identités sont ouvertes le temps de cette comparaison : le journal le retient."),)


@requires(Permission.PERSON_LIST, on=selectors.get_merge)
@require_http_methods(["GET", "POST"])
def undo_merge(request: Any, merge: Merge) -> HttpResponse:
    """What goes back where, said before; then it goes back."""
    require(request.actor, Permission.PERSON_MERGE, on=merge)
    names = selectors.labels_of([merge.kept, merge.away], actor=request.actor, today=request.today)
    told = {"away": names[merge.away_id], "kept": names[merge.kept_id]}
    form = KeyedForm(typed_in(request))
    page = FormPage(
        heading=_("Séparer à nouveau les deux dossiers"),
        lead=_("« %(away)s » retrouve tout ce qui lui appartenait avant la réunion, avec ce qui y a été ajouté depuis.") % told,
        submit=_("Séparer les deux dossiers"),
        icon="split",
        back_url=reverse("people:file", args=[merge.kept_id]),
        back_label=_("Revenir au dossier"),
        notes=(_("Ce qui a été noté depuis la réunion sur le dossier lui-même reste dans « %(kept)s » : relisez-le ensuite.") % told,),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(lambda: services.undo_merge(actor=request.actor, today=request.today, merge=merge, key=form.cleaned_data["key"]))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai séparé les deux dossiers : chaque ligne est revenue à sa place."))
    return redirect("people:file", pk=merge.away_id)


def show_signpost(request: Any, person: Person) -> HttpResponse:
    """The old file: with which one it was reunited, and when."""
    context = {
        "person": person,
        "pseudonym_text": selectors.label_of(person, actor=request.actor, today=request.today),
        "row": selectors.standing_row(person, actor=request.actor, today=request.today),
        "merge": selectors.merge_away(person),
        "may_undo": request.actor.may(Permission.PERSON_MERGE, on=person),
    }
    return render(request, "people/merged.html", context)
