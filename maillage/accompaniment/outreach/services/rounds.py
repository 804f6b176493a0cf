"""Plan a round, fill its sheet in two minutes, correct it. No name of anybody met."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import transaction

from maillage.accompaniment.outreach import actions
from maillage.accompaniment.outreach.errors import (
    AlreadyRecorded,
    BeyondMeasure,
    DayToCome,
    HoursMissing,
    NobodyWent,
    NotPlanned,
    PlanOfYesterday,
    RoundCancelled,
    TeamUnknown,
)
from maillage.accompaniment.outreach.models import (
    MOST,
    NOTE_LIMIT,
    Information,
    Orientation,
    Round,
    RoundInformation,
    RoundMember,
    RoundOrientation,
    RoundState,
    Seen,
)
from maillage.accompaniment.outreach.services.places import code_of, codes_of, own_association, owned, zone_of
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal
from maillage.reference.accounts.models import Mandate

_COUNTS = ("met_new", "met_known", "kits", "masks")


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """A round to come. `team` are accounts of colleagues; `team_size` counts everybody, volunteers too."""

    organisation_id: uuid.UUID
    zone_id: uuid.UUID
    day: date
    starts: time | None = None
    ends: time | None = None
    team_size: int = 0
    team: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoundDraft:
    """The sheet, in plain codes and counts: what a page, a phone or a volunteer's link gives. Its repr shows no text."""

    organisation_id: uuid.UUID
    zone_id: uuid.UUID
    day: date
    starts: time | None = None
    ends: time | None = None
    team_size: int = 1
    team: tuple[uuid.UUID, ...] = ()
    met_new: int = 0
    met_known: int = 0
    kits: int = 0
    masks: int = 0
    information: tuple[str, ...] = ()
    orientations: Mapping[str, int] = field(default_factory=dict)
    clients: str = Seen.UNSEEN.value
    police: str = Seen.UNSEEN.value
    note: str = field(default="", repr=False)


@idempotent(Round)
@transaction.atomic
def open_round(*, actor: Actor, today: date, plan: RoundPlan) -> Round:
    """Plan a round for today or later, and who may be invited to it.

    Raises Denied, PlanOfYesterday, ZoneElsewhere, TeamUnknown, HoursMissing, BeyondMeasure.
    """
    organisation = own_association(actor, Permission.ROUND_INVITE, organisation_id=plan.organisation_id)
    if plan.day < today:
        raise PlanOfYesterday
    _in_measure([plan.team_size])
    planned: Round = Round.unscoped.create(
        **owned(organisation),
        zone=zone_of(organisation, plan.zone_id, on=plan.day),
        state=RoundState.PLANNED,
        recorded_by_id=actor.user_id,
        day=plan.day,
        starts=plan.starts,
        ends=_end_of(plan.starts, plan.ends),
        team_size=max(plan.team_size, len(set(plan.team))),
    )
    _write_team(planned, plan.team, today=today)
    record(actor, actions.ROUND_PLANNED, planned, today=today, day=plan.day)
    return planned


@idempotent(Round)
@transaction.atomic
def record_round(*, actor: Actor, today: date, draft: RoundDraft, planned: Round | None = None) -> Round:
    """Fill the sheet of a round that took place; that of `planned` when it was planned. Whoever fills it may not read the note back.

    The machine may fill a planned one, for a volunteer who holds its link. Raises Denied, DayToCome, ZoneElsewhere, TeamUnknown,
    NobodyWent, BeyondMeasure, HoursMissing, CodeUnknown, AlreadyRecorded, RoundCancelled.
    """
    if draft.day > today:
        raise DayToCome
    if planned is not None:
        done = _locked_plan(planned, actor=actor, draft=draft)
    else:
        organisation = own_association(actor, Permission.OUTREACH_NOTE, organisation_id=draft.organisation_id)
        done = Round(**owned(organisation))
    done.state, done.recorded_by_id = RoundState.DONE, actor.user_id
    for name, value in _sheet(draft, done).items():
        setattr(done, name, value)
    seal(done, note=draft.note.strip()[:NOTE_LIMIT] or None)
    if planned is not None:
        done.version += 1
    done.save(force_insert=planned is None)
    _write_rows(done, draft, today=today)
    record(actor, actions.ROUND_RECORDED, done, today=today, day=draft.day)
    return done


def _locked_plan(planned: Round, *, actor: Actor, draft: RoundDraft) -> Round:
    done = Round.unscoped.select_related("organisation").locked(planned.pk)
    if not actor.system:
        require(actor, Permission.OUTREACH_NOTE, on=done)
    if draft.organisation_id != done.organisation_id:
        raise Denied
    if done.state == RoundState.DONE:
        raise AlreadyRecorded
    if done.state == RoundState.CANCELLED:
        raise RoundCancelled
    return done


@idempotent(Round)
@transaction.atomic
def correct_round(*, actor: Actor, today: date, street_round: Round, draft: RoundDraft, seen: int, keep_note: bool = False) -> Round:
    """Correct a sheet. `keep_note` leaves the note as it is, for whoever may not open it. Raises Denied, Stale and as record_round."""
    require(actor, Permission.OUTREACH_NOTE, on=street_round)
    if draft.day > today:
        raise DayToCome
    current = Round.unscoped.select_related("organisation").locked(street_round.pk)
    if current.state != RoundState.DONE:
        raise RoundCancelled
    fields = _sheet(draft, current)
    if current.version != seen:
        raise Stale(current={name: getattr(current, name) for name in fields}, submitted=fields, version=current.version)
    for name, value in fields.items():
        setattr(current, name, value)
    if not keep_note:
        seal(current, note=draft.note.strip()[:NOTE_LIMIT] or None)
    current.version += 1
    current.save()
    for rows in (current.members, current.information, current.orientations):
        rows.all().delete()
    _write_rows(current, draft, today=today)
    record(actor, actions.ROUND_CORRECTED, current, today=today, day=draft.day)
    return current


@idempotent(Round)
@transaction.atomic
def cancel_round(*, actor: Actor, today: date, street_round: Round) -> Round:
    """A planned round will not take place. Raises Denied, NotPlanned."""
    require(actor, Permission.ROUND_INVITE, on=street_round)
    current = Round.unscoped.locked(street_round.pk)
    if current.state != RoundState.PLANNED:
        raise NotPlanned
    current.state = RoundState.CANCELLED
    current.version += 1
    current.save(update_fields=["state", "version"])
    record(actor, actions.ROUND_CANCELLED, current, today=today, day=current.day)
    return current


def _sheet(draft: RoundDraft, street_round: Round) -> dict[str, Any]:
    """The values of a sheet, checked."""
    counts = {name: getattr(draft, name) for name in _COUNTS}
    _in_measure([*counts.values(), draft.team_size, *draft.orientations.values()])
    size = max(draft.team_size, len(set(draft.team)))
    if size < 1:
        raise NobodyWent
    return {
        "zone": zone_of(street_round.organisation, draft.zone_id, on=draft.day, kept=street_round.zone_id),
        "day": draft.day,
        "starts": draft.starts,
        "ends": _end_of(draft.starts, draft.ends),
        "team_size": size,
        "clients": code_of(Seen, draft.clients),
        "police": code_of(Seen, draft.police),
        **counts,
    }


def _in_measure(numbers: list[int]) -> None:
    if any(not 0 <= number <= MOST for number in numbers):
        raise BeyondMeasure(most=MOST)


def _end_of(starts: time | None, ends: time | None) -> time | None:
    if ends is not None and starts is None:
        raise HoursMissing
    return ends


def _write_rows(street_round: Round, draft: RoundDraft, *, today: date) -> None:
    _write_team(street_round, draft.team, today=today)
    topics = codes_of(Information, draft.information)
    RoundInformation.unscoped.bulk_create([RoundInformation(round=street_round, topic=topic) for topic in topics])
    kinds = codes_of(Orientation, [kind for kind, number in draft.orientations.items() if number])
    numbers = [RoundOrientation(round=street_round, kind=kind, number=draft.orientations[kind.value]) for kind in kinds]
    RoundOrientation.unscoped.bulk_create(numbers)


def _write_team(street_round: Round, team: tuple[uuid.UUID, ...], *, today: date) -> None:
    """Colleagues by their account, of this association alone."""
    wanted = set(team)
    mandates = Mandate.unscoped.in_force(today=today).filter(organisation_id=street_round.organisation_id, user_id__in=wanted)
    if set(mandates.values_list("user_id", flat=True)) != wanted:
        raise TeamUnknown
    RoundMember.unscoped.filter(round=street_round).delete()
    RoundMember.unscoped.bulk_create([RoundMember(round=street_round, user_id=user_id) for user_id in sorted(wanted)])
