"""Deciding a change of mode, and withdrawing one that was only planned."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import capfirst

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.errors import (
    AlreadyBegun,
    AlreadyWithdrawn,
    BeforeTheActivity,
    CapacityNeeded,
    DaysNeeded,
    EndsBeforeItStarts,
    NoActivity,
)
from maillage.accompaniment.openings.models import Activity, ActivityMode, Change, Why
from maillage.accompaniment.people.rules import dump_windows
from maillage.core.openings.modes import Exceptional, ModeKind
from maillage.core.safe_contact import Window
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech


@dataclass(frozen=True, kw_only=True)
class ModeDraft:
    """A mode as somebody typed it."""

    kind: ModeKind
    why: Why
    starts_on: date
    ends_on: date | None = None
    capacity: int | None = None
    windows: tuple[Window, ...] = ()
    exceptions: frozenset[Exceptional] = frozenset()


@idempotent(Change)
@transaction.atomic
def decide_change(*, actor: Actor, today: date, activities: Sequence[Activity], draft: ModeDraft) -> Change:
    """From a day on, these activities of one association go on in this mode. Nothing decided before is rewritten.

    A day past corrects what was said of it; a day to come is planned. Raises Denied, NoActivity, CapacityNeeded, DaysNeeded,
    EndsBeforeItStarts, BeforeTheActivity.
    """
    if not activities or len({each.organisation_id for each in activities}) > 1:
        raise NoActivity
    require(actor, Permission.OPENINGS_MANAGE, on=activities[0])
    _check(draft)
    # One after the other, always in the same order: two decisions taken at once wait, and neither counts the other's edition.
    locked = [Activity.unscoped.locked(pk) for pk in sorted(each.pk for each in activities)]
    for activity in locked:
        if draft.starts_on < activity.started_on:
            raise BeforeTheActivity(activity=capfirst(speech.say(activity.title)), day=speech.day_words(activity.started_on))
    change = _create(actor, draft, organisation_id=locked[0].organisation_id, today=today)
    for activity in locked:
        last = ActivityMode.unscoped.filter(activity=activity).aggregate(last=Max("edition"))["last"] or 0
        ActivityMode.unscoped.create(organisation_id=change.organisation_id, change=change, activity=activity, edition=last + 1)
    record(actor, actions.CHANGE_DECIDED, change, today=today, kind=change.kind, n=len(locked), starts=change.starts_on)
    return change


def _check(draft: ModeDraft) -> None:
    if draft.kind is ModeKind.SLOWED and draft.capacity is None:
        raise CapacityNeeded
    if draft.kind is ModeKind.APPOINTMENT and not draft.windows:
        raise DaysNeeded
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise EndsBeforeItStarts


def _create(actor: Actor, draft: ModeDraft, *, organisation_id: uuid.UUID, today: date) -> Change:
    # A mode that says how things are usually done carries nothing with it: there is nothing to finish.
    nothing_left = today if draft.why == Why.START else None
    return Change.unscoped.create(
        organisation_id=organisation_id,
        kind=draft.kind.value,
        why=draft.why,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        capacity=draft.capacity,
        windows=dump_windows(draft.windows),
        exceptions=sorted(draft.exceptions),
        decided_on=today,
        decided_by_id=actor.user_id,
        finished_on=nothing_left,
    )


@transaction.atomic
def withdraw_change(*, actor: Actor, today: date, change: Change, seen: int) -> Change:
    """A planned change does not happen: what held before it goes on. Raises Denied, AlreadyBegun, AlreadyWithdrawn, Stale."""
    require(actor, Permission.OPENINGS_MANAGE, on=change)
    change = Change.unscoped.locked(change.pk)
    if change.withdrawn_on is not None:
        raise AlreadyWithdrawn
    if change.starts_on <= today:
        raise AlreadyBegun
    changed = change.save_version(seen=seen, changes={"withdrawn_on": today})
    record(actor, actions.CHANGE_WITHDRAWN, change, today=today)
    return changed
