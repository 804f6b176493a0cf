"""The civil calendar names its closed days and counts clear days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.calendar import (
    PUBLIC_HOLIDAYS,
    Calendar,
    DatedException,
    clear_days_between,
    earliest_after_notice,
    latest_sending,
)
from maillage.core.law.values import Confidence, Source
from maillage.core.phrase import phrase

FRANCE = Calendar()
ORDER = Source("Arrêté de fermeture (inventé pour le test)", "https://example.test/arrete", date(2020, 3, 16))
days = st.dates(date(2016, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2020, 5, 8), "jour férié (Fête de la Victoire)"),
        (date(2020, 5, 21), "jour férié (Ascension)"),
        (date(2020, 6, 1), "jour férié (Lundi de Pentecôte)"),
        (date(2020, 5, 16), "samedi"),
        (date(2020, 5, 17), "dimanche"),
    ],
)
def test_a_closed_day_says_why(day, reason):
    assert str(FRANCE.why_closed(day)) == reason


def test_an_ordinary_tuesday_is_open():
    assert FRANCE.is_open_day(date(2020, 5, 19))


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("67", date(2018, 12, 26)),
        ("68", date(2020, 4, 10)),
        ("57", date(2020, 4, 10)),
        ("974", date(2021, 12, 20)),
        ("976", date(2020, 4, 27)),
    ],
)
def test_some_departments_have_closed_days_of_their_own(department, day):
    here = Calendar(department=department)

    assert (FRANCE.is_open_day(day), here.is_open_day(day)) == (True, False)


def test_the_next_open_day_of_an_open_day_is_itself():
    assert FRANCE.next_open_day(date(2020, 5, 19)) == date(2020, 5, 19)


def test_the_next_open_day_passes_over_a_long_weekend():
    assert FRANCE.next_open_day(date(2020, 5, 30)) == date(2020, 6, 2)


def test_a_moved_date_says_what_it_passed_over():
    moved = FRANCE.moved_to_open_day(date(2020, 5, 31))

    assert moved.date == date(2020, 6, 2)
    assert [str(each) for each in moved.explanation] == [
        "Le 31 mai 2020 est fermé : dimanche.",
        "Le 1er juin 2020 est fermé : jour férié (Lundi de Pentecôte).",
        "Reporté au premier jour ouvert : le 2 juin 2020.",
    ]


def test_a_date_that_needs_no_move_says_so():
    kept = FRANCE.moved_to_open_day(date(2020, 5, 19))

    assert (kept.date, [str(each) for each in kept.explanation]) == (date(2020, 5, 19), ["Le 19 mai 2020 est ouvert."])
    assert kept.because == (PUBLIC_HOLIDAYS,)


def test_a_dated_exception_closes_a_day_with_its_source():
    closed = Calendar(exceptions=(DatedException(date(2020, 3, 17), closed=True, name=phrase("fermé par arrêté"), source=ORDER),))

    moved = closed.moved_to_open_day(date(2020, 3, 17))

    assert moved.date == date(2020, 3, 18)
    assert moved.because == (PUBLIC_HOLIDAYS, ORDER)


def test_a_dated_exception_opens_a_closed_day():
    opened = Calendar(exceptions=(DatedException(date(2020, 5, 16), closed=False, name=phrase("ouvert par arrêté"), source=ORDER),))

    assert opened.is_open_day(date(2020, 5, 16))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2020, 5, 1), date(2020, 5, 7), 5),
        (date(2020, 5, 1), date(2020, 5, 2), 0),
        (date(2020, 5, 1), date(2020, 5, 1), 0),
        (date(2020, 5, 7), date(2020, 5, 1), 0),
    ],
)
def test_clear_days_count_neither_end(first, last, count):
    assert clear_days_between(first, last) == count


def test_a_convocation_with_five_clear_days_allows_a_session_on_the_sixth_day_after():
    earliest = earliest_after_notice(sent_on=date(2020, 5, 13), clear_days=5, because=(ORDER,), confidence=Confidence.UNCERTAIN)

    assert earliest.date == date(2020, 5, 19)
    assert (earliest.because, earliest.confidence) == ((ORDER,), Confidence.UNCERTAIN)
    assert str(earliest.explanation[0]) == (
        "Convocation le 13 mai 2020, 5 jours francs de délai : ni ce jour ni celui de la séance ne comptent. "
        "Séance possible à partir du 19 mai 2020."
    )


def test_the_last_day_to_convene_is_said_in_words():
    latest = latest_sending(session_on=date(2020, 5, 19), clear_days=5)

    assert latest.date == date(2020, 5, 13)
    assert str(latest.explanation[0]) == (
        "Séance le 19 mai 2020, 5 jours francs de délai : convocation à envoyer au plus tard le 13 mai 2020."
    )


def test_one_clear_day_agrees_with_its_number():
    assert "1 jour franc de délai" in str(earliest_after_notice(sent_on=date(2020, 5, 13), clear_days=1).explanation[0])


@pytest.mark.parametrize("count", [earliest_after_notice, latest_sending])
def test_a_notice_is_not_negative(count):
    with pytest.raises(ValueError, match="not negative"):
        count(**{"sent_on" if count is earliest_after_notice else "session_on": date(2020, 5, 1)}, clear_days=-1)


@given(day=days)
def test_the_next_open_day_is_open_and_near(day):
    found = FRANCE.next_open_day(day)

    assert FRANCE.is_open_day(found)
    assert timedelta(0) <= found - day <= timedelta(days=5)


@given(day=days)
def test_a_moved_date_is_the_next_open_day(day):
    assert FRANCE.moved_to_open_day(day).date == FRANCE.next_open_day(day)


@given(sent_on=days, clear_days=st.integers(0, 60))
def test_the_notice_given_is_exactly_the_notice_asked(sent_on, clear_days):
    earliest = earliest_after_notice(sent_on=sent_on, clear_days=clear_days).date

    assert clear_days_between(sent_on, earliest) == clear_days
    assert latest_sending(session_on=earliest, clear_days=clear_days).date == sent_on
