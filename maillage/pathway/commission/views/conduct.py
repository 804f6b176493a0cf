"""What whoever conducts the sitting writes from its screen: comings and goings, the item in progress, hearings, what is left."""

from __future__ import annotations

import uuid
from datetime import time
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import act_and_return, attempt
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import HourUnknown, PresencesChanged
from maillage.pathway.commission.forms import HeardEndForm, MoveForm, RestForm
from maillage.pathway.commission.models import Hearing, Interpreter, Item, OwnOpinion, Presence, Session
from maillage.pathway.commission.services.hearing import Heard
from maillage.pathway.commission.views.items import hour_if_live
from maillage.pathway.commission.views.live import HEARING_FORMS, KINDS, hearing_form, move_form, seat_of, sheet_again, sheet_form, show


def _back(session_pk: uuid.UUID) -> HttpResponse:
    return redirect("commission:sitting", pk=session_pk)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def note_move(request: Any, session: Session) -> HttpResponse:
    """Somebody comes, leaves, changes channel, or gives a proxy."""
    course = selectors.course_of(session)
    form = move_form(course, request.POST)
    if not form.is_valid():
        return show(request, session, forms={"move": form}, refused=_first_error(form), status=422)
    refused = attempt(lambda: _move(request, session, form=form, seat=seat_of(course, form.seat_id())))
    if refused is not None:
        return show(request, session, forms={"move": form}, refused=refused.sentence, status=422)
    messages.success(request, _("C'est noté."))
    return _back(session.pk)


def _first_error(form: Form) -> str:
    """The field and what is wrong with it: on this screen the region alone comes back, not the form with its errors."""
    name, said = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return _("%(field)s : %(error)s") % {"field": label, "error": said[0]} if label else str(said[0])


def _move(request: Any, session: Session, *, form: MoveForm, seat: Any) -> None:
    # From the papers of a session, a presence without an hour is one from the opening.
    typed = form.cleaned_data["at"]
    at, who = typed if session.from_paper else _hour(request, session, typed=typed), {"actor": request.actor, "today": request.today}
    if form.channel() is Presence.PROXY:
        holder = seat_of(selectors.course_of(session), form.holder_id())
        services.record_proxy(**who, session=session, giver=seat, holder=holder, at=at)
    else:
        stands_in = form.cleaned_data["by_substitute"] and form.channel() is not Presence.ABSENT
        services.record_attendance(**who, session=session, seat=seat, channel=form.channel(), by_substitute=stands_in, at=at)


def _hour(request: Any, session: Session, *, typed: time | None = None) -> time:
    """The hour typed, or now. Raises HourUnknown when the commission sat another day: now is no hour of it."""
    hour = typed or hour_if_live(request, session)
    if hour is None:
        raise HourUnknown
    return hour


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def note_departure(request: Any, session: Session) -> HttpResponse:
    """One touch beside a seat: it leaves now, or its proxy ends. The row touched is named: an old screen ends nothing else."""
    wanted = request.POST.get("span", "")
    span = next((each for each in selectors.course_of(session).sitting.spans if str(each.pk) == wanted), None)
    if span is None:
        messages.warning(request, _("Cette présence avait déjà changé : rien n'a été noté. Regardez la feuille à jour."))
        return _back(session.pk)
    return act_and_return(
        request,
        lambda: services.record_departure(actor=request.actor, today=request.today, session=session, span=span, at=_hour(request, session)),
        url=reverse("commission:sitting", args=[session.pk]),
        done=_("Le départ est noté."),
    )


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def record_presences(request: Any, session: Session) -> HttpResponse:
    """The whole sheet at once: at the opening, or later with the hour of now."""
    course = selectors.course_of(session)
    form = sheet_form(course, request.POST)
    if not form.is_valid():
        return show(
            request, session, forms={"sheet": form}, refused=_("Une présence n'a pas été comprise : vérifiez la feuille."), status=422
        )
    begun = bool(course.sitting.spans) and any(row.item.is_closed for row in course.rows) and not session.from_paper
    at = hour_if_live(request, session) if begun else None
    presences, proxies, substitutes = form.sheet()
    sheet = {"presences": presences, "proxies": proxies, "substitutes": substitutes, "seen": form.seen(), "at": at}
    sheet["key"] = form.cleaned_data["key"]
    refused = attempt(lambda: services.record_presences(actor=request.actor, today=request.today, session=session, **sheet))
    if isinstance(refused, PresencesChanged):
        form = sheet_again(selectors.course_of(session), form)
    if refused is not None:
        return show(request, session, forms={"sheet": form}, refused=refused.sentence, status=422)
    messages.success(request, _("J'ai noté les présences."))
    return _back(session.pk)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def call_item(request: Any, item: Item) -> HttpResponse:
    """This item is in progress: both screens show it."""
    return act_and_return(
        request,
        lambda: services.call_item(actor=request.actor, today=request.today, item=item, at=hour_if_live(request, item.session)),
        url=reverse("commission:sitting", args=[item.session_id]),
        done=_("Le point n° %(number)s est en cours.") % {"number": item.number},
    )


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def hear(request: Any, item: Item, kind: str) -> HttpResponse:
    """Somebody comes in to be heard on this item."""
    if kind not in HEARING_FORMS:
        raise Http404
    form = hearing_form(kind, today=request.today, data=request.POST)
    if not form.is_valid():
        return show(
            request, item.session, forms={kind: form}, refused=_("L'audition n'est pas complète : voyez le formulaire."), status=422
        )
    typed = form.cleaned_data

    def come_in() -> object:
        heard = Heard(
            kind=KINDS[kind],
            arrived_at=_hour(request, item.session, typed=typed["arrived_at"]),
            who=typed.get("who", ""),
            wished_on=typed.get("wished_on"),
            interpreter=Interpreter(typed["interpreter"]) if typed.get("interpreter") else None,
        )
        return services.record_hearing(actor=request.actor, today=request.today, item=item, heard=heard, key=typed["key"])

    refused = attempt(come_in)
    if refused is not None:
        return show(request, item.session, forms={kind: form}, refused=refused.sentence, status=422)
    messages.success(request, _("L'audition commence."))
    return _back(item.session_id)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_hearing)
@require_POST
def end_hearing(request: Any, hearing: Hearing) -> HttpResponse:
    """Whoever was heard leaves; the association's own opinion is recorded."""
    form = HeardEndForm(request.POST, kind=hearing.kind, auto_id=f"sortie_{hearing.pk}_%s")
    session = hearing.item.session
    if not form.is_valid():
        return show(request, session, forms={str(hearing.pk): form}, refused=_("L'heure n'a pas été comprise."), status=422)
    typed = form.cleaned_data
    sense = OwnOpinion(typed["sense"]) if typed.get("sense") else None
    said = {"hearing": hearing, "sense": sense, "words": typed["words"]}
    refused = attempt(
        lambda: services.end_hearing(actor=request.actor, today=request.today, at=_hour(request, session, typed=typed["left_at"]), **said)
    )
    if refused is not None:
        return show(request, session, forms={str(hearing.pk): form}, refused=refused.sentence, status=422)
    messages.success(request, _("La sortie est notée : la commission délibère."))
    return _back(session.pk)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_POST
def leave_rest(request: Any, session: Session) -> HttpResponse:
    """The quorum is lost: the items left are not examined."""
    form = RestForm(request.POST, today=request.today)
    if not form.is_valid():
        return show(request, session, forms={"rest": form}, refused=_("La date n'a pas été comprise."), status=422)
    at = hour_if_live(request, session)
    said = {"next_on": form.cleaned_data["next_on"], "at": at, "key": form.cleaned_data["key"]}
    refused = attempt(lambda: services.leave_rest(actor=request.actor, today=request.today, session=session, **said))
    if refused is not None:
        return show(request, session, forms={"rest": form}, refused=refused.sentence, status=422)
    messages.success(request, _("Les points restants ne sont pas examinés : chaque référente est prévenue."))
    return _back(session.pk)
