"""A first request becomes an application."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.intake import selectors as intake
from maillage.accompaniment.intake.models import FirstRequest, Triage
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, show_form
from maillage.foundation.vault import SealErased
from maillage.pathway.psp import services
from maillage.pathway.psp.forms.first_requests import WishFromRequestForm
from maillage.pathway.psp.models import Application


@requires(Permission.APPLICATION_PREPARE, on=intake.get_request)
@require_http_methods(["GET", "POST"])
def note_wish_from_request(request: Any, first: FirstRequest) -> HttpResponse:
    """Everything is filled in: one button notes the wish, and opens her file when she has none."""
    has_file = first.person_id is not None
    page = FormPage(
        heading=_("Commencer sa demande d'engagement"),
        lead=_("Rien ne part : la demande se prépare avec elle, à son rythme.")
        if has_file
        else _("Son dossier s'ouvre avec ce que disait la première demande. Rien ne part : la demande se prépare avec elle, à son rythme."),
        submit=_("Commencer la demande"),
        icon="file-plus",
        back_url=reverse("intake:request", args=[first.pk]),
        back_label=_("Revenir à la première demande"),
        readers={"pseudonym": "team", "safe_contact": "team"},
    )
    if request.method != "POST":
        form = WishFromRequestForm(initial=_known(request, first), today=request.today, has_file=has_file)
        return show_form(request, form, page=page)
    form = WishFromRequestForm(request.POST, today=request.today, has_file=has_file)
    if not form.is_valid():
        return show_form(request, form, page=page)
    noted: list[Application] = []
    refused = attempt(
        lambda: noted.append(
            services.wish_from_request(
                actor=request.actor,
                today=request.today,
                request=first,
                wished_on=form.cleaned_data["wished_on"],
                key=form.cleaned_data["key"],
                **form.file_fields(),
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la demande."))
    return redirect("psp:application", pk=noted[0].pk)


def _known(request: Any, first: FirstRequest) -> dict[str, Any]:
    said = {"wished_on": first.received_on if first.triage == Triage.LEAVE else request.today}
    if first.person_id is not None:
        return said
    try:
        heard = intake.open_request(first, actor=request.actor, today=request.today)
    except SealErased:
        return said
    return {**said, "pseudonym": heard.pseudonym, "channel": first.channel or None, "safe_contact": heard.safe_contact}
