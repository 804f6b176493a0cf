"""When the next contact is expected, and a raise that leaves no trace once it is put back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.rhythm import Raise, Rhythm, every_days_on, expect_contact

TODAY = date(2020, 3, 20)
MONDAY = date(2020, 3, 16)
days = st.dates(date(2020, 1, 1), date(2020, 12, 31))
paces = st.integers(1, 90)
rhythms = st.none() | st.builds(Rhythm, paces, days, st.booleans())
raises = st.builds(Raise, paces, days, st.none() | days, st.none() | days)


def test_the_next_contact_comes_so_many_days_after_the_last() -> None:
    expected = expect_contact(last_contact_on=MONDAY, rhythm=Rhythm(7, date(2020, 1, 1)), today=TODAY)

    assert expected is not None
    assert (expected.day, str(expected.because)) == (date(2020, 3, 23), "Son rythme : tous les 7 jours.")


def test_nothing_is_expected_before_the_day_from_which_it_counts() -> None:
    expected = expect_contact(last_contact_on=date(2020, 1, 1), rhythm=Rhythm(7, date(2020, 4, 1)), today=TODAY)

    assert expected is not None
    assert (expected.day, expected.beyond(today=TODAY), expected.beyond(today=date(2020, 4, 3))) == (date(2020, 4, 1), 0, 2)


def test_nothing_agreed_expects_nothing() -> None:
    assert expect_contact(last_contact_on=MONDAY, rhythm=None, today=TODAY) is None


def test_what_was_said_the_last_time_holds_before_the_rhythm() -> None:
    expected = expect_contact(last_contact_on=MONDAY, rhythm=Rhythm(7, date(2020, 1, 1)), said_next_on=date(2020, 4, 10), today=TODAY)

    assert expected is not None
    assert (expected.day, str(expected.because)) == (date(2020, 4, 10), "Convenu avec elle la dernière fois.")


def test_what_was_said_before_the_last_contact_is_over() -> None:
    assert expect_contact(last_contact_on=MONDAY, rhythm=None, said_next_on=MONDAY, today=TODAY) is None


def test_a_raise_brings_the_day_forward_and_never_before_it_began() -> None:
    expected = expect_contact(
        last_contact_on=date(2020, 3, 2), rhythm=Rhythm(30, date(2020, 1, 1)), raises=(Raise(3, date(2020, 3, 17)),), today=TODAY
    )

    assert expected is not None
    assert (expected.day, str(expected.because)) == (date(2020, 3, 17), "Rythme relevé : tous les 3 jours.")


def test_a_raise_never_slows_what_was_agreed() -> None:
    expected = expect_contact(
        last_contact_on=MONDAY, rhythm=Rhythm(2, date(2020, 1, 1)), raises=(Raise(7, date(2020, 3, 17)),), today=TODAY
    )

    assert expected is not None
    assert expected.day == date(2020, 3, 18)


def test_a_raise_reaches_those_with_whom_nothing_was_agreed() -> None:
    expected = expect_contact(last_contact_on=MONDAY, rhythm=None, raises=(Raise(7, date(2020, 3, 17)),), today=TODAY)

    assert expected is not None
    assert expected.day == date(2020, 3, 23)


@pytest.mark.parametrize(
    ("on", "holds"),
    [(date(2020, 3, 16), False), (date(2020, 3, 17), True), (date(2020, 5, 10), True), (date(2020, 5, 11), False)],
)
def test_a_raise_holds_to_its_last_day_included(on: date, holds: bool) -> None:
    assert Raise(3, date(2020, 3, 17), until=date(2020, 5, 10)).holds(on=on) is holds


def test_a_raise_put_back_no_longer_holds_that_very_day() -> None:
    assert not Raise(3, date(2020, 3, 17), put_back_on=date(2020, 5, 11)).holds(on=date(2020, 5, 11))


def test_a_pause_that_she_asked_stops_everything_a_raise_too() -> None:
    paused = Rhythm(7, date(2020, 1, 1), suspended=True)
    raised = (Raise(3, date(2020, 3, 17)),)

    assert every_days_on(paused, raised, on=TODAY) is None
    assert expect_contact(last_contact_on=MONDAY, rhythm=paused, raises=raised, said_next_on=TODAY, today=TODAY) is None


@pytest.mark.parametrize("pace", [0, 91])
def test_a_rhythm_has_a_sensible_number_of_days(pace: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 90"):
        Rhythm(pace, TODAY)


@given(rhythm=rhythms, over=st.lists(raises, max_size=4), last=days, said=st.none() | days, day=days, later=st.integers(0, 60))
def test_once_put_back_the_former_rhythm_is_there_exactly(
    rhythm: Rhythm | None, over: list[Raise], last: date, said: date | None, day: date, later: int
) -> None:
    back = [Raise(each.every_days, each.starts_on, each.until, put_back_on=day) for each in over]
    on = day + timedelta(days=later)

    assert every_days_on(rhythm, back, on=on) == every_days_on(rhythm, (), on=on)
    assert expect_contact(last_contact_on=last, rhythm=rhythm, raises=back, said_next_on=said, today=on) == expect_contact(
        last_contact_on=last, rhythm=rhythm, said_next_on=said, today=on
    )


@given(rhythm=rhythms, over=st.lists(raises, max_size=4), last=days, said=st.none() | days, on=days)
def test_a_raise_only_ever_brings_a_contact_forward(
    rhythm: Rhythm | None, over: list[Raise], last: date, said: date | None, on: date
) -> None:
    plain = expect_contact(last_contact_on=last, rhythm=rhythm, said_next_on=said, today=on)
    raised = expect_contact(last_contact_on=last, rhythm=rhythm, raises=over, said_next_on=said, today=on)

    assert plain is None or (raised is not None and raised.day <= plain.day)
