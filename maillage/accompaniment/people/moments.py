"""The moment of an act towards her: the business day, at the hour of the clock on the wall (Paris)."""

from __future__ import annotations

from datetime import date, datetime, time

from maillage.foundation.kernel.moment import PARIS, Moment


def instant_of(moment: Moment) -> datetime:
    """The moment as it is stored: the business day at the real hour. In the demonstration the day is not the clock's."""
    return datetime.combine(moment.today, moment.now.astimezone(PARIS).time(), tzinfo=PARIS)


def first_instant(day: date) -> datetime:
    """The beginning of a day, for an act whose hour is not known."""
    return datetime.combine(day, time(0), tzinfo=PARIS)


def wall_clock(instant: datetime) -> datetime:
    """An instant as the rule of contact reads it: local, naive."""
    return instant.astimezone(PARIS).replace(tzinfo=None)
