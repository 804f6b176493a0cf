"""Until when the State keeps the record of a session, from its rows: the hook of the retention job, and what the archives page says."""

from __future__ import annotations

from datetime import date

from maillage.core.appeals import appeal_period
from maillage.core.clock.calendar import Calendar
from maillage.core.law import current_law
from maillage.core.state_archive import Kept, kept_until
from maillage.pathway.commission.models import Contradictory, Decision, Item, OutcomeCode, Session
from maillage.pathway.commission.workflow import OVER_STATES


def decisions_of(session: Session) -> list[Decision]:
    """The decisions that followed the opinions of a session."""
    rows = Decision.unscoped.filter(
        application__commission_items__session=session, application__commission_items__outcome=OutcomeCode.EXAMINED
    )
    return list(rows.select_related("application", "delivery").order_by("prepared_on", "pk").distinct())


def hearings_of(session: Session) -> list[Contradictory]:
    """What was said before an end, on the files of a session: kept and eliminated like the decisions."""
    rows = Contradictory.unscoped.filter(
        application__commission_items__session=session, application__commission_items__outcome=OutcomeCode.EXAMINED
    )
    return list(rows.order_by("opened_on", "pk").distinct())


def _appeal_end(decision: Decision, *, today: date) -> date | None:
    notified = decision.application.notified_on
    if notified is None:
        return None
    delivery = getattr(decision, "delivery", None)
    period = appeal_period(
        notified=notified,
        proved=delivery is not None and delivery.proved,
        stated=delivery is not None and delivery.remedies_told,
        law=current_law(),
        calendar=Calendar(department=decision.territory_id),
        known_on=today,
    )
    return period.end.day


def kept_of(session: Session, *, today: date) -> Kept:
    """The end of the record of a session that is over, explained. An examined application that left before its decision awaits nothing."""
    ends = [_appeal_end(decision, today=today) for decision in decisions_of(session)]
    known = [end for end in ends if end is not None]
    examined = Item.unscoped.filter(session=session, outcome=OutcomeCode.EXAMINED)
    examined = examined.filter(application__withdrawn_on__isnull=True, application__transferred_on__isnull=True)
    return kept_until(
        closed_on=session.closed_on or session.cancelled_on or session.held_on,
        awaited=max(examined.count() - len(known), 0),
        appeal_ends=known,
        law=current_law(),
    )


def due_for_elimination(*, today: date) -> list[Session]:
    """Sessions whose record may be submitted to the archives: its end is past, and nothing was asked yet."""
    rows = Session.unscoped.filter(state__in=OVER_STATES, elimination__isnull=True).order_by("held_on", "pk")
    return [session for session in rows if kept_of(session, today=today).is_over(today=today)]
