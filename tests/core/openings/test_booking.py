"""May she be expected then?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.openings.booking import APART, Around, Hindrance, free_starts, hindrance
from maillage.core.openings.capacity import Span, most_at_once, span_of
from maillage.core.openings.modes import MeetingWay, Mode, ModeKind
from maillage.core.safe_contact import Window

TUESDAY = date(2020, 5, 19)
AFTERNOON = Window(days=frozenset({1, 3}), opens=time(14), closes=time(17))
SLOWED = Mode(kind=ModeKind.SLOWED, starts_on=date(2020, 3, 17), capacity=3)
BY_APPOINTMENT = Mode(kind=ModeKind.APPOINTMENT, starts_on=date(2020, 4, 17), windows=(AFTERNOON,))
NOTHING = Around()
PHONE = Mode(kind=ModeKind.PHONE, starts_on=date(2020, 3, 17))


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def asked(
    when: datetime, *, mode: Mode | None = SLOWED, way: MeetingWay = MeetingWay.IN_PERSON, minutes: int = 45, together: bool = False,
    around: Around = NOTHING,
) -> Hindrance | None:  # fmt: skip
    return hindrance(when, minutes=minutes, way=way, mode=mode, around=around, together=together)


def spans(*hours: int, minutes: int = 45) -> tuple[Span, ...]:
    return tuple(span_of(at(hour), minutes=minutes) for hour in hours)


def test_nothing_in_the_way_and_she_is_expected() -> None:
    assert asked(at(10)) is None


def test_an_activity_whose_mode_is_unknown_expects_nobody() -> None:
    assert asked(at(10), mode=None) is Hindrance.NO_MODE


def test_nobody_comes_where_only_the_telephone_works() -> None:
    assert asked(at(10), mode=PHONE) is Hindrance.CLOSED


def test_by_telephone_the_hours_of_the_door_do_not_count() -> None:
    assert asked(at(9), mode=BY_APPOINTMENT, way=MeetingWay.PHONE) is None


@pytest.mark.parametrize("when", [at(13, 45), at(16, 30), at(14, day=date(2020, 5, 20))])
def test_she_comes_while_the_door_is_open_from_the_first_minute_to_the_last(when: datetime) -> None:
    assert asked(when, mode=BY_APPOINTMENT) is Hindrance.OUT_OF_HOURS


def test_the_last_one_ends_when_the_door_closes() -> None:
    assert asked(at(16, 15), mode=BY_APPOINTMENT) is None


def test_the_fourth_person_does_not_come_in_where_three_may_be() -> None:
    assert asked(at(10, 15), around=Around(taken=spans(10, 10, 10))) is Hindrance.FULL


def test_when_one_leaves_another_comes_in() -> None:
    assert asked(at(10, 45), around=Around(taken=spans(10, 10, 10))) is None


def test_a_room_that_is_taken_is_taken() -> None:
    assert asked(at(10, 15), around=Around(in_room=spans(10), room_holds=1)) is Hindrance.ROOM_FULL


def test_she_is_not_expected_twice_at_once() -> None:
    assert asked(at(10, 30), way=MeetingWay.PHONE, around=Around(hers=spans(10))) is Hindrance.HERS


def test_nobody_receives_two_people_at_once() -> None:
    assert asked(at(10, 30), way=MeetingWay.PHONE, around=Around(workers=spans(10))) is Hindrance.WORKER


@pytest.mark.parametrize(("minute", "found"), [(0, Hindrance.TOGETHER), (9, Hindrance.TOGETHER), (10, None)])
def test_two_people_do_not_wait_together_outside(minute: int, found: Hindrance | None) -> None:
    assert asked(at(10, minute), around=Around(arrivals=(at(10),))) is found


def test_two_who_come_together_on_purpose_may() -> None:
    assert asked(at(10), together=True, around=Around(arrivals=(at(10),))) is None


def test_a_call_meets_nobody_at_the_door() -> None:
    assert asked(at(10), way=MeetingWay.PHONE, around=Around(arrivals=(at(10),))) is None


@pytest.mark.parametrize("each", list(Hindrance))
def test_what_stands_in_the_way_is_said(each: Hindrance) -> None:
    assert str(each.sentence)


def test_the_free_moments_are_those_of_the_door() -> None:
    free = list(free_starts(TUESDAY, minutes=60, way=MeetingWay.IN_PERSON, mode=BY_APPOINTMENT, around=Around()))

    assert (free[0], free[-1], len(free)) == (at(14), at(16), 9)


def test_without_hours_the_free_moments_are_those_of_a_working_day() -> None:
    free = list(free_starts(TUESDAY, minutes=60, way=MeetingWay.PHONE, mode=BY_APPOINTMENT, around=Around()))

    assert (free[0], free[-1]) == (at(9), at(17))


def test_an_activity_whose_mode_is_unknown_offers_no_moment() -> None:
    assert list(free_starts(TUESDAY, minutes=60, way=MeetingWay.PHONE, mode=None, around=Around())) == []


WHEN = st.integers(0, 36).map(lambda quarter: at(9) + timedelta(minutes=15 * quarter))
ASKED = st.lists(st.tuples(WHEN, st.sampled_from([15, 30, 45, 60, 90])), max_size=25)


@given(asked_for=ASKED, capacity=st.integers(1, 4), together=st.booleans())
def test_however_many_ask_no_minute_ever_holds_more_than_it_may(
    asked_for: list[tuple[datetime, int]], capacity: int, together: bool
) -> None:
    mode = Mode(kind=ModeKind.SLOWED, starts_on=date(2020, 3, 17), capacity=capacity)
    kept: list[Span] = []

    for when, minutes in asked_for:
        around = Around(taken=kept, arrivals=[each.starts for each in kept])
        if asked(when, mode=mode, minutes=minutes, around=around, together=together) is None:
            kept.append(span_of(when, minutes=minutes))

    assert most_at_once(kept) <= capacity
    assert together or all(abs(a.starts - b.starts) >= APART for rank, a in enumerate(kept) for b in kept[:rank])


@given(asked_for=ASKED)
def test_a_moment_that_is_offered_is_accepted(asked_for: list[tuple[datetime, int]]) -> None:
    taken = [span_of(when, minutes=minutes) for when, minutes in asked_for]
    around = Around(taken=taken, arrivals=[each.starts for each in taken])

    for when in free_starts(TUESDAY, minutes=45, way=MeetingWay.IN_PERSON, mode=SLOWED, around=around):
        assert asked(when, around=around) is None
