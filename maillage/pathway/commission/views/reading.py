"""The reading room: numbers only, from the convocation to the closing, for the members convened."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui.answers import act_and_return, attempt
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import Recused
from maillage.pathway.commission.errors_reading import PaperGone
from maillage.pathway.commission.forms import AnswerForm, RecusalForm
from maillage.pathway.commission.models import Convocation, ConvocationReply, Item, OpinionRequest, RecusalReason, Seat, Session
from maillage.pathway.commission.selectors import GROUPINGS, STAGES, AskedLine, Grouping, RoomStage
from maillage.pathway.commission.selectors.voting import why_no_ballot
from maillage.pathway.commission.views.asking import show_both
from maillage.pathway.commission.views.items import hour_if_live
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.extracts import ExtractContent

PAGE = 40


@requires(Permission.PAPERS_READ, on=selectors.get_reading_session)
@require_GET
def show_reading(request: Any, session: Session) -> HttpResponse:
    """The agenda by the numbers drawn for this session, laid out as the member asks, forty at a time."""
    seats = selectors.own_seats(request.actor, session, today=request.today)
    room = selectors.room_of(request.actor, session, seats=seats)
    grouping = _one_of(Grouping, request.GET.get("par", ""), default=Grouping.AGENDA)
    choices = [Choice(stage.value, words, count=room.counts[stage]) for stage, words in STAGES.items() if room.counts[stage]]
    stage = read_filter(request.GET, code="etat", label=_("Où j'en suis"), choices=choices)
    rows = room.arranged(grouping, stage=RoomStage(stage.value) if stage.value else None)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "session": session,
        "room": room,
        "awaited": room.awaited,
        "groups": [(heading, list(group)) for heading, group in groupby(page, key=lambda row: row.heading(grouping))],
        "page": page,
        "grouping": grouping.value,
        "groupings": [(each.value, words) for each, words in GROUPINGS.items()],
        "filters": (stage,),
        "points": session.points.order_by("rank", "pk"),
        "convocations": _own_convocations(request, session),
    }
    return render(request, "commission/reading.html", context)


def _own_convocations(request: Any, session: Session) -> list[tuple[Convocation, ConvocationReply | None]]:
    replies = selectors.replies_of(session)
    rows = selectors.reading_sessions(request.actor, today=request.today)
    return [(each, replies.get(each.seat_id)) for each in rows if each.session_id == session.pk]


def _one_of(codes: type[Grouping], typed: str, *, default: Grouping) -> Grouping:
    return codes(typed) if typed in [each.value for each in codes] else default


@requires(Permission.PAPERS_READ, on=selectors.get_reading_item)
@require_GET
def read_item(request: Any, item: Item) -> HttpResponse:
    """The paper of an item; the reading is journaled. A recused seat sees its number, and why."""
    return _show(request, item)


def _show(request: Any, item: Item, *, answering: AnswerForm | None = None, refused: str = "", status: int = 200) -> HttpResponse:
    seats = selectors.own_seats(request.actor, item.session, today=request.today)
    content, state = _paper(request, item)
    asked = selectors.asked_for_reader(request.actor, item, seats=seats, today=request.today) if content is not None else None
    room = selectors.room_of(request.actor, item.session, seats=seats)
    answers = [(line, _answer_form(line, answering)) for line in asked.own] if asked is not None else []
    may_answer = item.session.state == State.CONVENED and not item.is_closed
    context = {
        "item": item,
        "recused": state == "recused",
        "gone": state == "gone",
        "lines": content.lines() if content is not None else [],
        "actions": content.actions if content is not None else (),
        "pieces": content.pieces if content is not None else (),
        "watermark": _mark(request),
        "asked": asked,
        "answers": answers,
        "may_answer": may_answer,
        "too_late": _not_drawn(answering, answers, may_answer=may_answer),
        "next": room.next_after(item),
        "progress": room.progress,
        **(_vote(request, item, seats=seats) if content is not None else {"ballot": None}),
        "recusal_form": RecusalForm(seats=seats, auto_id="deport_%s"),
        "open_now": item.session.state == State.OPEN and not item.is_closed,
        "refused": refused,
    }
    return render(request, "commission/reading_item.html", context, status=status)


def _vote(request: Any, item: Item, *, seats: Sequence[Seat]) -> dict[str, Any]:
    """What she may vote on this item; or why she may not, when the others do."""
    ballot = selectors.ballot_of(request.actor, item, today=request.today)
    asked = item.counted_asked_on is not None and item.session.state == State.OPEN and not item.is_closed
    return {"ballot": ballot, "no_ballot": why_no_ballot(item, seats=seats) if asked and ballot is None else ""}


def _paper(request: Any, item: Item) -> tuple[ExtractContent | None, str]:
    try:
        return services.read_paper(actor=request.actor, today=request.today, item=item), ""
    except Recused:
        return None, "recused"
    except PaperGone:
        return None, "gone"


def _mark(request: Any) -> str:
    """Who reads, and when: across the page, on the screen and on paper."""
    at = request.now.astimezone(PARIS)
    return f"{request.actor.name} · {request.today:%d/%m/%Y} {at:%H:%M}"


def _answer_form(line: AskedLine, answering: AnswerForm | None) -> AnswerForm:
    if answering is not None and answering.about == line.request.pk:
        return answering
    return AnswerForm(about=line.request.pk, initial={"answer": line.answer, "version": line.request.version})


def _not_drawn(answering: AnswerForm | None, answers: list[tuple[AskedLine, AnswerForm]], *, may_answer: bool) -> str:
    """What she typed, when nothing may be answered any more: the session opened, the request was withdrawn, she is recused."""
    if answering is None or (may_answer and any(form is answering and not line.request.by_secretary for line, form in answers)):
        return ""
    return str(answering["answer"].value() or "")


@requires(Permission.OPINION_GIVE, on=selectors.get_request_to_answer)
@require_POST
def answer_request(request: Any, asked: OpinionRequest) -> HttpResponse:
    """Her opinion before the session, on what was asked of her seat."""
    form = AnswerForm(request.POST, about=asked.pk)
    if not form.is_valid():
        return _show(request, asked.item, answering=form, refused=_("Écrivez votre avis : quelques mots suffisent."), status=422)
    typed = form.cleaned_data
    back = reverse("commission:reading_item", args=[asked.item_id])
    try:
        refused = attempt(
            lambda: services.answer_request(
                actor=request.actor, today=request.today, request=asked, seen=typed["version"], answer=typed["answer"], key=typed["key"]
            )
        )
    except Stale as stale:
        seats = selectors.own_seats(request.actor, asked.item.session, today=request.today)
        seen = selectors.asked_for_reader(request.actor, asked.item, seats=seats, today=request.today)
        now = next((line.answer for line in seen.own if line.request.pk == asked.pk), "")
        return show_both(request, stale, form=form, now=now, back_url=back)
    if refused is not None:
        return _show(request, asked.item, answering=form, refused=refused.sentence, status=422)
    messages.success(request, _("J'ai noté votre avis. Il peut changer jusqu'à l'ouverture de la séance."))
    return redirect(f"{back}#avis-demande")


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
    at = hour_if_live(request, item.session) if item.session.state == State.OPEN else None
    back = "commission:own_sitting" if request.POST.get("back") == "direct" else "commission:reading"
    return act_and_return(
        request,
        lambda: services.declare_recusal(actor=request.actor, today=request.today, item=item, seat=seat, reason=reason, at=at),
        url=reverse(back, args=[item.session_id]),
        done=_("Votre déport est noté : vous ne prenez pas part à ce point."),
    )


@requires(Permission.COMMISSION_SEE, on=selectors.get_convocation)
@require_POST
def acknowledge(request: Any, convocation: Convocation) -> HttpResponse:
    """Received: by the member, or noted by the secretariat."""
    own = convocation.reader_id == request.actor.user_id
    back = "commission:reading" if own else "commission:convocations"
    return act_and_return(
        request,
        lambda: services.acknowledge(actor=request.actor, today=request.today, convocation=convocation),
        url=reverse(back, args=[convocation.session_id]),
        done=_("L'accusé de réception est noté."),
    )
