"""By which day an application must be in for a session, and which session it can still catch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.law import Law, Source


@dataclass(frozen=True)
class FilingDeadline:
    """The last day to file for a session. `missed` is the nearer session, when its own last day is over."""

    session_on: date
    last_on: date
    days_left: int
    missed: date | None
    because: tuple[Source, ...]


def filing_deadline(*, session_on: date, filing_days: int) -> date:
    """The last day on which an application may come in for a session: so many days before it, by the rule of the department."""
    return session_on - timedelta(days=filing_days)


def next_filing(sessions: Collection[date], *, today: date, law: Law, filing_days: int | None = None) -> FilingDeadline | None:
    """The first session that an application filed today or later still catches; None when every planned one is missed, or none is.

    Source: the local filing time, `filing_days`, or else the parameter `notice.margin_days` in force on the session's day.
    """
    missed: date | None = None
    for session_on in sorted(day for day in sessions if day >= today):
        margin = law.value("notice.margin_days", on=session_on)
        last = filing_deadline(session_on=session_on, filing_days=margin.value if filing_days is None else filing_days)
        if last >= today:
            return FilingDeadline(
                session_on=session_on, last_on=last, days_left=(last - today).days, missed=missed, because=(margin.source,)
            )
        missed = missed or session_on
    return None
