"""The checklist, line by line."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import get_document, prepare_upload, remove_document, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, PieceReplaced, ReceivedBeforeAsked
from maillage.pathway.psp.models import Application, Piece, PieceState, WaitingFact
from maillage.pathway.psp.workflow import State

OPEN_STATES = (State.WISH, State.PREPARING, State.READY)
PURPOSE = "piece"


@idempotent(Piece)
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
    """Note where a piece is. Asked or received, it is dated today unless said otherwise; the day it was asked is never forgotten.

    Raises Denied, DateInFuture, ReceivedBeforeAsked, PieceReplaced, Stale.
    """
    piece = _locked(actor, piece)
    asked, received = _days(piece, state=state, asked_on=asked_on, received_on=received_on, today=today)
    if piece.version == seen:
        # A stale line is told so, not scolded for days that somebody else changed.
        _check_days(asked, received, today=today)
    changed = piece.save_version(
        seen=seen, changes={"state": state, "issuer": issuer, "asked_on": asked, "received_on": received, "valid_until": valid_until}
    )
    changed.application = piece.application
    _remember_wait(piece, state=state, asked=asked, today=today)
    record(actor, actions.PIECE_CHANGED, piece.application, today=today, piece=piece.code, state=state)
    return changed


def _check_days(asked: date | None, received: date | None, *, today: date) -> None:
    if any(day is not None and day > today for day in (asked, received)):
        raise DateInFuture
    if asked is not None and received is not None and received < asked:
        raise ReceivedBeforeAsked


def _days(
    piece: Piece, *, state: PieceState, asked_on: date | None, received_on: date | None, today: date
) -> tuple[date | None, date | None]:
    if state == PieceState.RECEIVED:
        return asked_on or piece.asked_on, received_on or piece.received_on or today
    if state == PieceState.ASKED:
        again = piece.state == PieceState.RECEIVED
        return asked_on or (today if again else piece.asked_on or today), None
    return None, None


def _remember_wait(before: Piece, *, state: PieceState, asked: date | None, today: date) -> None:
    """The days already waited for a piece stay counted when it turns out not to be needed, or must be asked again."""
    if before.asked_on is None or state == PieceState.TO_GATHER:
        return
    if before.state == PieceState.ASKED and state == PieceState.NOT_APPLICABLE:
        until = today
    elif before.state == PieceState.RECEIVED and asked != before.asked_on and before.received_on is not None:
        until = before.received_on
    else:
        return
    if until > before.asked_on:
        WaitingFact.unscoped.create(
            application=before.application, cause=Cause.PIECE, detail=before.issuer, starts_on=before.asked_on, ends_on=until
        )


def note_piece(
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
    upload: Any = None,
    key: uuid.UUID | None = None,
) -> Piece:
    """Note a whole line, with its scan when there is one: all of it, or nothing. With a scan, the piece is received.

    Raises as `change_piece` and `attach_piece`.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=piece)
    prepared = prepare_upload(owner=piece, upload=upload) if upload is not None else None
    days = {"asked_on": asked_on, "received_on": received_on, "valid_until": valid_until}
    line = {"seen": seen, "state": PieceState.RECEIVED if upload is not None else state, "issuer": issuer, **days}
    label = getattr(upload, "name", "") or piece.code
    noted: Piece = _note(actor=actor, today=today, piece=piece, line=line, prepared=prepared, label=label, key=key)
    return noted


@idempotent(Piece)
@transaction.atomic
def _note(*, actor: Actor, today: date, piece: Piece, line: dict[str, Any], prepared: Any, label: str) -> Piece:
    changed: Piece = change_piece(actor=actor, today=today, piece=piece, **line)
    if prepared is None:
        return changed
    kept: Piece = _keep_piece(actor=actor, today=today, piece=changed, prepared=prepared, label=label)
    return kept


def attach_piece(*, actor: Actor, today: date, piece: Piece, upload: Any, key: uuid.UUID | None = None) -> Piece:
    """Attach the scan of a piece, sealed under the person's key, and note it received today. A scan attached before is replaced.

    The file is checked and encrypted before the write transaction opens. Raises Denied, PieceReplaced, or what documents refuse.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=piece)
    if piece.application.state not in OPEN_STATES:
        raise PieceReplaced
    prepared = prepare_upload(owner=piece, upload=upload)
    label = getattr(upload, "name", "") or piece.code
    kept: Piece = _keep_piece(actor=actor, today=today, piece=piece, prepared=prepared, label=label, key=key)
    return kept


@idempotent(Piece)
@transaction.atomic
def _keep_piece(*, actor: Actor, today: date, piece: Piece, prepared: Any, label: str) -> Piece:
    piece = _locked(actor, piece)
    former = piece.document
    stored = store_document(actor=actor, owner=piece, part=Part.ATTACHMENTS, upload=prepared, today=today, label=label, purpose=PURPOSE)
    if former is not None:
        remove_document(actor=actor, document=get_document(owner=piece, pk=former), today=today)
    piece.document = stored.pk
    piece.state = PieceState.RECEIVED
    piece.received_on = piece.received_on or today
    piece.version += 1
    piece.save(update_fields=["document", "state", "received_on", "version"])
    record(actor, actions.PIECE_ATTACHED, piece.application, today=today, piece=piece.code)
    return piece


def _locked(actor: Actor, piece: Piece) -> Piece:
    application = Application.unscoped.select_related("person").locked(piece.application_id)
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    if application.state not in OPEN_STATES:
        raise PieceReplaced
    locked: Piece = Piece.unscoped.locked(piece.pk)
    locked.application = application
    return locked
