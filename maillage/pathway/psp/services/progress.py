"""From the filing to the decision: called by the commission's acts, or recorded from paper by the side that has the tool."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, StateRefused
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services.moving import move
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.workflow import Pen, State

BEFORE_A_SESSION = (Cause.NO_SESSION, Cause.CANCELLED, Cause.MODE_UNSUITABLE, Cause.NOT_REACHED, Cause.ADJOURNED)


@transaction.atomic
def schedule_application(
    *, actor: Actor, today: date, application: Application, session_on: date, happened_on: date | None = None
) -> Application:
    """Put a filed application on the agenda of a session: it no longer waits for one. `happened_on` when entered afterwards.

    Raises Denied, StateRefused, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.SCHEDULED, today=today, happened_on=happened_on, by=Pen.SECRETARIAT)
    close_waiting(actor=actor, today=today, application=application, causes=BEFORE_A_SESSION, ends_on=happened_on)
    record(actor, actions.SCHEDULED, application, today=today, session_on=session_on)
    return application


@transaction.atomic
def put_back(
    *, actor: Actor, today: date, application: Application, cause: Cause, detail: str = "", happened_on: date | None = None
) -> Application:
    """Take a scheduled application off a session that did not examine it: she waits again, for `cause`, from that day.

    Raises Denied, StateRefused, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.FILED, today=today, happened_on=happened_on)
    open_waiting(actor=actor, today=today, application=application, cause=cause, detail=detail, starts_on=happened_on)
    record(actor, actions.PUT_BACK, application, today=today, cause=cause)
    return application


@transaction.atomic
def mark_examined(*, actor: Actor, today: date, application: Application, examined_on: date) -> Application:
    """The commission gave its opinion: the decision is awaited from now on. Raises Denied, StateRefused."""
    if not actor.may(Permission.SESSION_CONDUCT, on=application):
        require(actor, Permission.COMMISSION_MANAGE, on=application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.EXAMINED, today=today, happened_on=examined_on, by=Pen.COMMISSION, examined_on=examined_on)
    close_waiting(actor=actor, today=today, application=application, ends_on=examined_on)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.DECISION_AWAITED, starts_on=examined_on)
    record(actor, actions.EXAMINED, application, today=today, examined_on=examined_on)
    return application


@transaction.atomic
def mark_decided(*, actor: Actor, today: date, application: Application, decided_on: date, granted: bool) -> Application:
    """Record the day and sense of the prefect's signed decision. Raises Denied, StateRefused."""
    require(actor, Permission.DECISION_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    move(
        application, actor=actor, to=State.DECIDED, today=today, happened_on=decided_on, by=Pen.PREFECT, decided_on=decided_on, granted=granted
    )
    close_waiting(actor=actor, today=today, application=application, ends_on=decided_on)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NOTIFICATION_AWAITED, starts_on=decided_on)
    record(actor, actions.DECIDED, application, today=today, decided_on=decided_on, granted=granted)
    return application


@transaction.atomic
def mark_notified(*, actor: Actor, today: date, application: Application, notified_on: date) -> Application:
    """Note the day on which she was told of the decision. Raises Denied, StateRefused, DateInFuture."""
    require(actor, Permission.PATHWAY_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    if application.decided_on is None:
        raise StateRefused
    if notified_on > today:
        raise DateInFuture
    application.notified_on = max(notified_on, application.decided_on)
    application.version += 1
    application.save(update_fields=["notified_on", "version"])
    close_waiting(actor=actor, today=today, application=application, causes=(Cause.NOTIFICATION_AWAITED,), ends_on=application.notified_on)
    record(actor, actions.NOTIFIED, application, today=today, notified_on=application.notified_on)
    return application


@transaction.atomic
def record_from_paper(
    *,
    actor: Actor,
    today: date,
    application: Application,
    to: State,
    happened_on: date,
    scan: uuid.UUID | None = None,
    granted: bool | None = None,
) -> Application:
    """Record, with its date and scan, a step that the other side did on paper.

    The association records what a prefecture without Maillage did (agenda, opinion, decision). Raises Denied, StateRefused,
    DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.PATHWAY_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    changes = _paper_changes(to=to, happened_on=happened_on, granted=granted)
    move(application, actor=actor, to=to, today=today, happened_on=happened_on, from_paper=True, scan=scan, **changes)
    _tell_waiting(actor=actor, today=today, application=application, to=to, happened_on=happened_on)
    record(actor, actions.STEP_FROM_PAPER, application, today=today, state=to, happened_on=happened_on)
    return application


def _paper_changes(*, to: State, happened_on: date, granted: bool | None) -> dict[str, object]:
    if to is State.EXAMINED:
        return {"examined_on": happened_on}
    if to is State.DECIDED:
        return {"decided_on": happened_on, "granted": bool(granted)}
    return {}


def _tell_waiting(*, actor: Actor, today: date, application: Application, to: State, happened_on: date) -> None:
    following = {State.EXAMINED: Cause.DECISION_AWAITED, State.DECIDED: Cause.NOTIFICATION_AWAITED}
    if to not in (State.SCHEDULED, *following):
        return
    close_waiting(actor=actor, today=today, application=application, ends_on=happened_on)
    if to in following:
        open_waiting(actor=actor, today=today, application=application, cause=following[to], starts_on=happened_on)
