"""A request by somebody who has a file: a need said in a contact, with what came of it, without typing anything again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.intake import actions
from maillage.accompaniment.intake.errors import OutcomeByItsAct, ReasonMissing, RequestFromTheFuture
from maillage.accompaniment.intake.models import LINKED, FirstRequest, NoSolution, Outcome, Partner, Public, Triage, Way
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(FirstRequest)
@transaction.atomic
def note_request_of(
    *,
    actor: Actor,
    today: date,
    person: Person,
    way: Way,
    triage: Triage,
    outcome: Outcome = Outcome.WAITING,
    oriented_to: Partner | None = None,
    no_solution: NoSolution | None = None,
    received_on: date | None = None,
) -> FirstRequest:
    """Note what she asks, on her file, and what came of it. What she said is in her notes: nothing is sealed here.

    Raises Denied, OutcomeByItsAct, ReasonMissing, RequestFromTheFuture.
    """
    require(actor, Permission.REQUEST_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    _check(outcome=outcome, no_solution=no_solution, received_on=received_on or today, today=today)
    person = Person.unscoped.locked(person.pk)
    request = FirstRequest(
        organisation_id=person.organisation_id,
        territory_id=person.territory_id,
        received_on=received_on or today,
        noted_by_id=actor.user_id,
        way=way,
        triage=triage,
        public=Public.KNOWN,
        outcome=outcome,
        outcome_on=None if outcome == Outcome.WAITING else today,
        no_solution=(no_solution or "") if outcome == Outcome.NO_SOLUTION else "",
        oriented_to=(oriented_to or "") if outcome == Outcome.ORIENTED else "",
        person=person,
    )
    request.save(force_insert=True)
    record(actor, actions.NOTED, request, today=today, triage=triage, way=way)
    record(actor, actions.LINKED, person, today=today, received_on=request.received_on)
    return request


def _check(*, outcome: Outcome, no_solution: NoSolution | None, received_on: date, today: date) -> None:
    if outcome in LINKED:
        raise OutcomeByItsAct
    if outcome == Outcome.NO_SOLUTION and no_solution is None:
        raise ReasonMissing
    if received_on > today:
        raise RequestFromTheFuture
