"""Her accord: noted, withdrawn."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import AccordForm
from maillage.accompaniment.people.models import Accord, Person, Proof, Purpose
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, KeyedForm, attempt, show_form, typed_in


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def give_accord(request: Any, person: Person) -> HttpResponse:
    """Note that she agrees that her application be sent."""
    recipients = selectors.recipients_for(person, today=request.today)
    form = AccordForm(typed_in(request), recipients=recipients, today=request.today)
    page = FormPage(
        heading=_("Noter son accord"),
        lead=_("Elle accepte que sa demande soit transmise. Elle peut le retirer à tout moment."),
        submit=_("Noter son accord"),
        icon="hand-heart",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
        notes=(_("Aucun secrétariat n'est encore inscrit dans ce département : l'accord pourra être noté dès qu'il le sera."),)
        if not recipients
        else (),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.give_accord(
            actor=request.actor,
            today=request.today,
            person=person,
            purpose=Purpose.FILE_APPLICATION,
            recipient_id=uuid.UUID(typed["recipient"]),
            language=typed["language"],
            proof=Proof(typed["proof"]),
            given_on=typed["given_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté son accord."))
    return redirect("people:file", pk=person.pk)


@requires(Permission.PERSON_EDIT, on=selectors.get_accord)
@require_http_methods(["GET", "POST"])
def withdraw_accord(request: Any, accord: Accord) -> HttpResponse:
    """Note that she withdraws it: asked once before it is done."""
    form = KeyedForm(typed_in(request))
    page = FormPage(
        heading=_("Noter le retrait de son accord"),
        lead=_("Plus aucune demande ne pourra être déposée sur cet accord. Ce qui est déjà déposé reste au secrétariat."),
        submit=_("Noter le retrait"),
        icon="undo-2",
        back_url=reverse("people:file", args=[accord.person_id]),
        back_label=_("Revenir au dossier"),
        notes=(_("Si une demande est déjà déposée, prévenez aussi le secrétariat par courrier : elle peut demander son retrait."),),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(
        lambda: services.withdraw_accord(actor=request.actor, today=request.today, accord=accord, key=form.cleaned_data["key"])
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté le retrait de son accord."))
    return redirect("people:file", pk=accord.person_id)
