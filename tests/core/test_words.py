"""Counted words agree with their number."""

import pytest

from maillage.core.clock.words import clear_day_count, day_count, month_count


@pytest.mark.parametrize(("days", "said"), [(0, "0 jour"), (1, "1 jour"), (-1, "-1 jour"), (2, "2 jours"), (180, "180 jours")])
def test_days_agree_with_their_number(days, said):
    assert str(day_count(days)) == said


def test_months_are_counted():
    assert str(month_count(6)) == "6 mois"


@pytest.mark.parametrize(("days", "said"), [(0, "0 jour franc"), (1, "1 jour franc"), (5, "5 jours francs")])
def test_clear_days_agree_with_their_number(days, said):
    assert str(clear_day_count(days)) == said
