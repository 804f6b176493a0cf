"""Before the filing: the wish, the checklist, the project and commitments, ready."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people.models import Person
from maillage.core.law import Law, current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import AlreadyRunning, DateInFuture, PiecesMissing
from maillage.pathway.psp.models import Application, Kind, Piece, PieceLevel, PieceState, Step
from maillage.pathway.psp.services.moving import check_move, move
from maillage.pathway.psp.workflow import Pen, State


@idempotent(Application)
@transaction.atomic
def note_wish(*, actor: Actor, today: date, person: Person, kind: Kind = Kind.FIRST, wished_on: date | None = None) -> Application:
    """Note that she wants to enter, or renew, a pathway: the day from which waiting counts.

    Raises Denied, AlreadyRunning, DateInFuture.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=person)
    person = Person.unscoped.locked(person.pk)
    day = wished_on or today
    if day > today:
        raise DateInFuture
    if Application.unscoped.waiting().filter(person=person, kind=kind).exists():
        raise AlreadyRunning
    application = Application(
        person=person, organisation_id=person.organisation_id, territory_id=person.territory_id, kind=kind, state=State.WISH, wished_on=day
    )
    application.save(force_insert=True)
    Step.unscoped.create(application=application, state=State.WISH, happened_on=day, recorded_on=today)
    record(actor, actions.WISH_NOTED, application, today=today)
    return application


@transaction.atomic
def start_preparing(*, actor: Actor, today: date, application: Application, happened_on: date | None = None) -> Application:
    """Open the checklist: the pieces that the law in force asks for this kind of application. Raises Denied, StateRefused."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.PREPARING, today=today, happened_on=happened_on, by=Pen.ASSOCIATION)
    Piece.unscoped.bulk_create(_pieces_for(application, on=happened_on or today, law=current_law()))
    record(actor, actions.PREPARATION_STARTED, application, today=today)
    return application


def _pieces_for(application: Application, *, on: date, law: Law) -> list[Piece]:
    asked: list[dict[str, Any]] = [p for p in law.value("psp.pieces", on=on).value if application.kind in p["kinds"]]
    return [
        Piece(application=application, code=piece["code"], rank=rank, level=piece["level"], issuer=piece["issuer"])
        for rank, piece in enumerate(asked, start=1)
    ]


@transaction.atomic
def write_text(
    *, actor: Actor, today: date, application: Application, seen: int, project: str, commitments: str, asks_permit: bool, asks_allowance: bool
) -> Application:
    """Write her project and commitments, and what is asked beside the pathway. Raises Denied, StateRefused, Stale."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    _require_preparing(application)
    changed = application.save_version(seen=seen, changes={"asks_permit": asks_permit, "asks_allowance": asks_allowance})
    seal(changed, project=project.strip(), commitments=commitments.strip())
    changed.save(update_fields=["project", "commitments"])
    record(actor, actions.TEXT_WRITTEN, application, today=today)
    return changed


@transaction.atomic
def mark_ready(*, actor: Actor, today: date, application: Application, happened_on: date | None = None) -> Application:
    """Declare the application ready: nothing asked of everybody is left to gather. Raises Denied, StateRefused, PiecesMissing."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    missing = application.pieces.filter(level=PieceLevel.REQUIRED).exclude(state__in=[PieceState.RECEIVED, PieceState.NOT_APPLICABLE]).count()
    if application.state == State.PREPARING and missing:
        raise PiecesMissing(count=missing)
    move(application, actor=actor, to=State.READY, today=today, happened_on=happened_on, by=Pen.ASSOCIATION)
    record(actor, actions.READY, application, today=today)
    return application


@transaction.atomic
def reopen_preparation(*, actor: Actor, today: date, application: Application) -> Application:
    """Take a ready application back to its preparation. Raises Denied, StateRefused."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    move(application, actor=actor, to=State.PREPARING, today=today, by=Pen.ASSOCIATION)
    record(actor, actions.REOPENED, application, today=today)
    return application


def _require_preparing(application: Application) -> None:
    if application.state not in (State.WISH, State.PREPARING, State.READY):
        check_move(application, to=State.PREPARING, by=Pen.ASSOCIATION)
