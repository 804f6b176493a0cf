"""The coupled timeline of a person: bars, prolonged parts, months and hatched gaps, ready to be drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.gaps import GapKind
from maillage.core.clock.spans import Span, SpanKind
from maillage.core.clock.timeline import Window, build_timeline
from maillage.core.law import Right, current_law

LAW = current_law()
TODAY = date(2020, 5, 19)


def span(kind: SpanKind, starts: date, expires: date | None, *, right: Right | None = None) -> Span:
    computed = None
    if right is not None and expires is not None:
        computed = end_of_right(right=right, expires=expires, as_known_on=TODAY, law=LAW)
    return Span(kind, starts, expires, computed)


PATHWAY = span(SpanKind.PATHWAY, date(2019, 10, 10), date(2020, 4, 10), right=Right.PSP)
PERMIT = span(SpanKind.PERMIT, date(2019, 10, 10), date(2020, 4, 10), right=Right.RESIDENCE_DOCUMENT)


def timeline(*spans, **others):
    return build_timeline(spans=spans, today=TODAY, **others)


def test_the_rows_keep_one_order_and_leave_out_what_is_neither_held_nor_expected():
    found = timeline(PERMIT, PATHWAY, expected={SpanKind.ALLOWANCE})

    assert [row.kind for row in found.rows] == [SpanKind.PATHWAY, SpanKind.PERMIT, SpanKind.ALLOWANCE]
    assert [str(row.label) for row in found.rows] == ["Parcours", "Autorisation de séjour", "Aide financière (AFIS)"]


def test_what_a_regime_added_is_a_bar_apart():
    bars = timeline(PATHWAY).rows[0].bars

    assert [(bar.starts, bar.last, bar.prolonged) for bar in bars] == [
        (date(2019, 10, 10), date(2020, 4, 10), False),
        (date(2020, 4, 11), date(2020, 10, 10), True),
    ]
    assert [str(bar.sentence) for bar in bars] == [
        "Parcours du 10 octobre 2019 au 10 avril 2020.",
        "Parcours, prolongation du 11 avril 2020 au 10 octobre 2020 par FR-2020-312 : à confirmer auprès de la préfecture.",
    ]


def test_the_regimes_of_2020_leave_a_permit_shorter_than_its_pathway():
    found = timeline(PATHWAY, PERMIT)

    gap = found.gaps[0]
    assert (gap.kind, gap.starts, gap.last, gap.days) == (
        GapKind.PERMIT_ENDS_BEFORE_PATHWAY,
        date(2020, 10, 8),
        date(2020, 10, 10),
        3,
    )
    assert str(gap.sentence) == (
        "L’autorisation de séjour s’arrête le 7 octobre 2020, le parcours le 10 octobre 2020 : 3 jours sans titre de séjour. "
        "Dates prolongées par FR-2020-312, FR-2020-328-v2 : à confirmer auprès de la préfecture."
    )


def test_a_gap_is_hatched_on_its_own_row():
    pathway, permit = timeline(PATHWAY, PERMIT).rows

    assert (len(pathway.gaps), len(permit.gaps)) == (0, 1)


def test_a_shelter_without_end_runs_to_the_edge():
    shelter = Span(SpanKind.SHELTER, date(2020, 3, 20), None)

    bar = timeline(PATHWAY, shelter, window=Window(date(2020, 1, 15), 6)).rows[1].bars[0]

    assert (bar.starts, bar.last, bar.open, bar.prolonged) == (date(2020, 3, 20), date(2020, 6, 30), True, False)
    assert str(bar.sentence) == "Mise à l’abri depuis le 20 mars 2020, sans fin connue."


def test_without_a_window_the_months_of_the_story_and_today_are_drawn():
    window = timeline(span(SpanKind.PATHWAY, date(2019, 10, 10), date(2020, 3, 1)), Span(SpanKind.SHELTER, date(2020, 1, 1), None)).window

    assert (window.starts, window.last) == (date(2019, 10, 1), date(2020, 5, 31))


def test_an_empty_story_draws_the_month_of_today():
    found = timeline()

    assert (found.window.starts, found.window.last, found.rows, found.gaps) == (date(2020, 5, 1), date(2020, 5, 31), (), ())


def test_each_month_has_its_tick():
    ticks = timeline(window=Window(date(2019, 12, 25), 3)).ticks

    assert [(tick.day, str(tick.label), tick.new_year) for tick in ticks] == [
        (date(2019, 12, 1), "déc.", False),
        (date(2020, 1, 1), "janv.", True),
        (date(2020, 2, 1), "févr.", False),
    ]


@pytest.mark.parametrize(("window", "mark"), [(Window(TODAY, 1), TODAY), (Window(date(2019, 1, 1), 2), None)])
def test_today_is_marked_where_it_can_be_seen(window, mark):
    assert timeline(window=window).today == mark


def test_bars_and_gaps_outside_the_window_are_left_out():
    found = timeline(PATHWAY, PERMIT, window=Window(date(2021, 1, 1), 2))

    assert (found.gaps, [row.bars for row in found.rows]) == ((), [(), ()])


def test_bars_are_cut_at_the_edges():
    bars = timeline(PATHWAY, window=Window(date(2020, 1, 1), 2)).rows[0].bars

    assert [(bar.starts, bar.last) for bar in bars] == [(date(2020, 1, 1), date(2020, 2, 29))]


def test_a_gap_without_end_is_drawn_to_the_edge():
    found = timeline(PATHWAY, sessions=[], window=Window(date(2020, 9, 1), 3))

    assert found.window.clip(found.gaps[0].starts, found.gaps[0].last).last == date(2020, 11, 30)


def test_a_window_shows_at_least_a_month():
    with pytest.raises(ValueError, match="at least one month"):
        Window(TODAY, 0)


def test_positions_run_from_left_to_right_and_stay_inside():
    window = Window(date(2020, 4, 1), 1)

    assert [
        window.position(day) for day in (date(2020, 3, 1), date(2020, 4, 1), date(2020, 4, 16), date(2020, 5, 1), date(2020, 6, 1))
    ] == [
        0,
        0,
        0.5,
        1,
        1,
    ]


days = st.integers(0, 700).map(lambda number: date(2019, 1, 1) + timedelta(days=number))


@st.composite
def stories(draw):
    found = []
    for _ in range(draw(st.integers(1, 6))):
        starts = draw(days)
        found.append(Span(draw(st.sampled_from(SpanKind)), starts, starts + timedelta(days=draw(st.integers(0, 400)))))
    return found


@given(story=stories(), first=days, months=st.integers(1, 36))
def test_every_bar_stands_inside_its_window(story, first, months):
    found = timeline(*story, window=Window(first, months))

    for bar in (bar for row in found.rows for bar in row.bars):
        assert found.window.starts <= bar.starts <= bar.last <= found.window.last


@given(story=stories())
def test_each_gap_belongs_to_exactly_one_row(story):
    found = timeline(*story, expected=set(SpanKind), sessions=[])

    assert sorted(map(str, (gap.sentence for row in found.rows for gap in row.gaps))) == sorted(str(gap.sentence) for gap in found.gaps)
