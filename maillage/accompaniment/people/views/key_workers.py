"""Who accompanies her: assigned, ended."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import KeyWorkerForm
from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.views.editing import back_to
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in


@requires(Permission.PERSON_ASSIGN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def assign_key_worker(request: Any, person: Person) -> HttpResponse:
    """Add a colleague."""
    colleagues = selectors.colleagues_of(person, today=request.today)
    form = KeyWorkerForm(typed_in(request), colleagues=colleagues)
    page = FormPage(
        heading=_("Désigner une référente"),
        lead=_("Elle suivra ce dossier à partir d'aujourd'hui. Plusieurs collègues peuvent le suivre ensemble."),
        submit=_("Désigner"),
        icon="user-plus",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(
        lambda: services.assign_key_worker(
            actor=request.actor,
            today=request.today,
            person=person,
            user_id=uuid.UUID(form.cleaned_data["user"]),
            key=form.cleaned_data["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai désigné la référente."))
    return back_to(request, person.pk)


@requires(Permission.PERSON_ASSIGN, on=selectors.get_key_worker)
@require_POST
def end_key_worker(request: Any, key_worker: KeyWorker) -> HttpResponse:
    """End a follow-up today."""
    services.end_key_worker(actor=request.actor, today=request.today, key_worker=key_worker)
    messages.success(request, _("J'ai mis fin au suivi, à compter d'aujourd'hui."))
    return back_to(request, key_worker.person_id)
