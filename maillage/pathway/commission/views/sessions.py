"""A session for whoever keeps it: its agenda, presences, quorum, closing, minutes."""

from __future__ import annotations

from datetime import date, time
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
from maillage.foundation.ui.answers import act_and_return, attempt, show_form, typed_in
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import OpenForm
from maillage.pathway.commission.letters import base_of
from maillage.pathway.commission.models import Convocation, Session
from maillage.pathway.commission.views.answers import already, back_to_session, session_form_page
from maillage.pathway.commission.views.items import hour_if_live, hour_now
from maillage.pathway.commission.workflow import LIVE_STATES, WORKFLOW, State

_STEPS = (State.DRAFT, State.CONVENED, State.OPEN, State.CLOSED)


@requires(Permission.COMMISSION_SEE, on=selectors.get_session)
@require_GET
def show_session(request: Any, session: Session) -> HttpResponse:
    """The page of a session, at each of its stages."""
    return _show(request, session)


def _show(request: Any, session: Session, *, refused: str = "", status: int = 200) -> HttpResponse:
    actor, today = request.actor, request.today
    page = selectors.session_page(session, today=today)
    agenda = selectors.agenda_lines(page)
    left = page.left + sum(line.point is not None and not line.point.outcome for line in agenda)
    may_conduct = actor.may(Permission.SESSION_CONDUCT, on=session)
    context = {
        "session": session,
        "tab": "seance",
        "page": page,
        "agenda": agenda,
        "countdown": selectors.countdown(session, today=today),
        "missing": selectors.missing_quorum(session),
        "base": base_of(session),
        "steps": [] if session.state == State.CANCELLED else [(state.value, WORKFLOW.label_of(state)) for state in _STEPS],
        "may_manage": actor.may(Permission.COMMISSION_MANAGE, on=session),
        "may_conduct": may_conduct,
        "may_identify": actor.may(Permission.APPLICATION_LIST, on=session),
        "may_open_minutes": actor.may(Permission.DELIBERATION_OPEN, on=session),
        "why_not_open": _why_not_open(session, today=today),
        "why_not_close": ngettext("Il reste %(count)d point sans issue.", "Il reste %(count)d points sans issue.", left) % {"count": left}
        if left
        else "",
        "refused": refused,
        # Once it is over, its journal is for the audit alone.
        "history": history_of(session, limit=25) if session.state in LIVE_STATES else (),
    }
    return render(request, "commission/session.html", context, status=status)


def _why_not_open(session: Session, *, today: Any) -> str:
    if session.from_paper or session.first_day <= today <= session.held_on:
        return ""
    if session.held_on < today:
        return _("Ce jour est passé : ouvrez-la en donnant sa date, ou annulez-la.")
    return _("Elle s'ouvre le %(day)s.") % {"day": day_words(session.first_day)}


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
    at = form.cleaned_data["at"] or _now_if_live(request, session, happened_on=happened_on)
    refused = attempt(
        lambda: services.open_session(actor=request.actor, today=request.today, session=session, happened_on=happened_on, at=at)
    )
    if refused is not None and not already(session, State.OPEN):
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La séance est ouverte."))
    return back_to_session(session)


def _now_if_live(request: Any, session: Session, *, happened_on: date | None) -> time | None:
    """The hour of the button, when it is pressed on the day itself: of what is entered afterwards, nobody knows it."""
    return hour_now(request) if happened_on in (None, request.today) and not session.from_paper else None


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def close_session(request: Any, session: Session) -> HttpResponse:
    """Close it for good."""

    def close() -> None:
        if not already(session, State.CLOSED):
            at = hour_if_live(request, session)
            services.close_session(actor=request.actor, today=request.today, session=session, at=at)

    done = _("La séance est close ; les copies de lecture sont détruites.")
    return act_and_return(request, close, url=reverse("commission:session", args=[session.pk]), done=done)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_convocation)
@require_POST
def send_to_deputy(request: Any, convocation: Convocation) -> HttpResponse:
    """The deputy sits instead of the holder."""
    return act_and_return(
        request,
        lambda: services.send_to_deputy(actor=request.actor, today=request.today, convocation=convocation),
        url=reverse("commission:convocations", args=[convocation.session_id]),
        done=_("La convocation est adressée à la suppléance."),
    )
