"""Not presented for now, taken up again, withdrawn because she chose to; and what she and her association may read at the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.core.clock.waiting import Cause
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import DateBeforePrevious, DateInFuture, HoldUnsaid, ReviewInPast, StateRefused
from maillage.pathway.psp.models import Application, Hold, HoldReason, Piece, PieceState
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

TOMORROW = TODAY + timedelta(days=1)
BEFORE = TODAY - timedelta(days=20)
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def ready(alice: Any) -> Any:
    """Ready since twenty days."""
    return make_application(alice, state="ready", today=BEFORE)


def _hold(user: Any, application: Any, reason: HoldReason = HoldReason.PROTECTED_TIME, **more: Any) -> Any:
    return services.hold_application(actor=actor_of(user), today=TODAY, application=application, reason=reason, **more)


def _resume(user: Any, application: Any, *, today: Any = TODAY) -> Any:
    return services.resume_application(actor=actor_of(user, today), today=today, application=application)


def _withdraw(user: Any, application: Any, **more: Any) -> Any:
    return services.withdraw_application(actor=actor_of(user), today=TODAY, application=application, **more)


def _causes(application: Any, *, today: Any = LATER) -> dict[Cause, int]:
    fresh = Application.unscoped.get(pk=application.pk)
    return selectors.waiting_of(fresh, today=today).totals


# Held


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        (HoldReason.PROTECTED_TIME, Cause.PROTECTED_TIME),
        (HoldReason.NO_SESSION, Cause.NO_SESSION),
        (HoldReason.CAPACITY, Cause.CAPACITY),
        (HoldReason.LOST_CONTACT, Cause.LOST_CONTACT),
        (HoldReason.HER_CHOICE, Cause.HER_CHOICE),
    ],
)
def test_the_wait_of_a_held_application_is_counted_under_its_reason(alice: Any, ready: Any, reason: HoldReason, cause: Cause) -> None:
    _hold(alice, ready, reason)

    assert _causes(ready)[cause] == 30


def test_a_missing_piece_is_its_issuers_wait(alice: Any) -> None:
    application = make_application(alice, state="preparing", today=BEFORE)
    piece = Piece.unscoped.get(application=application, code="identity")

    _hold(alice, application, HoldReason.MISSING_PIECE, piece=piece)

    cut = selectors.waiting_of(Application.unscoped.get(pk=application.pk), today=LATER)
    assert cut.details_of(Cause.PIECE) == {"la personne": 30}


def test_a_missing_piece_has_a_name(alice: Any) -> None:
    application = make_application(alice, state="preparing")

    with pytest.raises(HoldUnsaid):
        _hold(alice, application, HoldReason.MISSING_PIECE)


def test_a_piece_already_here_is_not_what_is_missing(alice: Any, ready: Any) -> None:
    piece = Piece.unscoped.filter(application=ready, state=PieceState.RECEIVED).first()

    with pytest.raises(HoldUnsaid):
        _hold(alice, ready, HoldReason.MISSING_PIECE, piece=piece)


@pytest.mark.parametrize("state", ["wish", "preparing", "ready"])
def test_taken_up_again_it_stands_where_it_stood(alice: Any, state: str) -> None:
    application = make_application(alice, state=state)
    _hold(alice, application)

    assert _resume(alice, application).state == state


def test_taken_up_again_nothing_is_counted_to_the_reason_any_more(alice: Any, ready: Any) -> None:
    _hold(alice, ready)
    _resume(alice, ready, today=TODAY + timedelta(days=10))

    assert _causes(ready)[Cause.PROTECTED_TIME] == 10


def test_pieces_still_arrive_while_it_is_held(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    _hold(alice, application)
    piece = Piece.unscoped.get(application=application, code="identity")

    changed = services.change_piece(
        actor=actor_of(alice), today=TODAY, piece=piece, seen=piece.version, state=PieceState.RECEIVED, issuer="person"
    )

    assert changed.state == "received"


def test_a_held_application_is_not_declared_ready_behind_its_reason(alice: Any, ready: Any) -> None:
    _hold(alice, ready)

    with pytest.raises(StateRefused):
        services.mark_ready(actor=actor_of(alice), today=TODAY, application=ready)


def test_a_held_application_does_not_leave(alice: Any, ready: Any, delegation_x: Any) -> None:
    _hold(alice, ready)

    with pytest.raises(StateRefused):
        services.file_application(actor=actor_of(alice), today=TODAY, application=ready)


def test_the_day_to_speak_of_it_again_is_to_come(alice: Any, ready: Any) -> None:
    with pytest.raises(ReviewInPast):
        _hold(alice, ready, review_on=TODAY)


def test_a_filed_application_is_no_longer_held(alice: Any, dana: Any) -> None:
    with pytest.raises(StateRefused):
        _hold(alice, make_application(alice, state="filed", dana=dana))


def test_what_is_not_held_is_not_taken_up_again(alice: Any, ready: Any) -> None:
    with pytest.raises(StateRefused):
        _resume(alice, ready)


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_only_those_who_prepare_hold(ready: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _hold(request.getfixturevalue(who), ready)


def test_a_reason_is_in_the_journal_by_its_code(alice: Any, ready: Any) -> None:
    _hold(alice, ready)

    assert actions_on(ready)[-1] == "psp.held"


# Withdrawn


@pytest.mark.parametrize("state", ["wish", "preparing", "ready", "filed", "scheduled", "examined"])
def test_she_may_withdraw_until_the_decision(alice: Any, dana: Any, state: str) -> None:
    application = make_application(alice, state=state, dana=dana)

    assert _withdraw(alice, application).state == "withdrawn"


def test_a_decided_application_is_not_withdrawn(alice: Any, dana: Any, paul: Any) -> None:
    with pytest.raises(StateRefused):
        _withdraw(alice, make_application(alice, state="decided", dana=dana, paul=paul))


def test_her_wait_stops_the_day_she_said_it(alice: Any, ready: Any) -> None:
    _withdraw(alice, ready, happened_on=TODAY - timedelta(days=5))

    assert selectors.waiting_of(Application.unscoped.get(pk=ready.pk), today=LATER).total == 15


def test_she_may_ask_again(alice: Any, ready: Any) -> None:
    _withdraw(alice, ready)

    again = services.note_wish(actor=actor_of(alice), today=TODAY, person=ready.person)

    assert again.state == "wish"


def test_withdrawn_while_held_nothing_is_held_any_more(alice: Any, ready: Any) -> None:
    _hold(alice, ready)
    _withdraw(alice, ready)

    assert Hold.unscoped.get(application=ready).ends_on == TODAY


def test_the_secretariat_is_told_and_sees_it_withdrawn(client: Any, alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    _withdraw(alice, application)

    page = client.as_(dana).get(reverse("psp:application", args=[application.pk]))

    assert Notice.unscoped.filter(user_id=dana.pk, topic="psp.withdrawn").exists()
    assert "Demande retirée" in page.content.decode()


def test_before_the_filing_the_state_learns_nothing(client: Any, alice: Any, dana: Any) -> None:
    application = make_application(alice, state="ready")
    _withdraw(alice, application)

    assert not Notice.unscoped.filter(user_id=dana.pk, topic__startswith="psp.").exists()
    assert client.as_(dana).get(reverse("psp:application", args=[application.pk])).status_code == 404


def test_the_secretariat_records_a_withdrawal_that_came_by_post(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    assert _withdraw(dana, application).state == "withdrawn"


@pytest.mark.parametrize("who", ["bob", "charlie", "paul"])
def test_nobody_else_withdraws(alice: Any, dana: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="filed", dana=dana)

    with pytest.raises(Denied):
        _withdraw(request.getfixturevalue(who), application)


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (BEFORE - timedelta(days=1), DateBeforePrevious)])
def test_the_day_of_a_withdrawal_can_be(alice: Any, ready: Any, day: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _withdraw(alice, ready, happened_on=day)


# The pages


def test_a_double_click_holds_once(client: Any, alice: Any, ready: Any) -> None:
    typed = {"reason": "capacity", "happened_on": TODAY, "key": "0f0e2b1c-9d7a-4a42-9a25-5f0d3a1e7c11"}

    for _ in range(2):
        client.as_(alice).post(reverse("psp:hold", args=[ready.pk]), typed)

    assert Hold.unscoped.filter(application=ready).count() == 1


def test_the_page_says_why_it_is_not_presented_and_offers_to_take_it_up(client: Any, alice: Any, ready: Any) -> None:
    _hold(alice, ready, HoldReason.CAPACITY)

    said = client.as_(alice).get(reverse("psp:application", args=[ready.pk])).content.decode()

    assert "pas de place pour l&#x27;accompagner" in said
    assert reverse("psp:resume", args=[ready.pk]) in said


def test_it_is_taken_up_again_in_one_click(client: Any, alice: Any, ready: Any) -> None:
    _hold(alice, ready)

    client.as_(alice).post(reverse("psp:resume", args=[ready.pk]))

    ready.refresh_from_db()
    assert ready.state == "ready"


def test_she_is_withdrawn_only_when_sure(client: Any, alice: Any, ready: Any) -> None:
    address = reverse("psp:withdraw", args=[ready.pk])

    refused = client.as_(alice).post(address, {"happened_on": TODAY})
    client.as_(alice).post(address, {"happened_on": TODAY, "sure": "on"})

    ready.refresh_from_db()
    assert (refused.status_code, ready.state) == (422, "withdrawn")


def test_a_withdrawn_application_goes_back_to_its_page(client: Any, alice: Any, ready: Any) -> None:
    _withdraw(alice, ready)

    assert client.as_(alice).get(reverse("psp:withdraw", args=[ready.pk])).status_code == 302


def test_the_letter_is_ready_for_a_filed_application_only(client: Any, alice: Any, dana: Any, ready: Any) -> None:
    filed = make_application(alice, state="filed", dana=dana)
    for application in (filed, ready):
        _withdraw(alice, application)

    letter, none = (client.as_(alice).get(reverse("psp:withdrawal_letter", args=[each.pk])) for each in (filed, ready))

    assert (letter.status_code, letter["Content-Type"], none.status_code) == (200, "application/pdf", 404)


def test_the_association_reads_its_acknowledgement(client: Any, alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    assert client.as_(alice).get(reverse("psp:acknowledgement", args=[application.pk])).status_code == 200


def test_a_stranger_reads_no_acknowledgement(client: Any, alice: Any, charlie: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    assert client.as_(charlie).get(reverse("psp:acknowledgement", args=[application.pk])).status_code == 404
