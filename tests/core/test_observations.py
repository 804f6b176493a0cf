"""Statements side by side: agreed, contradictory, changed or too few; what is counted is apart, and cut where the work changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.observations import (
    Break,
    Certainty,
    Direction,
    Period,
    Point,
    Side,
    Statement,
    Verdict,
    cut,
    near,
    series_of,
    summarise,
)

APRIL = date(2020, 4, 6)
LOCKDOWN = Period("lockdown", date(2020, 3, 17), date(2020, 5, 10))
AFTER = Period("after", date(2020, 5, 11), None)


def said(direction: str = "down", certainty: str = "reported", *, source: str = "round", on: date = APRIL, **more: Any) -> Statement:
    fields = {"id": f"{source}-{direction}-{on}", "theme": "street", "zone": "rive", "starts": on, "ends": on, **more}
    return Statement(direction=Direction(direction), certainty=Certainty(certainty), source=source, **fields)


def verdict(*statements: Statement) -> Verdict:
    (found,) = summarise(statements)
    return found.verdict


# Verdicts


def test_two_sources_that_say_the_same_agree() -> None:
    assert verdict(said("down"), said("down", source="partner")) is Verdict.AGREED


def test_a_stop_and_a_fall_are_the_same_side() -> None:
    assert verdict(said("stopped"), said("down", source="partner")) is Verdict.AGREED


def test_the_same_source_twice_is_one_source() -> None:
    assert verdict(said("down"), said("down", on=APRIL + timedelta(days=1))) is Verdict.TOO_LITTLE


def test_intuitions_alone_are_too_little() -> None:
    assert verdict(said("up", "intuition"), said("up", "intuition", source="partner")) is Verdict.TOO_LITTLE


def test_the_adverts_of_the_study_go_down_here_and_up_there() -> None:
    here = said("down", "counted", theme="online", number=41, measure="adverts")
    there = said("up", "intuition", theme="online", source="partner")

    assert verdict(here, there) is Verdict.CONTRADICTORY


def test_the_street_of_the_study_stops_everywhere_but_at_three_sites() -> None:
    everywhere = said("stopped", zone="")
    sites = [said("same", "counted", zone=f"site {n}", source="partner", number=7, measure="people") for n in (1, 2, 3)]

    by_zone = {each.zone: each.verdict for each in summarise([everywhere, *sites])}
    (together,) = summarise([everywhere, *sites], by_zone=False)

    assert set(by_zone.values()) == {Verdict.TOO_LITTLE}
    assert together.verdict is Verdict.CONTRADICTORY


def test_opposites_of_other_days_are_a_change() -> None:
    assert verdict(said("same", on=date(2020, 3, 20)), said("stopped", on=date(2020, 4, 10))) is Verdict.CHANGED


def test_what_goes_no_known_way_weighs_on_no_side() -> None:
    (found,) = summarise([said("unknown"), said("down", source="partner")])

    assert found.verdict is Verdict.TOO_LITTLE
    assert [side for side, _found in found.sides] == [Side.LESS, None]


@pytest.mark.parametrize(("days", "expected"), [(7, True), (8, False), (-7, True), (-8, False)])
def test_a_week_apart_is_the_same_days(days: int, expected: bool) -> None:
    assert near(said(), said(on=APRIL + timedelta(days=days))) is expected


@pytest.mark.parametrize("each", list(Verdict))
def test_each_verdict_has_its_sentence(each: Verdict) -> None:
    cases = {
        Verdict.CONTRADICTORY: (said("up"), said("down", source="partner")),
        Verdict.CHANGED: (said("up"), said("down", on=date(2020, 5, 15))),
        Verdict.AGREED: (said("up"), said("up", source="partner")),
        Verdict.TOO_LITTLE: (said("up"),),
    }
    (found,) = summarise(cases[each])

    assert (found.verdict, str(found.sentence)[:5]) == (each, {"con": "Contr", "cha": "A cha", "agr": "Plusi", "too": "Trop "}[each[:3]])


# What stands where


def test_each_certainty_is_counted_the_firmest_first() -> None:
    counted = said("down", "counted", source="partner", number=3, measure="people")
    (found,) = summarise([said("down", "intuition"), counted, said("up", source="press")])

    assert found.certainties == ((Certainty.COUNTED, 1), (Certainty.REPORTED, 1), (Certainty.INTUITION, 1))
    assert (found.counted, len(found.said)) == ((counted,), 2)


def test_a_statement_stands_in_each_period_that_it_spans() -> None:
    long = said("down", starts=date(2020, 5, 1), ends=date(2020, 5, 14))

    assert [each.period for each in summarise([long], periods=[LOCKDOWN, AFTER])] == ["lockdown", "after"]


@pytest.mark.parametrize(("day", "found"), [(date(2020, 3, 16), []), (date(2020, 3, 17), ["lockdown"]), (date(2020, 5, 11), ["after"])])
def test_a_period_holds_its_first_and_last_day(day: date, found: list[str]) -> None:
    assert [each.period for each in summarise([said(on=day)], periods=[LOCKDOWN, AFTER])] == found


_STATEMENTS = st.builds(
    said,
    st.sampled_from([each.value for each in Direction]),
    st.sampled_from([each.value for each in Certainty]),
    source=st.sampled_from(["round", "partner", "press"]),
    on=st.dates(date(2020, 3, 1), date(2020, 6, 1)),
)


@given(st.lists(_STATEMENTS, min_size=1, max_size=8, unique_by=lambda each: each.id))
def test_every_statement_stays_in_sight_once(statements: list[Statement]) -> None:
    (found,) = summarise(statements)

    shown = [each for _side, group in found.sides for each in group]
    assert sorted(each.id for each in shown) == sorted(each.id for each in statements)
    assert len(found.counted) + len(found.said) == sum(number for _each, number in found.certainties) == len(statements)


@given(st.lists(_STATEMENTS, min_size=1, max_size=8, unique_by=lambda each: each.id), st.randoms())
def test_the_order_of_noting_changes_nothing(statements: list[Statement], random: Any) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)

    assert summarise(shuffled) == summarise(statements)


@given(st.lists(_STATEMENTS, min_size=1, max_size=8, unique_by=lambda each: each.id))
def test_opposites_of_the_same_days_are_never_said_to_agree(statements: list[Statement]) -> None:
    opposed = any(near(a, b) and a.side and b.side and a.side is not b.side for a in statements for b in statements)

    assert (verdict(*statements) is Verdict.CONTRADICTORY) is opposed


# Series


def points(*days: date) -> list[Point]:
    return [Point(day, number, f"{day}") for number, day in enumerate(days)]


def test_a_series_is_cut_at_each_change_and_the_day_itself_is_after() -> None:
    days = [date(2020, 3, 10), date(2020, 3, 17), date(2020, 3, 24), date(2020, 5, 12)]
    breaks = [Break(date(2020, 5, 11), "rouvre"), Break(date(2020, 3, 17), "ferme")]

    found = cut(points(*days), breaks=breaks)

    assert [[point.day for point in run] for run in found.runs] == [days[:1], days[1:3], days[3:]]
    assert [each.words for each in found.breaks] == ["ferme", "rouvre"]
    assert [point.day for point in found.points] == days


def test_a_change_before_or_after_every_point_cuts_nothing() -> None:
    found = cut(points(APRIL, APRIL + timedelta(days=7)), breaks=[Break(APRIL, "même jour"), Break(date(2020, 6, 1), "plus tard")])

    assert (len(found.runs), found.breaks) == (1, ())


def test_no_point_makes_an_empty_series() -> None:
    assert cut([], breaks=[Break(APRIL, "ferme")]).runs == ()


def test_what_is_said_or_estimated_never_enters_a_series() -> None:
    counted = [said("down", "counted", on=APRIL + timedelta(days=7 * n), number=n, measure="people") for n in range(2)]
    estimated = [said("down", "estimated", on=APRIL + timedelta(days=7 * n), number=90, measure="people", source="press") for n in range(3)]

    (found,) = series_of([*counted, *estimated, said("up")])

    assert [point.number for point in found.points] == [0, 1]


def test_units_and_sources_are_never_mixed() -> None:
    statements = [
        said("down", "counted", on=APRIL + timedelta(days=n), number=n, measure=measure, source=source)
        for n in range(2)
        for measure in ("people", "adverts")
        for source in ("round", "partner")
    ]

    assert {(each.measure, each.source) for each in series_of(statements)} == {
        (measure, source) for measure in ("people", "adverts") for source in ("round", "partner")
    }


def test_one_count_alone_is_no_series() -> None:
    assert series_of([said("down", "counted", number=3, measure="people")]) == ()
