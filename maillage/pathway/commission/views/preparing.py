"""Before the convocation: who presides, who is ready to sit at a distance, which recusals the register proposes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui.answers import act_and_return, attempt, read_key
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import PresidingForm, ReadyForm
from maillage.pathway.commission.forms.fields import NOTHING
from maillage.pathway.commission.models import ModeChoice, ReadyCheck, Seat, SeatHolder, Session


@requires(Permission.COMMISSION_SEE, on=selectors.get_session)
@require_GET
def show_preparing(request: Any, session: Session) -> HttpResponse:
    """Everybody who would be convened, and what is checked for each."""
    return _show(request, session)


def _show(
    request: Any, session: Session, *, form: ReadyForm | None = None, ticked: Iterable[str] = (), refused: Refused | None = None
) -> HttpResponse:
    lines, chairs = selectors.ready_lines(session), selectors.chair_seats(session)
    may_conduct = request.actor.may(Permission.SESSION_CONDUCT, on=session)
    proposed = selectors.interests_by_item(session, day=session.first_day) if may_conduct else {}
    numbers = {item.pk: item.number for item in session.items.order_by("rank", "pk")} if proposed else {}
    context = {
        "session": session,
        "tab": "preparer",
        "lines": [_Line(line, frozenset(ticked)) for line in lines],
        "refused": refused.sentence if refused is not None else "",
        "late": [line for line in lines if line.missing],
        "checks": list(ReadyCheck),
        "at_a_distance": session.mode != ModeChoice.IN_PERSON,
        "presiding": selectors.presiding_words(session),
        "chairs": chairs,
        "presiding_form": PresidingForm(chairs=chairs, initial={"seat": session.presiding_id or NOTHING}) if len(chairs) > 1 else None,
        "proposed": [(numbers[pk], pk, found) for pk, found in proposed.items() if found],
        "in_words": selectors.interests_in_words(session, day=session.first_day) if may_conduct else [],
        "ready_form": form or ReadyForm(today=request.today),
        "may_conduct": may_conduct,
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=session),
    }
    return render(request, "commission/preparing.html", context, status=200 if form is None else 422)


@dataclass(frozen=True)
class _Line:
    """A member's line, with what was ticked before the page came back."""

    line: selectors.ReadyLine
    ticked: frozenset[str]

    @property
    def holder(self) -> SeatHolder:
        return self.line.holder

    @property
    def seat(self) -> Seat:
        return self.line.seat

    @property
    def boxes(self) -> list[tuple[ReadyCheck, date | None, str, bool]]:
        """Each check, the day it was done, the value of its box, and whether it is ticked."""
        marks = [(check, done, f"{self.holder.pk}:{check.value}") for check, done in self.line.checks]
        return [(check, done, mark, mark in self.ticked) for check, done, mark in marks]


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_POST
def note_ready(request: Any, session: Session) -> HttpResponse:
    """What several members did, at once."""
    form = ReadyForm(request.POST, today=request.today)
    values = request.POST.getlist("ready")
    if not form.is_valid():
        return _show(request, session, form=form, ticked=values)
    refused = attempt(
        lambda: services.record_ready_together(
            actor=request.actor,
            today=request.today,
            commission=session.commission,
            done=_ticked(values),
            done_on=form.cleaned_data["done_on"],
            key=read_key(request),
        )
    )
    if refused is not None:
        return _show(request, session, form=form, ticked=values, refused=refused)
    messages.success(request, _("J'ai noté ce qui est fait."))
    return redirect("commission:preparing", pk=session.pk)


def _ticked(values: Iterable[str]) -> list[tuple[uuid.UUID, ReadyCheck]]:
    """What was ticked; what is neither a member nor a check is left aside."""
    found = []
    for value in values:
        name, _colon, code = value.partition(":")
        try:
            found.append((uuid.UUID(name), ReadyCheck(code)))
        except ValueError:
            continue
    return found


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def choose_presiding(request: Any, session: Session) -> HttpResponse:
    """Which of the chair's seats presides."""
    chairs = selectors.chair_seats(session)
    form = PresidingForm(request.POST, chairs=chairs)
    if not form.is_valid():
        return redirect("commission:preparing", pk=session.pk)
    chosen = next((each.seat for each in chairs if str(each.seat.pk) == form.cleaned_data["seat"]), None)
    return act_and_return(
        request,
        lambda: services.choose_presiding(actor=request.actor, today=request.today, session=session, seat=chosen),
        url=reverse("commission:preparing", args=[session.pk]),
        done=_("J'ai noté qui préside."),
    )
