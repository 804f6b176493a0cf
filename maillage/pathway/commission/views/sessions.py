"""A session for whoever keeps it: its agenda, presences, quorum, closing, minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.ui.answers import act_and_return, attempt, read_key, show_form, typed_in
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import MinutesForm, OpenForm, PresenceForm
from maillage.pathway.commission.letters import base_of, outcome_words
from maillage.pathway.commission.models import Convocation, ModeChoice, Presence, Session
from maillage.pathway.commission.services.sitting import CHANNELS
from maillage.pathway.commission.views.answers import already, back_to_session, session_form_page
from maillage.pathway.commission.workflow import WORKFLOW, State

_STEPS = (State.DRAFT, State.CONVENED, State.OPEN, State.CLOSED)


@requires(Permission.COMMISSION_SEE, on=selectors.get_session)
@require_GET
def show_session(request: Any, session: Session) -> HttpResponse:
    """The page of a session, at each of its stages."""
    return _show(request, session)


def _show(request: Any, session: Session, *, form: PresenceForm | None = None, refused: str = "", status: int = 200) -> HttpResponse:
    actor, today = request.actor, request.today
    page = selectors.session_page(session, today=today)
    may_conduct = actor.may(Permission.SESSION_CONDUCT, on=session)
    context = {
        "session": session,
        "tab": "seance",
        "page": page,
        "rows": [(row, outcome_words(row.item)) for row in page.items],
        "base": base_of(session),
        "steps": [] if session.state == State.CANCELLED else [(state.value, WORKFLOW.label_of(state)) for state in _STEPS],
        "may_manage": actor.may(Permission.COMMISSION_MANAGE, on=session),
        "may_conduct": may_conduct,
        "may_identify": actor.may(Permission.APPLICATION_LIST, on=session),
        "may_open_minutes": actor.may(Permission.DELIBERATION_OPEN, on=session),
        "presence_form": form or _presence_form(page) if may_conduct and session.state == State.OPEN else None,
        "why_not_open": _why_not_open(session, today=today),
        "why_not_close": ngettext("Il reste %(count)d point sans issue.", "Il reste %(count)d points sans issue.", page.left)
        % {"count": page.left}
        if page.left
        else "",
        "refused": refused,
        "history": history_of(session, limit=25),
    }
    return render(request, "commission/session.html", context, status=status)


def _why_not_open(session: Session, *, today: Any) -> str:
    if session.from_paper or session.first_day <= today <= session.held_on:
        return ""
    return _("Elle s'ouvre le %(day)s.") % {"day": day_words(session.first_day)}


def _presence_form(page: selectors.SessionPage, data: Any = None) -> PresenceForm:
    seats = []
    for row in page.seats:
        noted = row.attendance
        now = Presence.ABSENT.value if noted is None else f"proxy:{noted.proxy_to_id}" if noted.proxy_to_id else noted.channel
        seats.append((row.now.seat, now))
    return PresenceForm(data, seats=seats, channels=CHANNELS[ModeChoice(page.session.mode)])


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def record_presences(request: Any, session: Session) -> HttpResponse:
    """The whole sheet at once."""
    form = _presence_form(selectors.session_page(session, today=request.today), request.POST)
    if not form.is_valid():
        return _show(request, session, form=form, refused=_("Une présence n'a pas été comprise : vérifiez la feuille."), status=422)
    presences, proxies = form.sheet()
    refused = attempt(
        lambda: services.record_presences(
            actor=request.actor, today=request.today, session=session, presences=presences, proxies=proxies, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return _show(request, session, form=form, refused=refused.sentence, status=422)
    messages.success(request, _("J'ai noté les présences."))
    return back_to_session(session)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def open_session(request: Any, session: Session) -> HttpResponse:
    """Open it on its day, or say on which day it was."""
    form = OpenForm(typed_in(request), today=request.today)
    page = session_form_page(
        session, heading=_("Ouvrir la séance"), submit=_("Ouvrir"), icon="play",
        lead=_("Les présences et les avis se notent ensuite ; les documents se lisent jusqu'à la clôture."),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    happened_on = form.cleaned_data["happened_on"]
    refused = attempt(lambda: services.open_session(actor=request.actor, today=request.today, session=session, happened_on=happened_on))
    if refused is not None and not already(session, State.OPEN):
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La séance est ouverte."))
    return back_to_session(session)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def close_session(request: Any, session: Session) -> HttpResponse:
    """Close it for good."""

    def close() -> None:
        if not already(session, State.CLOSED):
            services.close_session(actor=request.actor, today=request.today, session=session)

    done = _("La séance est close ; les copies de lecture sont détruites.")
    return act_and_return(request, close, url=reverse("commission:session", args=[session.pk]), done=done)


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_session)
@require_POST
def draft_minutes(request: Any, session: Session) -> HttpResponse:
    """Establish the minutes."""
    return act_and_return(
        request,
        lambda: services.draft_minutes(actor=request.actor, today=request.today, session=session, key=read_key(request)),
        url=reverse("commission:session", args=[session.pk]),
        done=_("Le procès-verbal est établi : relisez-le, puis notez son approbation."),
    )


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def approve_minutes(request: Any, session: Session) -> HttpResponse:
    """Note the approval."""
    form = MinutesForm(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = session_form_page(
        session, heading=_("Noter l'approbation du procès-verbal"), submit=_("Noter l'approbation"), icon="stamp",
        lead=_("Une fois approuvé, il ne change plus."),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.approve_minutes(
            actor=request.actor, today=request.today, session=session, happened_on=typed["happened_on"], scan=typed["scan"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("L'approbation est notée."))
    return back_to_session(session)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_convocation)
@require_POST
def send_to_deputy(request: Any, convocation: Convocation) -> HttpResponse:
    """The deputy sits instead of the holder."""
    return act_and_return(
        request,
        lambda: services.send_to_deputy(actor=request.actor, today=request.today, convocation=convocation),
        url=reverse("commission:session", args=[convocation.session_id]),
        done=_("La convocation est adressée à la suppléance."),
    )
