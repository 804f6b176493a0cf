"""A pathway already running before Maillage, taken over in one form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.psp import services
from maillage.pathway.psp.forms.taking_over import TakeOverForm
from maillage.pathway.psp.models import Pathway


@requires(Permission.PATHWAY_RECORD, on=get_person)
@require_http_methods(["GET", "POST"])
def take_over_pathway(request: Any, person: Person) -> HttpResponse:
    """Decision dates, terms used, permit and allowance; the ends are computed and explained on the page that follows."""
    form = TakeOverForm(typed_in(request), today=request.today)
    page = FormPage(
        heading=_("Reprendre un parcours déjà en cours"),
        lead=_("Les dates des arrêtés suffisent : Maillage calcule les fins de période, régimes exceptionnels compris, et les explique."),
        submit=_("Reprendre ce parcours"),
        icon="history",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
    )

    def act(typed: Any) -> Pathway:
        return services.take_over_pathway(
            actor=request.actor,
            today=request.today,
            person=person,
            terms=form.terms(),
            permit=form.permit(),
            allowance=form.allowance(),
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai repris le parcours. Vérifiez les dates avec elle : chacune s'explique en la touchant."),
        url=lambda taken: reverse("psp:pathway", args=[taken.pk]),
    )
