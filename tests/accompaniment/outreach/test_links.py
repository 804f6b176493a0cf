"""A link for one round: its sheet comes once, nothing is read back, and the link ends by itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from maillage.accompaniment.outreach.captured import Captured, Malformed
from maillage.accompaniment.outreach.errors_capture import LinkClosed, RoundIsOver, TooManySheets
from maillage.accompaniment.outreach.models import Capture, CaptureKind, CaptureState, MinorAlert, Round, RoundLink, RoundState
from maillage.accompaniment.outreach.services.links import SHEETS_AN_HOUR, close_link, end_of, make_link, read_code, send_sheet, spaced
from maillage.accompaniment.outreach.services.rounds import RoundPlan, cancel_round, open_round
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.moment import PARIS, Moment
from tests.accompaniment.outreach.carnet import MOMENT, planned_round, zone
from tests.cast import NOW, TODAY, actor_of

pytestmark = pytest.mark.django_db


def at(hours: float) -> Moment:
    """Some hours after nine o'clock on the day of the suite."""
    now = NOW + timedelta(hours=hours)
    return Moment(now=now, today=now.astimezone(PARIS).date())


def said(**values: Any) -> Captured:
    """What the form of a volunteer gives."""
    more = {name: values.pop(name) for name in ("words", "minor") if name in values}
    return Captured(kind=CaptureKind.ROUND, values={"team_size": 2, "met_new": 4, **values}, **more)


@pytest.fixture
def planned(alice: Any, association_a: Any) -> Round:
    return planned_round(alice, association_a)


@pytest.fixture
def code(alice: Any, planned: Round) -> str:
    return make_link(actor=actor_of(alice), moment=MOMENT, street_round=planned).code


def test_the_first_sheet_fills_the_round(code: str) -> None:
    send_sheet(code=code, moment=MOMENT, captured=said(words="calme"))

    done = Round.unscoped.get()
    assert (done.state, done.met_new, done.recorded_by_id) == (RoundState.DONE, 4, None)


def test_another_sheet_stands_beside(code: str) -> None:
    send_sheet(code=code, moment=MOMENT, captured=said())
    send_sheet(code=code, moment=MOMENT, captured=said(met_new=6))

    assert Round.unscoped.get().met_new == 4
    assert Capture.unscoped.get(state=CaptureState.CLASH).link is not None


def test_the_code_is_kept_nowhere(code: str) -> None:
    link = RoundLink.unscoped.get()

    assert code.encode() not in bytes(link.mark)
    assert len(code) == 16


def test_the_zone_is_that_of_the_round_whatever_is_sent(code: str, planned: Round) -> None:
    send_sheet(code=code, moment=MOMENT, captured=said(zone=str(zone("Ailleurs").pk)))

    assert Round.unscoped.get().zone_id == planned.zone_id


def test_a_volunteer_may_say_that_somebody_is_perhaps_a_minor(code: str) -> None:
    send_sheet(code=code, moment=MOMENT, captured=said(minor=True))

    assert MinorAlert.unscoped.get().noted_by_id is None


@pytest.mark.parametrize("typed", ["", "1234", "0000 0000 0000 0000"])
def test_a_code_that_is_not_one_opens_nothing(typed: str, code: str) -> None:
    with pytest.raises(LinkClosed):
        send_sheet(code=typed, moment=MOMENT, captured=said())


def test_a_code_read_aloud_in_groups_is_the_code(code: str) -> None:
    assert read_code(spaced(code)) == code


def test_a_link_closed_by_hand_takes_nothing(alice: Any, code: str) -> None:
    close_link(actor=actor_of(alice), today=TODAY, link=RoundLink.unscoped.get())

    with pytest.raises(LinkClosed):
        send_sheet(code=code, moment=MOMENT, captured=said())


def test_a_link_of_a_cancelled_round_takes_nothing(alice: Any, code: str, planned: Round) -> None:
    cancel_round(actor=actor_of(alice), today=TODAY, street_round=planned)

    with pytest.raises(LinkClosed):
        send_sheet(code=code, moment=MOMENT, captured=said())


def test_a_link_ends_twelve_hours_after_the_round(alice: Any, association_a: Any) -> None:
    plan = RoundPlan(organisation_id=association_a.pk, zone_id=zone().pk, day=TODAY, starts=time(20), ends=time(22))
    street_round = open_round(actor=actor_of(alice), today=TODAY, plan=plan)
    code = make_link(actor=actor_of(alice), moment=MOMENT, street_round=street_round).code

    send_sheet(code=code, moment=at(24.9), captured=said())
    with pytest.raises(LinkClosed):
        send_sheet(code=code, moment=at(25), captured=said())


@pytest.mark.parametrize(
    ("starts", "ends", "end"),
    [
        (None, None, datetime(2020, 5, 20, 11, 59, tzinfo=PARIS)),
        (time(21), None, datetime(2020, 5, 20, 9, 0, tzinfo=PARIS)),
        (time(22), time(1), datetime(2020, 5, 20, 13, 0, tzinfo=PARIS)),
    ],
)
def test_the_end_of_a_round_past_midnight_is_the_next_day(starts: time | None, ends: time | None, end: datetime) -> None:
    assert end_of(Round(day=date(2020, 5, 19), starts=starts, ends=ends)) == end


def test_no_link_is_made_for_a_round_that_is_over(alice: Any, planned: Round) -> None:
    with pytest.raises(RoundIsOver):
        make_link(actor=actor_of(alice), moment=at(48), street_round=planned)


def test_a_stranger_makes_no_link(charlie: Any, planned: Round) -> None:
    with pytest.raises(Denied):
        make_link(actor=actor_of(charlie), moment=MOMENT, street_round=planned)


def test_a_link_that_is_passed_around_drowns_nobody(code: str) -> None:
    for number in range(SHEETS_AN_HOUR):
        send_sheet(code=code, moment=MOMENT, captured=said(met_new=number))

    with pytest.raises(TooManySheets):
        send_sheet(code=code, moment=MOMENT, captured=said())


def test_counts_that_no_form_of_ours_sends_are_refused(code: str) -> None:
    with pytest.raises(Malformed):
        send_sheet(code=code, moment=MOMENT, captured=said(met_new=-1))


def test_a_sheet_sent_twice_by_one_page_is_there_once(code: str) -> None:
    page = uuid.uuid4()

    made = [send_sheet(code=code, moment=MOMENT, captured=said(words="calme", minor=True), key=page) for _ in range(2)]

    assert [each.pk for each in made] == [page, page]
    assert not Capture.unscoped.waiting().exists()
    assert MinorAlert.unscoped.count() == 1


def test_a_key_that_another_link_has_takes_nothing_of_it(alice: Any, code: str, association_a: Any) -> None:
    other = make_link(actor=actor_of(alice), moment=MOMENT, street_round=planned_round(alice, association_a)).code
    page = send_sheet(code=code, moment=MOMENT, captured=said(words="calme")).pk

    made = send_sheet(code=other, moment=MOMENT, captured=said(met_new=9), key=page)

    assert made.pk != page
    assert sorted(Round.unscoped.values_list("met_new", flat=True)) == [4, 9]
