"""The vital list, printed on purpose: with a reason, by somebody who proved again who she is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.calls import VitalForm
from maillage.accompaniment.contacts.views.calls import call_places, moment_of
from maillage.accompaniment.people.selectors import associations_where
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.stepup import requires_fresh
from maillage.foundation.documents.download import OpenedDocument, download_response
from maillage.foundation.documents.sniff import Mime
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in


@requires(Permission.CONTACT_NOTE)
@requires_fresh
@require_http_methods(["GET", "POST"])
def print_vital(request: Any) -> HttpResponse:
    """The reason, then the paper."""
    organisations = associations_where(request.actor, Permission.CONTACT_NOTE)
    form = VitalForm(typed_in(request), organisations=organisations)
    page = FormPage(
        heading=_("Liste vitale"),
        lead=_(
            "Deux pages à garder sous clé pour le jour où l'outil ne répond pas : pseudonymes et voies sûres. L'impression est journalisée."
        ),
        submit=_("Imprimer la liste"),
        icon="printer",
        back_url=reverse("contacts:calls"),
        back_label=_("Appels du jour"),
        template="contacts/calls/vital.html",
    )
    places = call_places(request, current="vital")
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, places=places)
    content: list[bytes] = []
    typed = form.cleaned_data
    refused = attempt(
        lambda: content.append(
            services.print_vital_list(
                actor=request.actor,
                moment=moment_of(request),
                organisation_id=typed["organisation"],
                reason=typed["reason"],
                printed_by=request.actor.name,
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, places=places)
    return download_response(OpenedDocument(name=f"liste-{request.today.isoformat()}", mime=Mime.PDF, content=content[0]))
