"""The allowance: asked, its conditions, what happened to it, the number of the MSA, the months that did not come."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.core.phrase import MONTHS
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form, attempt, show_form, show_stale, typed_in
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Reason, reason_choices
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import AllowanceAskForm, AllowanceDaysForm, ConditionsForm, DayForm, MonthForm, MsaForm
from maillage.pathway.psp.models import Allowance, MissedPayment, Pathway
from maillage.pathway.psp.selectors import AllowanceView
from maillage.pathway.psp.services.allowance import ALLOWANCE_DAYS

MSA_REASONS = (Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.CORRECTION, Reason.HANDOVER)
_WRITTEN = (*ALLOWANCE_DAYS, "children", "suspension", "ending")


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def ask_allowance(request: Any, pathway: Pathway) -> HttpResponse:
    """The allowance is asked for: its conditions can be checked before it is decided."""
    form = AllowanceAskForm(typed_in(request), today=request.today, initial={"asked_on": request.today})
    page = _page(
        pathway, heading=_("Demander l'aide financière"), lead=_("Une décision à part de celle du parcours."), submit=_("Noter la demande")
    )

    def act(typed: dict[str, Any]) -> Allowance:
        return services.ask_allowance(
            actor=request.actor,
            today=request.today,
            pathway=pathway,
            asked_on=typed["asked_on"],
            children=typed["children"],
            seen=typed["version"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai noté la demande. Vérifiez maintenant les conditions."),
        url=lambda asked: reverse("psp:allowance_conditions", args=[asked.pk]),
        version=selectors.allowances_mark(pathway),
        conflict=allowance_conflict(pathway, form, names=("asked_on", "children")),
    )


def allowance_conflict(pathway: Pathway, form: Any, *, names: tuple[str, ...]) -> Conflict:
    """An allowance was noted meanwhile: the last one of the pathway beside what was typed."""

    def words(values: dict[str, Any]) -> dict[str, Any]:
        return {name: day_words(value) if isinstance(value, date) else value for name, value in values.items()}

    def now(typed: dict[str, Any]) -> Stale:
        last = selectors.last_allowance(pathway)
        current = {name: getattr(last, name) for name in names} if last is not None else {}
        submitted = {name: typed[name] for name in names}
        return Stale(current=words(current), submitted=words(submitted), version=selectors.allowances_mark(pathway))

    return Conflict(now=now, labels={name: form.fields[name].label for name in names})


@requires(Permission.PATHWAY_RECORD, on=selectors.get_allowance)
@require_http_methods(["GET", "POST"])
def edit_allowance(request: Any, allowance: Allowance) -> HttpResponse:
    """Everything that happened to one allowance, with the amount of the day."""
    initial = {name: getattr(allowance, name) for name in _WRITTEN}
    form = AllowanceDaysForm(typed_in(request), today=request.today, initial=initial)

    def act(typed: dict[str, Any]) -> None:
        said = {name: typed[name] for name in _WRITTEN}
        services.update_allowance(actor=request.actor, today=request.today, allowance=allowance, seen=typed["version"], **said)

    return answer_form(
        request,
        form,
        page=_edit_page(allowance),
        act=act,
        done=_("J'ai noté l'aide financière."),
        version=allowance.version,
        conflict=Conflict(labels={name: form.fields[name].label for name in _WRITTEN}),
        **_more(request, allowance),
    )


def _edit_page(allowance: Allowance) -> FormPage:
    return _page(
        allowance.pathway,
        heading=_("Suivre l'aide financière"),
        lead=_("Notez ce qui a eu lieu. Ce qui n'a pas eu lieu reste vide."),
        submit=_("Enregistrer"),
        template="psp/allowance.html",
    )


def _more(request: Any, allowance: Allowance, **opened: Any) -> dict[str, Any]:
    own = selectors.is_own(request.actor, allowance.pathway) and allowance.pathway.person_id is not None
    return {
        "view": selectors.one_allowance(allowance, today=request.today),
        "today": request.today,
        "may_open_msa": own and request.actor.may(Permission.IDENTITY_OPEN, on=allowance),
        "msa_reasons": reason_choices(*MSA_REASONS),
        "msa_opened": False,
        **opened,
    }


@requires(Permission.PATHWAY_RECORD, on=selectors.get_allowance)
@require_http_methods(["GET", "POST"])
def check_conditions(request: Any, allowance: Allowance) -> HttpResponse:
    """The conditions one by one: nothing is decided from what is not known."""
    page = _page(
        allowance.pathway,
        heading=_("Conditions de l'aide financière"),
        lead=_("Vérifiez avec elle. « À vérifier » ne la pénalise pas : la préfecture décide."),
        submit=_("Garder ces réponses"),
        template="psp/conditions.html",
    )
    checks = selectors.checks_of(allowance)
    view = selectors.one_allowance(allowance, today=request.today)
    if request.method != "POST":
        return show_form(request, ConditionsForm(checks=checks), page=page, version=allowance.version, view=view)
    form = ConditionsForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page, view=view)
    try:
        services.check_conditions(
            actor=request.actor, today=request.today, allowance=allowance, seen=form.cleaned_data["version"], checks=form.checks
        )
    except Stale:
        # The answers ticked stay on screen; the version is the one that somebody just wrote.
        return _stale_conditions(request, allowance, form=form, back_url=page.back_url)
    messages.success(request, _("J'ai gardé les conditions vérifiées."))
    return redirect("psp:allowance_edit", pk=allowance.pk)


def _stale_conditions(request: Any, allowance: Allowance, *, form: ConditionsForm, back_url: str) -> HttpResponse:
    now = selectors.get_allowance(actor=request.actor, pk=allowance.pk, today=request.today)
    words = {code: str(label) for code, label in form.fields["adult"].choices}  # type: ignore[attr-defined]
    current = {condition.value: words[check.value] for condition, check in selectors.checks_of(now).items()}
    submitted = {condition.value: words[check.value] for condition, check in form.checks.items()}
    labels = {condition.value: speech.say(condition.label) for condition in selectors.checks_of(now)}
    return show_stale(
        request, Stale(current=current, submitted=submitted, version=now.version), form=form, labels=labels, back_url=back_url
    )


@requires(Permission.PATHWAY_RECORD, on=selectors.get_allowance)
@require_http_methods(["GET", "POST"])
def note_msa_number(request: Any, allowance: Allowance) -> HttpResponse:
    """The number of the MSA, sealed with her identity; an empty one forgets it."""
    require(request.actor, Permission.IDENTITY_OPEN, on=allowance)
    page = _page(
        allowance.pathway,
        heading=_("Numéro de la MSA"),
        lead=_("Il est gardé fermé, avec son identité : il faut dire pourquoi pour le relire."),
        submit=_("Garder ce numéro"),
        icon="lock",
        readers={"number": "team"},
    )
    form = MsaForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    number = form.cleaned_data["number"]
    refused = attempt(lambda: services.note_msa_number(actor=request.actor, today=request.today, allowance=allowance, number=number))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai gardé le numéro.") if number else _("J'ai oublié le numéro."))
    return redirect("psp:allowance_edit", pk=allowance.pk)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_allowance)
@require_http_methods(["GET", "POST"])
def open_msa_number(request: Any, allowance: Allowance) -> HttpResponse:
    """The page of the allowance with the number open, for a reason; an address kept or reloaded opens nothing."""
    require(request.actor, Permission.IDENTITY_OPEN, on=allowance)
    if request.method != "POST":
        return redirect("psp:allowance_edit", pk=allowance.pk)
    number = selectors.open_msa_number(actor=request.actor, allowance=allowance, reason=request.POST.get("reason", ""), today=request.today)
    form = AllowanceDaysForm(today=request.today, initial={name: getattr(allowance, name) for name in _WRITTEN})
    more = _more(request, allowance, msa_opened=True, msa_number=number)
    return show_form(request, form, page=_edit_page(allowance), version=allowance.version, **more)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_allowance)
@require_http_methods(["GET", "POST"])
def note_missed_payment(request: Any, allowance: Allowance) -> HttpResponse:
    """A month that did not come, among those that were due."""
    view = selectors.one_allowance(allowance, today=request.today)
    page = _page(
        allowance.pathway,
        heading=_("Versement qui n'est pas venu"),
        lead=_("Seuls les mois écoulés, dus et pas encore notés sont proposés."),
        submit=_("Noter ce mois"),
        icon="circle-alert",
        notes=() if view.due else (_("Aucun mois écoulé n'est à noter."),),
    )
    form = MonthForm(typed_in(request), months=_months(view))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    month = date.fromisoformat(form.cleaned_data["month"])
    refused = attempt(
        lambda: services.note_missed_payment(
            actor=request.actor, today=request.today, allowance=allowance, month=month, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté ce versement comme manquant."))
    return redirect(page.back_url)


def _months(view: AllowanceView) -> list[tuple[str, str]]:
    return [(month.isoformat(), month_words(month)) for month in view.due]


def month_words(month: date) -> str:
    """ "avril 2020"."""
    return f"{MONTHS[speech.language()][month.month - 1]} {month.year}"


@requires(Permission.PATHWAY_RECORD, on=selectors.get_missed)
@require_http_methods(["GET", "POST"])
def settle_payment(request: Any, missed: MissedPayment) -> HttpResponse:
    """The missed month came at last."""
    page = _page(
        missed.allowance.pathway,
        heading=_("Versement de %(month)s") % {"month": month_words(missed.month)},
        lead=_("Notez le jour où il est arrivé."),
        submit=_("Il est arrivé"),
        icon="circle-check",
    )
    form = DayForm(typed_in(request), today=request.today, initial={"day": request.today})
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    day = form.cleaned_data["day"]
    refused = attempt(lambda: services.settle_payment(actor=request.actor, today=request.today, missed=missed, settled_on=day))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté que ce versement est arrivé."))
    return redirect(page.back_url)


def _page(pathway: Pathway, *, heading: str, lead: str, submit: str, icon: str = "wallet", **more: Any) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=submit,
        icon=icon,
        back_url=f"{reverse('psp:pathway', args=[pathway.pk])}#aide",
        back_label=_("Revenir au parcours"),
        **more,
    )
