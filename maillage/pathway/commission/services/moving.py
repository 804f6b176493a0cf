"""The one place where the state of a session changes, and the checks that several acts share."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from maillage.core import deliberation as core
from maillage.core.clock.terms import add_months
from maillage.core.law import current_law
from maillage.core.workflow import TransitionRefused
from maillage.foundation.ui.days import FIRST_DAY, YEARS_AHEAD
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.errors import DateInFuture, DayUnfit, ItemClosed, NotOpen, StateRefused, WindowClosed
from maillage.pathway.commission.models import Item, Session
from maillage.pathway.commission.rules import window_of
from maillage.pathway.commission.workflow import WORKFLOW, State

READING_MARGIN = timedelta(days=31)
"""How long after the session its papers could be read at most, were it still open."""


def last_reading_day(session: Session, *, held_on: date, first_day: date) -> date:
    """The last day of reading of a session that moves: its new last day, unless another was chosen that still fits."""
    if session.reading_until == session.held_on:
        return held_on
    earliest = first_day if held_on == session.held_on else held_on
    return min(max(session.reading_until, earliest), held_on + READING_MARGIN)


def check_move(session: Session, *, to: State) -> None:
    """Raises StateRefused with the sentence of the workflow."""
    try:
        WORKFLOW.check(State(session.state), to=to)
    except TransitionRefused as refused:
        raise StateRefused(say(refused.phrase)) from refused


def move(session: Session, *, to: State, **changes: object) -> Session:
    """Change the state of a locked session. The caller authorises and journals. Raises StateRefused."""
    check_move(session, to=to)
    session.state = to
    return touch(session, **changes)


def touch(session: Session, **changes: object) -> Session:
    """Save a locked session, its version counted: whoever prepared something from the one before finds out."""
    for name, value in changes.items():
        setattr(session, name, value)
    session.version += 1
    session.save(update_fields=["state", "version", *changes])
    return session


def check_day_fit(day: date | None, *, today: date) -> None:
    """Raises DayUnfit for a day before the law, or more than three years ahead: a year mistyped."""
    if day is not None and not FIRST_DAY <= day <= add_months(today, 12 * YEARS_AHEAD):
        raise DayUnfit


def day_of(*, happened_on: date | None, today: date) -> date:
    """The day of an act, today unless it is recorded afterwards. Raises DateInFuture."""
    day = happened_on or today
    if day > today:
        raise DateInFuture
    return day


def sitting_day(session: Session, *, happened_on: date | None, today: date) -> date:
    """The day of something done in an open session. Typed the day after without saying when, it happened when the session sat: its outcome,
    its composition and its electorate are of that day. An exchange of writings lasts several days: there it is today.
    """
    if session.from_paper and happened_on is None:
        return min(session.held_on, today)
    if happened_on is None and session.opened_on is not None and not session.is_written:
        return session.opened_on
    return day_of(happened_on=happened_on, today=today)


def require_open(session: Session) -> None:
    """Raises NotOpen."""
    if session.state != State.OPEN:
        raise NotOpen


def require_open_item(item: Item) -> None:
    """Raises ItemClosed, NotOpen. The item is locked: nobody closes it meanwhile."""
    if item.is_closed:
        raise ItemClosed
    require_open(item.session)


def require_window(session: Session, *, day: date) -> None:
    """In writing, contributions come between the opening and the closing. Raises WindowClosed."""
    if not session.is_written:
        return
    try:
        window_of(session, law=current_law()).check(at=datetime.combine(day, time(12, 0)))
    except core.Refused as refused:
        raise WindowClosed(say(refused.phrase)) from refused


def locked_item(item: Item) -> Item:
    """The item, locked after its session, with its session and application.

    One order of locks for the whole room: session, then item, then application, then decision (or hearing, or pathway). PostgreSQL waits
    for a row that another act holds: two acts that take the same two rows in opposite orders would wait for each other, and it would
    stop one of them. The agenda, the cancellation and the sitting begin with the session; whatever begins elsewhere (a vote, an outcome,
    an application that leaves, see `leaving.lock_commission`) takes it first too. SQLite locks the whole database: nothing to order there.
    """
    Session.unscoped.locked(item.session_id)
    return Item.unscoped.select_related("session", "application").locked(item.pk)
