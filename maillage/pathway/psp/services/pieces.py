"""The checklist, line by line."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
from maillage.pathway.psp.errors import DateInFuture, ExpectedBeforeAsked, NotAwaited, PieceReplaced, ReceivedBeforeAsked, RefusalUnsaid
from maillage.pathway.psp.models import Application, Piece, PieceReminder, PieceState, RefusalCause, ReminderMeans, WaitingFact
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION

OPEN_STATES = PREPARED_BY_ASSOCIATION
PURPOSE = "piece"


@dataclass(frozen=True)
class PieceDays:
    """The days of one line of the checklist, as typed. None: not said."""

    asked_on: date | None = None
    expected_on: date | None = None
    remind_on: date | None = None
    received_on: date | None = None
    refused_on: date | None = None
    valid_until: date | None = None


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
    expected_on: date | None = None,
    remind_on: date | None = None,
    refused_on: date | None = None,
    refusal: str = "",
) -> Piece:
    """Note where a piece is. Asked, received or refused, it is dated today unless said otherwise; the day it was asked is never forgotten.

    Raises Denied, DateInFuture, ReceivedBeforeAsked, ExpectedBeforeAsked, RefusalUnsaid, PieceReplaced, Stale.
    """
    piece = _locked(actor, piece)
    typed = PieceDays(asked_on, expected_on, remind_on, received_on, refused_on, valid_until)
    days = _days(piece, typed, state=state, today=today)
    if state == PieceState.REFUSED and refusal not in RefusalCause.values:
        raise RefusalUnsaid
    if piece.version == seen:
        # A stale line is told so, not scolded for days that somebody else changed.
        _check_days(days, today=today)
    why = refusal if state == PieceState.REFUSED else ""
    changed = piece.save_version(seen=seen, changes={"state": state, "issuer": issuer, "refusal": why, **asdict(days)})
    changed.application = piece.application
    _remember_wait(piece, state=state, asked=days.asked_on, today=today)
    record(actor, actions.PIECE_CHANGED, piece.application, today=today, piece=piece.code, state=state)
    return changed


def _check_days(days: PieceDays, *, today: date) -> None:
    asked, received = days.asked_on, days.received_on
    if any(day is not None and day > today for day in (asked, received, days.refused_on)):
        raise DateInFuture
    if asked is not None and any(day is not None and day < asked for day in (received, days.refused_on)):
        raise ReceivedBeforeAsked
    if asked is not None and days.expected_on is not None and days.expected_on < asked:
        raise ExpectedBeforeAsked


def _days(piece: Piece, typed: PieceDays, *, state: PieceState, today: date) -> PieceDays:
    """What each state keeps: asked, the day announced and the day to ask again; refused, the day of the refusal."""
    if state == PieceState.RECEIVED:
        received = typed.received_on or piece.received_on or today
        return PieceDays(asked_on=typed.asked_on or piece.asked_on, received_on=received, valid_until=typed.valid_until)
    if state == PieceState.ASKED:
        again = piece.state in (PieceState.RECEIVED, PieceState.REFUSED)
        asked = typed.asked_on or (today if again else piece.asked_on or today)
        return PieceDays(asked, typed.expected_on, typed.remind_on, valid_until=typed.valid_until)
    if state == PieceState.REFUSED:
        return PieceDays(asked_on=typed.asked_on or piece.asked_on, refused_on=typed.refused_on or piece.refused_on or today)
    return PieceDays(valid_until=typed.valid_until)


def _remember_wait(before: Piece, *, state: PieceState, asked: date | None, today: date) -> None:
    """The days already waited for a piece stay counted when it turns out not to be needed, or must be asked again."""
    if before.asked_on is None or state == PieceState.TO_GATHER:
        return
    if before.state in (PieceState.ASKED, PieceState.REFUSED) and state == PieceState.NOT_APPLICABLE:
        until = today
    elif before.state == PieceState.REFUSED and asked != before.asked_on and before.refused_on is not None:
        until = before.refused_on
    elif before.state == PieceState.RECEIVED and asked != before.asked_on and before.received_on is not None:
        until = before.received_on
    else:
        return
    if until > before.asked_on:
        WaitingFact.unscoped.create(
            application=before.application, cause=Cause.PIECE, detail=before.issuer, starts_on=before.asked_on, ends_on=until
        )


def note_piece(
    *, actor: Actor, today: date, piece: Piece, seen: int, line: Mapping[str, Any], upload: Any = None, key: uuid.UUID | None = None
) -> Piece:
    """Note a whole line (what `change_piece` takes), with its scan when there is one: all of it, or nothing. With a scan, it is received.

    Raises as `change_piece` and `attach_piece`.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=piece)
    prepared = prepare_upload(owner=piece, upload=upload) if upload is not None else None
    kept = {**line, "seen": seen}
    if upload is not None:
        kept["state"] = PieceState.RECEIVED
    label = getattr(upload, "name", "") or piece.code
    noted: Piece = _note(actor=actor, today=today, piece=piece, line=kept, prepared=prepared, label=label, key=key)
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
    piece.expected_on = piece.remind_on = piece.refused_on = None
    piece.refusal = ""
    piece.version += 1
    piece.save(update_fields=["document", "state", "received_on", "expected_on", "remind_on", "refused_on", "refusal", "version"])
    record(actor, actions.PIECE_ATTACHED, piece.application, today=today, piece=piece.code)
    return piece


@idempotent(PieceReminder)
@transaction.atomic
def remind_issuer(
    *, actor: Actor, today: date, piece: Piece, means: ReminderMeans, done_on: date | None = None, again_on: date | None = None
) -> PieceReminder:
    """Note that the issuer of an awaited piece was reminded, and when to ask again. Raises Denied, NotAwaited, DateInFuture, PieceReplaced,
    ExpectedBeforeAsked.
    """
    piece = _locked(actor, piece)
    day = done_on or today
    if piece.state != PieceState.ASKED or piece.asked_on is None:
        raise NotAwaited
    if day > today:
        raise DateInFuture
    if day < piece.asked_on or (again_on is not None and again_on < day):
        raise ExpectedBeforeAsked
    reminder = PieceReminder.unscoped.create(piece=piece, done_on=day, means=means)
    piece.remind_on = again_on
    piece.version += 1
    piece.save(update_fields=["remind_on", "version"])
    record(actor, actions.PIECE_REMINDED, piece.application, today=today, piece=piece.code, happened_on=day)
    return reminder


def _locked(actor: Actor, piece: Piece) -> Piece:
    application = Application.unscoped.select_related("person").locked(piece.application_id)
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    if application.state not in OPEN_STATES:
        raise PieceReplaced
    locked: Piece = Piece.unscoped.locked(piece.pk)
    locked.application = application
    return locked
