"""The allowance: asked, conditions checked, decided, file sent, paid or missed month by month, suspended, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.allowance import Check, Condition
from maillage.core.clock.terms import add_months
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.foundation.vault import seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    DateBeforePrevious,
    DateInFuture,
    EndBeforeStart,
    MonthNotDue,
    NoFileHere,
    NotDecidedYet,
    NothingToNote,
    RefusalWithoutReason,
    SettledTooSoon,
)
from maillage.pathway.psp.models import Allowance, MissedPayment, Pathway, Pause
from maillage.pathway.psp.selectors import allowances_mark

ALLOWANCE_DAYS = ("asked_on", "refused_on", "sent_on", "first_paid_on", "suspended_on", "resumed_on", "ended_on")


@idempotent(Allowance)
@transaction.atomic
def ask_allowance(*, actor: Actor, today: date, pathway: Pathway, asked_on: date, children: int = 0, seen: int | None = None) -> Allowance:
    """Note that the allowance is asked for: its conditions can be checked before it is decided.

    `seen` is the mark of the allowances that was on screen (`allowances_mark`). Raises Denied, DateInFuture, Stale.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = _unchanged(pathway, seen=seen)
    if asked_on > today:
        raise DateInFuture
    allowance = _awaited(pathway) or Allowance(pathway=pathway)
    allowance.version += not allowance._state.adding
    allowance.asked_on, allowance.children = asked_on, children
    allowance.save()
    record(actor, actions.ALLOWANCE_RECORDED, pathway, today=today)
    return allowance


@idempotent(Allowance)
@transaction.atomic
def record_allowance(
    *,
    actor: Actor,
    today: date,
    pathway: Pathway,
    decided_on: date,
    starts_on: date,
    expires_on: date,
    first_paid_on: date | None = None,
    children: int | None = None,
    seen: int | None = None,
) -> Allowance:
    """Note the allowance decided for a term; noted again for the same days, or asked before, it is completed.

    Source: CASF R.121-12-13-1 (a decision of its own). `seen` as for `ask_allowance`. Raises Denied, DateInFuture, EndBeforeStart,
    Stale.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = _unchanged(pathway, seen=seen)
    if decided_on > today or (first_paid_on is not None and first_paid_on > today):
        raise DateInFuture
    if expires_on <= starts_on:
        raise EndBeforeStart
    known = pathway.allowances.filter(starts_on=starts_on, expires_on=expires_on).order_by("pk").first() or _awaited(pathway)
    allowance = known or Allowance(pathway=pathway)
    allowance.starts_on, allowance.expires_on = starts_on, expires_on
    allowance.decided_on = decided_on
    allowance.first_paid_on = first_paid_on or allowance.first_paid_on
    allowance.children = allowance.children if children is None else children
    allowance.version += known is not None
    allowance.save()
    record(actor, actions.ALLOWANCE_RECORDED, pathway, today=today, decided_on=decided_on)
    return allowance


def _unchanged(pathway: Pathway, *, seen: int | None) -> Pathway:
    """The pathway, locked, if no allowance of it was noted since `seen`."""
    pathway = Pathway.unscoped.locked(pathway.pk)
    mark = allowances_mark(pathway)
    if seen is not None and seen != mark:
        raise Stale(current={}, submitted={}, version=mark)
    return pathway


def _awaited(pathway: Pathway) -> Allowance | None:
    found: Allowance | None = pathway.allowances.filter(decided_on__isnull=True, refused_on__isnull=True).order_by("asked_on", "pk").first()
    return found


@transaction.atomic
def check_conditions(*, actor: Actor, today: date, allowance: Allowance, seen: int, checks: Mapping[Condition, Check]) -> Allowance:
    """Keep what is known of each condition. Nothing is decided from it. Raises Denied, Stale."""
    require(actor, Permission.PATHWAY_RECORD, on=allowance)
    allowance = Allowance.unscoped.select_related("pathway").locked(allowance.pk)
    kept = {condition.value: checks.get(condition, Check.UNKNOWN).value for condition in Condition}
    changed: Allowance = allowance.save_version(seen=seen, changes={"conditions": kept, "checked_on": today})
    record(actor, actions.CONDITIONS_CHECKED, allowance.pathway, today=today)
    return changed


@transaction.atomic
def update_allowance(
    *,
    actor: Actor,
    today: date,
    allowance: Allowance,
    seen: int,
    children: int,
    suspension: str = "",
    ending: str = "",
    **days: date | None,
) -> Allowance:
    """Write what happened to the allowance: those of `ALLOWANCE_DAYS`, absent ones emptied, and why it stopped.

    Source: parameters afis.end_effect, afis.payer. Raises Denied, DateInFuture, NothingToNote, NotDecidedYet, RefusalWithoutReason,
    DateBeforePrevious, EndBeforeStart, Stale.
    """
    require(actor, Permission.PATHWAY_RECORD, on=allowance)
    allowance = Allowance.unscoped.select_related("pathway").locked(allowance.pk)
    changes: dict[str, Any] = {name: days.get(name) for name in ALLOWANCE_DAYS}
    _check_days(allowance, changes, today=today)
    changes |= {
        "children": children,
        "suspension": _why(suspension, since=changes["suspended_on"]),
        "ending": _why(ending, since=changes["ended_on"]),
    }
    changed: Allowance = allowance.save_version(seen=seen, changes=changes)
    record(actor, actions.ALLOWANCE_RECORDED, allowance.pathway, today=today)
    return changed


def _check_days(allowance: Allowance, changes: Mapping[str, date | None], *, today: date) -> None:
    if any(day is not None and day > today for name, day in changes.items() if name != "ended_on"):
        raise DateInFuture
    decided = allowance.decided_on
    after = {name: changes[name] for name in ("sent_on", "first_paid_on", "suspended_on", "ended_on")}
    if decided is None and any(after.values()):
        raise NotDecidedYet
    if decided is None and changes["asked_on"] is None and changes["refused_on"] is None:
        raise NothingToNote
    if decided is not None and changes["refused_on"] is not None:
        raise DateBeforePrevious(previous=speech.day_words(decided))
    if decided is not None and any(day is not None and day < decided for day in after.values()):
        raise DateBeforePrevious(previous=speech.day_words(decided))
    suspended, resumed = changes["suspended_on"], changes["resumed_on"]
    if resumed is not None and (suspended is None or resumed < suspended):
        raise EndBeforeStart


def _why(code: str, *, since: date | None) -> str:
    if since is None:
        return ""
    if code not in Pause.values:
        raise RefusalWithoutReason
    return code


@transaction.atomic
def note_msa_number(*, actor: Actor, today: date, allowance: Allowance, number: str) -> Allowance:
    """Seal the number that the MSA gave, with her identity. Empty, it is forgotten. Raises Denied, NoFileHere."""
    require(actor, Permission.PATHWAY_RECORD, on=allowance)
    require(actor, Permission.IDENTITY_OPEN, on=allowance)
    allowance = Allowance.unscoped.select_related("pathway__person").locked(allowance.pk)
    if allowance.pathway.person is None:
        raise NoFileHere
    seal(allowance, msa_number=number.strip() or None)
    allowance.version += 1
    allowance.save(update_fields=["msa_number", "version"])
    record(actor, actions.MSA_NUMBER_NOTED, allowance.pathway, today=today)
    return allowance


@idempotent(MissedPayment)
@transaction.atomic
def note_missed_payment(*, actor: Actor, today: date, allowance: Allowance, month: date) -> MissedPayment:
    """Note a month that did not come; noted twice, it is the same row. Raises Denied, NotDecidedYet, MonthNotDue."""
    require(actor, Permission.PATHWAY_RECORD, on=allowance)
    allowance = Allowance.unscoped.select_related("pathway").locked(allowance.pk)
    if allowance.starts_on is None or allowance.expires_on is None:
        raise NotDecidedYet
    month = month.replace(day=1)
    if month < allowance.starts_on.replace(day=1) or month > allowance.expires_on or add_months(month, 1) > today:
        raise MonthNotDue
    known = MissedPayment.unscoped.filter(allowance=allowance, month=month).first()
    if known is not None:
        return known
    missed = MissedPayment.unscoped.create(allowance=allowance, month=month, noted_on=today)
    record(actor, actions.PAYMENT_MISSED, allowance.pathway, today=today, month=month)
    return missed


@transaction.atomic
def settle_payment(*, actor: Actor, today: date, missed: MissedPayment, settled_on: date) -> MissedPayment:
    """Note the day on which a missed month came. Settling it twice changes nothing. Raises Denied, DateInFuture, SettledTooSoon."""
    require(actor, Permission.PATHWAY_RECORD, on=missed)
    missed = MissedPayment.unscoped.select_related("allowance__pathway").locked(missed.pk)
    if settled_on > today:
        raise DateInFuture
    if settled_on < missed.month:
        raise SettledTooSoon
    if missed.settled_on is None:
        missed.settled_on = settled_on
        missed.version += 1
        missed.save(update_fields=["settled_on", "version"])
        record(actor, actions.PAYMENT_SETTLED, missed.allowance.pathway, today=today, month=missed.month, settled_on=settled_on)
    return missed
