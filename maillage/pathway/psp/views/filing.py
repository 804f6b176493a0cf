"""Filing: what the prefecture will see, exactly; then the filing. And an application that came on paper to the State's side."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, KeyedForm, answer_form, attempt, show_form, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.forms import ReceiveForm
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.workflow import State
from maillage.reference.organisations.selectors import accreditation_in_force


@requires(Permission.APPLICATION_FILE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def file_application(request: Any, application: Application) -> HttpResponse:
    """Field by field, what leaves; and the act of filing it."""
    if application.person is None:
        raise OutOfScope
    form = KeyedForm(typed_in(request))
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = attempt(
            lambda: services.file_application(
                actor=request.actor, today=request.today, application=application, key=form.cleaned_data["key"]
            )
        )
        if refused is None:
            messages.success(request, _("J'ai déposé la demande. Le secrétariat de la commission l'a reçue."))
            return redirect("psp:application", pk=application.pk)
    if application.state != State.READY or (refused is None and carried_of(application) is not None):
        # Filed meanwhile, taken back, or gone in a package: the page itself says where it stands.
        return redirect("psp:application", pk=application.pk)
    return _show_preview(request, application, form=form, refused=refused)


def _show_preview(request: Any, application: Application, *, form: KeyedForm, refused: Any) -> HttpResponse:
    actor, today = request.actor, request.today
    content = selectors.preview_extract(actor=actor, application=application, reason=Reason.APPLICATION, today=today)
    accredited = accreditation_in_force(organisation_id=application.organisation_id, territory_id=application.territory_id, on=today)
    pieces = selectors.pieces_of(application)
    needs = selectors.needs_before_filing(application, today=today, pieces=pieces, accredited=accredited is not None)
    page = FormPage(
        heading=_("Ce que la préfecture verra, exactement"),
        lead=_("Ces lignes et ces pièces partent, rien d'autre. Ni vos notes, ni le contact sûr, ni le pseudonyme."),
        submit=_("Déposer la demande"),
        icon="send",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
        template="psp/file.html",
    )
    return show_form(request, form, page=page, refused=refused, content=content, needs=needs, application=application)


@requires(Permission.APPLICATION_RECEIVE)
@require_http_methods(["GET", "POST"])
def receive_on_paper(request: Any) -> HttpResponse:
    """Enter an application that came on paper, with its date and scan."""
    territories = selectors.receiving_territories(request.actor)
    associations = selectors.associations_in(territories)
    form = ReceiveForm(typed_in(request), request.FILES or None, territories=territories, associations=associations, today=request.today)
    page = FormPage(
        heading=_("Demande reçue sur papier"),
        lead=_("L'association n'utilise pas Maillage : recopiez ce que dit sa demande, avec la date de réception."),
        submit=_("Enregistrer la demande"),
        icon="inbox",
        back_url=reverse("psp:list"),
        back_label=_("Demandes"),
    )

    def act(typed: Any) -> Application:
        return services.receive_on_paper(
            actor=request.actor,
            today=request.today,
            territory_id=typed.get("territory") or territories[0].pk,
            association_id=uuid.UUID(typed["association"]),
            kind=Kind(typed["kind"]),
            received_on=typed["received_on"],
            fields=form.content(),
            scan=typed["scan"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=lambda received: _("J'ai enregistré la demande sous le numéro %(number)s.") % {"number": received.number},
        url=lambda received: reverse("psp:application", args=[received.pk]),
    )
