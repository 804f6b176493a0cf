"""A minor met outside, or who may be one: raised by anybody who goes out, opened with its own right."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.outreach import selectors, services
from maillage.accompaniment.outreach.errors import FileNotHers
from maillage.accompaniment.outreach.forms.minors import AlertActForm, AlertAnswerForm, AlertEndForm, AlertFileForm, AlertForm
from maillage.accompaniment.outreach.models import AlertAct, MinorAlert, Round
from maillage.accompaniment.outreach.views.strip import strip
from maillage.accompaniment.situation.selectors import steps_to_take
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, typed_in
from maillage.foundation.ui.layout import night_page
from maillage.foundation.vault import Reason, reason_choices

PAGE = 25
REASONS = (Reason.URGENCY, Reason.FOLLOW_UP, Reason.HANDOVER)
ENDED = Conflict(
    labels={"outcome": gettext_lazy("Pourquoi"), "ended_on": gettext_lazy("Close le"), "keep_until": gettext_lazy("Gardée jusqu'au")}
)


def _its_page(alert: MinorAlert) -> str:
    return reverse("outreach:alert", args=[alert.pk])


@requires(Permission.OUTREACH_NOTE)
@require_http_methods(["GET", "POST"])
def raise_alert(request: Any) -> HttpResponse:
    """Said in one tap, from anywhere in the field."""
    return _raise(request, street_round=None, organisations=selectors.associations_of(request.actor))


@requires(Permission.OUTREACH_NOTE, on=selectors.get_round)
@require_http_methods(["GET", "POST"])
def raise_alert_of_round(request: Any, street_round: Round) -> HttpResponse:
    """Said from the round where she was met."""
    return _raise(request, street_round=street_round, organisations=[street_round.organisation])


def _raise(request: Any, *, street_round: Round | None, organisations: list[Any]) -> HttpResponse:
    night_page(request)
    kept = street_round.zone_id if street_round is not None else None
    zones = selectors.zones_for(organisations, on=request.today, kept=kept)
    form = AlertForm(typed_in(request), initial={"zone": str(kept or "")}, organisations=organisations, zones=zones)
    back = reverse("outreach:round", args=[street_round.pk]) if street_round is not None else reverse("outreach:home")
    page = FormPage(
        heading=_("Une mineure, ou peut-être"),
        lead=_("Un doute suffit. Dites-le maintenant : les collègues qui protègent les mineures le liront, elles seules."),
        submit=_("Donner l'alerte"),
        icon="shield-alert",
        back_url=back,
        back_label=_("La maraude") if street_round is not None else _("Terrain"),
        notes=(_("En danger immédiat : 17. À toute heure : 119, Allô Enfance en danger."),),
        readers={"words": "shared"},
        readers_words=_("Vos collègues qui ont le droit « mineures », personne d'autre."),
        template="outreach/alert_form.html",
    )

    def act(typed: dict[str, Any]) -> MinorAlert:
        chosen = typed.get("organisation") or str(organisations[0].pk)
        draft = services.AlertDraft(
            organisation_id=uuid.UUID(chosen),
            where=typed["where"],
            zone_id=uuid.UUID(typed["zone"]) if typed["zone"] else None,
            street_round=street_round,
            words=typed["words"],
        )
        return services.raise_alert(actor=request.actor, today=request.today, draft=draft, key=typed["key"])

    def said(alert: MinorAlert) -> str:
        whom = selectors.whom_to_ask(alert.organisation_id, today=request.today)
        return _("J'ai transmis l'alerte. %(whom)s") % {"whom": whom}

    def leads(alert: MinorAlert) -> str:
        return _its_page(alert) if request.actor.may(Permission.MINOR_OPEN, on=alert) else back

    return answer_form(request, form, page=page, act=act, done=said, url=leads)


@requires(Permission.MINOR_OPEN)
@require_GET
def list_alerts(request: Any) -> HttpResponse:
    """Alerts, those that run first."""
    page = Paginator(selectors.alerts_visible_to(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    may_note = request.actor.may(Permission.OUTREACH_NOTE)
    return render(request, "outreach/alerts.html", {"tabs": strip(request, "alerts"), "page": page, "may_note": may_note})


@requires(Permission.MINOR_OPEN, on=selectors.get_alert)
@require_http_methods(["GET", "POST"])
def show_alert(request: Any, alert: MinorAlert) -> HttpResponse:
    """What to do, in order; what was seen and done is opened for a reason."""
    opened = None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        opened = selectors.open_alert(alert, actor=request.actor, reason=reason, today=request.today)
    steps, rule = steps_to_take(today=request.today)
    context = {
        "alert": alert,
        "opened": opened,
        "steps": steps,
        "rule": rule,
        "rule_notes": (rule.note,),
        "done": selectors.kinds_done(alert),
        "reasons": reason_choices(*REASONS),
        "forgettable": alert.keep_until is not None and alert.keep_until < request.today,
    }
    return render(request, "outreach/alert.html", context)


def _page(alert: MinorAlert, *, heading: str, lead: str, submit: str = "") -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=submit or _("Enregistrer"),
        icon="shield",
        back_url=_its_page(alert),
        back_label=_("L'alerte"),
        notes=(_("Qui lira : vos collègues qui ont le droit « mineures », personne d'autre."),),
    )


@requires(Permission.MINOR_OPEN, on=selectors.get_alert)
@require_http_methods(["GET", "POST"])
def note_act(request: Any, alert: MinorAlert) -> HttpResponse:
    """One act for her."""
    form = AlertActForm(
        typed_in(request), initial={"done_on": request.today, "kind": request.GET.get("acte", "concern")}, today=request.today
    )
    page = _page(alert, heading=_("Un acte de protection"), lead=_("Ce qui a été fait, auprès de qui, quel jour."))

    def act(typed: dict[str, Any]) -> AlertAct:
        said = {name: typed[name] for name in ("kind", "recipient", "done_on", "reference")}
        return services.note_alert_act(actor=request.actor, today=request.today, alert=alert, key=typed["key"], **said)

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté l'acte."))


@requires(Permission.MINOR_OPEN, on=selectors.get_alert_act)
@require_http_methods(["GET", "POST"])
def answer_act(request: Any, act: AlertAct) -> HttpResponse:
    """What was answered."""
    initial = {}
    if request.method != "POST":
        reference = selectors.reference_of(act, actor=request.actor, today=request.today)
        initial = {"answer": act.answer, "answered_on": act.answered_on or request.today, "reference": reference}
    form = AlertAnswerForm(typed_in(request), initial=initial, today=request.today)
    page = _page(act.alert, heading=_("Leur réponse"), lead=_("Ce qui a été répondu, et quel jour."))

    def answer(typed: dict[str, Any]) -> AlertAct:
        said = {name: typed[name] for name in ("answer", "answered_on", "reference")}
        return services.answer_alert_act(actor=request.actor, today=request.today, act=act, seen=typed["version"], key=typed["key"], **said)

    conflict = Conflict(labels={"answer": _("Leur réponse"), "answered_on": _("Reçue le")})
    return answer_form(request, form, page=page, act=answer, done=_("J'ai noté la réponse."), version=act.version, conflict=conflict)


@requires(Permission.MINOR_OPEN, on=selectors.get_alert)
@require_http_methods(["GET", "POST"])
def end_alert(request: Any, alert: MinorAlert) -> HttpResponse:
    """How it ends."""
    form = AlertEndForm(typed_in(request))
    page = _page(alert, heading=_("Clore l'alerte"), lead=_("Elle restera gardée le temps prévu, puis effacée."), submit=_("Clore"))

    def act(typed: dict[str, Any]) -> MinorAlert:
        return services.end_alert(
            actor=request.actor, today=request.today, alert=alert, seen=typed["version"], outcome=typed["outcome"], key=typed["key"]
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai clos l'alerte."), version=alert.version, conflict=ENDED)


@requires(Permission.MINOR_OPEN, on=selectors.get_alert)
@require_http_methods(["GET", "POST"])
def follow_in_file(request: Any, alert: MinorAlert) -> HttpResponse:
    """She has a file: her protection goes on there."""
    form = AlertFileForm(typed_in(request))
    lead = _("Un doute s'ouvre dans son dossier, et sa protection s'y suit. L'alerte se clôt sans dire lequel.")
    page = _page(alert, heading=_("Elle a un dossier"), lead=lead, submit=_("Suivre dans son dossier"))

    def act(typed: dict[str, Any]) -> str:
        person = selectors.file_by_reference(typed["reference"], actor=request.actor, alert=alert, today=request.today)
        if person is None:
            raise FileNotHers
        services.follow_in_file(
            actor=request.actor, today=request.today, alert=alert, seen=typed["version"], person=person, key=typed["key"]
        )
        return reverse("situation:protection", args=[person.pk])

    done = _("J'ai ouvert sa protection dans son dossier.")
    return answer_form(request, form, page=page, act=act, done=done, url=str, version=alert.version, conflict=ENDED)


@requires(Permission.MINOR_OPEN, on=selectors.get_alert)
@require_POST
def forget_alert(request: Any, alert: MinorAlert) -> HttpResponse:
    """Its time is over."""
    return act_and_return(
        request,
        lambda: services.forget_alert(actor=request.actor, today=request.today, alert=alert),
        url=reverse("outreach:alerts"),
        done=_("J'ai effacé l'alerte."),
    )
