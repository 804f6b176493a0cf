"""Note a request in ten seconds; say what came of it in one gesture."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.intake import actions
from maillage.accompaniment.intake.errors import AlreadyLinked, OutcomeByItsAct, ReasonMissing, RequestFromTheFuture
from maillage.accompaniment.intake.models import (
    LINKED,
    WORDS_LIMIT,
    FirstRequest,
    NoSolution,
    Outcome,
    Partner,
    Problem,
    Public,
    Triage,
    Way,
)
from maillage.accompaniment.people.models import Channel
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal
from maillage.reference.organisations.models import Organisation


@dataclass(frozen=True)
class Heard:
    """What was heard, as it is typed. Only the way and the triage are asked. Its repr shows no text."""

    way: Way
    triage: Triage
    partner: Partner | None = None
    public: Public = Public.UNKNOWN
    problem: Problem = Problem.UNKNOWN
    zone_id: uuid.UUID | None = None
    words: str = ""
    pseudonym: str = ""
    channel: Channel | None = None
    safe_contact: str = ""

    def __repr__(self) -> str:
        return "Heard(…)"


@idempotent(FirstRequest)
@transaction.atomic
def note_request(*, actor: Actor, today: date, organisation_id: uuid.UUID, heard: Heard, received_on: date | None = None) -> FirstRequest:
    """Note a first request. Whoever notes it may have no right to read it back. Raises Denied, RequestFromTheFuture."""
    if actor.user_id is None:
        raise Denied
    organisation = Organisation.unscoped.filter(pk=organisation_id).first()
    own = {m.organisation_id for m in actor.granting(Permission.REQUEST_NOTE)}
    if organisation is None or organisation.territory_id is None or organisation.pk not in own:
        raise Denied
    day = received_on or today
    if day > today:
        raise RequestFromTheFuture
    request = FirstRequest(
        organisation=organisation,
        territory_id=organisation.territory_id,
        zone_id=heard.zone_id,
        received_on=day,
        noted_by_id=actor.user_id,
        way=heard.way,
        partner=(heard.partner or "") if heard.way == Way.PARTNER else "",
        triage=heard.triage,
        public=heard.public,
        problem=heard.problem,
        channel=heard.channel or "",
    )
    seal(
        request,
        words=heard.words.strip()[:WORDS_LIMIT] or None,
        pseudonym=heard.pseudonym.strip() or None,
        safe_contact=heard.safe_contact.strip() or None,
    )
    request.save(force_insert=True)
    record(actor, actions.NOTED, request, today=today, triage=heard.triage, way=heard.way)
    return request


@idempotent(FirstRequest)
@transaction.atomic
def settle_request(
    *,
    actor: Actor,
    today: date,
    request: FirstRequest,
    outcome: Outcome,
    no_solution: NoSolution | None = None,
    oriented_to: Partner | None = None,
    seen: int | None = None,
) -> FirstRequest:
    """Say what came of it: oriented, aid given, no solution (with its reason), or waiting again. May be changed while there is no file.

    `seen` is the version that was on screen: what a colleague noted since is not replaced unseen. Raises Denied, ReasonMissing,
    AlreadyLinked, OutcomeByItsAct (a file or a wish is noted by making it), Stale.
    """
    require(actor, Permission.REQUEST_NOTE, on=request)
    if outcome in LINKED:
        raise OutcomeByItsAct
    if outcome == Outcome.NO_SOLUTION and no_solution is None:
        raise ReasonMissing
    request = FirstRequest.unscoped.locked(request.pk)
    if request.outcome in LINKED:
        raise AlreadyLinked
    if seen is not None and request.version != seen:
        raise Stale(current={"outcome": request.outcome}, submitted={"outcome": outcome}, version=request.version)
    request.outcome = outcome
    request.outcome_on = None if outcome == Outcome.WAITING else today
    request.no_solution = (no_solution or "") if outcome == Outcome.NO_SOLUTION else ""
    request.oriented_to = (oriented_to or "") if outcome == Outcome.ORIENTED else ""
    request.version += 1
    request.save(update_fields=["outcome", "outcome_on", "no_solution", "oriented_to", "version"])
    record(actor, actions.SETTLED, request, today=today, outcome=outcome, no_solution=request.no_solution)
    return request
