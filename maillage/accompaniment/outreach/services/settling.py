"""What somebody does with what waits: settle two sheets of one round field by field, complete, put a note in a file, put aside."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind
from maillage.accompaniment.notes.services import write_note
from maillage.accompaniment.outreach import actions_capture as actions
from maillage.accompaniment.outreach.captured import Captured, facts_of_draft, read_captured, round_draft
from maillage.accompaniment.outreach.errors_capture import AlreadySettled, NoRoundToSettle
from maillage.accompaniment.outreach.models import Capture, CaptureKind, CaptureState, Device, Round, RoundState
from maillage.accompaniment.outreach.services.captures import draft_of_round, place
from maillage.accompaniment.outreach.services.rounds import RoundDraft, correct_round, record_round
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import Part, Reason, erase_subject, open_part

FORGOTTEN_AFTER = timedelta(days=60)  # what nobody put anywhere in two months says nothing useful any more


class Words(StrEnum):
    """What becomes of the words of the sheet that stands beside."""

    LEAVE = "leave"
    REPLACE = "replace"
    ADD = "add"


def open_captured(*, actor: Actor, today: date, capture: Capture, reason: Reason = Reason.CORRECTION) -> Captured:
    """What a waiting capture holds. Raises OutOfScope, Denied, AlreadySettled."""
    if not capture.is_waiting:
        raise AlreadySettled
    opened = open_part(actor=actor, subject=capture, part=Part.OUTREACH, reason=reason, today=today)
    return read_captured(opened.read(capture, "content").encode())


@transaction.atomic
def settle_clash(*, actor: Actor, today: date, capture: Capture, seen: int, take: frozenset[str], words: Words) -> Round:
    """Choose field by field between the recorded sheet and the one that came after: `take` names what is taken from the latter.

    `seen` is the version of the round that was on screen. Raises Denied, AlreadySettled, NoRoundToSettle, Stale, and as correct_round.
    """
    capture = _locked(actor, capture)
    if capture.round is None:
        raise NoRoundToSettle
    captured = open_captured(actor=actor, today=today, capture=capture)
    recorded, received = both_sheets(capture, captured)
    changed = correct_round(
        actor=actor,
        today=today,
        street_round=capture.round,
        draft=_merged(recorded, received, take=take, note=_note(actor, capture, captured, words=words, today=today)),
        seen=seen,
        keep_note=words is Words.LEAVE or not captured.words,
    )
    _close(actor, capture, state=CaptureState.SETTLED, today=today)
    return changed


def both_sheets(capture: Capture, captured: Captured) -> tuple[RoundDraft, RoundDraft]:
    """The recorded sheet, and the waiting one with the same team. Raises NoRoundToSettle, Malformed."""
    if capture.round is None or capture.round.state != RoundState.DONE:
        raise NoRoundToSettle
    recorded = draft_of_round(capture.round)
    return recorded, round_draft(captured, organisation_id=capture.organisation_id, team=recorded.team)


def _merged(recorded: RoundDraft, received: RoundDraft, *, take: frozenset[str], note: str) -> RoundDraft:
    names = {"zone": "zone_id"}
    fields = facts_of_draft(received).keys() & take
    taken: dict[str, Any] = {names.get(each, each): getattr(received, names.get(each, each)) for each in fields}
    return replace(recorded, **taken, note=note)


def _note(actor: Actor, capture: Capture, captured: Captured, *, words: Words, today: date) -> str:
    if words is not Words.ADD or capture.round is None:
        return captured.words
    opened = open_part(actor=actor, subject=capture.round, part=Part.OUTREACH, reason=Reason.CORRECTION, today=today)
    return "\n".join(each for each in (opened.read(capture.round, "note"), captured.words) if each)


@transaction.atomic
def set_apart(*, actor: Actor, today: date, capture: Capture) -> Round:
    """Two teams were out: the waiting sheet becomes a round of its own. Raises Denied, AlreadySettled, and as record_round."""
    capture = _locked(actor, capture)
    captured = open_captured(actor=actor, today=today, capture=capture)
    made = record_round(actor=actor, today=today, draft=round_draft(captured, organisation_id=capture.organisation_id, team=_team(capture)))
    _close(actor, capture, state=CaptureState.SETTLED, today=today)
    return made


@transaction.atomic
def mend_capture(*, actor: Actor, today: date, capture: Capture, changes: Mapping[str, Any]) -> CaptureState:
    """Complete what did not fit and put it where it belongs; it may then be settled, or stand beside another sheet.

    Raises Denied, AlreadySettled, and whatever the sheet or the observation still lacks.
    """
    capture = _locked(actor, capture)
    captured = open_captured(actor=actor, today=today, capture=capture)
    captured = replace(captured, values={**captured.values, **changes})
    placed = place(actor=actor, today=today, captured=captured, organisation_id=capture.organisation_id, team=_team(capture), loud=True)
    if placed.state == CaptureState.CLASH:
        capture.state, capture.round, capture.why = placed.state, placed.round, ""
        capture.rewrite(captured.dumps())
        return placed.state
    _close(actor, capture, state=CaptureState.SETTLED, today=today)
    return placed.state


@transaction.atomic
def file_note(*, actor: Actor, today: date, capture: Capture, person: Person, level: Level) -> Capture:
    """Put a note noted outside among the notes of a file. Raises Denied, AlreadySettled, and as write_note."""
    capture = _locked(actor, capture)
    captured = open_captured(actor=actor, today=today, capture=capture)
    write_note(
        actor=actor,
        today=today,
        person=person,
        level=level,
        kind=Kind.OBSERVATION,
        happened_on=min(capture.received_on, today),
        body=captured.words,
        key=uuid.uuid5(capture.pk, "note"),
    )
    _close(actor, capture, state=CaptureState.SETTLED, today=today)
    return capture


@transaction.atomic
def drop_capture(*, actor: Actor, today: date, capture: Capture) -> Capture:
    """Put it aside for good: what it held is destroyed. Raises Denied, AlreadySettled."""
    capture = _locked(actor, capture)
    _close(actor, capture, state=CaptureState.DROPPED, today=today)
    return capture


@transaction.atomic
def forget_old_captures(*, actor: Actor, today: date) -> int:
    """Destroy what has waited for two months, and the rows of phones that are over. How many were waiting. Only the machine may."""
    if not actor.system:
        raise Denied
    due = list(Capture.unscoped.waiting().filter(received_on__lte=today - FORGOTTEN_AFTER).order_by("organisation_id", "pk"))
    for capture in due:
        capture.state = CaptureState.DROPPED
        capture.empty(today=today)
        erase_subject(actor=actor, subject=capture, today=today)
    houses = {capture.organisation_id for capture in due}
    for house in sorted(houses, key=str):
        count = sum(1 for capture in due if capture.organisation_id == house)
        record(actor, actions.CAPTURES_FORGOTTEN, None, today=today, chain=house, count=count)
    over = Device.unscoped.filter(ends_on__lte=today - FORGOTTEN_AFTER)
    Capture.unscoped.filter(device__in=over).exclude(pk__in=Capture.unscoped.waiting().values("pk")).delete()
    return len(due)


def _locked(actor: Actor, capture: Capture) -> Capture:
    require(actor, Permission.OUTREACH_NOTE, on=capture)
    found = Capture.unscoped.select_related("round", "device").locked(capture.pk)
    if not found.is_waiting:
        raise AlreadySettled
    return found


def _team(capture: Capture) -> tuple[uuid.UUID, ...]:
    return (capture.device.user_id,) if capture.device is not None and capture.kind == CaptureKind.ROUND else ()


def _close(actor: Actor, capture: Capture, *, state: CaptureState, today: date) -> None:
    capture.state, capture.settled_by_id = state, actor.user_id
    capture.empty(today=today)
    erase_subject(actor=actor, subject=capture, today=today)
    done = actions.CAPTURE_DROPPED if state == CaptureState.DROPPED else actions.CAPTURE_SETTLED
    record(actor, done, capture, today=today, kind=capture.kind)
