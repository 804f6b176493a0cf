"""Before the session: planned, filled, convened, or cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, show_form, typed_in
from maillage.foundation.ui.speech import day_words, say
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import AgendaForm, ConveneForm, PlanForm, ScheduleForm
from maillage.pathway.commission.models import Commission, Item, Kind, ModeChoice, SendingMeans, Session
from maillage.pathway.commission.views.answers import already, back_to_session, session_form_page
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import get_application

LINES = 50


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def plan_session(request: Any, commission: Commission) -> HttpResponse:
    """A new session."""
    rules = selectors.rules_of(commission, today=request.today)
    form = PlanForm(typed_in(request), rules=rules, today=request.today)
    page = FormPage(
        heading=_("Planifier une séance"),
        lead=_("Sur place, un jour suffit. À distance ou par écrit, dites sur quel texte et depuis quelle décision de la présidence."),
        submit=_("Planifier"),
        icon="calendar-plus",
        back_url=reverse("commission:home"),
        back_label=_("Commission"),
    )

    def act(typed: dict[str, Any]) -> Session:
        rule = next((each for each in rules if str(each.pk) == typed["local_rule"]), None)
        said = {**typed, "kind": Kind(typed["kind"]), "mode": ModeChoice(typed["mode"]), "local_rule": rule}
        return services.plan_session(actor=request.actor, today=request.today, commission=commission, **said)

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai planifié la séance."),
        url=lambda made: reverse("commission:session", args=[made.pk]),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def add_to_agenda(request: Any, session: Session) -> HttpResponse:
    """Choose among the applications that wait, the oldest first."""
    waiting = selectors.waiting_for_session(request.actor, session.commission, today=request.today)
    listed = Paginator(waiting, LINES).get_page(request.GET.get("page"))
    form = AgendaForm(typed_in(request), waiting=[(each.application, _waiting_words(each)) for each in _offered(request, waiting, listed)])
    page = session_form_page(
        session, heading=_("Inscrire à l'ordre du jour"), submit=_("Inscrire"), icon="list-plus",
        lead=_("Chaque demande reçoit un numéro tiré au sort pour cette séance. Les déports des associations sont notés aussitôt."),
        notes=_agenda_notes(listed), template="commission/agenda_add.html",
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, listed=listed)
    chosen = [each.application for each in waiting if str(each.application.pk) in form.cleaned_data["applications"]]
    refused = attempt(
        lambda: services.add_all_to_agenda(
            actor=request.actor, today=request.today, session=session, applications=chosen, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, listed=listed)
    messages.success(request, _("L'ordre du jour est à jour."))
    return back_to_session(session)


def _offered(request: Any, waiting: Sequence[selectors.Waiting], listed: Iterable[selectors.Waiting]) -> list[selectors.Waiting]:
    """Those of this page of the list; and those that were ticked, wherever the list has moved since."""
    offered = {str(each.application.pk) for each in listed} | set(request.POST.getlist("applications"))
    return [each for each in waiting if str(each.application.pk) in offered]


def _agenda_notes(listed: Page[Any]) -> tuple[str, ...]:
    if not listed.paginator.count:
        return (_("Aucune demande déposée n'attend de séance."),)
    if not listed.has_other_pages():
        return ()
    words = _("%(count)s demandes attendent : inscrivez ce que vous cochez sur une page avant de passer à la suivante.")
    return (words % {"count": listed.paginator.count},)


def _waiting_words(each: selectors.Waiting) -> str:
    words = _("%(number)s, %(kind)s, %(association)s, déposée le %(day)s") % {
        "number": each.application.number,
        "kind": each.application.get_kind_display(),
        "association": each.application.organisation.name,
        "day": day_words(each.since),
    }
    return _("%(words)s (reportée %(count)s fois)") % {"words": words, "count": each.deferrals} if each.deferrals else words


def _day_of(session: Session) -> str:
    day = day_words(session.held_on)
    return _("jour à fixer, à partir du %(day)s") % {"day": day} if session.window_until is not None else day


@requires(Permission.COMMISSION_MANAGE, on=get_application)
@require_http_methods(["GET", "POST"])
def schedule(request: Any, application: Application) -> HttpResponse:
    """From the page of an application: choose a session in preparation."""
    sessions = selectors.sessions_in_preparation(application.territory_id)
    choices = [(each, _("%(day)s, %(mode)s") % {"day": _day_of(each), "mode": each.get_mode_display()}) for each in sessions]
    form = ScheduleForm(typed_in(request), sessions=choices)
    page = FormPage(
        heading=_("Inscrire à une séance"),
        lead=_("Demande %(number)s.") % {"number": application.number or ""},
        submit=_("Inscrire"),
        icon="list-plus",
        back_url=reverse("commission:home"),
        back_label=_("Commission"),
        notes=() if sessions else (_("Aucune séance n'est en préparation : planifiez-en une d'abord."),),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    session = next(each for each in sessions if str(each.pk) == form.cleaned_data["session"])
    refused = attempt(
        lambda: services.add_to_agenda(
            actor=request.actor, today=request.today, session=session, application=application, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La demande est à l'ordre du jour."))
    return back_to_session(session)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_item)
@require_POST
def remove_from_agenda(request: Any, item: Item) -> HttpResponse:
    """Take an item off an agenda that is not convened."""
    return act_and_return(
        request,
        lambda: services.remove_from_agenda(actor=request.actor, today=request.today, item=item),
        url=reverse("commission:session", args=[item.session_id]),
        done=_("J'ai retiré ce point ; la demande attend une autre séance."),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def convene(request: Any, session: Session) -> HttpResponse:
    """The notice is said before anything leaves."""
    notice = selectors.notice_for(session, today=request.today)
    form = ConveneForm(typed_in(request), today=request.today)
    page = session_form_page(
        session, heading=_("Convoquer"), submit=_("Convoquer"), icon="send", lead=say(notice.phrase),
        template="commission/convene.html",
        notes=(_("Une lettre est établie pour chaque siège tenu ; les membres qui ont un compte lisent ici."),),
    )  # fmt: skip
    shown: dict[str, Any] = {"session": session, "not_ready": selectors.not_ready(session, today=request.today)}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **shown)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.convene(
            actor=request.actor,
            today=request.today,
            session=session,
            urgency=typed["urgency"],
            means=SendingMeans(typed["means"]),
            happened_on=typed["happened_on"],
        )
    )
    if refused is not None and not already(session, State.CONVENED):
        return show_form(request, form, page=page, refused=refused, **shown)
    messages.success(request, _("Les convocations sont parties."))
    return back_to_session(session)
