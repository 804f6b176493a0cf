"""The page of a pathway, and what is noted on it: its terms, permit and allowance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people.selectors import label_of
from maillage.core.clock.alerts import gesture_for, gesture_sentence
from maillage.core.phrase import Phrase
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form, attempt, show_form, typed_in
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Reason, reason_choices
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import AllowanceForm, BeginForm, DayForm, EndForm, InterruptionForm, PermitForm
from maillage.pathway.psp.models import Application, EndOutcome, Interruption, InterruptionCause, Kind, Pathway, Review, Term
from maillage.pathway.psp.selectors import Journey
from maillage.pathway.psp.views.allowance import allowance_conflict

_PERMIT_DAYS = ("asked_on", "delivered_on", "expires_on")
_ALLOWANCE_DAYS = ("decided_on", "starts_on", "expires_on", "first_paid_on")
REVIEW_REASONS = (Reason.FOLLOW_UP, Reason.APPLICATION, Reason.HER_REQUEST, Reason.HANDOVER)


@requires(Permission.APPLICATION_LIST, on=selectors.get_pathway)
@require_GET
def show_pathway(request: Any, pathway: Pathway) -> HttpResponse:
    """Terms, permit, allowance and accreditation on one line; every date with its explanation."""
    return show(request, pathway)


def show(request: Any, pathway: Pathway, **opened: Any) -> HttpResponse:
    """The page of a pathway, with what was opened for it."""
    actor, today = request.actor, request.today
    own = selectors.is_own(actor, pathway)
    journey = selectors.journey_of(pathway, today=today)
    renewing = selectors.renewal_of(pathway, actor=actor, today=today)
    title = label_of(pathway.person, actor=actor, today=today) if own and pathway.person is not None else pathway.entry.number or ""
    context = {
        "pathway": pathway,
        "own": own,
        "title": title,
        "journey": journey,
        "may_record": actor.may(Permission.PATHWAY_RECORD, on=pathway),
        "may_prepare": own and pathway.person is not None and actor.may(Permission.APPLICATION_PREPARE, on=pathway),
        "may_permit": actor.may(Permission.PERMIT_RECORD, on=pathway),
        "renewing": renewing,
        "ending": selectors.end_proposed_for(pathway) if pathway.ended_on is None else None,
        "gesture": _gesture(journey, renewing=renewing, title=title, own=own),
        "reviews": _reviews(journey) if own else [],
        "review_reasons": reason_choices(*REVIEW_REASONS),
        "history": history_of(pathway) if own else [],
        **opened,
    }
    return render(request, "psp/pathway.html", context)


def _gesture(journey: Journey | None, *, renewing: Application | None, title: str, own: bool) -> Phrase | None:
    """The act that the term calls for, with its verb: for her association only."""
    if journey is None or not own or journey.pathway.ended_on is not None or not journey.meter.renewals_left:
        return None
    filed = renewing is not None and renewing.filed_on is not None
    gesture = gesture_for(journey.alert, reviewed=journey.reviewed, filed=filed)
    return gesture_sentence(gesture, who=title, alert=journey.alert) if gesture is not None else None


def _reviews(journey: Journey | None) -> list[tuple[Term, Review | None]]:
    if journey is None:
        return []
    held = selectors.reviews_of(journey.pathway)
    return [(each.row, held.get(each.row.pk)) for each in journey.terms]


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

    def act(typed: Any) -> Term:
        chosen = typed.get("pathway", "")
        renewed = next((each for each in pathways if str(each.pk) == chosen), None)
        return services.begin_pathway(
            actor=request.actor,
            today=request.today,
            application=application,
            starts_on=typed["starts_on"],
            pathway=renewed,
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai ouvert la période."),
        url=lambda begun: reverse("psp:pathway", args=[begun.pathway_id]),
    )


@requires(Permission.PERMIT_RECORD, on=selectors.get_pathway)
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

    def act(typed: dict[str, Any]) -> None:
        days = {name: typed[name] for name in _PERMIT_DAYS}
        services.record_permit(actor=request.actor, today=request.today, pathway=pathway, seen=typed["version"], key=typed["key"], **days)

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai noté le titre de séjour."),
        url=reverse("psp:pathway", args=[pathway.pk]),
        version=selectors.permits_mark(pathway),
        conflict=_permit_conflict(pathway, form),
    )


def _permit_conflict(pathway: Pathway, form: PermitForm) -> Conflict:
    """A residence document was noted meanwhile: the last one of the pathway beside what was typed."""

    def words(values: dict[str, Any]) -> dict[str, Any]:
        return {name: day_words(values[name]) for name in _PERMIT_DAYS if values[name] is not None}

    def now(typed: dict[str, Any]) -> Stale:
        last = selectors.last_permit(pathway)
        current = {name: getattr(last, name, None) for name in _PERMIT_DAYS}
        return Stale(current=words(current), submitted=words(typed), version=selectors.permits_mark(pathway))

    return Conflict(now=now, labels={name: form.fields[name].label for name in _PERMIT_DAYS})


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

    def act(typed: dict[str, Any]) -> None:
        days = {name: typed[name] for name in _ALLOWANCE_DAYS}
        services.record_allowance(
            actor=request.actor, today=request.today, pathway=pathway, seen=typed["version"], key=typed["key"], **days
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai noté l'aide financière."),
        url=reverse("psp:pathway", args=[pathway.pk]),
        conflict=allowance_conflict(pathway, form, names=_ALLOWANCE_DAYS),
        version=selectors.allowances_mark(pathway),
    )


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def end_pathway(request: Any, pathway: Pathway) -> HttpResponse:
    """The end of a pathway: how and when, after what stops with it was said."""
    form = EndForm(typed_in(request), today=request.today, initial={"ended_on": request.today})
    page = FormPage(
        heading=_("Fin du parcours"),
        lead=_("Notez comment il se termine. Un parcours terminé ne se rouvre pas : une nouvelle demande est nécessaire."),
        submit=_("Noter la fin"),
        icon="flag",
        back_url=reverse("psp:pathway", args=[pathway.pk]),
        back_label=_("Revenir au parcours"),
        template="psp/end.html",
    )
    stops = selectors.what_stops(pathway, today=request.today)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, stops=stops, ended=pathway.ended_on)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.end_pathway(
            actor=request.actor, today=request.today, pathway=pathway, ended_on=typed["ended_on"], outcome=EndOutcome(typed["outcome"])
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, stops=stops)
    messages.success(request, _("J'ai noté la fin du parcours."))
    return redirect("psp:pathway", pk=pathway.pk)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_pathway)
@require_http_methods(["GET", "POST"])
def note_interruption(request: Any, pathway: Pathway) -> HttpResponse:
    """Days on which nobody could accompany her: they show on the meter as lost."""
    form = InterruptionForm(typed_in(request), today=request.today)
    page = _page(
        pathway,
        heading=_("Jours sans accompagnement"),
        lead=_("Ces jours se voient sur le compteur comme perdus. Les textes lus ne suspendent rien : parlez-en à la préfecture."),
        submit=_("Noter ces jours"),
        icon="calendar-off",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.note_interruption(
            actor=request.actor,
            today=request.today,
            pathway=pathway,
            cause=InterruptionCause(typed["cause"]),
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté ces jours."))
    return redirect("psp:pathway", pk=pathway.pk)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_interruption)
@require_http_methods(["GET", "POST"])
def end_interruption(request: Any, interruption: Interruption) -> HttpResponse:
    """The accompaniment went on again."""
    form = DayForm(typed_in(request), today=request.today, initial={"day": request.today})
    page = _page(
        interruption.pathway,
        heading=_("Reprise de l'accompagnement"),
        lead=_("Notez le dernier jour sans accompagnement."),
        submit=_("Noter la reprise"),
        icon="calendar-check",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    day = form.cleaned_data["day"]
    refused = attempt(lambda: services.end_interruption(actor=request.actor, today=request.today, interruption=interruption, ends_on=day))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la reprise."))
    return redirect("psp:pathway", pk=interruption.pathway_id)


def _page(pathway: Pathway, *, heading: str, lead: str, submit: str, icon: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=submit,
        icon=icon,
        back_url=reverse("psp:pathway", args=[pathway.pk]),
        back_label=_("Revenir au parcours"),
    )
