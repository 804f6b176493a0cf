"""A signed decision reaches her: what her association does, what the prefecture does; neither sees the other's ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors_after import (
    NotifiedAlready,
)
from maillage.pathway.commission.forms import DeliverForm, ReceivedForm, SendForm
from maillage.pathway.commission.models import Decision, DeliveredBy, Delivery
from maillage.pathway.commission.selectors.delivering import PLAIN
from maillage.pathway.psp.models import Application


def _signed(application: Application) -> Decision:
    decision = selectors.signed_decision(application)
    if decision is None:
        raise OutOfScope
    return decision


@requires(Permission.PATHWAY_RECORD, on=selectors.get_own_delivery)
@require_GET
def show_delivery(request: Any, application: Application) -> HttpResponse:
    """What to put into her hands, the ways open now, what has left already."""
    page = selectors.delivery_page(application, moment=request.moment)
    context = {
        "application": application,
        "page": page,
        "motives_shown": False,
        "may_open": request.actor.may(Permission.ATTACHMENTS_OPEN, on=application),
    }
    return render(request, "commission/deliver.html", context)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_own_delivery)
@require_POST
def announce(request: Any, application: Application) -> HttpResponse:
    """She is told that an answer waits, by this way: never what it says."""
    decision, channel = _signed(application), request.POST.get("channel", "")
    return act_and_return(
        request,
        lambda: services.announce_decision(
            actor=request.actor, moment=request.moment, decision=decision, channel=channel, key=read_key(request)
        ),
        url=reverse("commission:deliver", args=[application.pk]),
        done=_("C'est noté. Dites seulement qu'un courrier l'attend, jamais ce qu'il dit."),
    )


@requires(Permission.PATHWAY_RECORD, on=selectors.get_own_delivery)
@require_http_methods(["GET", "POST"])
def deliver(request: Any, application: Application) -> HttpResponse:
    """The paper leaves, or is in her hands, with its proof."""
    decision = _signed(application)
    delivery = selectors.delivery_of(decision)
    proving = delivery is not None and delivery.started_on is not None and delivery.by == DeliveredBy.ASSOCIATION
    shape = ReceivedForm if proving else DeliverForm
    form = shape(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = FormPage(
        heading=_("Noter qu'elle l'a reçue") if proving else _("Lui remettre la décision"),
        lead=_("Le délai pour contester court à partir du lendemain de ce jour."),
        submit=_("Noter la remise"),
        icon="mail-check",
        back_url=reverse("commission:deliver", args=[application.pk]),
        back_label=_("La remise"),
    )

    def act(typed: dict[str, Any]) -> Delivery:
        if proving:
            return services.prove_delivery(actor=request.actor, today=request.today, decision=decision, **_without(typed, "key"))
        return services.deliver_decision(actor=request.actor, moment=request.moment, decision=decision, **typed)

    return _handed(request, form, page=page, act=act, decision=decision, done=reverse("commission:deliver", args=[application.pk]))


def _without(typed: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name not in names}


def _handed(
    request: Any, form: Any, *, page: FormPage, act: Callable[[dict[str, Any]], Delivery], decision: Decision, done: str
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(lambda: act(typed))
    if refused is not None and not _same_click(refused, decision, typed=typed):
        return show_form(request, form, page=page, refused=refused)
    messages.success(
        request, _("La notification est notée.") if typed["notified_on"] else _("C'est parti. Notez le jour et la preuve ensuite.")
    )
    return redirect(done)


def _same_click(refused: Refused, decision: Decision, *, typed: dict[str, Any]) -> bool:
    """The second of two clicks: it is noted already, for this very day and proof."""
    known = selectors.delivery_of(decision)
    same = known is not None and (known.notified_on, known.proof) == (typed["notified_on"], typed["proof"])
    return isinstance(refused, NotifiedAlready) and same


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_own_delivery)
@require_GET
def own_plain(request: Any, application: Application) -> HttpResponse:
    """The answer in short sentences, for her: the paper that the prefecture entrusted."""
    opened = selectors.open_copy(actor=request.actor, application=application, purpose=PLAIN, today=request.today)
    return download_response(opened, inline=True)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_own_delivery)
@require_GET
def own_receipt(request: Any, application: Application) -> HttpResponse:
    """The receipt that she dates and signs if she wants to."""
    return _pdf(selectors.print_receipt(_signed(application), today=request.today), name="recepisse")


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    return download_response(OpenedDocument(name=name, mime=Mime.PDF, content=content), inline=True)


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_POST
def entrust(request: Any, decision: Decision) -> HttpResponse:
    """Her association is asked to put it into her hands."""
    return act_and_return(
        request,
        lambda: services.entrust_decision(actor=request.actor, today=request.today, decision=decision),
        url=reverse("commission:decision", args=[decision.pk]),
        done=_("La remise est confiée à l'association : elle choisit un moyen sûr, et vous donnera le jour et la preuve."),
    )


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_http_methods(["GET", "POST"])
def record_notified(request: Any, decision: Decision) -> HttpResponse:
    """The prefecture's side: at its desk, by its letter, or as the association said."""
    delivery = selectors.delivery_of(decision)
    proving = delivery is not None and delivery.started_on is not None and delivery.by != DeliveredBy.ASSOCIATION
    shape = ReceivedForm if proving else SendForm
    form = shape(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = FormPage(
        heading=_("Noter la notification"),
        lead=_("Le délai de recours court à partir du lendemain du jour où elle l'a reçue."),
        submit=_("Noter la notification"),
        icon="mail-check",
        back_url=reverse("commission:decision", args=[decision.pk]),
        back_label=_("Décision"),
        notes=(_("Ne l'appelez pas et ne la convoquez pas : l'association sait seule ce qui est sans danger pour elle."),),
    )

    def act(typed: dict[str, Any]) -> Delivery:
        if proving:
            return services.prove_delivery(actor=request.actor, today=request.today, decision=decision, **_without(typed, "key"))
        by = DeliveredBy(typed["by"])
        return services.send_decision(actor=request.actor, moment=request.moment, decision=decision, by=by, **_without(typed, "by"))

    return _handed(request, form, page=page, act=act, decision=decision, done=reverse("commission:decision", args=[decision.pk]))


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def notification_pdf(request: Any, decision: Decision) -> HttpResponse:
    """The letter that notifies it, with the remedies."""
    return _pdf(selectors.print_notification(actor=request.actor, decision=decision, today=request.today), name="notification")


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def plain_pdf(request: Any, decision: Decision) -> HttpResponse:
    """The same in short sentences, for her."""
    rows = {row["code"]: row["label"] for row in services.motives_for(decision.application.kind, on=decision.prepared_on)}
    labels = [rows.get(code, code) for code in decision.motives]
    return _pdf(selectors.print_plain(actor=request.actor, decision=decision, labels=labels, today=request.today), name="en-clair")


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def receipt_pdf(request: Any, decision: Decision) -> HttpResponse:
    """The receipt, to be signed at the desk."""
    return _pdf(selectors.print_receipt(decision, today=request.today), name="recepisse")


@requires(Permission.DECISION_PREPARE, on=selectors.get_decision)
@require_GET
def proof_file(request: Any, decision: Decision) -> HttpResponse:
    """The proof that was kept."""
    return download_response(selectors.open_delivery_proof(actor=request.actor, decision=decision, today=request.today), inline=True)
