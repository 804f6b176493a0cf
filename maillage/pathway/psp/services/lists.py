"""The list of pieces itself: her situation, the department's own lines, and what running applications take of them."""

from __future__ import annotations

import secrets
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from string import ascii_lowercase

from django.db import transaction

from maillage.core.checklist import Asked, Level, LocalChange, Papers, Situation, differences
from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import PieceReplaced, PieceUnknown, ReasonMissing
from maillage.pathway.psp.models import Application, OverlayKinds, Piece, PieceOverlay, PieceState
from maillage.pathway.psp.pieces import LOCAL, national_rows, pieces_asked
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, State

# Letters only: the journal takes a long run of digits for a number of hers.
LOCAL_LETTERS = 10


def new_lines(application: Application, asked: Iterable[Asked], *, first_rank: int = 1) -> list[Piece]:
    """Lines of the checklist, not saved: what is not asked in her situation is there, settled."""
    return [
        Piece(
            application=application,
            code=line.code,
            rank=rank,
            level=line.level.value,
            issuer=line.issuer,
            words=line.label if line.code.startswith(LOCAL) else "",
            state=PieceState.NOT_APPLICABLE if line.level is Level.NOT_APPLICABLE else PieceState.TO_GATHER,
        )
        for rank, line in enumerate(asked, start=first_rank)
    ]


@idempotent(Application)
@transaction.atomic
def note_situation(
    *, actor: Actor, today: date, application: Application, seen: int, papers: Papers, has_children: bool | None
) -> Application:
    """Say what changes the list: her nationality and papers, children. The lines that depend on it follow; the others stay as they are.

    Raises Denied, PieceReplaced (already filed), Stale.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.locked(application.pk)
    if application.state not in PREPARED_BY_ASSOCIATION:
        raise PieceReplaced
    former = application.situation
    changed: Application = application.save_version(seen=seen, changes={"papers": papers.value, "has_children": has_children})
    if changed.state != State.WISH:
        _follow(changed, former=former, today=today)
    record(actor, actions.SITUATION_NOTED, changed, today=today)
    return changed


def _follow(application: Application, *, former: Situation, today: date) -> None:
    """Only what the situation itself changes: a department's new lines are applied by whoever ticks them."""
    before, after = (
        pieces_asked(application.kind, on=today, territory_id=application.territory_id, situation=situation)
        for situation in (former, application.situation)
    )
    moved = {each.asked.code: each.asked for each in differences(after, {line.code: line.level for line in before})}
    _apply(application, moved)


def _apply(application: Application, lines: dict[str, Asked]) -> int:
    there = {piece.code: piece for piece in Piece.unscoped.filter(application=application).order_by("rank")}
    for code, line in lines.items():
        if code in there:
            _relevel(there[code], line.level)
    missing = [line for code, line in lines.items() if code not in there]
    last = max((piece.rank for piece in there.values()), default=0)
    Piece.unscoped.bulk_create(new_lines(application, missing, first_rank=last + 1))
    return len(lines)


def _relevel(piece: Piece, level: Level) -> None:
    piece.level = level.value
    if level is Level.NOT_APPLICABLE and piece.state == PieceState.TO_GATHER:
        piece.state = PieceState.NOT_APPLICABLE
    elif level is not Level.NOT_APPLICABLE and piece.state == PieceState.NOT_APPLICABLE:
        piece.state = PieceState.TO_GATHER
    piece.version += 1
    piece.save(update_fields=["level", "state", "version"])


@transaction.atomic
def apply_list(*, actor: Actor, today: date, ticked: Iterable[tuple[uuid.UUID, str]]) -> int:
    """Bring the lines ticked (application, piece) of the department's list of today into running checklists. How many lines changed.

    What is no longer a difference, or no longer prepared here, is passed over. Raises Denied.
    """
    wanted: dict[uuid.UUID, set[str]] = defaultdict(set)
    for pk, code in ticked:
        wanted[pk].add(code)
    applied = 0
    for pk in sorted(wanted, key=str):
        application = Application.unscoped.locked(pk)
        require(actor, Permission.APPLICATION_PREPARE, on=application)
        if application.state not in PREPARED_BY_ASSOCIATION or application.state == State.WISH:
            continue
        asked = pieces_asked(application.kind, on=today, territory_id=application.territory_id, situation=application.situation)
        there = {piece.code: Level(piece.level) for piece in Piece.unscoped.filter(application=application).order_by("rank")}
        lines = {each.asked.code: each.asked for each in differences(asked, there) if each.asked.code in wanted[pk]}
        if lines:
            applied += _apply(application, lines)
            record(actor, actions.PIECES_UPDATED, application, today=today, count=len(lines))
    return applied


@idempotent(PieceOverlay)
@transaction.atomic
def set_overlay(
    *,
    actor: Actor,
    today: date,
    territory_id: str,
    change: LocalChange,
    reason: str,
    code: str = "",
    kinds: OverlayKinds = OverlayKinds.BOTH,
    label: str = "",
    issuer: str = "",
) -> PieceOverlay:
    """Change, from today, a line of the department's own list, or add one. The line open before on the same piece ends today.

    No running checklist changes: each association is shown what differs, and applies it. Raises Denied, ReasonMissing, PieceUnknown,
    NoSecretariat.
    """
    require(actor, Permission.PIECES_OVERLAY, on=Place(territory_id=territory_id))
    if not reason.strip():
        raise ReasonMissing
    adding = change is LocalChange.ADD
    code = _code_of(code, adding=adding, named=bool(label.strip() and issuer), today=today)
    PieceOverlay.unscoped.filter(territory_id=territory_id, code=code, ends_on__isnull=True).update(ends_on=today)
    overlay: PieceOverlay = PieceOverlay.unscoped.create(
        territory_id=territory_id,
        organisation=secretariat_of(territory_id),
        code=code,
        change=change.value,
        kinds=kinds,
        label=label.strip() if adding else "",
        issuer=issuer if adding else "",
        reason=reason.strip(),
        starts_on=today,
        author_id=actor.user_id,
    )
    record(actor, actions.OVERLAY_SET, overlay, today=today, change=change.value, piece=code)
    return overlay


def _code_of(code: str, *, adding: bool, named: bool, today: date) -> str:
    """The code of the line: one of the national list, or a new one for a piece that is named. Raises PieceUnknown."""
    if adding and not named:
        raise PieceUnknown
    if adding:
        return LOCAL + "".join(secrets.choice(ascii_lowercase) for _ in range(LOCAL_LETTERS))
    if code not in {row["code"] for row in national_rows(on=today)}:
        raise PieceUnknown
    return code


@transaction.atomic
def end_overlay(*, actor: Actor, today: date, overlay: PieceOverlay) -> PieceOverlay:
    """From today the department leaves this line: the national list holds again. Ended twice, nothing changes. Raises Denied."""
    require(actor, Permission.PIECES_OVERLAY, on=overlay)
    overlay = PieceOverlay.unscoped.locked(overlay.pk)
    if overlay.ends_on is None:
        overlay.ends_on = today
        overlay.version += 1
        overlay.save(update_fields=["ends_on", "version"])
        record(actor, actions.OVERLAY_ENDED, overlay, today=today, piece=overlay.code)
    return overlay
