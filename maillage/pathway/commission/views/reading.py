"""The reading room: numbers only, from the convocation to the closing, for the members convened."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import act_and_return
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import Recused
from maillage.pathway.commission.forms import RecusalForm
from maillage.pathway.commission.models import Convocation, Item, RecusalReason, Session
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.extracts import ExtractContent


@requires(Permission.PAPERS_READ, on=selectors.get_reading_session)
@require_GET
def show_reading(request: Any, session: Session) -> HttpResponse:
    """The agenda by the numbers drawn for this session."""
    seats = selectors.own_seats(request.actor, session, today=request.today)
    rows = selectors.reading_rows(session, seats=seats)
    context = {
        "session": session,
        "rows": rows,
        "seats": seats,
        "given": sum(bool(row.given) for row in rows),
        "to_give": sum(not row.recused for row in rows),
        "convocations": [each for each in selectors.reading_sessions(request.actor, today=request.today) if each.session_id == session.pk],
    }
    return render(request, "commission/reading.html", context)


@requires(Permission.PAPERS_READ, on=selectors.get_reading_item)
@require_GET
def read_item(request: Any, item: Item) -> HttpResponse:
    """The paper of an item; the reading is journaled. A recused seat sees its number, and why."""
    return _show(request, item)


def _show(request: Any, item: Item, *, refused: str = "", status: int = 200) -> HttpResponse:
    seats = selectors.own_seats(request.actor, item.session, today=request.today)
    content, recused = _paper(request, item)
    context = {
        "item": item,
        "recused": recused,
        "lines": content.rows() if content is not None else [],
        "pieces": content.pieces if content is not None else (),
        "ballot": None if recused else selectors.ballot_of(request.actor, item, today=request.today),
        "recusal_form": RecusalForm(seats=seats, auto_id="deport_%s"),
        "open_now": item.session.state == State.OPEN and not item.is_closed,
        "refused": refused,
    }
    return render(request, "commission/reading_item.html", context, status=status)


def _paper(request: Any, item: Item) -> tuple[ExtractContent | None, bool]:
    try:
        return services.read_paper(actor=request.actor, today=request.today, item=item), False
    except Recused:
        return None, True


@requires(Permission.OPINION_GIVE, on=selectors.get_reading_item)
@require_POST
def declare_own_recusal(request: Any, item: Item) -> HttpResponse:
    """She will not deliberate on it."""
    seats = selectors.own_seats(request.actor, item.session, today=request.today)
    form = RecusalForm(request.POST, seats=seats)
    if not form.is_valid():
        return _show(request, item, refused=_("Choisissez le siège et la raison."), status=422)
    seat = next(each for each in seats if each.pk == uuid.UUID(form.cleaned_data["seat"]))
    reason = RecusalReason(form.cleaned_data["reason"])
    return act_and_return(
        request,
        lambda: services.declare_recusal(actor=request.actor, today=request.today, item=item, seat=seat, reason=reason),
        url=reverse("commission:reading", args=[item.session_id]),
        done=_("Votre déport est noté : vous ne prenez pas part à ce point."),
    )


@requires(Permission.COMMISSION_SEE, on=selectors.get_convocation)
@require_POST
def acknowledge(request: Any, convocation: Convocation) -> HttpResponse:
    """Received: by the member, or noted by the secretariat."""
    own = convocation.reader_id == request.actor.user_id
    back = "commission:reading" if own else "commission:session"
    return act_and_return(
        request,
        lambda: services.acknowledge(actor=request.actor, today=request.today, convocation=convocation),
        url=reverse(back, args=[convocation.session_id]),
        done=_("L'accusé de réception est noté."),
    )
