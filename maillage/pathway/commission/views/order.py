"""The agenda put in order, its points without application, and the day fixed of a session planned in a window."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_version, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import FixDayForm, PointForm, PointOutcomeForm
from maillage.pathway.commission.models import AgendaPoint, PointKind, PointOutcome, Session
from maillage.pathway.commission.views.answers import session_form_page
from maillage.pathway.commission.workflow import AGENDA_STATES


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def order_agenda(request: Any, session: Session) -> HttpResponse:
    """Put items and points in order: by dragging a line, or by its two buttons. Each move is saved at once."""
    if request.method != "POST":
        return _show_order(request, session)
    order = _order_sent(request, session)
    refused = attempt(
        lambda: services.order_agenda(actor=request.actor, today=request.today, session=session, order=order, seen=read_version(request))
    )
    session = selectors.get_session(actor=request.actor, pk=session.pk, today=request.today)
    if request.htmx or refused is not None:
        return _show_order(request, session, refused=refused.sentence if refused is not None else "")
    return HttpResponseRedirect(reverse("commission:agenda_order", args=[session.pk]))


def _show_order(request: Any, session: Session, *, refused: str = "") -> HttpResponse:
    context = {
        "session": session,
        "tab": "seance",
        "lines": selectors.agenda_of(session),
        "may_order": session.state in AGENDA_STATES,
        "refused": refused,
    }
    template = "commission/parts/order_list.html" if request.htmx else "commission/order.html"
    response = render(request, template, context, status=409 if refused else 200)
    if request.htmx:
        # The form itself is replaced: what was done, or not, is said aloud by an event.
        trigger_client_event(response, "mg:announce", {"value": refused or _("L'ordre est enregistré.")})
    return response


def _order_sent(request: Any, session: Session) -> list[uuid.UUID]:
    """The order asked: the whole list after a drag, or the one on screen with one line moved by its button."""
    shown = [found for found in map(_read, request.POST.get("order", "").split(",")) if found is not None]
    moved, _sep, way = request.POST.get("move", "").partition(":")
    pk = _read(moved)
    if pk in shown:
        place = shown.index(pk)
        shown.insert(max(0, place + (-1 if way == "up" else 1)), shown.pop(place))
    return shown


def _read(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def add_point(request: Any, session: Session) -> HttpResponse:
    """A point without application."""
    form = PointForm(typed_in(request), initial={"kind": PointKind.STATE_OF_PLAY, "title": _("État des lieux partagé")})
    page = session_form_page(
        session, heading=_("Ajouter un point"), submit=_("Ajouter"), icon="list-plus",
        lead=_("Un point sans demande : état des lieux, politique départementale, autre. Il se place ensuite où vous voulez."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.add_point(
            actor=request.actor, today=request.today, session=session, kind=PointKind(typed["kind"]), title=typed["title"], key=typed["key"]
        )

    return answer_form(request, form, page=page, act=act, done=_("Le point est à l'ordre du jour."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_point)
@require_POST
def remove_point(request: Any, point: AgendaPoint) -> HttpResponse:
    """Take it off an agenda that is not convened."""
    return act_and_return(
        request,
        lambda: services.remove_point(actor=request.actor, today=request.today, point=point),
        url=reverse("commission:session", args=[point.session_id]),
        done=_("J'ai retiré ce point."),
    )


@requires(Permission.SESSION_CONDUCT, on=selectors.get_point)
@require_http_methods(["GET", "POST"])
def close_point(request: Any, point: AgendaPoint) -> HttpResponse:
    """Treated, or not reached."""
    form = PointOutcomeForm(typed_in(request), today=request.today)
    sitting = request.GET.get("back") == "seance"
    page = FormPage(
        heading=_("Suite d'un point"), submit=_("Noter la suite"), icon="check", lead=point.title,
        back_url=reverse("commission:sitting" if sitting else "commission:session", args=[point.session_id]),
        back_label=_("En séance") if sitting else _("Séance"),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.close_point(
            actor=request.actor, today=request.today, point=point, outcome=PointOutcome(typed["outcome"]), words=typed["words"],
            happened_on=typed["happened_on"],
        )  # fmt: skip

    return answer_form(request, form, page=page, act=act, done=_("La suite de ce point est notée."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def fix_day(request: Any, session: Session) -> HttpResponse:
    """The day of a session that is not convened yet."""
    initial = {"held_on": session.held_on if session.window_until is None else None, "starts_at": session.starts_at, "place": session.place}
    form = FixDayForm(typed_in(request), today=request.today, initial=initial)
    page = session_form_page(
        session, heading=_("Fixer le jour"), submit=_("Fixer ce jour"), icon="calendar-check",
        lead=_("Ce jour est celui des convocations ; les demandes déjà inscrites l'attendent."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.fix_day(actor=request.actor, today=request.today, session=session, **typed)

    return answer_form(request, form, page=page, act=act, done=_("Le jour de la séance est fixé."))
