"""The list of pieces: her situation, what a department changes, what running checklists take of it, who is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.core.checklist import Level, LocalChange, Papers
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    DateInFuture,
    ExpectedBeforeAsked,
    NotAwaited,
    PieceReplaced,
    PieceUnknown,
    ReasonMissing,
    RefusalUnsaid,
)
from maillage.pathway.psp.models import Piece, PieceOverlay, PieceState, RefusalCause, ReminderMeans, WaitingFact
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.selectors.late import late_by_issuer, late_pieces
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

LONG_AGO = TODAY - timedelta(days=45)


@pytest.fixture
def preparing(alice: Any) -> Any:
    """An application being prepared by A, its list of pieces open."""
    return make_application(alice, state="preparing")


def _overlay(user: Any, *, change: LocalChange = LocalChange.ADD, today: date = TODAY, **more: Any) -> PieceOverlay:
    typed = {"reason": "Usage du département.", **more}
    if change is LocalChange.ADD:
        typed = {"label": "Lettre de motivation", "issuer": "person", **typed}
    return services.set_overlay(actor=actor_of(user, today), today=today, territory_id="F1", change=change, **typed)


def _piece(application: Any, code: str) -> Piece:
    piece: Piece = Piece.unscoped.get(application=application, code=code)
    return piece


def _change(user: Any, piece: Piece, state: PieceState, **more: Any) -> Piece:
    fresh = Piece.unscoped.get(pk=piece.pk)
    return services.change_piece(
        actor=actor_of(user), today=TODAY, piece=fresh, seen=fresh.version, state=state, issuer=fresh.issuer, **more
    )


# Her situation


def _note(user: Any, application: Any, *, papers: Papers = Papers.FRENCH, has_children: bool | None = None, seen: int | None = None) -> Any:
    return services.note_situation(
        actor=actor_of(user),
        today=TODAY,
        application=application,
        seen=application.version if seen is None else seen,
        papers=papers,
        has_children=has_children,
    )


def test_a_french_citizen_is_asked_for_no_residence_paper(alice: Any, preparing: Any) -> None:
    _note(alice, preparing)

    piece = _piece(preparing, "residence_photos")
    assert (piece.level, piece.state) == ("not_applicable", "not_applicable")


def test_children_bring_their_birth_certificates(alice: Any, preparing: Any) -> None:
    _note(alice, preparing, has_children=True)

    assert _piece(preparing, "children_birth").level == "required"


def test_what_was_gathered_stays_gathered(alice: Any, preparing: Any) -> None:
    _change(alice, _piece(preparing, "residence_photos"), PieceState.RECEIVED)

    _note(alice, preparing)

    assert _piece(preparing, "residence_photos").state == "received"


def test_a_situation_said_again_puts_the_line_back(alice: Any, preparing: Any) -> None:
    changed = _note(alice, preparing)

    _note(alice, changed, papers=Papers.WITHOUT_PAPERS)

    assert _piece(preparing, "residence_photos").state == "to_gather"


def test_the_situation_brings_in_no_change_of_the_department(alice: Any, dana: Any, preparing: Any) -> None:
    _overlay(dana)

    _note(alice, preparing)

    assert not Piece.unscoped.filter(application=preparing, code__startswith="local_").exists()


def test_a_stale_situation_is_shown_not_written(alice: Any, preparing: Any) -> None:
    with pytest.raises(Stale):
        _note(alice, preparing, seen=preparing.version - 1)


def test_nothing_changes_in_a_list_that_left(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    with pytest.raises(PieceReplaced):
        _note(alice, application)


def test_a_stranger_says_nothing_of_her_situation(charlie: Any, preparing: Any) -> None:
    with pytest.raises(Denied):
        _note(charlie, preparing)


# The department's own list


def test_a_new_application_asks_what_the_department_asks(alice: Any, dana: Any) -> None:
    overlay = _overlay(dana)

    application = make_application(alice, state="preparing")

    piece = _piece(application, overlay.code)
    assert (piece.label, piece.level, piece.issuer) == ("Lettre de motivation", "required", "person")


def test_the_words_of_a_local_piece_are_found_by_its_code(dana: Any) -> None:
    assert piece_label(_overlay(dana).code) == "Lettre de motivation"


def test_a_running_checklist_does_not_change_by_itself(alice: Any, dana: Any, preparing: Any) -> None:
    overlay = _overlay(dana)

    assert not Piece.unscoped.filter(application=preparing, code=overlay.code).exists()


def test_what_a_running_checklist_lacks_is_listed_with_its_reason(alice: Any, dana: Any, preparing: Any) -> None:
    _overlay(dana)

    [pending] = selectors.pending_changes(actor_of(alice), today=TODAY)

    assert [(each.asked.label, each.asked.why) for each in pending.changes] == [("Lettre de motivation", "Usage du département.")]


def test_only_what_is_ticked_is_applied(alice: Any, dana: Any, preparing: Any) -> None:
    wanted, left = _overlay(dana), _overlay(dana, label="Bail")

    applied = services.apply_list(actor=actor_of(alice), today=TODAY, ticked=[(preparing.pk, wanted.code)])

    codes = set(Piece.unscoped.filter(application=preparing, code__startswith="local_").values_list("code", flat=True))
    assert (applied, codes) == (1, {wanted.code})
    assert left.code not in codes


def test_applied_twice_a_line_is_there_once(alice: Any, dana: Any, preparing: Any) -> None:
    ticked = [(preparing.pk, _overlay(dana).code)]
    services.apply_list(actor=actor_of(alice), today=TODAY, ticked=ticked)

    assert services.apply_list(actor=actor_of(alice), today=TODAY, ticked=ticked) == 0


def test_a_piece_no_longer_asked_is_settled_when_applied(alice: Any, dana: Any, preparing: Any) -> None:
    _overlay(dana, change=LocalChange.NOT_ASKED, code="sworn_statement")

    services.apply_list(actor=actor_of(alice), today=TODAY, ticked=[(preparing.pk, "sworn_statement")])

    assert _piece(preparing, "sworn_statement").state == "not_applicable"


def test_nobody_applies_to_somebody_elses_application(charlie: Any, dana: Any, preparing: Any) -> None:
    code = _overlay(dana).code

    with pytest.raises(Denied):
        services.apply_list(actor=actor_of(charlie), today=TODAY, ticked=[(preparing.pk, code)])


def test_a_line_that_ends_gives_the_national_list_back(alice: Any, dana: Any) -> None:
    overlay = _overlay(dana, change=LocalChange.NOT_ASKED, code="sworn_statement", today=TODAY - timedelta(days=9))
    services.end_overlay(actor=actor_of(dana), today=TODAY, overlay=overlay)

    application = make_application(alice, state="preparing")

    assert _piece(application, "sworn_statement").level == "required"


def test_a_second_line_on_a_piece_ends_the_first(dana: Any) -> None:
    first = _overlay(dana, change=LocalChange.NOT_ASKED, code="sworn_statement")

    _overlay(dana, change=LocalChange.NOTE, code="sworn_statement")

    assert PieceOverlay.unscoped.get(pk=first.pk).ends_on == TODAY


@pytest.mark.parametrize("who", ["alice", "eve", "paul"])
def test_only_the_secretariat_of_the_department_changes_its_list(who: str, request: pytest.FixtureRequest, delegation_x: Any) -> None:
    with pytest.raises(Denied):
        _overlay(request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("refusal", "typed"),
    [
        (ReasonMissing, {"reason": "  "}),
        (PieceUnknown, {"label": " "}),
        (PieceUnknown, {"change": LocalChange.REQUIRE, "code": "unheard_of"}),
    ],
)
def test_a_line_of_the_department_says_what_and_why(dana: Any, refusal: type[Exception], typed: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        _overlay(dana, **typed)


def test_lists_are_compared_side_by_side(alice: Any, dana: Any, territory_y: Any) -> None:
    _overlay(dana, change=LocalChange.NOT_ASKED, code="sworn_statement")

    rows = selectors.compared_list(territory_id="F1", other_id="F2", kind="first", situation=_situation(), today=TODAY)

    row = next(each for each in rows if each.code == "sworn_statement")
    assert (row.national, row.local.level, row.other.level, row.differs) == (
        Level.REQUIRED, Level.NOT_APPLICABLE, Level.REQUIRED, True,
    )  # fmt: skip


def _situation() -> Any:
    from maillage.core.checklist import Situation

    return Situation()


# Late, refused, reminded


def _asked(user: Any, application: Any, code: str = "identity", **more: Any) -> Piece:
    return _change(user, _piece(application, code), PieceState.ASKED, **{"asked_on": LONG_AGO, **more})


def test_a_piece_that_does_not_come_is_its_issuers_delay(alice: Any, preparing: Any) -> None:
    _asked(alice, preparing)

    assert late_by_issuer(actor_of(alice), today=TODAY) == {"person": 1}


def test_a_day_announced_is_waited_for(alice: Any, preparing: Any) -> None:
    _asked(alice, preparing, expected_on=TODAY + timedelta(days=1))

    assert not late_pieces(actor_of(alice), today=TODAY).exists()


def test_the_list_of_late_pieces_says_the_same_as_the_rule(alice: Any, preparing: Any) -> None:
    for code, expected in (("identity", None), ("engagement", TODAY), ("situation", TODAY - timedelta(days=1))):
        _asked(alice, preparing, code, expected_on=expected)

    found = {piece.code for piece in late_pieces(actor_of(alice), today=TODAY)}

    assert found == {piece.code for piece in Piece.unscoped.filter(application=preparing) if piece.late_by(today=TODAY)}


def test_nobody_sees_the_late_pieces_of_another_association(alice: Any, charlie: Any, preparing: Any) -> None:
    _asked(alice, preparing)

    assert not late_pieces(actor_of(charlie), today=TODAY).exists()


def test_a_refusal_says_why_and_the_day(alice: Any, preparing: Any) -> None:
    piece = _change(alice, _asked(alice, preparing), PieceState.REFUSED, refusal=RefusalCause.NO_ADDRESS)

    assert (piece.state, piece.refused_on, piece.refusal) == ("refused", TODAY, "no_address")


def test_a_refusal_without_a_reason_is_asked_for_it(alice: Any, preparing: Any) -> None:
    with pytest.raises(RefusalUnsaid):
        _change(alice, _asked(alice, preparing), PieceState.REFUSED)


def test_asked_again_a_refused_piece_forgets_the_refusal_and_keeps_the_days(alice: Any, preparing: Any) -> None:
    refused = _change(alice, _asked(alice, preparing), PieceState.REFUSED, refusal=RefusalCause.UNSAID)

    asked = _change(alice, refused, PieceState.ASKED, asked_on=TODAY)

    kept = WaitingFact.unscoped.get(application=preparing)
    assert (asked.refusal, asked.refused_on, asked.asked_on) == ("", None, TODAY)
    assert (kept.cause, kept.starts_on, kept.ends_on) == ("piece", LONG_AGO, TODAY)


def test_a_day_announced_before_the_asking_is_a_mistake(alice: Any, preparing: Any) -> None:
    with pytest.raises(ExpectedBeforeAsked):
        _asked(alice, preparing, expected_on=LONG_AGO - timedelta(days=1))


def _remind(user: Any, piece: Piece, **more: Any) -> Any:
    return services.remind_issuer(actor=actor_of(user), today=TODAY, piece=piece, means=ReminderMeans.PHONE, **more)


def test_reminders_are_a_dated_list(alice: Any, preparing: Any) -> None:
    piece = _asked(alice, preparing)

    _remind(alice, piece, done_on=TODAY - timedelta(days=3), again_on=TODAY + timedelta(days=7))
    _remind(alice, piece)

    [line] = selectors.with_waits([Piece.unscoped.get(pk=piece.pk)], today=TODAY)
    assert line.waits.reminded == (TODAY, TODAY - timedelta(days=3))
    assert actions_on(preparing).count("psp.piece_reminded") == 2


@pytest.mark.parametrize(
    ("refusal", "more"),
    [
        (DateInFuture, {"done_on": TODAY + timedelta(days=1)}),
        (ExpectedBeforeAsked, {"done_on": LONG_AGO - timedelta(days=1)}),
        (ExpectedBeforeAsked, {"again_on": TODAY - timedelta(days=1)}),
    ],
)
def test_a_reminder_has_days_that_can_be(alice: Any, preparing: Any, refusal: type[Exception], more: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        _remind(alice, _asked(alice, preparing), **more)


def test_nobody_reminds_for_what_was_not_asked(alice: Any, preparing: Any) -> None:
    with pytest.raises(NotAwaited):
        _remind(alice, _piece(preparing, "identity"))


# The pages


def test_the_list_of_a_department_shows_its_reasons_to_its_associations(client: Any, alice: Any, dana: Any) -> None:
    _overlay(dana)

    page = client.as_(alice).get(reverse("psp:pieces_list", args=["F1"]))

    assert (page.status_code, "Usage du département." in page.content.decode()) == (200, True)


def test_an_association_does_not_change_the_list(client: Any, alice: Any) -> None:
    assert client.as_(alice).post(reverse("psp:pieces_change", args=["F1"]), {}).status_code == 403


def test_the_secretariat_of_another_department_neither(client: Any, eve: Any, territory_x: Any) -> None:
    assert client.as_(eve).get(reverse("psp:pieces_change", args=["F1"])).status_code == 404


def test_the_secretariat_adds_a_piece_from_the_page(client: Any, dana: Any) -> None:
    typed = {"change": "add", "label": "Lettre", "issuer": "person", "kinds": "both", "reason": "Demandée par la commission."}

    client.as_(dana).post(reverse("psp:pieces_change", args=["F1"]), typed)

    assert PieceOverlay.unscoped.get().label == "Lettre"


def test_ticked_lines_are_applied_from_the_page(client: Any, alice: Any, dana: Any, preparing: Any) -> None:
    code = _overlay(dana).code

    client.as_(alice).post(reverse("psp:pieces_apply"), {"ligne": [f"{preparing.pk}:{code}"]})

    assert Piece.unscoped.filter(application=preparing, code=code).exists()


@pytest.mark.parametrize("line", ["nothing", "00000000-0000-0000-0000-000000000007:identity"])
def test_a_line_of_nothing_is_404(client: Any, alice: Any, line: str) -> None:
    assert client.as_(alice).post(reverse("psp:pieces_apply"), {"ligne": [line]}).status_code == 404


def test_late_pieces_are_named_with_their_issuer(client: Any, alice: Any, preparing: Any) -> None:
    _asked(alice, preparing)

    said = client.as_(alice).get(reverse("psp:pieces_late"), {"par": "person"}).content.decode()

    assert "sans date annoncée" in said


def test_a_line_is_edited_with_all_its_days(client: Any, alice: Any, preparing: Any) -> None:
    piece = _piece(preparing, "identity")
    typed = {"state": "refused", "issuer": "consulate", "refusal": "unsaid", "asked_on": LONG_AGO, "version": piece.version}

    client.as_(alice).post(reverse("psp:piece", args=[piece.pk]), typed)

    assert Piece.unscoped.get(pk=piece.pk).refusal == "unsaid"


def test_a_reminder_is_noted_from_the_page(client: Any, alice: Any, preparing: Any) -> None:
    piece = _asked(alice, preparing)

    client.as_(alice).post(reverse("psp:piece_remind", args=[piece.pk]), {"done_on": TODAY, "means": "visit"})

    assert piece.reminders.get().means == "visit"


def test_the_situation_is_noted_from_the_page(client: Any, alice: Any, preparing: Any) -> None:
    typed = {"papers": "european", "has_children": "no", "version": preparing.version}

    client.as_(alice).post(reverse("psp:situation", args=[preparing.pk]), typed)

    preparing.refresh_from_db()
    assert (preparing.papers, preparing.has_children) == ("european", False)


def test_two_tabs_see_both_situations(client: Any, alice: Any, preparing: Any) -> None:
    typed = {"papers": "european", "has_children": "", "version": preparing.version}
    address = reverse("psp:situation", args=[preparing.pk])
    client.as_(alice).post(address, typed)

    page = client.as_(alice).post(address, {**typed, "papers": "french"})

    assert (page.status_code, "citoyenne européenne" in page.content.decode()) == (409, True)


def test_the_selector_of_a_line_is_walled(alice: Any, dana: Any) -> None:
    overlay = _overlay(dana)

    with pytest.raises(OutOfScope):
        selectors.get_overlay(actor=actor_of(alice), pk=overlay.pk, today=TODAY)


def test_whoever_takes_over_reads_what_is_awaited(alice: Any, preparing: Any) -> None:
    from maillage.pathway.psp.panels_of_application import show_on_handover

    _asked(alice, preparing)

    shown = show_on_handover(actor=actor_of(alice), obj=preparing.person, today=TODAY)

    assert shown is not None
    assert [piece.code for piece in shown.data["pieces"]] == ["identity"]
