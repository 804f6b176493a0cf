"""An application that leaves the road: held for now, taken up again, or withdrawn because she chose to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.pathway.psp import actions
from maillage.pathway.psp.carried import check_still_here
from maillage.pathway.psp.errors import HoldUnsaid, ReviewInPast, StateRefused
from maillage.pathway.psp.errors_leaving import EndNotYours
from maillage.pathway.psp.leaving import proposed_by_state, say_leaving, say_locking
from maillage.pathway.psp.models import (
    Application,
    Correction,
    CorrectionState,
    Hold,
    HoldReason,
    Piece,
    PieceState,
    Transfer,
    TransferState,
)
from maillage.pathway.psp.notices import WITHDRAWN, secretaries_of
from maillage.pathway.psp.services.moving import check_day, check_move, move
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.workflow import Pen, State


@idempotent(Application)
@transaction.atomic
def hold_application(
    *,
    actor: Actor,
    today: date,
    application: Application,
    reason: HoldReason,
    piece: Piece | None = None,
    happened_on: date | None = None,
    review_on: date | None = None,
) -> Application:
    """Do not present an application for now, for a reason of the list: from that day her wait is counted under it.

    For a missing piece, `piece` says which: the days are its issuer's. `review_on` is the day to speak of it again.
    Raises Denied, StateRefused (filed already), CarriedAway, HoldUnsaid, ReviewInPast, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    check_move(application, to=State.HELD, by=Pen.ASSOCIATION)
    check_still_here(application)
    if review_on is not None and review_on <= today:
        raise ReviewInPast
    missing = _missing(application, piece=piece) if reason == HoldReason.MISSING_PIECE else None
    was, day = application.state, happened_on or today
    move(application, actor=actor, to=State.HELD, today=today, happened_on=happened_on, by=Pen.ASSOCIATION)
    Hold.unscoped.create(application=application, reason=reason, was=was, starts_on=day, review_on=review_on)
    detail = missing.issuer if missing is not None else ""
    open_waiting(actor=actor, today=today, application=application, cause=reason.waiting, detail=detail, starts_on=day, said=True)
    record(actor, actions.HELD, application, today=today, reason=reason)
    return application


def _missing(application: Application, *, piece: Piece | None) -> Piece:
    """The piece that is waited for: asked from now on, if nobody had said so."""
    found = Piece.unscoped.filter(application=application, pk=piece.pk).first() if piece is not None else None
    if found is None or found.state in (PieceState.RECEIVED, PieceState.NOT_APPLICABLE):
        raise HoldUnsaid
    return found


@idempotent(Application)
@transaction.atomic
def resume_application(*, actor: Actor, today: date, application: Application) -> Application:
    """Take a held application up again, where it was. Raises Denied, StateRefused."""
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    hold = Hold.unscoped.filter(application=application, ends_on__isnull=True).first()
    if application.state != State.HELD or hold is None:
        raise StateRefused(_("Cette demande n'est pas mise de côté : il n'y a rien à reprendre."))
    move(application, actor=actor, to=State(hold.was), today=today, by=Pen.ASSOCIATION)
    _lift(hold, on=today)
    close_waiting(actor=actor, today=today, application=application, causes=(HoldReason(hold.reason).waiting,))
    record(actor, actions.RESUMED, application, today=today)
    return application


def _lift(hold: Hold, *, on: date) -> None:
    hold.ends_on = max(on, hold.starts_on)
    hold.version += 1
    hold.save(update_fields=["ends_on", "version"])


@idempotent(Application)
@transaction.atomic
def withdraw_application(*, actor: Actor, today: date, application: Application, happened_on: date | None = None) -> Application:
    """Withdraw an application that is not decided, because she chose to: nothing goes on, and nothing is held against her.

    Filed, it leaves the agenda, the secretariat is told, and a letter is ready for it; the extract stays with the State, that says so.
    The secretariat records a withdrawal that came on paper, and alone withdraws an end that it proposed itself.
    Raises Denied, EndNotYours, StateRefused, DateInFuture, DateBeforePrevious.
    """
    states_side = not actor.may(Permission.APPLICATION_PREPARE, on=application)
    require(actor, Permission.APPLICATION_RECEIVE if states_side else Permission.APPLICATION_PREPARE, on=application)
    if not states_side and proposed_by_state(application):
        raise EndNotYours
    lock_to_leave([application])
    application = Application.unscoped.locked(application.pk)
    by = Pen.SECRETARIAT if states_side else Pen.ASSOCIATION
    check_move(application, to=State.WITHDRAWN, by=by)
    day = happened_on or today
    check_day(application, day=day, today=today)
    leave(actor=actor, today=today, application=application, to=State.WITHDRAWN, day=day, by=by)
    record(actor, actions.WITHDRAWN, application, today=today, happened_on=day)
    if application.filed_on is not None and not states_side:
        secretaries = secretaries_of(application.territory_id, today=today)
        notify(topic=WITHDRAWN, user_ids=secretaries, today=today, link_name="psp:application", link_pk=application.pk)
    return application


def lock_to_leave(applications: Sequence[Application]) -> None:
    """What leaving touches beside the application, locked before it: the moves proposed, then what the rooms above lock.

    Accepting a move locks it before its application, and the commission its session first: the same order here, or PostgreSQL would stop
    one of two acts that wait for each other. Several applications that leave in one transaction are given together.
    """
    proposed = Transfer.unscoped.filter(application__in=applications, state=TransferState.PROPOSED)
    for pk in list(proposed.order_by("pk").values_list("pk", flat=True)):
        Transfer.unscoped.locked(pk)
    say_locking(applications=applications)


def leave(*, actor: Actor, today: date, application: Application, to: State, day: date, by: Pen, by_state: bool | None = None) -> None:
    """What withdrawing and transferring share: off the agenda, no cause of waiting open, no correction, no hold, no move proposed.

    `lock_to_leave` came first, then the lock of the application; the caller authorises and journals.
    """
    say_leaving(actor=actor, today=today, application=application, to=to)
    for hold in Hold.unscoped.filter(application=application, ends_on__isnull=True).order_by("pk"):
        _lift(hold, on=day)
    ends: dict[str, Any] = {"withdrawn_on" if to is State.WITHDRAWN else "transferred_on": day}
    move(application, actor=actor, to=to, today=today, happened_on=day, by=by, by_state=by_state, **ends)
    close_waiting(actor=actor, today=today, application=application, ends_on=day)
    for correction in Correction.unscoped.filter(
        application=application, state__in=[CorrectionState.ASKED, CorrectionState.ANSWERED]
    ).order_by("pk"):
        correction.state, correction.settled_on = CorrectionState.DROPPED, day
        correction.version += 1
        correction.save(update_fields=["state", "settled_on", "version"])
    if to is State.WITHDRAWN:
        proposed = Transfer.unscoped.filter(application=application, state=TransferState.PROPOSED)
        proposed.update(state=TransferState.CANCELLED, closed_on=day)
