"""Days and durations as people say them, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.phrase import phrase
from maillage.foundation.ui import speech

TODAY = date(2020, 5, 19)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 5, 19), "aujourd'hui"),
        (date(2020, 5, 20), "demain"),
        (date(2020, 5, 18), "hier"),
        (date(2020, 5, 22), "dans 3 jours"),
        (date(2020, 6, 9), "dans 3 semaines"),
        (date(2020, 6, 11), "dans 3 semaines et 2 jours"),
        (date(2020, 3, 17), "il y a 9 semaines"),
        (date(2020, 9, 19), "dans 4 mois"),
        (date(2018, 5, 18), "il y a 2 ans"),
    ],
)
def test_a_day_is_said_by_its_distance(day, words):
    assert speech.relative_words(day, today=TODAY) == words


@given(days=st.integers(-4000, 4000))
def test_no_distance_has_a_decimal(days):
    assert "," not in speech.relative_words(TODAY + timedelta(days=days), today=TODAY).replace("aujourd'hui", "")


@pytest.mark.parametrize(("days", "words"), [(1, "1 jour"), (13, "13 jours"), (45, "45 jours (6 semaines et 3 jours)")])
def test_a_duration_is_in_days_and_weeks(days, words):
    assert speech.duration_words(days) == words


def test_a_day_is_named_in_the_language_of_the_page():
    with translation.override("en"):
        assert speech.day_words(date(2020, 5, 1)) == "Friday 1 May 2020"


def test_the_first_of_a_month_is_said_first():
    assert speech.day_words(date(2020, 5, 1)) == "vendredi 1er mai 2020"


def test_a_phrase_speaks_its_dates_in_the_language_of_the_page():
    with translation.override("en"):
        assert speech.say(phrase("x {day}", day=date(2020, 5, 1))) == "x 1 May 2020"


def test_nothing_says_nothing():
    assert speech.say(None) == ""
