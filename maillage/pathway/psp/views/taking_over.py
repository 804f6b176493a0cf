"""A pathway already running before Maillage, taken over in one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
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
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    taken: list[Pathway] = []
    refused = attempt(
        lambda: taken.append(
            services.take_over_pathway(
                actor=request.actor,
                today=request.today,
                person=person,
                terms=form.terms(),
                permit=form.permit(),
                allowance=form.allowance(),
                key=form.cleaned_data["key"],
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai repris le parcours. Vérifiez les dates avec elle : chacune s'explique en la touchant."))
    return redirect("psp:pathway", pk=taken[0].pk)
