"""A minor has no individual pathway: when she comes of age, whether a day is before it, and how long her protection is kept."""

from __future__ import annotations

from datetime import date

from maillage.core.clock.terms import add_months
from maillage.core.law import Law


def majority_on(born: date, *, law: Law, on: date) -> date:
    """The day she comes of age; born on 29 February, it is 1 March of a common year: she is protected one day more.

    Source: CASF, art. R. 121-12-13-1 and following (parameter psp.minimum_age, in force on `on`).
    """
    years = law.value("psp.minimum_age", on=on).value
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_minor(born: date, *, law: Law, on: date) -> bool:
    """Is she a minor on that day? On her birthday she no longer is."""
    return on < majority_on(born, law=law, on=on)


def keep_until(*, ended_on: date, majority: date | None, law: Law) -> date:
    """Until when her protection is kept: from its end, or her majority if it comes later, to the end of the year so reached.

    The end of the year, so that a day kept in clear does not tell her birthday. Source: parameter minor.keep_months.
    """
    starts = max(ended_on, majority or ended_on)
    months = law.value("minor.keep_months", on=ended_on).value
    return date(add_months(starts, months).year, 12, 31)
