"""What happened on paper, recorded by the side that has the tool: with its date, and its scan."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import guards
from maillage.foundation.vault import Part
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DecisionUnclear, FileHere, NotYours, StateRefused
from maillage.pathway.psp.models import Application, Extract, Step
from maillage.pathway.psp.notices import secretaries_of
from maillage.pathway.psp.protecting import check_may_apply
from maillage.pathway.psp.services.moving import check_day, check_move, move
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.signing import require_signing_pen
from maillage.pathway.psp.workflow import State

_STATES_PEN: Mapping[State, tuple[Permission, ...]] = {
    State.FILED: (Permission.APPLICATION_RECEIVE, Permission.COMMISSION_MANAGE),
    State.SCHEDULED: (Permission.COMMISSION_MANAGE, Permission.APPLICATION_RECEIVE),
    State.EXAMINED: (Permission.COMMISSION_MANAGE, Permission.APPLICATION_RECEIVE),
}
ON_PAPER = (State.FILED, State.SCHEDULED, State.EXAMINED, State.DECIDED)
PURPOSE = "scan"
_AWAITED = {
    State.FILED: Cause.NO_SESSION,
    State.SCHEDULED: Cause.SESSION_AWAITED,
    State.EXAMINED: Cause.DECISION_AWAITED,
    State.DECIDED: Cause.NOTIFICATION_AWAITED,
}


def record_from_paper(
    *,
    actor: Actor,
    today: date,
    application: Application,
    to: State,
    happened_on: date,
    upload: Any = None,
    granted: bool | None = None,
    key: uuid.UUID | None = None,
) -> Application:
    """Record, with its date and scan, a step that was done on paper because the other side does not use Maillage.

    The association records what a prefecture without Maillage received, scheduled, examined and decided; the secretariat and the
    prefect's office record what their own side did on paper, each with its own pen; where the office has no account, the secretariat
    copies its decision too. Raises Denied, StateRefused, NotYours and
    FileHere (the other side uses Maillage), DecisionUnclear, DateInFuture, DateBeforePrevious, or what documents refuse.
    """
    require(actor, Permission.PATHWAY_RECORD, on=application)
    owner, part = _keeper_of_scans(actor, application)
    if upload is not None and owner is None:
        raise StateRefused(
            _("Cette demande n'a pas été transmise par Maillage : le papier ne peut pas y être joint. Notez l'étape sans lui.")
        )
    prepared = prepare_upload(owner=owner, upload=upload) if upload is not None else None
    recorded: Application = _record(
        actor=actor,
        today=today,
        application=application,
        to=to,
        happened_on=happened_on,
        granted=granted,
        scan=(owner, part, prepared, getattr(upload, "name", "")),
        key=key,
    )
    return recorded


def check_paper(actor: Actor, application: Application, *, to: State, today: date) -> None:
    """May this step be recorded from paper by this side, and by the hand that holds the pen there?

    The State's opinion and decision belong to different hands: each is asked for its own permission. An association records the
    State's steps only while the State received nothing from it in Maillage and nobody receives for it there.
    Raises Denied, StateRefused (also while the commission works on it here), NotYours, FileHere, MinorProtected.
    """
    if to not in ON_PAPER:
        raise StateRefused(_("Cette étape ne s'enregistre pas d'après papier : elle se fait ici."))
    check_move(application, to=to)
    if to is State.FILED and application.state == State.SCHEDULED:
        raise StateRefused(_("Cette demande est à l'ordre du jour : elle ne se dépose pas une seconde fois."))
    if is_states_side(actor, application):
        _require_pen(actor, application, to=to, today=today)
    elif secretaries_of(application.territory_id, today=today) or Extract.unscoped.filter(application=application).exists():
        raise FileHere if to is State.FILED else NotYours
    if to is State.FILED:
        if application.person is not None:
            check_may_apply(application.person, today=today)
        return
    answer = guards.ask("paper_step", application=application, to=to)
    if not answer:
        raise StateRefused(answer.reason)


def _require_pen(actor: Actor, application: Application, *, to: State, today: date) -> None:
    if to is State.DECIDED:
        require_signing_pen(actor, on=application, today=today)
        return
    permissions = _STATES_PEN[to]
    if not any(actor.may(each, on=application) for each in permissions):
        require(actor, permissions[0], on=application)


def is_states_side(actor: Actor, application: Application) -> bool:
    """Does she act for the commission or the prefect, not for the association?"""
    return any(actor.may(each, on=application) for each in (Permission.APPLICATION_RECEIVE, Permission.DECISION_RECORD))


def _keeper_of_scans(actor: Actor, application: Application) -> tuple[Any, Part]:
    """The State keeps its scans under the extract's key, the association under the person's."""
    if is_states_side(actor, application):
        return Extract.unscoped.filter(application=application).first(), Part.EXTRACT
    return application.person, Part.ATTACHMENTS


@idempotent(Application)
@transaction.atomic
def _record(
    *,
    actor: Actor,
    today: date,
    application: Application,
    to: State,
    happened_on: date,
    granted: bool | None,
    scan: tuple[Any, Part, Any, str],
) -> Application:
    application = Application.unscoped.select_related("person").locked(application.pk)
    check_paper(actor, application, to=to, today=today)
    check_day(application, day=happened_on, today=today)
    if to is State.DECIDED and granted is None:
        raise DecisionUnclear
    owner, part, prepared, label = scan
    document = None
    if prepared is not None:
        stored = store_document(actor=actor, owner=owner, part=part, upload=prepared, today=today, label=label or to.value, purpose=PURPOSE)
        document = stored.pk
    changes = _changes(application, to=to, happened_on=happened_on, granted=granted)
    move(application, actor=actor, to=to, today=today, happened_on=happened_on, from_paper=True, scan=document, **changes)
    close_waiting(actor=actor, today=today, application=application, ends_on=happened_on)
    if to in _AWAITED:
        open_waiting(actor=actor, today=today, application=application, cause=_AWAITED[to], starts_on=happened_on, said=True)
    record(actor, actions.STEP_FROM_PAPER, application, today=today, state=to, happened_on=happened_on)
    return application


def _changes(application: Application, *, to: State, happened_on: date, granted: bool | None) -> dict[str, Any]:
    if to is State.FILED:
        return {"filed_on": happened_on, "number": next_number(application.territory_id, happened_on)}
    if to is State.EXAMINED:
        return {"examined_on": happened_on}
    if to is State.DECIDED:
        return {"decided_on": happened_on, "granted": granted}
    return {}


def scan_owner(step: Step) -> Any:
    """The row with which the scan of a step was given."""
    return Extract.unscoped.filter(application=step.application).first() if step.by_state else step.application.person
