"""What becomes of a message."""

from __future__ import annotations

import pytest

from maillage.core.departures import DEPARTURES, UNSETTLED, Pen, State, may_write_again


def test_a_message_that_left_cannot_be_cancelled() -> None:
    assert not DEPARTURES.allows(State.SENT, to=State.CANCELLED, by=Pen.WORKER)


def test_what_did_not_arrive_never_leaves_again_by_itself() -> None:
    assert DEPARTURES.is_final(State.BOUNCED)


def test_a_message_said_delivered_may_still_come_back() -> None:
    assert DEPARTURES.allows(State.DELIVERED, to=State.BOUNCED, by=Pen.GATEWAY)


def test_a_bounce_and_a_refusal_ask_for_somebody() -> None:
    assert UNSETTLED == (State.BOUNCED, State.REFUSED)


@pytest.mark.parametrize(("bounces", "may"), [(0, True), (1, True), (2, False)])
def test_a_number_that_did_not_answer_twice_is_verified_before_a_third_message(bounces: int, may: bool) -> None:
    assert (may_write_again(bounces=bounces) is None) is may
