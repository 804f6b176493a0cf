"""Who is there at a moment of a sitting."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis.strategies import none, one_of, times

from maillage.core.deliberation import Stay, moments_of

TWO, THREE, FOUR = time(14), time(15), time(16)


def test_whoever_came_at_two_and_left_at_four_is_there_at_three() -> None:
    assert Stay("a", starts=TWO, ends=FOUR).holds(at=THREE)


def test_the_minute_of_leaving_is_out() -> None:
    assert not Stay("a", starts=TWO, ends=FOUR).holds(at=FOUR)


def test_nobody_is_there_before_coming() -> None:
    assert not Stay("a", starts=THREE).holds(at=TWO)


def test_without_an_hour_of_arrival_it_is_from_the_opening() -> None:
    assert Stay("a").holds(at=TWO)


def test_without_a_moment_those_are_there_who_did_not_leave() -> None:
    assert [Stay("a").holds(at=None), Stay("b", ends=FOUR).holds(at=None)] == [True, False]


def test_the_moments_are_the_arrivals_and_departures_once_each_in_order() -> None:
    stays = [Stay("a", ends=FOUR), Stay("b", starts=TWO, ends=FOUR), Stay("c")]

    assert moments_of(stays) == (TWO, FOUR)


@given(starts=one_of(none(), times()), ends=one_of(none(), times()), at=times())
def test_between_two_moments_nothing_changes(starts: time | None, ends: time | None, at: time) -> None:
    stay = Stay("a", starts=starts, ends=ends)
    before = max((moment for moment in moments_of([stay]) if moment <= at), default=None)

    assert stay.holds(at=at) == stay.holds(at=before or time.min)
