"""Dated causes of waiting, opened and closed by the acts that make her wait."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.pathway.psp import actions
from maillage.pathway.psp.models import Application, WaitingFact


@transaction.atomic
def open_waiting(
    *,
    actor: Actor,
    today: date,
    application: Application,
    cause: Cause,
    detail: str = "",
    starts_on: date | None = None,
    said: bool = False,
) -> WaitingFact:
    """Note that a cause holds from a day. A cause already open is left as it is. The caller authorises.

    Called by the acts of this room and of the commission, never by a page alone. `said`: the act that calls says it in the journal.
    """
    open_already = WaitingFact.unscoped.filter(application=application, cause=cause, ends_on__isnull=True).first()
    if open_already is not None:
        return open_already
    fact = WaitingFact.unscoped.create(application=application, cause=cause, detail=detail, starts_on=starts_on or today)
    if not said:
        record(actor, actions.WAITING_CHANGED, application, today=today, cause=cause, detail=detail)
    return fact


@transaction.atomic
def close_waiting(
    *, actor: Actor, today: date, application: Application, causes: tuple[Cause, ...] | None = None, ends_on: date | None = None
) -> int:
    """End the open causes (all, or those named) from a day. Returns how many ended."""
    facts = WaitingFact.unscoped.filter(application=application, ends_on__isnull=True)
    if causes is not None:
        facts = facts.filter(cause__in=causes)
    ended = 0
    for fact in facts.order_by("starts_on", "pk"):
        fact.ends_on = max(ends_on or today, fact.starts_on)
        fact.save(update_fields=["ends_on"])
        ended += 1
    return ended
