"""The page of a pathway, and what is noted on it: its terms, permit and allowance."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people.selectors import label_of
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import AllowanceForm, BeginForm, PermitForm
from maillage.pathway.psp.models import Application, Kind, Pathway, Term


@requires(Permission.APPLICATION_LIST, on=selectors.get_pathway)
@require_GET
def show_pathway(request: Any, pathway: Pathway) -> HttpResponse:
    """Terms, permit, allowance and accreditation on one line; every date with its explanation."""
    actor, today = request.actor, request.today
    own = selectors.is_own(actor, pathway)
    journey = selectors.journey_of(pathway, today=today)
    context = {
        "pathway": pathway,
        "own": own,
        "title": label_of(pathway.person, actor=actor, today=today) if own and pathway.person is not None else pathway.entry.number,
        "journey": journey,
        "may_record": actor.may(Permission.PATHWAY_RECORD, on=pathway),
        "may_prepare": own and pathway.person is not None and actor.may(Permission.APPLICATION_PREPARE, on=pathway),
        "renewing": selectors.renewal_of(pathway, actor=actor, today=today),
        "history": history_of(pathway) if own else [],
    }
    return render(request, "psp/pathway.html", context)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def begin_pathway(request: Any, application: Application) -> HttpResponse:
    """The term that a favourable decision opens, recorded by the side that has the tool."""
    pathways = selectors.renewable_for(application, actor=request.actor, today=request.today)
    form = BeginForm(
        typed_in(request), pathways=pathways, today=request.today, initial={"starts_on": application.decided_on or request.today}
    )
    page = FormPage(
        heading=_("Commencer le parcours") if application.kind == Kind.FIRST else _("Ajouter une période"),
        lead=_("Six mois, à compter du premier jour. Un renouvellement suit la période en cours sans jour perdu."),
        submit=_("Ouvrir la période"),
        icon="flag",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    chosen = form.cleaned_data.get("pathway", "")
    renewed = next((each for each in pathways if str(each.pk) == chosen), None)
    begun: list[Term] = []
    refused = attempt(
        lambda: begun.append(
            services.begin_pathway(
                actor=request.actor,
                today=request.today,
                application=application,
                starts_on=form.cleaned_data["starts_on"],
                pathway=renewed,
                key=form.cleaned_data["key"],
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai ouvert la période."))
    return redirect("psp:pathway", pk=begun[0].pathway_id)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def note_permit(request: Any, pathway: Pathway) -> HttpResponse:
    """The residence document: asked, or delivered."""
    awaited = selectors.awaited_permit(pathway)
    form = PermitForm(typed_in(request), today=request.today, initial={"asked_on": awaited.asked_on if awaited else None})
    page = _page(
        pathway,
        heading=_("Titre de séjour"),
        lead=_("Une décision à part de celle du parcours. Notez la demande, puis la remise avec sa fin."),
        submit=_("Noter le titre"),
        icon="id-card",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.record_permit(actor=request.actor, today=request.today, pathway=pathway, **_days(typed), key=typed["key"])
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté le titre de séjour."))
    return redirect("psp:pathway", pk=pathway.pk)


def _days(typed: dict[str, Any]) -> dict[str, date | None]:
    return {name: typed[name] for name in ("asked_on", "delivered_on", "expires_on")}


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def note_allowance(request: Any, pathway: Pathway) -> HttpResponse:
    """The allowance decided for a term."""
    last = selectors.last_term(pathway)
    initial = {"starts_on": last.starts_on, "expires_on": last.expires_on} if last else {}
    form = AllowanceForm(typed_in(request), today=request.today, initial=initial)
    page = _page(
        pathway,
        heading=_("Aide financière (AFIS)"),
        lead=_("Une décision à part de celle du parcours. Notée de nouveau pour les mêmes jours, elle est complétée."),
        submit=_("Noter l'aide"),
        icon="wallet",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed: dict[str, Any] = {**form.cleaned_data}
    key: uuid.UUID | None = typed.pop("key")
    refused = attempt(lambda: services.record_allowance(actor=request.actor, today=request.today, pathway=pathway, key=key, **typed))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté l'aide financière."))
    return redirect("psp:pathway", pk=pathway.pk)


def _page(pathway: Pathway, *, heading: str, lead: str, submit: str, icon: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=submit,
        icon=icon,
        back_url=reverse("psp:pathway", args=[pathway.pk]),
        back_label=_("Revenir au parcours"),
    )
