"""Who is there: organisations of my department, their accreditations explained."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import requires, signed_in
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures
from maillage.reference.organisations import selectors, services
from maillage.reference.organisations.forms import FilesOpenToForm
from maillage.reference.organisations.models import FilesOpenTo, Organisation, OrganisationKind

NAMES = "names of organisations are open to whoever works here"


@signed_in(NAMES)
@require_GET
def around(request: Any) -> HttpResponse:
    """The organisations of my departments."""
    found = selectors.organisations_around(actor=request.actor, today=request.today)
    return render(request, "organisations/list.html", {"found": found})


@signed_in(NAMES)
@require_GET
def show(request: Any, pk: Any) -> HttpResponse:
    """One organisation: statuses, duties, accreditations with the reasons of their ends."""
    organisation = selectors.get_organisation(actor=request.actor, pk=pk, today=request.today)
    seen, ends, duties = selectors.see_organisation(organisation=organisation, today=request.today)
    mine = organisation.pk in request.actor.organisation_ids and request.actor.may(Permission.ORGANISATION_MANAGE, on=organisation)
    choosing = mine and organisation.kind == OrganisationKind.ASSOCIATION
    form = FilesOpenToForm(initial={"open_to": organisation.files_open_to, "version": organisation.version}) if choosing else None
    offers = gestures.gestures_for("organisations.own", request.actor, organisation) if choosing else ()
    return render(request, "organisations/show.html", {"seen": seen, "ends": ends, "duties": duties, "form": form, "offers": offers})


@requires(Permission.ORGANISATION_MANAGE, on=selectors.get_organisation)
@require_POST
def open_files_to(request: Any, organisation: Organisation) -> HttpResponse:
    """Choose who reads the files of my association."""
    form = FilesOpenToForm(request.POST)
    if form.is_valid():
        services.open_files_to(
            actor=request.actor,
            organisation=organisation,
            open_to=FilesOpenTo(form.cleaned_data["open_to"]),
            seen=form.cleaned_data["version"],
            today=request.today,
        )
        messages.success(request, _("C'est noté. Le changement vaut dès maintenant."))
    return redirect("organisations:show", pk=organisation.pk)
