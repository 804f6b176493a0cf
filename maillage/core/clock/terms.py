"""Lengths of time as the law counts them: civil days, calendar months, terms counted from their origin."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier when negative); the last day of the month where that day does not exist.

    Raises ValueError outside the years 1 to 9999.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"no calendar for the year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term_end(*, origin: date, months_each: int, number: int) -> date:
    """End of the `number`-th term of `months_each` months when terms follow each other from `origin`.

    Counted from the origin, never from the end of the term before: 31 August + 6 months, four times, is 31 August, whereas
    chaining would lose three days in February. Raises ValueError when the length is not positive or the number is negative.
    """
    if months_each <= 0 or number < 0:
        raise ValueError("a term has a positive length, and terms are counted from zero")
    return add_months(origin, months_each * number)


def months_between(start: date, end: date) -> int:
    """Whole calendar months from `start` to `end`: the most that can be added to `start` without passing `end`.

    Negative when `end` is before `start` (the same rule, downwards).
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    last_of_month = monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_of_month) else months - 1


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`, the day of `start` not counted; negative when `end` is before `start`."""
    return (end - start).days


def add_days(day: date, days: int) -> date:
    """The day `days` later (or earlier when negative). Raises OverflowError outside the calendar."""
    return day + timedelta(days=days)
