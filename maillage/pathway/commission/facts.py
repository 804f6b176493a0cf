"""De-identified episodes of this room: sessions held or cancelled, items put off by cause, the delay from opinion to decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.foundation.kernel.episodes import Episode
from maillage.pathway.commission.models import Contradictory, Decision, Item, OutcomeCode, Session
from maillage.pathway.commission.workflow import State


def episodes(*, today: date) -> Iterator[Episode]:
    """`session_held`, `session_cancelled` (cause), `item_deferred` (cause; ends on the next date, or runs while it is unknown;
    nothing for one withdrawn or moved, which waits here no more), `decision_awaited` (opinion to signature), `notification_awaited`
    (signature to the day she knows; cause: the sense), `hearing` (before an end: opened to answered; cause: how)."""
    yield from _sessions(today=today)
    yield from _items(today=today)
    yield from _decisions(today=today)
    yield from _hearings(today=today)


def _sessions(*, today: date) -> Iterator[Episode]:
    rows = Session.unscoped.filter(state__in=[State.CLOSED, State.CANCELLED], held_on__lte=today)
    for session in rows.order_by("held_on", "pk"):
        held = session.state == State.CLOSED
        yield Episode(
            kind="session_held" if held else "session_cancelled",
            territory=session.territory_id,
            organisation=session.organisation_id,
            starts=session.first_day,
            ends=session.held_on,
            cause=session.mode if held else session.cancel_cause,
        )


def _items(*, today: date) -> Iterator[Episode]:
    examined = Item.unscoped.filter(outcome=OutcomeCode.EXAMINED)
    rows = (examined | Item.unscoped.put_back()).filter(closed_on__lte=today).select_related("session", "application")
    for item in rows.order_by("closed_on", "pk"):
        deferred = item.outcome != OutcomeCode.EXAMINED
        yield Episode(
            kind="item_deferred" if deferred else "decision_awaited",
            territory=item.session.territory_id,
            organisation=item.application.organisation_id,
            starts=item.closed_on or item.session.held_on,
            ends=item.next_on if deferred else item.application.decided_on,
            cause=(item.cause or item.outcome) if deferred else item.sense,
        )


def _decisions(*, today: date) -> Iterator[Episode]:
    rows = Decision.unscoped.filter(signed_on__lte=today).select_related("application").order_by("signed_on", "pk")
    for decision in rows:
        if decision.signed_on is not None:
            yield Episode(
                kind="notification_awaited",
                territory=decision.territory_id,
                organisation=decision.application.organisation_id,
                starts=decision.signed_on,
                ends=decision.application.notified_on,
                cause=decision.sense,
            )


def _hearings(*, today: date) -> Iterator[Episode]:
    for hearing in Contradictory.unscoped.filter(opened_on__lte=today).select_related("application").order_by("opened_on", "pk"):
        yield Episode(
            kind="hearing",
            territory=hearing.territory_id,
            organisation=hearing.application.organisation_id,
            starts=hearing.opened_on,
            ends=hearing.heard_on,
            cause=hearing.heard,
        )
