"""From the filing to the notification: called by the acts of the commission and of the prefect's office."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.ui import speech
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateBeforePrevious, DateInFuture, StateRefused
from maillage.pathway.psp.leaving import say_notified
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services.moving import move
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.signing import require_signing_pen
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
    open_waiting(actor=actor, today=today, application=application, cause=Cause.SESSION_AWAITED, starts_on=happened_on, said=True)
    record(actor, actions.SCHEDULED, application, today=today, session_on=session_on)
    return application


@transaction.atomic
def put_back(
    *, actor: Actor, today: date, application: Application, cause: Cause, detail: str = "", happened_on: date | None = None
) -> Application:
    """Take a scheduled application off a session that did not examine it: she waits again, for `cause`, from that day.

    Raises Denied, StateRefused, DateInFuture, DateBeforePrevious.
    """
    _require_conducting(actor, application)
    application = Application.unscoped.locked(application.pk)
    if application.state != State.SCHEDULED:
        raise StateRefused(_("Cette demande n'est à l'ordre du jour d'aucune séance : il n'y a rien à remettre."))
    move(application, actor=actor, to=State.FILED, today=today, happened_on=happened_on)
    close_waiting(actor=actor, today=today, application=application, causes=(Cause.SESSION_AWAITED,), ends_on=happened_on)
    open_waiting(actor=actor, today=today, application=application, cause=cause, detail=detail, starts_on=happened_on, said=True)
    record(actor, actions.PUT_BACK, application, today=today, cause=cause)
    return application


def _require_conducting(actor: Actor, application: Application) -> None:
    # Whoever conducts the session gives each item its outcome: the chair, or the secretary.
    if not actor.may(Permission.SESSION_CONDUCT, on=application):
        require(actor, Permission.COMMISSION_MANAGE, on=application)


@transaction.atomic
def mark_examined(*, actor: Actor, today: date, application: Application, examined_on: date) -> Application:
    """The commission gave its opinion: the decision is awaited from now on. Raises Denied, StateRefused."""
    _require_conducting(actor, application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.EXAMINED, today=today, happened_on=examined_on, by=Pen.COMMISSION, examined_on=examined_on)
    close_waiting(actor=actor, today=today, application=application, ends_on=examined_on)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.DECISION_AWAITED, starts_on=examined_on, said=True)
    record(actor, actions.EXAMINED, application, today=today, examined_on=examined_on)
    return application


@transaction.atomic
def mark_decided(*, actor: Actor, today: date, application: Application, decided_on: date, granted: bool) -> Application:
    """Record the day and sense of the prefect's signed decision. Raises Denied (the office has the pen), StateRefused."""
    require_signing_pen(actor, on=application, today=today)
    application = Application.unscoped.locked(application.pk)
    move(
        application,
        actor=actor,
        to=State.DECIDED,
        today=today,
        happened_on=decided_on,
        by=Pen.PREFECT,
        decided_on=decided_on,
        granted=granted,
    )
    close_waiting(actor=actor, today=today, application=application, ends_on=decided_on)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NOTIFICATION_AWAITED, starts_on=decided_on, said=True)
    record(actor, actions.DECIDED, application, today=today, decided_on=decided_on, granted=granted)
    return application


@transaction.atomic
def mark_notified(*, actor: Actor, today: date, application: Application, notified_on: date) -> Application:
    """Note the day on which she was told of the decision: the wait ends there.

    Raises Denied, StateRefused (nothing is decided), DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.PATHWAY_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    if application.decided_on is None:
        raise StateRefused(_("La décision n'est pas encore enregistrée : elle ne peut pas être notifiée."))
    if notified_on > today:
        raise DateInFuture
    if notified_on < application.decided_on:
        raise DateBeforePrevious(previous=speech.day_words(application.decided_on))
    application.notified_on = notified_on
    application.version += 1
    application.save(update_fields=["notified_on", "version"])
    close_waiting(actor=actor, today=today, application=application, ends_on=notified_on)
    record(actor, actions.NOTIFIED, application, today=today, notified_on=notified_on)
    say_notified(actor=actor, today=today, application=application)
    return application
