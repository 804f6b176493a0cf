"""The checklist, line by line: where a piece is, since when, its file, and the days that it made her wait."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.core.clock.waiting import Cause
from maillage.foundation.documents import documents_of, get_document, open_document
from maillage.foundation.documents.errors import UploadRefused
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import DateInFuture, PieceReplaced, ReceivedBeforeAsked
from maillage.pathway.psp.models import Piece, PieceState, WaitingFact
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_photo

ASKED, RECEIVED, NOT_APPLICABLE, TO_GATHER = PieceState.ASKED, PieceState.RECEIVED, PieceState.NOT_APPLICABLE, PieceState.TO_GATHER
TOMORROW = TODAY + timedelta(days=1)
AGO = TODAY - timedelta(days=40)


@pytest.fixture
def piece(alice: Any) -> Any:
    application = make_application(alice, state="preparing", today=AGO - timedelta(days=10))
    return Piece.unscoped.select_related("application__person").get(application=application, code="identity")


def _change(user: Any, piece: Any, state: Any, *, today: date = TODAY, **more: Any) -> Any:
    line = {"seen": piece.version, "issuer": piece.issuer, **more}
    return services.change_piece(actor=actor_of(user, today), today=today, piece=piece, state=state, **line)


def test_asked_in_one_tap_it_is_dated_today(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED)

    assert (asked.state, asked.asked_on, asked.received_on, asked.version) == ("asked", TODAY, None, 2)
    assert "psp.piece_changed" in actions_on(piece.application)


def test_received_in_one_tap_the_day_it_was_asked_is_kept(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO)

    received = _change(alice, asked, RECEIVED)

    assert (received.asked_on, received.received_on) == (AGO, TODAY)


def test_a_piece_received_before_it_was_asked_is_refused(alice: Any, piece: Any) -> None:
    with pytest.raises(ReceivedBeforeAsked):
        _change(alice, piece, RECEIVED, asked_on=TODAY, received_on=AGO)


@pytest.mark.parametrize(("state", "day"), [(ASKED, "asked_on"), (RECEIVED, "received_on")])
def test_a_day_to_come_is_refused(alice: Any, piece: Any, state: Any, day: str) -> None:
    with pytest.raises(DateInFuture):
        _change(alice, piece, state, **{day: TOMORROW})


def test_a_stale_line_writes_nothing(alice: Any, piece: Any) -> None:
    _change(alice, piece, ASKED)

    with pytest.raises(Stale) as refused:
        _change(alice, piece, NOT_APPLICABLE)

    assert (refused.value.current["state"], refused.value.submitted["state"]) == ("asked", "not_applicable")


def test_the_same_tap_sent_twice_with_its_key_is_harmless(alice: Any, piece: Any) -> None:
    key = uuid.uuid4()

    answers = [_change(alice, piece, ASKED, key=key).version for _ in range(2)]

    assert answers == [2, 2]


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_only_those_who_prepare_note_a_piece(piece: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _change(request.getfixturevalue(who), piece, ASKED)


def test_a_piece_that_left_with_the_application_does_not_change(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    piece = Piece.unscoped.filter(application=application).order_by("rank").first()

    with pytest.raises(PieceReplaced):
        _change(alice, piece, NOT_APPLICABLE)


# The days it made her wait


def test_a_piece_explains_the_wait_until_it_comes(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO)
    _change(alice, asked, RECEIVED, today=AGO + timedelta(days=30))

    assert _days_for_pieces(piece) == 30


def test_the_days_waited_stay_when_the_piece_turns_out_not_to_be_needed(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO)
    _change(alice, asked, NOT_APPLICABLE)

    assert _days_for_pieces(piece) == 40


def test_the_days_waited_stay_when_the_piece_is_asked_again(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO)
    received = _change(alice, asked, RECEIVED, today=AGO + timedelta(days=10))
    again = _change(alice, received, ASKED, today=AGO + timedelta(days=35))

    assert again.asked_on == AGO + timedelta(days=35)
    assert _days_for_pieces(piece) == 10 + 5


def test_a_wrong_tap_undone_leaves_no_wait(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO)
    _change(alice, asked, TO_GATHER)

    assert not WaitingFact.unscoped.exists()
    assert _days_for_pieces(piece) == 0


def test_the_issuer_of_a_past_wait_is_said_in_words(alice: Any, piece: Any) -> None:
    asked = _change(alice, piece, ASKED, today=AGO, issuer="consulate")
    _change(alice, asked, NOT_APPLICABLE, issuer="consulate")

    cut = selectors.waiting_of(piece.application, today=TODAY)

    assert cut.details_of(Cause.PIECE) == {"le consulat": 40}


# Its file


def test_a_scan_is_attached_sealed_and_the_piece_received(alice: Any, piece: Any) -> None:
    attached = services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo("carte.png"))

    document = get_document(owner=attached, pk=attached.document)
    opened = open_document(actor=actor_of(alice), document=document, reason="application", today=TODAY)
    assert (attached.state, attached.received_on) == ("received", TODAY)
    assert (opened.name, opened.mime) == ("carte.png", "image/png")
    assert "psp.piece_attached" in actions_on(piece.application)


def test_another_scan_replaces_the_first(alice: Any, piece: Any) -> None:
    first = services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo())

    second = services.attach_piece(actor=actor_of(alice), today=TODAY, piece=first, upload=make_photo(colour="black"))

    assert [each.pk for each in documents_of(piece)] == [second.document]


def test_the_same_scan_sent_twice_is_kept_once(alice: Any, piece: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo(), key=key)

    assert len(documents_of(piece)) == 1
    assert Piece.unscoped.get(pk=piece.pk).version == 2


def test_a_file_that_is_no_document_changes_nothing(alice: Any, piece: Any) -> None:
    upload = make_photo("carte.png")
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(b"MZ this is a program")
    upload.size = 20

    with pytest.raises(UploadRefused):
        services.note_piece(
            actor=actor_of(alice),
            today=TODAY,
            piece=piece,
            seen=piece.version,
            line={"state": RECEIVED, "issuer": "person"},
            upload=upload,
        )

    assert Piece.unscoped.get(pk=piece.pk).state == "to_gather"


def test_a_line_and_its_scan_are_noted_together(alice: Any, piece: Any) -> None:
    noted = services.note_piece(
        actor=actor_of(alice),
        today=TODAY,
        piece=piece,
        seen=piece.version,
        line={"state": ASKED, "issuer": "consulate", "asked_on": AGO, "valid_until": TOMORROW},
        upload=make_photo(),
    )

    again = Piece.unscoped.get(pk=noted.pk)
    assert (again.state, again.issuer, again.asked_on, again.received_on, again.valid_until) == (
        "received",
        "consulate",
        AGO,
        TODAY,
        TOMORROW,
    )
    assert again.document is not None


def test_a_stale_line_keeps_no_scan(alice: Any, piece: Any) -> None:
    _change(alice, piece, ASKED)

    with pytest.raises(Stale):
        services.note_piece(
            actor=actor_of(alice), today=TODAY, piece=piece, seen=1, line={"state": RECEIVED, "issuer": "person"}, upload=make_photo()
        )

    assert not documents_of(piece)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_only_those_who_prepare_attach_a_scan(piece: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        services.attach_piece(actor=actor_of(request.getfixturevalue(who)), today=TODAY, piece=piece, upload=make_photo())


def test_no_scan_is_attached_after_the_filing(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    piece = Piece.unscoped.select_related("application__person").filter(application=application).order_by("rank").first()

    with pytest.raises(PieceReplaced):
        services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo())


def _days_for_pieces(piece: Any) -> int:
    application = piece.application
    return selectors.waiting_of(application, today=TODAY).totals.get(Cause.PIECE, 0)
