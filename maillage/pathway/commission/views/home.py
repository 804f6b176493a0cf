"""The home of the commission: what its side of the table needs next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission import selectors
from maillage.pathway.commission.models import Commission

PAST, LINES = 8, 25


@requires(Permission.COMMISSION_SEE)
@require_GET
def home(request: Any) -> HttpResponse:
    """For the State: sessions, applications that wait. For a member: what she may read. For an association: its own applications."""
    commissions = selectors.commissions_visible_to(request.actor, today=request.today)
    return _show(request, commissions[0] if commissions else None, commissions=commissions)


@requires(Permission.COMMISSION_SEE, on=selectors.get_commission)
@require_GET
def show_department(request: Any, commission: Commission) -> HttpResponse:
    """The same page for one department, when several are hers."""
    return _show(request, commission, commissions=selectors.commissions_visible_to(request.actor, today=request.today))


def _show(request: Any, commission: Commission | None, *, commissions: list[Commission]) -> HttpResponse:
    actor, today = request.actor, request.today
    keeps = commission is not None and selectors.keeps_sessions(actor, commission)
    live, past = selectors.sessions_of(commission) if commission is not None and keeps else ([], ())
    coming = next((each for each in live if each.last_day >= today), None)
    sees_waiting = commission is not None and actor.may(Permission.APPLICATION_LIST, on=commission)
    waiting = selectors.waiting_for_session(actor, commission, today=today) if commission is not None and sees_waiting else []
    context = {
        "commission": commission,
        "tab": "accueil",
        "commissions": commissions,
        "keeps": keeps,
        "may_manage": actor.may(Permission.COMMISSION_MANAGE, on=commission) if commission else actor.may(Permission.COMMISSION_MANAGE),
        "may_decide": actor.may(Permission.DECISION_PREPARE),
        "live": live,
        "coming": coming,
        "past": Paginator(past, PAST).get_page(request.GET.get("passees")),
        "sees_waiting": sees_waiting,
        "waiting": Paginator(waiting, LINES).get_page(request.GET.get("attente")),
        "wishes": sum(each.is_wish for each in waiting),
        "unknown": sum(each.next_unknown for each in waiting),
        "repeated": sum(each.alert is not None and each.alert.repeated for each in waiting),
        "awaited": len(selectors.awaiting_decision(actor, today=today)) if actor.may(Permission.DECISION_PREPARE) else 0,
        "reading": selectors.own_readings(actor, today=today) if actor.may(Permission.PAPERS_READ) else [],
        "standing": _standing(actor, commission, today=today),
        "reviews": selectors.own_reviews(actor, today=today) if actor.may(Permission.MINUTES_READ) and not keeps else [],
        "own": Paginator(selectors.own_applications(actor, today=today) if not keeps else [], LINES).get_page(request.GET.get("page")),
        "to_set_up": selectors.territories_to_set_up(actor) if actor.may(Permission.COMMISSION_MANAGE) else [],
        "in_association": not commissions and not actor.may(Permission.COMMISSION_MANAGE),
    }
    return render(request, "commission/home.html", context)


def _standing(actor: Actor, commission: Commission | None, *, today: date) -> list[selectors.StandingSession]:
    if commission is None or not actor.may(Permission.SESSION_CONDUCT, on=commission):
        return []
    return selectors.standing_requests(commission, today=today)
