"""A session that cannot be held as planned: one screen that says who waits, what the law allows, and does what is ticked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui.answers import act_and_return, attempt, read_key, typed_in
from maillage.foundation.ui.speech import duration_words, say
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import ChangeForm
from maillage.pathway.commission.forms.changing import KNOWN, NOT_AT_ALL, OTHERWISE
from maillage.pathway.commission.models import CancelCause, Item, ModeChoice, NotExaminedCause, Session
from maillage.pathway.commission.views.answers import already, back_to_session
from maillage.pathway.commission.workflow import OVER_STATES, State


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def change_session(request: Any, session: Session) -> HttpResponse:
    """Read first, then tick."""
    page = selectors.change_page(session, today=request.today)
    form = _form(request, page)
    if request.method != "POST" or not form.is_valid():
        return _show(request, page, form)
    typed = form.cleaned_data
    act = {OTHERWISE: _hold_otherwise, NOT_AT_ALL: _cancel}.get(typed["act"], _put_off)
    refused = attempt(lambda: act(request, session, typed))
    if refused is not None and not (typed["act"] == NOT_AT_ALL and already(session, State.CANCELLED)):
        return _show(request, page, form, refused=refused)
    messages.success(request, _said(typed["act"]))
    return back_to_session(session)


def _form(request: Any, page: selectors.ChangePage) -> ChangeForm:
    session = page.session
    initial = {
        "mode": session.mode, "held_on": session.held_on, "opens_on": session.opens_on, "starts_at": session.starts_at,
        "place": session.place, "legal_basis": session.legal_basis, "local_rule": session.local_rule_id,
        "chair_decided_on": session.chair_decided_on, "again": True, "version": session.version,
    }  # fmt: skip
    # What the department's own rule judges unsuited to this form is proposed, never imposed.
    unsuited = [str(each.item.pk) for each in page.waiting if each.unsuited is not None]
    if unsuited:
        initial |= {"put_off": unsuited, "cause": NotExaminedCause.MODE_UNSUITABLE}
    rules = {rule.pk: rule for way in page.ways for rule in way.allowing}
    current = session.local_rule
    if current is not None:
        rules.setdefault(current.pk, current)
    return ChangeForm(
        typed_in(request),
        items=[(each.item, _item_words(each)) for each in page.waiting],
        bases=page.bases.values(),
        rules=rules.values(),
        open_now=page.open_now,
        today=request.today,
        initial=initial,
    )


def _item_words(each: selectors.Awaiting) -> str:
    words = {
        "number": each.item.number,
        "kind": each.item.application.get_kind_display(),
        "association": each.item.application.organisation.name,
        "length": duration_words(each.days),
    }
    return _("n° %(number)s, %(kind)s, %(association)s : attend depuis %(length)s") % words


def _show(request: Any, page: selectors.ChangePage, form: ChangeForm, *, refused: Refused | None = None) -> HttpResponse:
    session = page.session
    context = {
        "session": session,
        "tab": "",
        "page": page,
        "form": form,
        "refused": refused.sentence if refused is not None else "",
        "over": session.state in OVER_STATES,
        "notice_words": say(page.notice.phrase),
        "version": form.data.get("version", session.version) if form.is_bound else session.version,
        "may_identify": request.actor.may(Permission.APPLICATION_LIST, on=session),
    }
    status = (refused.status if refused is not None and refused.status == 409 else 422) if form.is_bound else 200
    return render(request, "commission/change.html", context, status=status)


def _until(typed: dict[str, Any]) -> services.Until | None:
    if not typed["put_off"]:
        return None
    return services.Until(cause=NotExaminedCause(typed["cause"]), next_on=_next(typed))


def _next(typed: dict[str, Any]) -> Any:
    return typed["next_on"] if typed["next_known"] == KNOWN else None


def _hold_otherwise(request: Any, session: Session, typed: dict[str, Any]) -> None:
    rules = {str(rule.pk): rule for rule in session.commission.local_rules.order_by("adopted_on", "pk")}
    mode = ModeChoice(typed["mode"])
    held = services.Held(
        mode=mode,
        held_on=typed["held_on"],
        opens_on=typed["opens_on"] if mode == ModeChoice.WRITTEN else None,
        starts_at=typed["starts_at"],
        place=typed["place"],
        legal_basis=typed["legal_basis"],
        local_rule=rules.get(typed["local_rule"]),
        chair_decided_on=typed["chair_decided_on"],
    )
    services.change_session(
        actor=request.actor,
        today=request.today,
        session=session,
        seen=typed["version"],
        held=held,
        put_off=_ids(typed),
        until=_until(typed),
        again=typed["again"],
        urgency=typed["urgency"],
        key=typed["key"],
    )


def _put_off(request: Any, session: Session, typed: dict[str, Any]) -> None:
    services.put_off_items(
        actor=request.actor,
        today=request.today,
        session=session,
        seen=typed["version"],
        items=_ids(typed),
        until=_until(typed),
        key=typed["key"],
    )


def _cancel(request: Any, session: Session, typed: dict[str, Any]) -> None:
    services.cancel_session(
        actor=request.actor,
        today=request.today,
        session=session,
        seen=typed["version"],
        cause=CancelCause(typed["cancel_cause"]),
        next_on=_next(typed),
    )


def _ids(typed: dict[str, Any]) -> list[uuid.UUID]:
    return [uuid.UUID(each) for each in typed["put_off"]]


def _said(act: str) -> str:
    return {
        OTHERWISE: _("La séance est changée ; les personnes qui accompagnent sont prévenues."),
        NOT_AT_ALL: _("La séance est annulée ; l'attente continue d'être comptée."),
    }.get(act, _("Les demandes cochées sont reportées ; l'attente continue d'être comptée."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_item)
@require_POST
def note_received(request: Any, item: Item) -> HttpResponse:
    """The complement asked at an adjournment has come."""
    return act_and_return(
        request,
        lambda: services.note_received(actor=request.actor, today=request.today, item=item, key=read_key(request)),
        url=reverse("commission:item", args=[item.pk]),
        done=_("J'ai noté que le complément est reçu."),
    )
