"""The checklist, line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import store_document
from maillage.foundation.journal import record
from maillage.foundation.vault import Part
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, PieceReplaced
from maillage.pathway.psp.models import Application, Piece, PieceState
from maillage.pathway.psp.workflow import State

OPEN_STATES = (State.WISH, State.PREPARING, State.READY)


@transaction.atomic
def change_piece(
    *,
    actor: Actor,
    today: date,
    piece: Piece,
    seen: int,
    state: PieceState,
    issuer: str,
    asked_on: date | None = None,
    received_on: date | None = None,
    valid_until: date | None = None,
) -> Piece:
    """Note where a piece is. A received piece is dated today unless said otherwise. Raises Denied, DateInFuture, PieceReplaced, Stale."""
    piece = _locked(actor, piece)
    if state == PieceState.RECEIVED:
        received_on = received_on or piece.received_on or today
        asked_on = min(asked_on, received_on) if asked_on else None
    elif state == PieceState.ASKED:
        asked_on = asked_on or piece.asked_on or today
        received_on = None
    else:
        received_on = None
    if any(day is not None and day > today for day in (asked_on, received_on)):
        raise DateInFuture
    changed = piece.save_version(
        seen=seen,
        changes={"state": state, "issuer": issuer, "asked_on": asked_on, "received_on": received_on, "valid_until": valid_until},
    )
    record(actor, actions.PIECE_CHANGED, piece.application, today=today, piece=piece.code, state=state)
    return changed


def attach_piece(*, actor: Actor, today: date, piece: Piece, upload: Any) -> Piece:
    """Attach the scan of a piece, sealed under the person's key, and note it received today.

    The file is checked and encrypted before the write transaction opens. Raises Denied, PieceReplaced, or what documents refuse.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=piece.application)
    if piece.application.state not in OPEN_STATES:
        raise PieceReplaced
    document = store_document(
        actor=actor, owner=piece.application.person, part=Part.ATTACHMENTS, upload=upload, today=today, label=upload.name or piece.code
    )
    with transaction.atomic():
        piece = _locked(actor, piece)
        piece.document = document.pk
        piece.state = PieceState.RECEIVED
        piece.received_on = piece.received_on or today
        piece.version += 1
        piece.save(update_fields=["document", "state", "received_on", "version"])
        record(actor, actions.PIECE_ATTACHED, piece.application, today=today, piece=piece.code)
    return piece


def _locked(actor: Actor, piece: Piece) -> Piece:
    require(actor, Permission.APPLICATION_PREPARE, on=piece.application)
    application = Application.unscoped.select_related("person").locked(piece.application_id)
    if application.state not in OPEN_STATES:
        raise PieceReplaced
    locked: Piece = Piece.unscoped.locked(piece.pk)
    locked.application = application
    return locked


