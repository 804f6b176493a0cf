"""Stretches of days: inclusive ends, merged neighbours, and what is left uncovered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.spans import Span, SpanKind, Stretch, merged, uncovered
from maillage.core.law import Right, current_law

ORIGIN = date(2020, 1, 1)


def permit(first: int, last: int | None) -> Span:
    return Span(SpanKind.PERMIT, ORIGIN + timedelta(days=first), None if last is None else ORIGIN + timedelta(days=last))


def stretch(first: int, last: int) -> Stretch:
    return Stretch(ORIGIN + timedelta(days=first), ORIGIN + timedelta(days=last))


def test_both_ends_of_a_stretch_count():
    assert stretch(0, 0).days == 1


def test_overlapping_and_adjacent_spans_are_one():
    assert merged([permit(11, 20), permit(0, 5), permit(3, 10), permit(30, 31)]) == (stretch(0, 20), stretch(30, 31))


def test_a_span_without_end_swallows_what_follows():
    assert merged([permit(0, None), permit(10, 20)]) == (Stretch(ORIGIN, date.max),)


def test_a_span_inside_another_adds_nothing():
    assert merged([permit(0, 20), permit(3, 5)]) == (stretch(0, 20),)


@pytest.mark.parametrize(
    ("covers", "holes"),
    [
        ([], [(10, 20)]),
        ([(0, 30)], []),
        ([(0, 9)], [(10, 20)]),
        ([(21, 30)], [(10, 20)]),
        ([(0, 12)], [(13, 20)]),
        ([(15, 30)], [(10, 14)]),
        ([(12, 14), (16, 18)], [(10, 11), (15, 15), (19, 20)]),
        ([(10, 20)], []),
    ],
)
def test_what_is_left_uncovered(covers, holes):
    found = uncovered(stretch(10, 20), by=[stretch(*each) for each in covers])

    assert list(found) == [stretch(*each) for each in holes]


def test_a_span_ends_on_its_computed_day():
    computed = end_of_right(right=Right.PSP, expires=date(2020, 3, 12), as_known_on=date(2020, 4, 1), law=current_law())

    span = Span(SpanKind.PATHWAY, date(2019, 9, 12), date(2020, 3, 12), computed)

    assert (span.last, span.regimes) == (date(2020, 9, 12), ("FR-2020-312",))


def test_the_computed_end_of_another_span_is_refused():
    computed = end_of_right(right=Right.PSP, expires=date(2020, 3, 12), as_known_on=date(2020, 4, 1), law=current_law())

    with pytest.raises(ValueError, match="that of another pathway"):
        Span(SpanKind.PATHWAY, date(2019, 9, 12), date(2020, 3, 13), computed)


def test_a_span_cannot_expire_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        permit(3, 2)


def test_a_pathway_always_has_an_end():
    with pytest.raises(ValueError, match="always has an end"):
        Span(SpanKind.PATHWAY, ORIGIN, None)


@pytest.mark.parametrize("kind", SpanKind)
def test_every_row_has_its_name(kind):
    assert str(kind.label)


pairs = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(first=st.integers(0, 60), length=st.integers(0, 40), held=st.lists(pairs, max_size=8))
def test_each_day_is_held_or_left_uncovered_never_both(first, length, held):
    whole = stretch(first, first + length)
    spans = [permit(*each) for each in held]

    holes = uncovered(whole, by=merged(spans))

    for number in range(first, first + length + 1):
        day = stretch(number, number)
        in_a_hole = any(hole.starts <= day.starts <= hole.last for hole in holes)
        assert in_a_hole is not any(span.touches(day) for span in spans)
