"""Before the filing: the wish, the checklist, the project and commitments, ready."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.errors import FileClosed
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import mark_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.carried import check_still_here
from maillage.pathway.psp.errors import AlreadyRunning, DateInFuture, NoPathway, PathwayRunning, PiecesMissing, StateRefused
from maillage.pathway.psp.models import Application, Kind, Pathway, Piece, Step
from maillage.pathway.psp.pieces import pieces_asked
from maillage.pathway.psp.protecting import check_may_apply
from maillage.pathway.psp.selectors import missing_pieces
from maillage.pathway.psp.services.lists import new_lines
from maillage.pathway.psp.services.moving import check_move, move
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, Pen, State


@idempotent(Application)
@transaction.atomic
def note_wish(*, actor: Actor, today: date, person: Person, kind: Kind = Kind.FIRST, wished_on: date | None = None) -> Application:
    """Note that she wants to enter, or renew, a pathway: the day from which waiting counts.

    Raises Denied, AlreadyRunning, PathwayRunning (a first request during a pathway), NoPathway (a renewal without one), DateInFuture,
    MinorProtected, FileClosed.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=person)
    person = Person.unscoped.locked(person.pk)
    day = wished_on or today
    if day > today:
        raise DateInFuture
    if person.closed_on is not None:
        raise FileClosed
    if Application.unscoped.waiting().filter(person=person, kind=kind).exists():
        raise AlreadyRunning
    _check_pathway(person, kind=kind)
    check_may_apply(person, today=today)
    application = Application(
        person=person, organisation_id=person.organisation_id, territory_id=person.territory_id, kind=kind, state=State.WISH, wished_on=day
    )
    application.save(force_insert=True)
    Step.unscoped.create(application=application, state=State.WISH, happened_on=day, recorded_on=today)
    mark_contact(person, on=day)
    record(actor, actions.WISH_NOTED, application, today=today)
    return application


def _check_pathway(person: Person, *, kind: Kind) -> None:
    if kind == Kind.END:
        raise StateRefused(_("Une fin de parcours se propose depuis la page du parcours : ce n'est pas une demande d'elle."))
    running = Pathway.unscoped.filter(person=person, ended_on__isnull=True).exists()
    if kind == Kind.RENEWAL and not running:
        raise NoPathway
    if kind == Kind.FIRST and running:
        raise PathwayRunning


@idempotent(Application)
@transaction.atomic
def start_preparing(*, actor: Actor, today: date, application: Application, happened_on: date | None = None) -> Application:
    """Open the checklist: the pieces that the law in force asks for this kind of application.

    Raises Denied, StateRefused, DateInFuture, DateBeforePrevious, MinorProtected.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    check_move(application, to=State.PREPARING, by=Pen.ASSOCIATION)
    if application.state != State.WISH:
        raise StateRefused(_("La préparation a déjà commencé : reprenez-la, au lieu de la commencer."))
    if application.person is not None:
        check_may_apply(application.person, today=today)
    move(application, actor=actor, to=State.PREPARING, today=today, happened_on=happened_on, by=Pen.ASSOCIATION)
    Piece.unscoped.bulk_create(_pieces_for(application, on=happened_on or today))
    record(actor, actions.PREPARATION_STARTED, application, today=today)
    return application


def _pieces_for(application: Application, *, on: date) -> list[Piece]:
    asked = pieces_asked(application.kind, on=on, territory_id=application.territory_id, situation=application.situation)
    return new_lines(application, asked)


@idempotent(Application)
@transaction.atomic
def write_text(
    *,
    actor: Actor,
    today: date,
    application: Application,
    seen: int,
    project: str,
    commitments: str,
    asks_permit: bool,
    asks_allowance: bool,
) -> Application:
    """Write her project and commitments, and what is asked beside the pathway. Raises Denied, StateRefused, Stale."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    if application.state not in PREPARED_BY_ASSOCIATION:
        check_move(application, to=State.PREPARING, by=Pen.ASSOCIATION)
    changed = application.save_version(seen=seen, changes={"asks_permit": asks_permit, "asks_allowance": asks_allowance})
    # Nothing rather than a sealed nothing: the page then knows, without opening, that the text is to be written.
    seal(changed, project=project.strip() or None, commitments=commitments.strip() or None)
    changed.save(update_fields=["project", "commitments"])
    record(actor, actions.TEXT_WRITTEN, application, today=today)
    return changed


@idempotent(Application)
@transaction.atomic
def mark_ready(*, actor: Actor, today: date, application: Application, happened_on: date | None = None) -> Application:
    """Declare the application ready: nothing asked of everybody is left to gather, or out of date.

    Raises Denied, StateRefused, PiecesMissing, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    check_move(application, to=State.READY, by=Pen.ASSOCIATION)
    if application.state == State.HELD:
        raise StateRefused(_("Cette demande n'est pas présentée pour le moment : reprenez-la d'abord."))
    missing = missing_pieces(application, today=happened_on or today)
    if missing:
        raise PiecesMissing(count=len(missing))
    move(application, actor=actor, to=State.READY, today=today, happened_on=happened_on, by=Pen.ASSOCIATION)
    record(actor, actions.READY, application, today=today)
    return application


@idempotent(Application)
@transaction.atomic
def reopen_preparation(*, actor: Actor, today: date, application: Application) -> Application:
    """Take a ready application back to its preparation. Raises Denied, StateRefused, CarriedAway."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    check_move(application, to=State.PREPARING, by=Pen.ASSOCIATION)
    if application.state != State.READY:
        raise StateRefused(_("La préparation n'a pas encore commencé : commencez-la."))
    check_still_here(application)
    move(application, actor=actor, to=State.PREPARING, today=today, by=Pen.ASSOCIATION)
    record(actor, actions.REOPENED, application, today=today)
    return application
