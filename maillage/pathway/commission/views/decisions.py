"""Decisions: awaited, prepared, recorded once signed, notified."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import AlreadySigned
from maillage.pathway.commission.forms import DecisionForm, SignedForm
from maillage.pathway.commission.models import Decision, DecisionSense
from maillage.pathway.commission.selectors import after
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import get_application


@requires(Permission.DECISION_PREPARE)
@require_GET
def list_decisions(request: Any) -> HttpResponse:
    """What awaits a decision, and what was decided."""
    context = {
        "awaited": selectors.awaiting_decision(request.actor, today=request.today),
        "recorded": list(selectors.decisions_recorded(request.actor, today=request.today)[:30]),
        "may_record": request.actor.may(Permission.DECISION_RECORD),
        "silences": after.silences(request.actor, today=request.today),
    }
    return render(request, "commission/decisions.html", context)


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def show_decision(request: Any, decision: Decision) -> HttpResponse:
    """A decision, its papers and its history."""
    application = decision.application
    labels = {row["code"]: row["label"] for row in services.motives_for(application.kind, on=decision.prepared_on)}
    context = {
        "decision": decision,
        "application": application,
        "motives": [labels.get(code, code) for code in decision.motives],
        "fragile": services.fragile_motives(decision.motives, kind=application.kind, on=decision.prepared_on),
        "may_record": request.actor.may(Permission.DECISION_RECORD, on=decision) and not decision.is_signed,
        "may_notify": request.actor.may(Permission.PATHWAY_RECORD, on=application)
        and decision.is_signed
        and application.notified_on is None,
        "delivery": selectors.delivery_of(decision),
        "appeal": selectors.appeal_of(decision, today=request.today),
        "hearing": selectors.contradictory_of(application),
        "history": history_of(decision, limit=25),
    }
    return render(request, "commission/decision.html", context)


@requires(Permission.DECISION_PREPARE, on=get_application)
@require_http_methods(["GET", "POST"])
def prepare_decision(request: Any, application: Application) -> HttpResponse:
    """Granted, or refused with its reasons."""
    motives = services.motives_for(application.kind, on=request.today)
    form = DecisionForm(typed_in(request), motives=motives, senses=services.senses_for(application.kind), kind=application.kind)
    page = FormPage(
        heading=_("Préparer la décision"),
        lead=_("Demande %(number)s. L'avis de la commission ne lie pas le préfet.") % {"number": application.number or ""},
        submit=_("Préparer"),
        icon="file-pen-line",
        back_url=reverse("commission:decisions"),
        back_label=_("Décisions"),
        readers={"words": "shared"},
        readers_words=_("La préfecture, et elle : ces mots sont imprimés sur la décision."),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed, made = form.cleaned_data, []
    refused = attempt(
        lambda: made.append(
            services.prepare_decision(
                actor=request.actor,
                today=request.today,
                application=application,
                sense=DecisionSense(typed["sense"]),
                motives=typed["motives"],
                words=typed["words"],
                fragile_confirmed=typed["fragile_confirmed"],
                key=typed["key"],
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La décision est prête à signer."))
    return redirect("commission:decision", pk=made[0].pk)


def _page(decision: Decision, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:decision", args=[decision.pk]), back_label=_("Décision"), **words)


@requires(Permission.DECISION_RECORD, on=selectors.get_decision)
@require_http_methods(["GET", "POST"])
def record_signed(request: Any, decision: Decision) -> HttpResponse:
    """The decision signed outside comes back."""
    form = SignedForm(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = _page(
        decision, heading=_("Enregistrer la décision signée"), submit=_("Enregistrer"), icon="stamp",
        lead=_("Demande %(number)s : %(sense)s.") % {"number": decision.application.number, "sense": decision.get_sense_display()},
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=decision.version)
    typed = {name: value for name, value in form.cleaned_data.items() if name not in ("key", "version", "entrust")}
    seen = form.cleaned_data["version"]
    refused = attempt(
        lambda: services.record_signed_decision(actor=request.actor, today=request.today, decision=decision, seen=seen, **typed)
    )
    if refused is not None and not _same_click(refused, decision, number=typed["number"]):
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La décision est enregistrée."))
    if form.cleaned_data["entrust"] and decision.application.person_id is not None:
        attempt(lambda: services.entrust_decision(actor=request.actor, today=request.today, decision=selectors.fresh(decision)))
    return redirect("commission:decision", pk=decision.pk)


def _same_click(refused: Refused, decision: Decision, *, number: str) -> bool:
    """The second of two clicks: the decision is recorded already, under this very number."""
    return isinstance(refused, AlreadySigned) and selectors.number_now(decision) == number.strip()
