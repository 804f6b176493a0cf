# ruff: noqa: DTZ001  (the hour that the clock on the wall shows)
"""How many people at once: never more than allowed, at any minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.openings.capacity import Span, has_room, most_at_once, present_at, span_of, starts_within, too_many
from maillage.core.safe_contact import Window

TUESDAY = date(2020, 4, 21)
TWO = datetime(2020, 4, 21, 14)
_spans = st.builds(
    lambda start, minutes: span_of(TWO + timedelta(minutes=start), minutes=minutes), st.integers(0, 300), st.integers(5, 120)
)


def test_a_span_lasts_at_least_a_minute() -> None:
    with pytest.raises(ValueError, match="a minute"):
        Span(TWO, TWO)


def test_who_leaves_at_the_minute_when_another_comes_never_meets_her() -> None:
    first = span_of(TWO, minutes=30)

    assert most_at_once([first, span_of(first.ends, minutes=30)]) == 1


def test_a_fourth_person_waits_when_three_are_inside() -> None:
    inside = [span_of(TWO, minutes=60)] * 3

    assert not has_room(span_of(TWO + timedelta(minutes=59), minutes=30), taken=inside, capacity=3)


def test_without_a_capacity_there_is_always_room() -> None:
    assert has_room(span_of(TWO, minutes=30), taken=[span_of(TWO, minutes=30)] * 9, capacity=None)


def test_an_empty_house_holds_nobody() -> None:
    assert most_at_once([]) == 0


@given(spans=st.lists(_spans, max_size=10))
def test_the_most_at_once_is_the_largest_number_of_any_minute(spans: list[Span]) -> None:
    minutes = (TWO + timedelta(minutes=number) for number in range(421))

    assert most_at_once(spans) == max(present_at(spans, minute) for minute in minutes)


@given(spans=st.lists(_spans, max_size=12), capacity=st.integers(1, 4))
def test_once_those_who_do_not_fit_are_gone_no_minute_is_over(spans: list[Span], capacity: int) -> None:
    gone = set(too_many(spans, capacity=capacity))

    assert most_at_once([each for rank, each in enumerate(spans) if rank not in gone]) <= capacity


@given(spans=st.lists(_spans, max_size=12), capacity=st.integers(1, 4))
def test_whoever_came_first_is_never_sent_away_for_whoever_came_later(spans: list[Span], capacity: int) -> None:
    kept = set(range(len(spans))) - set(too_many(spans, capacity=capacity))

    assert set(too_many(spans[:-1], capacity=capacity)) == {rank for rank in range(len(spans) - 1) if rank not in kept}


def test_starts_stand_by_quarters_and_end_inside_the_window() -> None:
    windows = (Window(frozenset({1}), time(14), time(15)), Window(frozenset({2}), time(9), time(10)))

    assert [each.time() for each in starts_within(windows, minutes=30, day=TUESDAY)] == [time(14), time(14, 15), time(14, 30)]


def test_a_door_does_not_stay_open_past_midnight() -> None:
    night = (Window(frozenset({1}), time(22), time(2)),)

    assert list(starts_within(night, minutes=30, day=TUESDAY)) == []
