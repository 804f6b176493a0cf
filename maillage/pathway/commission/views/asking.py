"""Opinions asked before the session: asked and followed by the secretary, answered by the member or from paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import was_done
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_key, show_form, show_stale, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import AskForm, PaperAnswerForm
from maillage.pathway.commission.models import Item, OpinionRequest, Session
from maillage.pathway.commission.workflow import State

PAGE = 40


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_GET
def show_progress(request: Any, session: Session) -> HttpResponse:
    """How far each seat has read, and the opinions asked before the session."""
    asked = selectors.asked_in(session, today=request.today)
    items = session.items.select_related("application").order_by("rank", "pk")
    context = {
        "session": session,
        "tab": "lecture",
        "seats": selectors.reading_progress(session) if session.state in (State.CONVENED, State.OPEN) else (),
        "over": session.state in (State.CLOSED, State.CANCELLED),
        "asked": asked,
        "awaited": sum(not each.progress.complete and not each.item.is_closed for each in asked),
        "page": Paginator(items, PAGE).get_page(request.GET.get("page")),
        "may_ask": session.state == State.CONVENED and request.actor.may(Permission.COMMISSION_MANAGE, on=session),
    }
    return render(request, "commission/reading_progress.html", context)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_GET
def show_asked(request: Any, item: Item) -> HttpResponse:
    """The opinions asked on an item, with their words: for the secretariat and the chair."""
    lines = selectors.asked_on(request.actor, item, today=request.today)
    may_manage = request.actor.may(Permission.COMMISSION_MANAGE, on=item)
    context = {
        "item": item,
        "session": item.session,
        "standing": [line for line in lines if line.request.withdrawn_on is None],
        "withdrawn": [line for line in lines if line.request.withdrawn_on is not None],
        "progress": selectors.progress_on(lines, today=request.today),
        "may_ask": may_manage and item.session.state == State.CONVENED and not item.is_closed,
        "may_note": may_manage and item.session.state in (State.CONVENED, State.OPEN) and not item.is_closed,
    }
    return render(request, "commission/asked.html", context)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_item)
@require_http_methods(["GET", "POST"])
def ask_opinions(request: Any, item: Item) -> HttpResponse:
    """Ask an opinion of named seats."""
    back = reverse("commission:opinions_asked", args=[item.pk])
    if request.method == "POST" and was_done(key=read_key(request), user_id=request.actor.user_id):
        return redirect(back)  # the second click: the seats asked by the first one are no longer offered
    form = AskForm(typed_in(request), today=request.today, convocations=selectors.seats_to_ask(item))
    page = FormPage(
        heading=_("Demander un avis sur le point n° %(number)s") % {"number": item.number},
        lead=_("Qui a un compte est averti, et rappelé trois jours puis un jour avant la date. Joignez les autres, notez leur réponse."),
        submit=_("Demander l'avis"),
        icon="message-circle-question-mark",
        back_url=back,
        back_label=_("Avis demandés"),
    )

    def act(typed: Any) -> None:
        services.ask_opinions(
            actor=request.actor,
            today=request.today,
            item=item,
            seats=form.chosen(),
            question=typed["question"],
            due_on=typed["due_on"],
            confidential=typed["confidential"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("L'avis est demandé ; qui a un compte est averti."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_request)
@require_http_methods(["GET", "POST"])
def note_answer(request: Any, asked: OpinionRequest) -> HttpResponse:
    """The answer of a seat, from its paper."""
    back = reverse("commission:opinions_asked", args=[asked.item_id])
    form = PaperAnswerForm(typed_in(request), today=request.today)
    page = FormPage(
        heading=_("Noter un avis reçu"),
        lead=_("%(seat)s, point n° %(number)s.") % {"seat": asked.seat.label, "number": asked.item.number},
        submit=_("Noter l'avis"),
        back_url=back,
        back_label=_("Avis demandés"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=asked.version)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.answer_request(
                actor=request.actor,
                today=request.today,
                request=asked,
                seen=typed["version"],
                answer=typed["answer"],
                received_on=typed["received_on"],
                key=typed["key"],
            )
        )
    except Stale as stale:
        lines = selectors.asked_on(request.actor, asked.item, today=request.today)
        now = next((line.answer for line in lines if line.request.pk == asked.pk), "")
        return show_both(request, stale, form=form, now=now, back_url=back)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, version=asked.version)
    messages.success(request, _("L'avis est noté."))
    return redirect(back)


def show_both(request: Any, stale: Stale, *, form: Any, now: str, back_url: str) -> HttpResponse:
    """Two versions of an answer, side by side."""
    both = Stale(current={"answer": now}, submitted={"answer": form.cleaned_data["answer"]}, version=stale.version)
    return show_stale(request, both, form=form, labels={"answer": _("L'avis")}, back_url=back_url)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_request)
@require_POST
def remind_request(request: Any, asked: OpinionRequest) -> HttpResponse:
    """Remind a seat that has not answered."""
    return act_and_return(
        request,
        lambda: services.remind_request(actor=request.actor, today=request.today, request=asked),
        url=reverse("commission:opinions_asked", args=[asked.item_id]),
        done=_("Le rappel est noté à la date d'aujourd'hui ; qui a un compte est averti."),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_request)
@require_POST
def withdraw_request(request: Any, asked: OpinionRequest) -> HttpResponse:
    """Ask no more."""
    return act_and_return(
        request,
        lambda: services.withdraw_request(actor=request.actor, today=request.today, request=asked),
        url=reverse("commission:opinions_asked", args=[asked.item_id]),
        done=_("La demande d'avis est retirée."),
    )
