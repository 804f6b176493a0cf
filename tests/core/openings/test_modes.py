# ruff: noqa: DTZ001  (the hour that the clock on the wall shows)
"""Which mode is in force on a day, what it allows, how an activity really stands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.openings.capacity import span_of
from maillage.core.openings.modes import ActivityKind, Exceptional, MeetingWay, Mode, ModeKind, known_on, mode_on, next_change
from maillage.core.openings.moving import next_start
from maillage.core.openings.standing import Lack, Need, Team, standing_on
from maillage.core.openings.telling import can_be_told
from maillage.core.safe_contact import Channel, Rule, Standing, Window

MARCH, APRIL, MAY, JULY = date(2020, 3, 17), date(2020, 4, 20), date(2020, 5, 11), date(2020, 7, 1)
TWO_DAYS = (Window(frozenset({1, 3}), time(14), time(17)),)


def mode(kind: str, starts: date, **more: Any) -> Mode:
    return Mode(kind=ModeKind(kind), starts_on=starts, **more)


SPRING = (
    mode("open", date(2017, 1, 9), edition=1, decided_on=date(2017, 1, 9)),
    mode("phone", MARCH, edition=2, decided_on=date(2020, 3, 16), exceptions=frozenset({Exceptional.EMERGENCY})),
    mode("appointment", APRIL, edition=3, decided_on=date(2020, 4, 14), windows=TWO_DAYS),
    mode("open", JULY, edition=4, decided_on=date(2020, 5, 4)),
)


@pytest.mark.parametrize(
    ("day", "kind"),
    [(MARCH - timedelta(days=1), "open"), (MARCH, "phone"), (APRIL - timedelta(days=1), "phone"), (APRIL, "appointment"), (JULY, "open")],
)
def test_each_day_of_the_spring_has_its_mode(day: date, kind: str) -> None:
    found = mode_on(SPRING, day)

    assert found is not None
    assert found.kind == kind


def test_before_the_first_mode_nothing_is_known() -> None:
    assert mode_on(SPRING, date(2016, 1, 1)) is None


def test_a_closing_of_one_day_gives_the_former_mode_back() -> None:
    feast = mode("closed", date(2020, 5, 21), ends_on=date(2020, 5, 21), edition=5, decided_on=date(2020, 5, 18))

    kinds = [found.kind.value for day in (20, 21, 22) if (found := mode_on((*SPRING, feast), date(2020, 5, day)))]

    assert kinds == ["appointment", "closed", "appointment"]


def test_a_mode_decided_today_does_not_erase_what_was_planned_after_it() -> None:
    slowed = mode("slowed", MAY, capacity=3, edition=5, decided_on=date(2020, 5, 10))

    found = mode_on((*SPRING, slowed), JULY)

    assert found is not None
    assert found.edition == 4


def test_what_is_decided_after_a_day_corrects_it() -> None:
    correction = mode("slowed", date(2020, 4, 1), ends_on=date(2020, 4, 25), capacity=2, edition=6, decided_on=date(2020, 5, 15))

    found = mode_on((*SPRING, correction), date(2020, 4, 22))

    assert found == correction


def test_a_correction_was_not_known_on_the_day() -> None:
    correction = mode("slowed", date(2020, 4, 1), ends_on=date(2020, 4, 25), capacity=2, edition=6, decided_on=date(2020, 5, 15))

    found = mode_on(known_on((*SPRING, correction), date(2020, 4, 22)), date(2020, 4, 22))

    assert found is not None
    assert found.edition == 3


@given(days=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40), st.integers(0, 120)), max_size=6), asked=st.integers(0, 160))
def test_a_day_outside_a_new_decision_keeps_its_mode(days: list[tuple[int, int, int]], asked: int) -> None:
    first = date(2020, 1, 1)
    modes = [
        mode("closed", first + timedelta(days=start), ends_on=first + timedelta(days=start + length), edition=rank + 2,
             decided_on=first + timedelta(days=decided))
        for rank, (start, length, decided) in enumerate(days)
    ]  # fmt: skip
    known = [mode("open", first, decided_on=first), *modes]
    day = first + timedelta(days=asked)

    without_last = mode_on(known[:-1], day)

    assert known[-1].covers(day) or mode_on(known, day) == without_last


@given(asked=st.integers(0, 400))
def test_one_mode_and_one_only_is_in_force_each_day_after_the_first(asked: int) -> None:
    assert mode_on(SPRING, date(2019, 12, 1) + timedelta(days=asked)) is not None


def test_the_next_change_is_the_one_that_will_hold() -> None:
    withdrawn_by_another = mode("closed", APRIL, edition=9, decided_on=date(2020, 4, 1))

    assert next_change((*SPRING, withdrawn_by_another), after=MARCH) == withdrawn_by_another
    assert next_change(SPRING, after=JULY) is None


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        ("open", set(MeetingWay)),
        ("slowed", set(MeetingWay)),
        ("appointment", set(MeetingWay)),
        ("phone", {MeetingWay.PHONE, MeetingWay.VIDEO}),
        ("closed", set()),
    ],
)
def test_what_a_mode_allows(kind: str, ways: set[MeetingWay]) -> None:
    found = mode(kind, MARCH)

    assert {way for way in MeetingWay if found.allows(way)} == ways


def test_the_hours_of_the_door_bind_who_comes_and_not_who_calls() -> None:
    wednesday = datetime(2020, 4, 22, 14)

    found = mode("appointment", APRIL, windows=TWO_DAYS)

    assert (found.allows_at(MeetingWay.IN_PERSON, at=wednesday), found.allows_at(MeetingWay.PHONE, at=wednesday)) == (False, True)


def test_a_day_is_open_when_a_window_names_it() -> None:
    days = [date(2020, 4, 20) + timedelta(days=number) for number in range(5)]

    assert [mode("appointment", APRIL, windows=TWO_DAYS).opens_on(day) for day in days] == [False, True, False, True, False]
    assert not mode("phone", APRIL).opens_on(APRIL)
    assert mode("open", APRIL).opens_on(APRIL)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (mode("slowed", MARCH, capacity=3), "ouvert au ralenti, 3 personnes au plus en même temps"),
        (mode("slowed", MARCH, capacity=1), "ouvert au ralenti, une personne à la fois"),
        (mode("appointment", MARCH, windows=TWO_DAYS), "sur rendez-vous ; mardi, jeudi, de 14 h à 17 h"),
        (mode("closed", MARCH, exceptions=frozenset({Exceptional.EMERGENCY})), "fermé ; sauf urgence, mise à l'abri"),
    ],
)
def test_a_mode_is_said_in_words(found: Mode, words: str) -> None:
    assert str(found.sentence) == words


def test_every_code_has_its_words() -> None:
    assert all(str(each.label) for each in (*ActivityKind, *ModeKind, *MeetingWay, *Exceptional, *Need))


# What an activity needs


OPEN = (mode("open", date(2017, 1, 9)),)


def _standing(*lacks: Lack, needs: set[Need], needed: int = 0, pooled: int | None = None, modes: tuple[Mode, ...] = OPEN) -> Any:
    return standing_on(APRIL, modes=modes, needs=frozenset(needs), lacks=lacks, team=Team(needed=needed, pooled=pooled))


def test_the_legal_desk_that_another_association_runs_stops_when_that_one_is_closed() -> None:
    found = _standing(Lack(need=Need.PARTNER, starts_on=MARCH), needs={Need.PARTNER})

    assert str(found.sentence) == "arrêté : le partenaire qui l'anime n'est pas là"


def test_what_an_activity_does_not_need_does_not_stop_it() -> None:
    assert _standing(Lack(need=Need.PARTNER, starts_on=MARCH), needs={Need.SITE}).kind is ModeKind.OPEN


def test_a_lack_that_is_over_stops_nothing() -> None:
    assert _standing(Lack(need=Need.SITE, starts_on=MARCH, ends_on=MARCH), needs={Need.SITE}).stopped_by is None


def test_the_site_is_said_before_the_partner() -> None:
    lacks = (Lack(need=Need.PARTNER, starts_on=MARCH), Lack(need=Need.SITE, starts_on=MARCH))

    assert _standing(*lacks, needs={Need.SITE, Need.PARTNER}).stopped_by is Need.SITE


def test_with_nobody_of_the_team_it_stops() -> None:
    found = _standing(Lack(need=Need.STAFF, starts_on=MARCH, present=0), needs={Need.STAFF}, needed=2)

    assert (found.kind, found.stopped_by) == (ModeKind.CLOSED, Need.STAFF)


def test_with_nobody_of_its_own_a_pooled_activity_goes_on_slowed() -> None:
    found = _standing(Lack(need=Need.STAFF, starts_on=MARCH, present=0), needs={Need.STAFF}, needed=2, pooled=1)

    assert (found.kind, str(found.sentence)) == (ModeKind.SLOWED, "ouvert ; au ralenti, par l'équipe mise en commun")


def test_a_pool_where_nobody_is_left_stops_it() -> None:
    found = _standing(Lack(need=Need.STAFF, starts_on=MARCH, present=0), needs={Need.STAFF}, needed=2, pooled=0)

    assert found.stopped_by is Need.STAFF


def test_with_part_of_the_team_it_goes_on_slowed() -> None:
    found = _standing(Lack(need=Need.STAFF, starts_on=MARCH, present=1), needs={Need.STAFF}, needed=2)

    assert str(found.sentence) == "ouvert ; au ralenti, l'équipe n'est pas au complet"


def test_a_phone_line_with_part_of_the_team_stays_a_phone_line() -> None:
    found = _standing(Lack(need=Need.STAFF, starts_on=MARCH, present=1), needs={Need.STAFF}, needed=2, modes=(mode("phone", MARCH),))

    assert found.kind is ModeKind.PHONE


def test_the_last_number_of_the_team_that_was_said_holds() -> None:
    lacks = (Lack(need=Need.STAFF, starts_on=MARCH, present=0), Lack(need=Need.STAFF, starts_on=APRIL, present=2))

    assert _standing(*lacks, needs={Need.STAFF}, needed=2).kind is ModeKind.OPEN


def test_what_is_closed_is_not_stopped_by_anything_else() -> None:
    found = _standing(Lack(need=Need.SITE, starts_on=MARCH), needs={Need.SITE}, modes=(mode("closed", MARCH),))

    assert (found.stopped_by, str(found.sentence)) == (None, "fermé")


def test_an_activity_without_any_mode_says_so() -> None:
    assert str(_standing(needs=set(), modes=()).sentence) == "aucun mode n'est noté"


# When an appointment may be held instead


def _next(modes: tuple[Mode, ...], *, way: MeetingWay = MeetingWay.IN_PERSON, after: datetime, taken: Any = (), hers: Any = ()) -> Any:
    return next_start(modes=modes, way=way, minutes=60, hour=time(10), after=after, taken=taken, hers=hers)


def test_it_is_moved_into_the_next_window() -> None:
    assert _next(SPRING, after=datetime(2020, 4, 22, 10)) == datetime(2020, 4, 23, 14)


def test_a_closed_door_is_waited_for() -> None:
    assert _next(SPRING, after=datetime(2020, 4, 17, 10)) == datetime(2020, 4, 21, 14)


def test_it_is_moved_where_there_is_room() -> None:
    modes = (mode("appointment", APRIL, windows=TWO_DAYS, capacity=1),)

    found = _next(modes, after=datetime(2020, 4, 22, 10), taken=[span_of(datetime(2020, 4, 23, 14), minutes=60)])

    assert found == datetime(2020, 4, 23, 15)


def test_it_never_meets_another_appointment_of_hers() -> None:
    found = _next(SPRING, after=datetime(2020, 4, 22, 10), hers=[span_of(datetime(2020, 4, 23, 14), minutes=150)])

    assert found == datetime(2020, 4, 28, 14)


def test_where_no_hours_are_said_it_keeps_its_hour_on_the_next_working_day() -> None:
    assert _next(OPEN, after=datetime(2020, 4, 24, 10)) == datetime(2020, 4, 27, 10)


def test_a_call_needs_no_room() -> None:
    modes = (mode("phone", MARCH, capacity=1),)

    found = _next(modes, way=MeetingWay.PHONE, after=datetime(2020, 4, 22, 9), taken=[span_of(datetime(2020, 4, 22, 10), minutes=60)])

    assert found == datetime(2020, 4, 22, 10)


def test_within_four_weeks_of_a_closed_door_there_is_no_moment() -> None:
    assert _next((mode("closed", MARCH),), after=datetime(2020, 4, 22, 10)) is None


# Can she be told before?


NOW, TOMORROW = datetime(2020, 3, 16, 10), datetime(2020, 3, 17, 10)
EVENING = (Window(frozenset(range(7)), time(18), time(19)),)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (None, False),
        (Rule({Channel.SMS: Standing.ALLOWED}), True),
        (Rule({Channel.SMS: Standing.ALLOWED}, windows=EVENING), True),
        (Rule({Channel.SMS: Standing.FORBIDDEN}), False),
        (Rule({Channel.SMS: Standing.ALLOWED}, silent_until=date(2020, 3, 18)), False),
        (Rule({Channel.KEY_WORKER: Standing.ALLOWED}), False),
    ],
    ids=["no rule", "now", "this evening", "never", "silence", "only when she comes"],
)
def test_she_can_be_told_by_a_way_that_reaches_her_before(rule: Rule | None, told: bool) -> None:
    assert can_be_told(rule, now=NOW, before=TOMORROW) is told
