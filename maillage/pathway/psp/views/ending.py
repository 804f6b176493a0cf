"""The end of a pathway is proposed to the commission, from the page of the pathway."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import EndProposalForm
from maillage.pathway.psp.models import Application, EndReason, Pathway


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def propose_end(request: Any, pathway: Pathway) -> HttpResponse:
    """Why, and what the commission must know. The pathway goes on until the prefect has decided."""
    own = selectors.is_own(request.actor, pathway)
    form = EndProposalForm(typed_in(request), by_state=not own, today=request.today)
    page = FormPage(
        heading=_("Proposer la fin du parcours"),
        lead=_("La commission donne son avis, le préfet décide. Le parcours continue jusqu'à la décision, et ses droits avec lui."),
        submit=_("Envoyer à la commission"),
        icon="flag",
        back_url=reverse("psp:pathway", args=[pathway.pk]),
        back_label=_("Revenir au parcours"),
        notes=(_("Son identité ne part pas une seconde fois : le secrétariat la retrouve par le numéro de la première demande."),),
    )

    def act(typed: Any) -> Application:
        return services.propose_end(
            actor=request.actor,
            today=request.today,
            pathway=pathway,
            reason=EndReason(typed["reason"]),
            words=typed["words"],
            told_on=typed["told_on"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("La fin est proposée : elle attend une séance de la commission."),
        url=lambda made: reverse("psp:application", args=[made.pk]),
    )
