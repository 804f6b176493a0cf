"""A session held in writing: for whoever conducts it, and for a member."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, typed_in
from maillage.pathway.commission import letters, selectors, services
from maillage.pathway.commission.forms import ExchangeForm, ExtendForm, VoteForm
from maillage.pathway.commission.letters import outcome_words
from maillage.pathway.commission.models import Item, Session
from maillage.pathway.commission.selectors import Stage
from maillage.pathway.commission.selectors.writing import get_own_results, results_of


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_written_session)
@require_GET
def show_writing(request: Any, session: Session) -> HttpResponse:
    """The stages of a written session, and what to do now."""
    return _show(request, session)


def _show(request: Any, session: Session, *, form: ExchangeForm | None = None, status: int = 200) -> HttpResponse:
    page = selectors.writing_page(session, today=request.today)
    manages = request.actor.may(Permission.COMMISSION_MANAGE, on=session)
    seats = [each.seat for each in selectors.seats_of_session(session)] if manages else []
    context = {
        "session": session,
        "tab": "ecrits",
        "page": page,
        "steps": [(stage.value, label) for stage, label in selectors.STEPS],
        "may_conduct": request.actor.may(Permission.SESSION_CONDUCT, on=session),
        "contributions": services.read_exchanges(actor=request.actor, today=request.today, session=session),
        **_contribution(page.stage, form, seats=seats, items=page.items, may_write=manages),
        "form_url": reverse("commission:exchange_for_seat", args=[session.pk]),
        "outcomes": [(item, outcome_words(item)) for item in page.items if item.is_closed],
    }
    return render(request, "commission/writing.html", context, status=status)


def _contribution(
    stage: Stage, form: ExchangeForm | None, *, seats: Sequence[Any], items: Sequence[Item], may_write: bool = True
) -> dict[str, Any]:
    """The form to write with while the exchanges last; once they are over, what was typed meanwhile, to be copied."""
    if stage == Stage.EXCHANGES:
        return {"form": form or ExchangeForm(seats=seats, items=items) if may_write else None, "too_late": ""}
    return {"form": None, "too_late": str(form["words"].value() or "") if form is not None else ""}


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_written_session)
@require_POST
def write_for_seat(request: Any, session: Session) -> HttpResponse:
    """What came back on paper, or by telephone, for a seat."""
    items = list(session.items.order_by("rank", "pk"))
    seats = [each.seat for each in selectors.seats_of_session(session)]
    form = ExchangeForm(request.POST, seats=seats, items=items)
    if not form.is_valid():
        return _show(request, session, form=form, status=422)
    refused = _write(request, session, form, seats=seats, items=items)
    if refused:
        messages.error(request, refused)
        return _show(request, session, form=form, status=422)
    messages.success(request, _("La contribution est enregistrée avec le procès-verbal."))
    return redirect("commission:writing", pk=session.pk)


def _write(request: Any, session: Session, form: ExchangeForm, *, seats: list[Any], items: list[Item]) -> str:
    typed = form.cleaned_data
    seat = next(each for each in seats if each.pk == uuid.UUID(typed["seat"]))
    item = next((each for each in items if str(each.pk) == typed["item"]), None)
    refused = attempt(
        lambda: services.write_exchange(
            actor=request.actor, today=request.today, session=session, seat=seat, item=item, words=typed["words"], key=typed["key"]
        )
    )
    return refused.sentence if refused is not None else ""


@requires(Permission.SESSION_CONDUCT, on=selectors.get_written_session)
@require_POST
def close_exchanges(request: Any, session: Session) -> HttpResponse:
    """The chair closes the exchanges."""
    return _act(request, session, services.close_exchanges, done=_("Les échanges sont clos : ouvrez le vote, en disant sa durée."))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_written_session)
@require_POST
def count_writing(request: Any, session: Session) -> HttpResponse:
    """The votes of every open item are counted."""
    return _act(request, session, services.count_writing, done=_("Les voix sont comptées et recomptées : il n'en reste que les totaux."))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_written_session)
@require_POST
def send_results(request: Any, session: Session) -> HttpResponse:
    """The results go to the members."""
    return _act(request, session, services.send_results, done=_("Les membres qui ont un compte sont prévenus : imprimez pour les autres."))


def _act(request: Any, session: Session, act: Callable[..., object], *, done: str) -> HttpResponse:
    url = reverse("commission:writing", args=[session.pk])
    return act_and_return(request, lambda: act(actor=request.actor, today=request.today, session=session), url=url, done=done)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_written_session)
@require_http_methods(["GET", "POST"])
def open_vote(request: Any, session: Session) -> HttpResponse:
    """The vote and its last day."""
    form = VoteForm(typed_in(request), today=request.today, initial={"until": session.held_on})
    page = _page(session, heading=_("Ouvrir le vote"), submit=_("Ouvrir le vote"), icon="vote")
    return _with_day(request, session, form, page=page, act=services.open_vote, done=_("Le vote est ouvert : les membres sont prévenus."))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_written_session)
@require_http_methods(["GET", "POST"])
def extend_writing(request: Any, session: Session) -> HttpResponse:
    """More time, decided by the chair."""
    form = ExtendForm(typed_in(request), today=request.today)
    page = _page(session, heading=_("Prolonger"), submit=_("Noter la prolongation"), icon="calendar-plus")
    return _with_day(request, session, form, page=page, act=services.extend_writing, done=_("Prolongé : les membres sont prévenus."))


def _page(session: Session, **words: Any) -> FormPage:
    lead = _("Sur décision de la présidence (ordonnance n° 2014-1329, art. 3 ; décret n° 2014-1627).")
    return FormPage(back_url=reverse("commission:writing", args=[session.pk]), back_label=_("Échange d'écrits"), lead=lead, **words)


def _with_day(request: Any, session: Session, form: Any, *, page: FormPage, act: Callable[..., object], done: str) -> HttpResponse:
    def until(typed: Any) -> object:
        return act(actor=request.actor, today=request.today, session=session, until=typed["until"])

    return answer_form(request, form, page=page, act=until, done=done)


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_written_session)
@require_GET
def opening_pdf(request: Any, session: Session) -> HttpResponse:
    """The notice of opening, to send to members without an account."""
    page = selectors.writing_page(session, today=request.today)
    content = letters.writing_opening(session, items=page.items, today=request.today)
    return download_response(OpenedDocument(name=_("Avis d'ouverture"), mime=Mime.PDF, content=content), inline=True)


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_written_session)
@require_GET
def results_pdf(request: Any, session: Session) -> HttpResponse:
    """The results, to send to members without an account."""
    page = selectors.writing_page(session, today=request.today)
    content = letters.writing_results(
        session, writing=page.writing, items=page.items, extensions=page.extensions, participation=page.participation, today=request.today
    )
    return download_response(OpenedDocument(name=_("Résultats du vote"), mime=Mime.PDF, content=content), inline=True)


@requires(Permission.PAPERS_READ, on=selectors.get_written_reading)
@require_GET
def show_own_writing(request: Any, session: Session) -> HttpResponse:
    """The written session for a member: what was written, her contribution, her votes, the results."""
    return _show_own(request, session)


def _show_own(request: Any, session: Session, *, form: ExchangeForm | None = None, status: int = 200) -> HttpResponse:
    actor, today = request.actor, request.today
    page = selectors.writing_page(session, today=today)
    seats = selectors.own_seats(actor, session, today=today)
    context = {
        "session": session,
        "page": page,
        "steps": [(stage.value, label) for stage, label in selectors.STEPS],
        "contributions": services.read_exchanges(actor=actor, today=today, session=session),
        **_contribution(page.stage, form, seats=seats, items=page.items),
        "form_url": reverse("commission:own_exchange", args=[session.pk]),
        "ballots": selectors.ballots_for(actor, session, today=today) if page.is_open else [],
        "outcomes": [(item, outcome_words(item)) for item in page.items if item.is_closed],
    }
    return render(request, "commission/own_writing.html", context, status=status)


@requires(Permission.PAPERS_READ, on=get_own_results)
@require_GET
def show_own_results(request: Any, session: Session) -> HttpResponse:
    """The results as they were sent to the members: outcomes and totals, when nothing else of the session is read any more."""
    outcomes = [(item, outcome_words(item)) for item in results_of(session)]
    return render(request, "commission/own_results.html", {"session": session, "outcomes": outcomes})


@requires(Permission.OPINION_GIVE, on=selectors.get_written_reading)
@require_POST
def write_own(request: Any, session: Session) -> HttpResponse:
    """Her contribution."""
    items = list(session.items.order_by("rank", "pk"))
    seats = selectors.own_seats(request.actor, session, today=request.today)
    form = ExchangeForm(request.POST, seats=seats, items=items)
    if not form.is_valid():
        return _show_own(request, session, form=form, status=422)
    refused = _write(request, session, form, seats=seats, items=items)
    if refused:
        messages.error(request, refused)
        return _show_own(request, session, form=form, status=422)
    messages.success(request, _("J'ai enregistré votre contribution. Les membres qui délibèrent la lisent."))
    return redirect("commission:own_writing", pk=session.pk)
