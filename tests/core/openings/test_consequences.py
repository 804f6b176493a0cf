# ruff: noqa: DTZ001  (the hour that the clock on the wall shows)
"""What each change carries: the three modes of the study are the data; a line missing or too many fails."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.openings.consequences import (
    SAFE,
    AppointmentFact,
    Around,
    Code,
    Fate,
    ModeChange,
    RhythmFact,
    consequences,
    fate_of,
    fates,
)
from maillage.core.openings.modes import ActivityKind, Exceptional, MeetingWay, Mode, ModeKind
from maillage.core.safe_contact import Window

STUDY = tomllib.loads((Path(__file__).parent / "study.toml").read_text())["change"]


def _mode(data: dict[str, Any], *, starts: date, ends: date | None = None) -> Mode:
    windows = tuple(Window(frozenset(each["days"]), each["opens"], each["closes"]) for each in data.get("windows", ()))
    return Mode(
        kind=ModeKind(data["kind"]),
        starts_on=starts,
        ends_on=ends,
        capacity=data.get("capacity"),
        windows=windows,
        exceptions=frozenset(Exceptional(code) for code in data.get("exceptions", ())),
    )


def _carried(case: dict[str, Any]) -> list[dict[str, Any]]:
    after = _mode(case["after"], starts=case["starts"], ends=case.get("ends"))
    changes = [
        ModeChange(
            activity=each["key"], kind=ActivityKind(each["kind"]), before=_mode(each["before"], starts=date(2019, 1, 1)), after=after
        )
        for each in case["activities"]
    ]
    appointments = [
        AppointmentFact(
            ref=each["key"],
            activity=each["activity"],
            starts=each["at"],
            minutes=45,
            way=MeetingWay(each["way"]),
            reachable=each.get("tellable", True),
            callable_then=each.get("callable", True),
        )
        for each in case["appointments"]
    ]
    around = Around(
        people=case["people"],
        to_offer=case.get("to_offer", ()),
        rhythm=RhythmFact(**case["rhythm"]),
        published=case.get("published", ()),
        partners=case["partners"],
        urgent_letters=case["urgent_letters"],
    )
    found = consequences(changes=changes, appointments=appointments, around=around)
    return [{"code": each.code.value, "count": each.count, "rows": list(each.refs), "ticked": each.ticked} for each in found]


@pytest.mark.parametrize("case", STUDY, ids=[case["name"] for case in STUDY])
def test_a_change_of_the_study_carries_exactly_what_the_list_says(case: dict[str, Any]) -> None:
    assert _carried(case) == case["expected"]


def test_what_was_never_noted_counts_as_open() -> None:
    after = Mode(kind=ModeKind.PHONE, starts_on=date(2020, 3, 17))

    change = ModeChange(activity="day", kind=ActivityKind.DAY_CENTRE, before=None, after=after)

    assert (change.narrows, change.widens) == (True, False)


def test_opening_again_a_closed_door_by_phone_only_offers_no_appointment() -> None:
    before = Mode(kind=ModeKind.CLOSED, starts_on=date(2020, 3, 17))
    after = Mode(kind=ModeKind.PHONE, starts_on=date(2020, 4, 1))

    change = ModeChange(activity="day", kind=ActivityKind.DAY_CENTRE, before=before, after=after)

    assert (change.narrows, change.widens) == (False, False)


def test_nothing_that_is_a_word_to_say_is_ticked_by_default() -> None:
    assert {Code.PARTNERS_TELL, Code.RHYTHM_BACK, Code.OPEN_FOR_MAIL}.isdisjoint(SAFE)


def test_every_consequence_is_said_in_words() -> None:
    assert all(str(code.label) for code in Code)


def test_a_video_call_that_stops_is_not_turned_into_a_phone_call() -> None:
    video = AppointmentFact(
        ref="a", activity="day", starts=datetime(2020, 3, 18, 10), minutes=45, way=MeetingWay.VIDEO, reachable=True, callable_then=True
    )

    assert fate_of(video, after=Mode(kind=ModeKind.CLOSED, starts_on=date(2020, 3, 17))) is Fate.CANCEL


_facts = st.builds(
    AppointmentFact,
    ref=st.uuids(),
    activity=st.just("day"),
    starts=st.datetimes(min_value=datetime(2020, 3, 1), max_value=datetime(2020, 4, 30)),
    minutes=st.integers(5, 120),
    way=st.sampled_from(MeetingWay),
    reachable=st.booleans(),
    callable_then=st.booleans(),
)
_modes = st.builds(
    Mode,
    kind=st.sampled_from(ModeKind),
    starts_on=st.just(date(2020, 3, 1)),
    ends_on=st.none() | st.just(date(2020, 4, 30)),
    capacity=st.none() | st.integers(1, 4),
)


@given(appointments=st.lists(_facts, max_size=12), after=_modes)
def test_an_appointment_never_changes_for_somebody_who_cannot_be_told(appointments: list[AppointmentFact], after: Mode) -> None:
    becomes = fates(appointments, after=after)

    assert {becomes[each.ref] for each in appointments if not each.reachable} <= {Fate.KEEP, Fate.MEET}


@given(appointments=st.lists(_facts, max_size=12), after=_modes)
def test_nobody_is_called_at_an_hour_that_her_rule_refuses(appointments: list[AppointmentFact], after: Mode) -> None:
    becomes = fates(appointments, after=after)

    assert all(each.callable_then for each in appointments if becomes[each.ref] is Fate.PHONE)


@given(appointments=st.lists(_facts, max_size=12), after=_modes)
def test_each_appointment_stands_in_one_line_at_most(appointments: list[AppointmentFact], after: Mode) -> None:
    change = ModeChange(activity="day", kind=ActivityKind.DAY_CENTRE, before=None, after=after)

    found = consequences(changes=[change], appointments=appointments, around=Around())

    refs = [ref for line in found for ref in line.refs if ref != "day"]
    assert len(refs) == len(set(refs))
