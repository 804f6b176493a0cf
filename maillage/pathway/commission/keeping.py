"""Until when the State keeps the record of a session, from its rows: the hook of the retention job, and what the archives page says."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from maillage.core.appeals import appeal_period
from maillage.core.clock.calendar import Calendar
from maillage.core.law import current_law
from maillage.core.state_archive import Kept, kept_until
from maillage.pathway.commission.models import Contradictory, Decision, Item, OutcomeCode, Session
from maillage.pathway.commission.workflow import OVER_STATES
from maillage.pathway.psp.models import Application


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


def _appeal_end(application: Application, *, decision: Decision | None, today: date) -> date | None:
    """The last day of the appeal period; nobody can say while she was not told. On paper there is no decision here, and no proof."""
    notified = application.notified_on
    if notified is None:
        return None
    delivery = getattr(decision, "delivery", None)
    period = appeal_period(
        notified=notified,
        proved=delivery is not None and delivery.proved,
        stated=delivery is not None and delivery.remedies_told,
        law=current_law(),
        calendar=Calendar(department=application.territory_id),
        known_on=today,
    )
    return period.end.day


def kept_of(session: Session, *, today: date) -> Kept:
    """The end of the record of a session that is over, explained. An examined application that left before its decision awaits nothing."""
    return _kept(session, decided=_decided([session]).get(session.pk, ()), today=today)


def _decided(sessions: Collection[Session]) -> dict[uuid.UUID, list[tuple[Application, Decision | None]]]:
    """The applications that each of these sessions examined, and that did not leave since, with their decision. Two queries."""
    rows = Item.unscoped.filter(session__in=sessions, outcome=OutcomeCode.EXAMINED)
    rows = rows.filter(application__withdrawn_on__isnull=True, application__transferred_on__isnull=True)
    examined = list(rows.select_related("application").order_by("closed_on", "pk"))
    made = Decision.unscoped.filter(application__in=[item.application_id for item in examined]).select_related("delivery")
    decisions = {each.application_id: each for each in made.order_by("prepared_on", "pk")}
    found: dict[uuid.UUID, list[tuple[Application, Decision | None]]] = {}
    for item in examined:
        found.setdefault(item.session_id, []).append((item.application, decisions.get(item.application_id)))
    return found


def _kept(session: Session, *, decided: Iterable[tuple[Application, Decision | None]], today: date) -> Kept:
    ends = [_appeal_end(application, decision=decision, today=today) for application, decision in decided]
    known = [end for end in ends if end is not None]
    return kept_until(
        closed_on=session.closed_on or session.cancelled_on or session.held_on,
        awaited=len(ends) - len(known),
        appeal_ends=known,
        law=current_law(),
    )


def due_for_elimination(*, today: date, territories: Collection[str] | None = None) -> list[Session]:
    """Sessions whose record may be submitted to the archives: its end is past, and nothing was asked yet; of these departments, or all.

    Three queries, however many: only those whose own schedule is over are looked at further.
    """
    rows = Session.unscoped.filter(state__in=OVER_STATES, elimination__isnull=True)
    if territories is not None:
        rows = rows.filter(territory__in=territories)
    late = [each for each in rows.order_by("held_on", "pk") if _kept(each, decided=(), today=today).is_over(today=today)]
    decided = _decided(late)
    return [each for each in late if _kept(each, decided=decided.get(each.pk, ()), today=today).is_over(today=today)]
