"""Silence alerts at two and four months, adds the days that did not count, and concludes nothing."""

from datetime import date

import pytest

from maillage.core.law import current_law
from maillage.core.silence import NO_CONCLUSION, alert_reached, silence_alerts

LAW = current_law()
FILED = date(2020, 1, 31)


def reached(today, *, paused=0):
    return alert_reached(filed=FILED, paused_days=paused, law=LAW, today=today)


def test_two_alerts_from_the_filing():
    alerts = silence_alerts(filed=FILED, paused_days=0, law=LAW, today=date(2020, 5, 19))

    assert [each.day for each in alerts] == [date(2020, 3, 31), date(2020, 5, 31)]


@pytest.mark.parametrize(("today", "day"), [(date(2020, 3, 31), date(2020, 3, 31)), (date(2020, 6, 1), date(2020, 5, 31))])
def test_the_last_alert_reached(today, day):
    assert reached(today).day == day


def test_nothing_before_the_first():
    assert reached(date(2020, 3, 30)) is None


def test_days_that_stood_still_are_added_and_said():
    late = reached(date(2020, 4, 10), paused=10)

    assert late.day == date(2020, 4, 10)
    assert "10 jours" in " ".join(str(line) for line in late.lines)


def test_it_concludes_nothing():
    assert NO_CONCLUSION in [line.phrase for line in reached(date(2020, 4, 1)).rules]


def test_a_pause_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        silence_alerts(filed=FILED, paused_days=-1, law=LAW, today=FILED)
