"""Deferrals: how many, since when, until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.deferrals import Deferral, deferral_alert

MARCH, MAY, INTERVIEW = date(2020, 3, 13), date(2020, 5, 14), date(2020, 5, 19)


def test_nobody_put_off_alerts_nobody() -> None:
    assert deferral_alert([], today=MAY) is None


def test_the_four_applications_of_the_study_were_put_off_twice_without_a_date() -> None:
    """Source: the study, second logic: cancelled mid-March, not examined mid-May, next date unknown on 19 May 2020."""
    alert = deferral_alert([Deferral(on=MAY), Deferral(on=MARCH, next_on=MAY)], today=INTERVIEW)

    assert alert is not None
    assert (alert.count, alert.repeated, alert.undated, alert.days) == (2, True, True, 67)
    assert (alert.first_on, alert.unknown_since, alert.lapsed_on) == (MARCH, MAY, None)
    assert str(alert.sentence).endswith("Prochaine date non connue.")


def test_a_first_deferral_with_a_date_is_no_alert_yet() -> None:
    alert = deferral_alert([Deferral(on=MARCH, next_on=MAY)], today=MARCH)

    assert alert is not None
    assert not alert.repeated
    assert not alert.undated
    assert "date" not in str(alert.sentence)


def test_a_date_announced_that_went_by_is_known_no_longer() -> None:
    alert = deferral_alert([Deferral(on=MARCH, next_on=MAY)], today=INTERVIEW)

    assert alert is not None
    assert alert.lapsed_on == MAY
    assert alert.undated
    assert str(alert.sentence).endswith("La date annoncée est passée.")


def test_on_the_day_announced_it_is_still_known() -> None:
    alert = deferral_alert([Deferral(on=MARCH, next_on=MAY)], today=MAY)

    assert alert is not None
    assert not alert.undated


def test_the_next_date_follows_the_deferral() -> None:
    with pytest.raises(ValueError, match="follows"):
        Deferral(on=MAY, next_on=MAY)


@given(days=st.lists(st.dates(date(2018, 1, 1), date(2022, 1, 1)), min_size=1, max_size=6), later=st.integers(0, 400))
def test_the_days_never_shrink_as_time_goes(days: list[date], later: int) -> None:
    rows, first = [Deferral(on=day) for day in days], max(days)

    sooner, after = deferral_alert(rows, today=first), deferral_alert(list(reversed(rows)), today=first + timedelta(days=later))

    assert sooner is not None
    assert after is not None
    assert after.days - sooner.days == later
    assert after.count == len(days)
