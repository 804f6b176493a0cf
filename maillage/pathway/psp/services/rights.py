"""The residence document: asked, appointment, receipt, delivered or refused. Noted by the association, the secretariat or the service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.permit import PermitContradiction, PermitDays
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    DateBeforePrevious,
    DateInFuture,
    DaysContradict,
    EndBeforeStart,
    NothingToNote,
    PermitIncomplete,
    RefusalWithoutReason,
)
from maillage.pathway.psp.models import Pathway, Permit, PermitRefusal
from maillage.pathway.psp.selectors import permits_mark

PERMIT_DAYS = ("asked_on", "appointment_on", "receipt_on", "receipt_until", "delivered_on", "expires_on", "refused_on")
_HAPPENED = ("asked_on", "receipt_on", "delivered_on", "refused_on")


@idempotent(Permit)
@transaction.atomic
def record_permit(
    *,
    actor: Actor,
    today: date,
    pathway: Pathway,
    asked_on: date | None,
    delivered_on: date | None = None,
    expires_on: date | None = None,
    seen: int | None = None,
) -> Permit:
    """Note the residence document: asked, or delivered with its expiry. An awaited permit is completed; a renewal is another row.

    Source: CESEDA L.425-4 (a decision of its own). `seen` is the mark of the documents that was on screen (`permits_mark`). Raises
    Denied, NothingToNote, DateInFuture, PermitIncomplete, EndBeforeStart, DateBeforePrevious, Stale.
    """
    require(actor, Permission.PERMIT_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    mark = permits_mark(pathway)
    if seen is not None and seen != mark:
        raise Stale(current={}, submitted={}, version=mark)
    if asked_on is None and delivered_on is None:
        raise NothingToNote
    if any(day is not None and day > today for day in (asked_on, delivered_on)):
        raise DateInFuture
    _check_delivery(delivered_on, expires_on)
    awaited = pathway.permits.filter(delivered_on__isnull=True, refused_on__isnull=True).order_by("asked_on", "pk").first()
    permit = awaited or Permit(pathway=pathway)
    permit.asked_on = asked_on or permit.asked_on
    if permit.asked_on is not None and delivered_on is not None and delivered_on < permit.asked_on:
        raise DateBeforePrevious(previous=speech.day_words(permit.asked_on))
    permit.delivered_on, permit.expires_on = delivered_on, expires_on
    permit.version += awaited is not None
    permit.save()
    record(actor, actions.PERMIT_RECORDED, pathway, today=today, delivered=delivered_on is not None)
    return permit


def _check_delivery(delivered_on: date | None, expires_on: date | None) -> None:
    if (delivered_on is None) != (expires_on is None):
        raise PermitIncomplete
    if delivered_on is not None and expires_on is not None and expires_on <= delivered_on:
        raise EndBeforeStart


@transaction.atomic
def update_permit(*, actor: Actor, today: date, permit: Permit, seen: int, refusal: str = "", **days: date | None) -> Permit:
    """Write every day of one residence document: those of `PERMIT_DAYS`, absent ones emptied.

    The days are checked together by the rule (`core.permit`). Raises Denied, DateInFuture, DaysContradict, RefusalWithoutReason,
    Stale.
    """
    require(actor, Permission.PERMIT_RECORD, on=permit)
    permit = Permit.unscoped.select_related("pathway").locked(permit.pk)
    changes: dict[str, Any] = {name: days.get(name) for name in PERMIT_DAYS}
    if any(changes[name] is not None and changes[name] > today for name in _HAPPENED):
        raise DateInFuture
    _check_days(changes)
    changes["refusal"] = _reason(refusal, refused_on=changes["refused_on"])
    changed: Permit = permit.save_version(seen=seen, changes=changes)
    record(actor, actions.PERMIT_RECORDED, permit.pathway, today=today, delivered=changed.delivered_on is not None)
    return changed


def _reason(refusal: str, *, refused_on: date | None) -> str:
    if refused_on is None:
        return ""
    if refusal not in PermitRefusal.values:
        raise RefusalWithoutReason
    return refusal


def _check_days(changes: dict[str, Any]) -> None:
    try:
        PermitDays(**{name.removesuffix("_on"): changes[name] for name in PERMIT_DAYS})
    except PermitContradiction as contradiction:
        raise DaysContradict.saying(contradiction.phrase) from contradiction
