"""Decisions: awaited, prepared, recorded once signed, notified."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form, attempt, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import AlreadySigned
from maillage.pathway.commission.forms import DecisionForm, SignedForm
from maillage.pathway.commission.models import Decision, DecisionSense
from maillage.pathway.commission.selectors import after, delivering
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import get_application
from maillage.pathway.psp.signing import may_record_signed

DECISION_LABELS = {"sense": gettext_lazy("Décision"), "motives": gettext_lazy("Motifs"), "words": gettext_lazy("Motifs en mots")}

LINES = 25


@requires(Permission.DECISION_PREPARE)
@require_GET
def list_decisions(request: Any) -> HttpResponse:
    """What awaits a decision, and what was decided."""
    asked, actor, today = request.GET, request.actor, request.today
    context = {
        "awaited": Paginator(selectors.awaiting_decision(actor, today=today), LINES).get_page(asked.get("attendues")),
        "recorded": Paginator(selectors.decisions_recorded(actor, today=today), LINES).get_page(asked.get("enregistrees")),
        "silences": Paginator(after.silences(actor, today=today), LINES).get_page(asked.get("silences")),
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
        "may_record": not decision.is_signed and may_record_signed(request.actor, on=decision, today=request.today),
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
    """Granted, or refused with its reasons; prepared again before the signature, it starts from what was prepared."""
    motives = services.motives_for(application.kind, on=request.today)
    known = delivering.decision_of(application)
    # Opened, and journaled as read, only where they are shown.
    initial = _prepared(request, known) if known is not None and not known.is_signed and request.method != "POST" else {}
    senses = services.senses_for(application.kind)
    form = DecisionForm(typed_in(request), motives=motives, senses=senses, kind=application.kind, initial=initial)
    page = FormPage(
        heading=_("Préparer la décision"),
        lead=_("Demande %(number)s. L'avis de la commission ne lie pas le préfet.") % {"number": application.number or ""},
        submit=_("Préparer"),
        icon="file-pen-line",
        back_url=reverse("commission:decision", args=[known.pk]) if known is not None else reverse("commission:decisions"),
        back_label=_("Décision") if known is not None else _("Décisions"),
        readers={"words": "shared"},
        readers_words=_("La préfecture, et elle : ces mots sont imprimés sur la décision."),
    )
    version = known.version if known is not None else services.NOT_PREPARED
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: _prepare(request, application, typed),
        done=_("La décision est prête à signer."),
        url=lambda decision: reverse("commission:decision", args=[decision.pk]),
        version=version,
        conflict=_prepare_conflict(request, application),
    )


def _prepare(request: Any, application: Application, typed: dict[str, Any]) -> Decision:
    return services.prepare_decision(
        actor=request.actor,
        today=request.today,
        application=application,
        sense=DecisionSense(typed["sense"]),
        motives=typed["motives"],
        words=typed["words"],
        fragile_confirmed=typed["fragile_confirmed"],
        seen=typed["version"],
        key=typed["key"],
    )


def _prepared(request: Any, decision: Decision) -> dict[str, Any]:
    """What was prepared, its words opened; a fragile reason is confirmed again each time."""
    words = selectors.open_decision_words(actor=request.actor, decision=decision, today=request.today)
    return {"sense": decision.sense, "motives": decision.motives, "words": words}


def _prepare_conflict(request: Any, application: Application) -> Conflict:
    """A colleague prepared it meanwhile: hers beside what was typed."""

    def now(typed: dict[str, Any]) -> Stale:
        known = delivering.decision_of(application)
        current = _in_words(application, _prepared(request, known), today=request.today) if known is not None else {}
        version = known.version if known is not None else services.NOT_PREPARED
        return Stale(current=current, submitted=_in_words(application, typed, today=request.today), version=version)

    return Conflict(now=now, labels=DECISION_LABELS)


def _in_words(application: Application, values: Mapping[str, Any], *, today: date) -> dict[str, str]:
    labels = {row["code"]: str(row["label"]) for row in services.motives_for(application.kind, on=today)}
    return {
        "sense": str(DecisionSense(values["sense"]).label),
        "motives": " ; ".join(labels.get(code, code) for code in values["motives"]),
        "words": values["words"],
    }


def _page(decision: Decision, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:decision", args=[decision.pk]), back_label=_("Décision"), **words)


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision_to_record)
@require_http_methods(["GET", "POST"])
def record_signed(request: Any, decision: Decision) -> HttpResponse:
    """The decision signed outside comes back."""
    form = SignedForm(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = _page(
        decision, heading=_("Enregistrer la décision signée"), submit=_("Enregistrer"), icon="stamp",
        lead=_("Demande %(number)s : %(sense)s.") % {"number": decision.application.number, "sense": decision.get_sense_display()},
    )  # fmt: skip
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: _record_signed(request, decision, typed),
        done=_("La décision est enregistrée."),
        version=decision.version,
        conflict=_signed_conflict(request, decision),
    )


def _record_signed(request: Any, decision: Decision, typed: dict[str, Any]) -> None:
    """Recorded; and entrusted to her association in the same gesture, when that was ticked."""
    said = {name: value for name, value in typed.items() if name not in ("key", "version", "entrust")}
    try:
        services.record_signed_decision(actor=request.actor, today=request.today, decision=decision, seen=typed["version"], **said)
    except AlreadySigned:
        # The second of two clicks: the decision is recorded already, under this very number.
        if selectors.number_now(decision) != typed["number"].strip():
            raise
    if typed["entrust"] and decision.application.person_id is not None:
        # What refuses to entrust takes nothing from what is recorded: the page of the decision offers it again.
        attempt(lambda: services.entrust_decision(actor=request.actor, today=request.today, decision=selectors.fresh(decision)))


def _signed_conflict(request: Any, decision: Decision) -> Conflict:
    """It was prepared again while the signature was typed: what it says now is shown above the form."""

    def now(typed: dict[str, Any]) -> Stale:
        known = selectors.fresh(decision)
        current = _in_words(known.application, _prepared(request, known), today=request.today)
        return Stale(current=current, submitted={}, version=known.version)

    lead = _(
        "La décision a été préparée à nouveau pendant votre saisie : voici ce qu'elle dit maintenant. Vérifiez que c'est bien celle qui"
        " est signée, joignez à nouveau le fichier, puis enregistrez."
    )
    return Conflict(now=now, labels=DECISION_LABELS, lead=lead)
