"""A session that cannot be held as planned: one screen that says who waits, what the law allows, and does what is ticked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused, Stale
from maillage.foundation.ui.answers import act_and_return, attempt, read_key, typed_in
from maillage.foundation.ui.speech import day_words, duration_words, say
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors_changing import SessionMoved
from maillage.pathway.commission.forms import ChangeForm
from maillage.pathway.commission.forms.changing import KNOWN, NOT_AT_ALL, OTHERWISE
from maillage.pathway.commission.models import CancelCause, Item, ModeChoice, NotExaminedCause, Session
from maillage.pathway.commission.views.answers import already, back_to_session
from maillage.pathway.commission.workflow import OVER_STATES, State

HELD_LABELS = {
    "mode": gettext_lazy("Forme"),
    "held_on": gettext_lazy("Jour de la séance"),
    "starts_at": gettext_lazy("Heure"),
    "place": gettext_lazy("Lieu"),
    "legal_basis": gettext_lazy("Base légale"),
}


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
    try:
        refused = attempt(lambda: act(request, session, typed))
    except SessionMoved as moved:
        return _show_moved(request, session, typed, moved=moved)
    if refused is not None and not (typed["act"] == NOT_AT_ALL and already(session, State.CANCELLED)):
        return _show(request, page, form, refused=refused)
    messages.success(request, _said(typed["act"]))
    return back_to_session(session)


def _show_moved(request: Any, session: Session, typed: Mapping[str, Any], *, moved: SessionMoved) -> HttpResponse:
    """The session as it is by now, with what it would have been beside it; the form keeps what was ticked and carries this version."""
    now = selectors.get_session(actor=request.actor, pk=session.pk, today=request.today)
    page = selectors.change_page(now, today=request.today)
    data = request.POST.copy()
    there = {str(each.item.pk) for each in page.waiting}
    data.setlist("put_off", [pk for pk in data.getlist("put_off") if pk in there])
    asked = {name: typed[name] for name in HELD_LABELS} if typed["act"] == OTHERWISE else {}
    kept = {name: getattr(now, name) for name in HELD_LABELS}
    stale = Stale(current=_held_words(kept, page), submitted=_held_words(asked, page), version=now.version)
    return _show(request, page, _form(request, page, data=data), refused=moved, stale=stale)


def _held_words(held: Mapping[str, Any], page: selectors.ChangePage) -> dict[str, str]:
    """How a session is held, in words; nothing when it was not asked to be held otherwise."""
    if not held:
        return {}
    base = page.bases.get(held["legal_basis"])
    return {
        "mode": str(ModeChoice(held["mode"]).label),
        "held_on": day_words(held["held_on"]),
        "starts_at": f"{held['starts_at']:%H:%M}" if held["starts_at"] else "",
        "place": held["place"],
        "legal_basis": base.article if base is not None else held["legal_basis"],
    }


def _form(request: Any, page: selectors.ChangePage, *, data: Any = None) -> ChangeForm:
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
    return ChangeForm(
        typed_in(request) if data is None else data,
        items=[(each.item, _item_words(each)) for each in page.waiting],
        bases=page.bases.values(),
        rules=page.allowing.values(),
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


def _show(
    request: Any, page: selectors.ChangePage, form: ChangeForm, *, refused: Refused | None = None, stale: Stale | None = None
) -> HttpResponse:
    session = page.session
    context = {
        "session": session,
        "tab": "",
        "page": page,
        "form": form,
        "refused": refused.sentence if refused is not None else "",
        "over": session.state in OVER_STATES,
        "notice_words": say(page.notice.phrase),
        "stale": stale,
        "stale_labels": HELD_LABELS,
        # What is shown again after a change carries the version shown, or it could never be sent.
        "version": form.data.get("version", session.version) if form.is_bound and stale is None else session.version,
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
