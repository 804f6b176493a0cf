"""The forms that open a file, and correct what it says. A stale edit shows both versions, sealed text included."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import IdentityForm, PseudonymForm
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import FormPage, attempt, show_form, show_stale
from maillage.foundation.vault import Reason

IDENTITY_LABELS = {
    "last_name": gettext_lazy("Nom"),
    "first_name": gettext_lazy("Prénom"),
    "birth_date": gettext_lazy("Date de naissance"),
    "nationality": gettext_lazy("Nationalité"),
}


def way_back(request: Any, pk: uuid.UUID) -> str:
    """Where the file is, or the list for somebody who may write in a file that she does not follow."""
    try:
        selectors.get_person(actor=request.actor, pk=pk, today=request.today)
    except OutOfScope:
        return reverse("people:list")
    return reverse("people:file", args=[pk])


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def edit_pseudonym(request: Any, person: Person) -> HttpResponse:
    """The pseudonym."""
    page = _page(person, heading=_("Pseudonyme"), lead=_("Le nom par lequel l'équipe retrouve ce dossier."), readers={"pseudonym": "team"})
    if request.method != "POST":
        initial = {"pseudonym": selectors.label_of(person, actor=request.actor, today=request.today)}
        return show_form(request, PseudonymForm(initial=initial), page=page, version=person.version)
    form = PseudonymForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    try:
        services.change_pseudonym(
            actor=request.actor, today=request.today, person=person, seen=typed["version"], pseudonym=typed["pseudonym"], key=typed["key"]
        )
    except Stale as stale:
        now = selectors.get_person(actor=request.actor, pk=person.pk, today=request.today)
        current = {"pseudonym": selectors.label_of(now, actor=request.actor, today=request.today)}
        both = Stale(current=current, submitted={"pseudonym": typed["pseudonym"]}, version=stale.version)
        return show_stale(
            request, both, form=form, labels={"pseudonym": _("Pseudonyme")}, back_url=reverse("people:file", args=[person.pk])
        )
    messages.success(request, _("J'ai enregistré le pseudonyme."))
    return redirect("people:file", pk=person.pk)


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def edit_identity(request: Any, person: Person) -> HttpResponse:
    """The civil identity, noted or opened to be corrected."""
    require(request.actor, Permission.IDENTITY_OPEN, on=person)
    page = _page(
        person,
        heading=_("Identité civile"),
        lead=_("Elle ne sert qu'au dépôt d'une demande. Elle reste fermée : chaque ouverture est inscrite au journal."),
        readers={"last_name": "team", "first_name": "team", "birth_date": "team", "nationality": "team"},
    )
    if request.method != "POST":
        initial, version = _identity(request, person)
        return show_form(request, IdentityForm(initial=initial, today=request.today), page=page, version=version)
    form = IdentityForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = {name: form.cleaned_data[name] for name in IDENTITY_LABELS}
    try:
        refused = attempt(
            lambda: services.record_identity(
                actor=request.actor,
                today=request.today,
                person=person,
                seen=form.cleaned_data["version"],
                key=form.cleaned_data["key"],
                **typed,
            )
        )
    except Stale:
        return _show_stale_identity(request, person, form, typed)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré l'identité civile."))
    return redirect("people:file", pk=person.pk)


def _identity(request: Any, person: Person) -> tuple[dict[str, Any], int]:
    card = selectors.open_identity(actor=request.actor, person=person, reason=Reason.CORRECTION, today=request.today)
    if card is None:
        return dict.fromkeys(IDENTITY_LABELS, ""), 0
    return {name: getattr(card, name) for name in IDENTITY_LABELS}, card.version


def _show_stale_identity(request: Any, person: Person, form: IdentityForm, typed: dict[str, Any]) -> HttpResponse:
    current, version = _identity(request, person)
    submitted = {name: _text(value) for name, value in typed.items()}
    both = Stale(current=current, submitted=submitted, version=version)
    return show_stale(request, both, form=form, labels=IDENTITY_LABELS, back_url=reverse("people:file", args=[person.pk]))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _page(person: Person, *, heading: str, lead: str, readers: dict[str, str]) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=_("Enregistrer"),
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        readers=readers,
    )
