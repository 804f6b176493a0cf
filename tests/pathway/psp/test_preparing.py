"""Before the filing: the wish, the checklist, the text, ready. Each act with its success and each refusal."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from maillage.foundation.kernel.errors import Denied, Stale
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    AlreadyRunning,
    DateBeforePrevious,
    DateInFuture,
    NoPathway,
    PathwayRunning,
    PiecesMissing,
    StateRefused,
)
from maillage.pathway.psp.models import Application, Kind, Piece, PieceState, Step
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import TEXT, make_application, make_pathway, receive_all

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


# The wish


def test_a_wish_is_noted_on_its_own_day(alice: Any) -> None:
    application = _wish(alice, make_person(alice), wished_on=YESTERDAY)

    step = Step.unscoped.get(application=application)
    assert (application.state, application.wished_on) == ("wish", YESTERDAY)
    assert (step.happened_on, step.recorded_on, step.by_state) == (YESTERDAY, TODAY, False)
    assert actions_on(application) == ["psp.wish_noted"]


def test_the_same_key_notes_one_wish(alice: Any) -> None:
    person, key = make_person(alice), uuid.uuid4()

    first, second = (_wish(alice, person, key=key) for _ in range(2))

    assert first.pk == second.pk


def test_a_wish_to_come_is_refused(alice: Any) -> None:
    with pytest.raises(DateInFuture):
        _wish(alice, make_person(alice), wished_on=TOMORROW)


def test_a_second_application_of_the_same_kind_is_refused(alice: Any) -> None:
    person = make_person(alice)
    _wish(alice, person)

    with pytest.raises(AlreadyRunning):
        _wish(alice, person)


@pytest.mark.db_truth
def test_the_database_too_refuses_two_running_applications_of_a_kind(alice: Any) -> None:
    application = make_application(alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.unscoped.create(
            person=application.person,
            organisation=application.organisation,
            territory=application.territory,
            kind=Kind.FIRST,
            wished_on=TODAY,
        )


def test_after_a_refusal_she_may_ask_again(alice: Any, dana: Any, paul: Any) -> None:
    refused = make_application(alice, state="decided", granted=False, dana=dana, paul=paul)

    assert _wish(alice, refused.person).state == "wish"


def test_a_renewal_needs_a_pathway(alice: Any) -> None:
    with pytest.raises(NoPathway):
        _wish(alice, make_person(alice), kind=Kind.RENEWAL)


def test_a_first_request_is_refused_during_a_pathway(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    with pytest.raises(PathwayRunning):
        _wish(alice, pathway.person)


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_only_those_who_prepare_note_a_wish(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    person = make_person(alice)

    with pytest.raises(Denied):
        _wish(request.getfixturevalue(who), person)


# The checklist


def test_the_checklist_is_that_of_the_law_for_the_kind_asked(alice: Any) -> None:
    application = make_application(alice, state="preparing")

    codes = list(Piece.unscoped.filter(application=application).order_by("rank").values_list("code", flat=True))
    assert codes[:2] == ["request_form", "situation"]
    assert "renewal_form" not in codes


def test_the_checklist_of_a_renewal_asks_for_the_account(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    renewal = make_application(alice, state="preparing", person=pathway.person, kind="renewal")

    assert Piece.unscoped.filter(application=renewal, code="renewal_form").exists()
    assert not Piece.unscoped.filter(application=renewal, code="request_form").exists()


def test_preparation_starts_once(alice: Any) -> None:
    application = make_application(alice, state="preparing")

    with pytest.raises(StateRefused):
        services.start_preparing(actor=actor_of(alice), today=TODAY, application=application)


def test_starting_twice_with_its_key_is_harmless(alice: Any) -> None:
    application, key = make_application(alice), uuid.uuid4()

    for _ in range(2):
        services.start_preparing(actor=actor_of(alice), today=TODAY, application=application, key=key)

    assert Piece.unscoped.filter(application=application, code="request_form").count() == 1


def test_a_ready_application_is_not_started_again(alice: Any) -> None:
    application = make_application(alice, state="ready")

    with pytest.raises(StateRefused):
        services.start_preparing(actor=actor_of(alice), today=TODAY, application=application)


def test_a_step_does_not_come_before_the_one_before(alice: Any) -> None:
    application = make_application(alice)

    with pytest.raises(DateBeforePrevious):
        services.start_preparing(actor=actor_of(alice), today=TODAY, application=application, happened_on=YESTERDAY)


def test_a_reader_starts_nothing(alice: Any, bob: Any) -> None:
    application = make_application(alice)

    with pytest.raises(Denied):
        services.start_preparing(actor=actor_of(bob), today=TODAY, application=application)


def test_a_refusal_of_the_workflow_speaks_the_language_of_the_reader(alice: Any) -> None:
    application = make_application(alice)

    with pytest.raises(StateRefused) as refused:
        services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)

    with translation.override("fr"):
        assert "envie exprimée" in refused.value.sentence


# The text


def test_her_project_is_written_and_read_back(alice: Any) -> None:
    application = _write(alice, make_application(alice), project=" Un CAP. ", asks_permit=True)

    text = selectors.open_text(actor=actor_of(alice), application=application, reason="application", today=TODAY)
    assert (text.project, text.commitments, application.asks_permit) == ("Un CAP.", TEXT["commitments"], True)
    assert "psp.text_written" in actions_on(application)


def test_an_empty_text_is_no_text(alice: Any) -> None:
    application = _write(alice, make_application(alice), project="  ")

    assert not selectors.has_text(application)


def test_a_stale_text_writes_nothing(alice: Any) -> None:
    application = make_application(alice)
    _write(alice, application, project="le premier")

    with pytest.raises(Stale):
        _write(alice, application, project="le second")

    again = Application.unscoped.get(pk=application.pk)
    assert selectors.open_text(actor=actor_of(alice), application=again, reason="application", today=TODAY).project == "le premier"


def test_a_filed_text_does_not_change(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    with pytest.raises(StateRefused):
        _write(alice, application, project="autre chose")


def test_a_reader_writes_no_text(alice: Any, bob: Any) -> None:
    with pytest.raises(Denied):
        _write(bob, make_application(alice))


def test_the_repr_of_an_opened_text_shows_nothing(alice: Any) -> None:
    application = _write(alice, make_application(alice))

    text = selectors.open_text(actor=actor_of(alice), application=application, reason="application", today=TODAY)

    assert TEXT["project"] not in repr(text)


# Ready, and back


def test_an_application_is_ready_when_nothing_asked_of_everybody_is_left(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    receive_all(alice, application)

    application = services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)

    assert (application.state, actions_on(application)[-1]) == ("ready", "psp.ready")


def test_what_is_missing_is_counted(alice: Any) -> None:
    application = make_application(alice, state="preparing")

    with pytest.raises(PiecesMissing) as refused:
        services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)

    assert "6" in refused.value.sentence


def test_a_piece_without_object_is_not_missing(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    receive_all(alice, application)
    piece = Piece.unscoped.get(application=application, code="identity")
    services.change_piece(
        actor=actor_of(alice), today=TODAY, piece=piece, seen=piece.version, state=PieceState.NOT_APPLICABLE, issuer="person"
    )

    assert services.mark_ready(actor=actor_of(alice), today=TODAY, application=application).state == "ready"


def test_a_piece_out_of_date_is_missing(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    receive_all(alice, application)
    Piece.unscoped.filter(application=application, code="identity").update(valid_until=YESTERDAY)

    with pytest.raises(PiecesMissing):
        services.mark_ready(actor=actor_of(alice), today=TODAY, application=application)


def test_a_piece_is_valid_on_its_last_day(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    receive_all(alice, application)
    Piece.unscoped.filter(application=application, code="identity").update(valid_until=TODAY)

    assert services.mark_ready(actor=actor_of(alice), today=TODAY, application=application).state == "ready"


def test_a_ready_application_is_taken_back(alice: Any) -> None:
    application = make_application(alice, state="ready")

    reopened = services.reopen_preparation(actor=actor_of(alice), today=TODAY, application=application)

    assert (reopened.state, actions_on(application)[-1]) == ("preparing", "psp.reopened")


def test_a_wish_is_not_taken_back_to_a_preparation_that_never_began(alice: Any) -> None:
    application = make_application(alice)

    with pytest.raises(StateRefused):
        services.reopen_preparation(actor=actor_of(alice), today=TODAY, application=application)


@pytest.mark.parametrize("act", ["mark_ready", "reopen_preparation"])
def test_a_reader_neither_declares_ready_nor_takes_back(alice: Any, bob: Any, act: str) -> None:
    application = make_application(alice, state="ready")

    with pytest.raises(Denied):
        getattr(services, act)(actor=actor_of(bob), today=TODAY, application=application)


def _wish(user: Any, person: Any, **more: Any) -> Any:
    return services.note_wish(actor=actor_of(user), today=TODAY, person=person, **more)


def _write(user: Any, application: Any, **more: Any) -> Any:
    typed = {**TEXT, "asks_permit": False, "asks_allowance": False, **more}
    return services.write_text(actor=actor_of(user), today=TODAY, application=application, seen=application.version, **typed)
