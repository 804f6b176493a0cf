"""An item for whoever conducts the session: recusals, opinions from paper, its outcome."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import Sentence, entries_on, say
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui.answers import attempt, show_form, typed_in
from maillage.pathway.commission import actions, selectors, services
from maillage.pathway.commission.forms import (
    AdjournedForm,
    ExaminedForm,
    NextDateForm,
    NotExaminedForm,
    OpinionsForm,
    RecusalForm,
)
from maillage.pathway.commission.letters import outcome_words
from maillage.pathway.commission.models import AskedKind, AskedOf, Item, ItemWay, NotExaminedCause, RecusalReason, Session
from maillage.pathway.commission.views.answers import session_form_page
from maillage.pathway.commission.workflow import LIVE_STATES, READING_STATES, State

_NOT_SAID = [each.code for each in (actions.PAPER_READ, actions.REQUESTS_READ, actions.OPINION, actions.OPINION_FOR_SEAT)]
_FORMS = {"examinee": ExaminedForm, "non-examinee": NotExaminedForm, "ajournee": AdjournedForm}


@requires(Permission.COMMISSION_SEE, on=selectors.get_item)
@require_GET
def show_item(request: Any, item: Item) -> HttpResponse:
    """An item and what may be done with it now."""
    return _show(request, item)


def _show(request: Any, item: Item, *, forms: dict[str, Form] | None = None, refused: str = "", status: int = 200) -> HttpResponse:
    context = item_context(request, item, forms=forms) | {"refused": refused, "back": request.POST.get("back", "")}
    context |= selectors.depends_on(request.actor, item, today=request.today)
    history = _history(item) if context["may_conduct"] and item.session.state in LIVE_STATES else []
    return render(request, "commission/item.html", context | {"history": history}, status=status)


def _history(item: Item) -> list[Sentence]:
    """What was done on an item, for whoever conducts a session that is not over; who read and who voted is never said there."""
    return say(entries_on(item).exclude(action__in=_NOT_SAID)[:25])


def item_context(request: Any, item: Item, *, forms: dict[str, Form] | None = None) -> dict[str, Any]:
    """What the blocks of an item need, on its own page and on the screen of the sitting."""
    actor, page, given = request.actor, selectors.item_page(item), forms or {}
    may_conduct = actor.may(Permission.SESSION_CONDUCT, on=item)
    open_now = item.session.state == State.OPEN and not item.is_closed
    return {
        "item": item,
        "page": page,
        "outcome": outcome_words(item) if item.is_closed else "",
        "may_conduct": may_conduct,
        "may_identify": actor.may(Permission.APPLICATION_LIST, on=item),
        "may_note_date": actor.may(Permission.COMMISSION_MANAGE, on=item) and item.next_known is False,
        "may_record": actor.may(Permission.COMMISSION_MANAGE, on=item) and open_now,
        "open_now": open_now,
        "recusable": may_conduct and not item.is_closed and item.session.state in (State.DRAFT, *READING_STATES),
        "interests": selectors.interests_on(item, day=item.session.first_day) if may_conduct and not item.is_closed else (),
        "recusal_form": given.get("recusal") or RecusalForm(seats=page.not_recused, auto_id="deport_%s"),
        "opinions_form": given.get("opinions") or _opinions_form(page),
        "examined_form": given.get("examinee") or ExaminedForm(way=_way(item)),
        "count": selectors.count_of(item) if open_now and may_conduct else None,
        "not_examined_form": given.get("non-examinee") or NotExaminedForm(today=request.today),
        "adjourned_form": given.get("ajournee") or AdjournedForm(today=request.today),
        "opened": next((name for name in given if name in _FORMS), ""),
    }


def after_act(request: Any, item: Item, *, url: str) -> HttpResponse:
    """Back to the screen of the sitting when the act came from there, else to the page of the act."""
    return redirect("commission:sitting", pk=item.session_id) if request.POST.get("back") == "seance" else redirect(url)


def hour_now(request: Any) -> time:
    """The hour of the act, to the minute, as the clock of the room says it."""
    moment: datetime = request.now
    return moment.astimezone(PARIS).time().replace(second=0, microsecond=0)


def hour_if_live(request: Any, session: Session) -> time | None:
    """The hour of the act while the commission sits; of a session that sat another day, or entered from its papers, nobody knows it."""
    sits_today = session.is_written or session.opened_on == request.today
    return hour_now(request) if sits_today and not session.from_paper else None


def _way(item: Item) -> ItemWay:
    """By consensus, unless a count is asked."""
    return ItemWay.CONSENSUS if item.counted_asked_on is None else ItemWay.COUNTED


def _opinions_form(page: selectors.ItemPage, data: Any = None) -> OpinionsForm:
    """The seats whose opinion comes on paper. One that voted meanwhile by its own account stays on a sheet already sent, to be refused."""
    voters = [
        (seat, given.sense if given else "")
        for seat, given in page.voters
        if given is None or given.by_secretary or (data is not None and f"seat-{seat.pk}" in data)
    ]
    return OpinionsForm(data, voters=voters, auto_id="avis_%s")


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def declare_recusal(request: Any, item: Item) -> HttpResponse:
    """A seat out of this deliberation."""
    page = selectors.item_page(item)
    form = RecusalForm(request.POST, seats=page.not_recused, auto_id="deport_%s")
    if not form.is_valid():
        return _show(request, item, forms={"recusal": form}, refused=_("Choisissez un siège et une raison."), status=422)
    seat = next(each for each in page.not_recused if each.pk == uuid.UUID(form.cleaned_data["seat"]))
    reason = RecusalReason(form.cleaned_data["reason"])
    at = hour_if_live(request, item.session) if item.session.state == State.OPEN else None
    said: dict[str, Any] = {"item": item, "seat": seat, "reason": reason, "at": at}
    refused = attempt(lambda: services.declare_recusal(actor=request.actor, today=request.today, **said))
    if refused is not None:
        return _show(request, item, forms={"recusal": form}, refused=refused.sentence, status=422)
    messages.success(request, _("Le déport est noté."))
    return after_act(request, item, url=reverse("commission:item", args=[item.pk]))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_item)
@require_POST
def record_opinions(request: Any, item: Item) -> HttpResponse:
    """The opinions of seats that wrote on paper, or spoke in the room."""
    form = _opinions_form(selectors.item_page(item), request.POST)
    if not form.is_valid():
        return _show(request, item, forms={"opinions": form}, refused=_("Une voix n'a pas été comprise : vérifiez la feuille."), status=422)
    refused = attempt(
        lambda: services.record_opinions(
            actor=request.actor, today=request.today, item=item, senses=form.senses(), seen=form.seen(), key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return _show(request, item, forms={"opinions": form}, refused=refused.sentence, status=422)
    messages.success(request, _("J'ai noté les voix."))
    return after_act(request, item, url=reverse("commission:item", args=[item.pk]))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def close_item(request: Any, item: Item, outcome: str) -> HttpResponse:
    """Give the item its outcome, once."""
    if outcome not in _FORMS:
        raise Http404
    form = _outcome_form(item, outcome, data=request.POST, today=request.today)
    if not form.is_valid():
        return _show(request, item, forms={outcome: form}, refused=_("L'issue n'est pas complète : voyez le formulaire."), status=422)
    at = hour_if_live(request, item.session)
    refused = attempt(
        lambda: services.close_item(
            actor=request.actor, today=request.today, item=item, outcome=_outcome(form), at=at, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return _show(request, item, forms={outcome: form}, refused=refused.sentence, status=422)
    messages.success(request, _("L'issue de ce point est enregistrée."))
    return after_act(request, item, url=reverse("commission:session", args=[item.session_id]))


def _outcome_form(item: Item, outcome: str, *, data: Any, today: date) -> Form:
    if outcome == "examinee":
        return ExaminedForm(data, way=_way(item))
    return (NotExaminedForm if outcome == "non-examinee" else AdjournedForm)(data, today=today)


def _outcome(form: Form) -> services.Outcome:
    typed = form.cleaned_data
    if isinstance(form, ExaminedForm):
        way, sense = ItemWay(typed["way"]), form.sense_found()
        return services.Examined(way=way, sense=sense, words=typed["words"], dissents=typed["dissents"])
    if isinstance(form, NotExaminedForm):
        return services.NotExamined(cause=NotExaminedCause(typed["cause"]), next_on=typed["next_on"])
    return services.Adjourned(
        asked_kind=AskedKind(typed["asked_kind"]),
        asked_of=AskedOf(typed["asked_of"]),
        asked_by=typed["asked_by"],
        asked=typed["asked"],
        next_on=typed["next_on"],
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_item)
@require_http_methods(["GET", "POST"])
def note_next_date(request: Any, item: Item) -> HttpResponse:
    """The next date becomes known."""
    form = NextDateForm(typed_in(request), today=request.today)
    page = session_form_page(
        item.session, heading=_("Noter la prochaine date"), submit=_("Noter la date"), icon="calendar-check",
        lead=_("Point n° %(number)s.") % {"number": item.number},
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    next_on = form.cleaned_data["next_on"]
    refused = attempt(lambda: services.note_next_date(actor=request.actor, today=request.today, item=item, next_on=next_on))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("La prochaine date est notée."))
    return redirect("commission:home")
