"""The one place where the state of an application changes."""

from __future__ import annotations

import uuid
from datetime import date

from maillage.core.workflow import TransitionRefused
from maillage.foundation.access.actor import Actor
from maillage.foundation.ui import speech
from maillage.pathway.psp.errors import DateBeforePrevious, DateInFuture, StateRefused
from maillage.pathway.psp.models import Application, Step
from maillage.pathway.psp.workflow import WORKFLOW, Pen, State


def check_move(application: Application, *, to: State, by: Pen | None = None) -> None:
    """Raises StateRefused with the sentence of the workflow when the state does not allow it."""
    try:
        WORKFLOW.check(State(application.state), to=to, by=by)
    except TransitionRefused as refused:
        raise StateRefused.saying(refused.phrase) from refused


def check_day(application: Application, *, day: date, today: date) -> None:
    """Raises DateInFuture, or DateBeforePrevious when it comes before the last step."""
    if day > today:
        raise DateInFuture
    previous = application.steps.order_by("-happened_on").values_list("happened_on", flat=True).first()
    if previous is not None and day < previous:
        raise DateBeforePrevious(previous=speech.day_words(previous))


def move(
    application: Application,
    *,
    actor: Actor,
    to: State,
    today: date,
    happened_on: date | None = None,
    by: Pen | None = None,
    from_paper: bool = False,
    scan: uuid.UUID | None = None,
    by_state: bool | None = None,
    **changes: object,
) -> Application:
    """Change the state of a locked application and write its dated step. The caller authorises and journals.

    `by_state` says whose step it is when the actor's mandates do not (another association, the machine).

    Raises StateRefused, DateInFuture, DateBeforePrevious.
    """
    check_move(application, to=to, by=by)
    day = happened_on or today
    check_day(application, day=day, today=today)
    application.state = to
    for name, value in changes.items():
        setattr(application, name, value)
    application.version += 1
    application.save(update_fields=["state", "version", *changes])
    Step.unscoped.create(
        application=application,
        state=to,
        happened_on=day,
        recorded_on=today,
        from_paper=from_paper,
        by_state=not any(m.organisation_id == application.organisation_id for m in actor.mandates) if by_state is None else by_state,
        scan=scan,
    )
    return application
