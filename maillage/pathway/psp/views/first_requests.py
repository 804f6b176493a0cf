"""A first request becomes an application."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.intake import selectors as intake
from maillage.accompaniment.intake.models import FirstRequest, Triage
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
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
    # Opened, and journaled as read, only to be shown.
    initial = _known(request, first) if request.method != "POST" else {}
    form = WishFromRequestForm(typed_in(request), initial=initial, today=request.today, has_file=has_file)

    def act(typed: dict[str, Any]) -> Application:
        return services.wish_from_request(
            actor=request.actor,
            today=request.today,
            request=first,
            wished_on=typed["wished_on"],
            key=typed["key"],
            **form.file_fields(),
        )

    return answer_form(
        request, form, page=page, act=act, done=_("J'ai noté la demande."), url=lambda noted: reverse("psp:application", args=[noted.pk])
    )


def _known(request: Any, first: FirstRequest) -> dict[str, Any]:
    said = {"wished_on": first.received_on if first.triage == Triage.LEAVE else request.today}
    if first.person_id is not None:
        return said
    try:
        heard = intake.open_request(first, actor=request.actor, today=request.today)
    except SealErased:
        return said
    return {**said, "pseudonym": heard.pseudonym, "channel": first.channel or None, "safe_contact": heard.safe_contact}
