"""The second convocation: what a session left for want of quorum, on the same agenda, without any quorum (CRPA, art. R. 133-10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from django.db import transaction

from maillage.core.deliberation import Quorum, check_second_convocation
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui.speech import say
from maillage.pathway.commission import actions
from maillage.pathway.commission.agenda import AgendaLine, sent_agenda
from maillage.pathway.commission.errors import RuleRefused
from maillage.pathway.commission.errors_convening import AgendaNotSame, NoSecondConvocation, SecondAlready
from maillage.pathway.commission.lacking import left_without_quorum
from maillage.pathway.commission.models import (
    AgendaPoint,
    Item,
    Kind,
    ModeChoice,
    Session,
)
from maillage.pathway.commission.rules import Sitting, refuse_unless
from maillage.pathway.commission.services.planning import add_to_agenda, plan_session
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.workflow import State as ApplicationState


def _keys(lines: Iterable[AgendaLine]) -> set[str]:
    """What makes two agendas the same: the applications, and the points by their titles."""
    return {str(line.item.application_id) if line.item is not None else line.words for line in lines}


def check_second(session: Session, *, first: Session, day: date) -> None:
    """Raises RuleRefused unless the first one lacked its quorum and the agenda is what it left for that."""
    left = left_without_quorum(first)
    quorum = Sitting.of(first, day=first.held_on).quorum()
    if not isinstance(quorum, Quorum):
        raise RuleRefused(say(quorum.phrase))
    refuse_unless(
        check_second_convocation(
            # What was counted when each line was left says it, not who was still there once everybody had gone home.
            first=replace(quorum, ok=not left),
            first_agenda=_keys(left),
            agenda=_keys(sent_agenda(session)),
            says_no_quorum=True,
            on=day,
            law=current_law(),
        )
    )


@idempotent(Session)
@transaction.atomic
def plan_second_session(
    *,
    actor: Actor,
    today: date,
    session: Session,
    held_on: date,
    starts_at: time | None = None,
    place: str = "",
    chair_decided_on: date | None = None,
) -> Session:
    """Plan the session that takes up what `session` left for want of quorum: same kind, form and base, same agenda in its order; it
    sits validly without any quorum, and its letters say so. The numbers are drawn anew, and the notice is due as for any other.

    Raises Denied, NoSecondConvocation, SecondAlready, AgendaNotSame, and as `plan_session`. Source: CRPA, art. R. 133-10.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    first = Session.unscoped.select_related("commission", "local_rule").locked(session.pk)
    left = left_without_quorum(first)
    if first.state != State.CLOSED or first.is_written or not left:
        raise NoSecondConvocation
    if Session.unscoped.filter(first_session=first).exists():
        raise SecondAlready
    applications = [line.item.application_id for line in left if line.item is not None]
    if Application.unscoped.filter(pk__in=applications).exclude(state=ApplicationState.FILED).exists():
        raise AgendaNotSame
    second = plan_session(
        actor=actor, today=today, commission=first.commission, kind=Kind(first.kind), mode=ModeChoice(first.mode), held_on=held_on,
        starts_at=starts_at, place=place, legal_basis=first.legal_basis, local_rule=first.local_rule,
        chair_decided_on=chair_decided_on or first.chair_decided_on, first_session=first,
    )  # fmt: skip
    _repeat(left, second, actor=actor, today=today)
    record(actor, actions.SECOND_PLANNED, second, today=today, items=len(left))
    return Session.unscoped.get(pk=second.pk)


def _repeat(left: Iterable[AgendaLine], second: Session, *, actor: Actor, today: date) -> None:
    """The agenda that was left, line by line in its order."""
    for rank, line in enumerate(left, start=1):
        if line.item is not None:
            item = add_to_agenda(actor=actor, today=today, session=second, application=line.item.application)
            Item.unscoped.filter(pk=item.pk).update(rank=rank)
        elif line.point is not None:
            AgendaPoint.unscoped.create(session=second, kind=line.point.kind, title=line.point.title, rank=rank)
