"""A way with stages: counts, and durations said only when they mean something."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.funnel import FEW, Reached, Walk, funnel

START = date(2020, 4, 1)


def walk(*days: int | None) -> Walk:
    return Walk(began=START, reached=tuple(START + timedelta(days=each) if each is not None else None for each in days))


def test_each_stage_counts_those_who_reached_it() -> None:
    found = funnel([walk(0, 10), walk(2, None), walk(None, None)], stages=2)

    assert [(each.count, each.of, each.days) for each in found] == [(2, 3, (0, 2)), (1, 3, (10,))]


def test_nobody_set_out() -> None:
    assert funnel([], stages=2) == (Reached(0, 0, ()), Reached(0, 0, ()))


def test_a_stage_reached_before_the_start_took_no_day() -> None:
    assert funnel([walk(-40)], stages=1)[0].days == (0,)


@pytest.mark.parametrize(
    ("days", "median", "words"),
    [
        ((), None, "aucune n'y est encore"),
        ((3,), None, "trop peu pour une durée (3 j)"),
        ((3, 4, 9, 30), None, "trop peu pour une durée (3 j, 4 j, 9 j, 30 j)"),
        ((1, 2, 7, 8, 90), 7, "la moitié en 7 jours au plus, de 1 à 90 jours"),
        ((1, 2, 7, 8, 9, 90), 7, "la moitié en 7 jours au plus, de 1 à 90 jours"),
    ],
)
def test_a_duration_is_said_only_of_enough_people(days: tuple[int, ...], median: int | None, words: str) -> None:
    stage = Reached(count=len(days), of=100, days=days)

    assert (stage.median, str(stage.sentence)) == (median, words)


@given(st.lists(st.one_of(st.none(), st.integers(0, 400)), max_size=40))
def test_half_of_those_who_arrived_took_the_median_or_less(days: list[int | None]) -> None:
    stage = funnel([walk(each) for each in days], stages=1)[0]

    assert stage.count <= stage.of
    if stage.count >= FEW:
        assert stage.median is not None
        assert 2 * sum(each <= stage.median for each in stage.days) >= stage.count
