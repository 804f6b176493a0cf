"""Who sees which row: the association, the key worker alone where files are closed, the State from the filing on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.selectors import get_person, people_visible_to
from maillage.accompaniment.people.services import end_key_worker
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Piece
from tests.accompaniment.making import give_follow_up, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_pathway


def _sees(load: Callable[[], Any]) -> bool:
    try:
        load()
    except OutOfScope:
        return False
    return True


@pytest.fixture
def closed(association_a: Any) -> Any:
    """Association A opens its files to those who follow them only."""
    association_a.files_open_to = "assigned"
    association_a.save()
    return association_a


# Applications


@pytest.mark.parametrize("who", ["alice", "bob", "hugo", "iris"])
@pytest.mark.parametrize("state", ["wish", "filed"])
def test_the_team_sees_its_applications(alice: Any, dana: Any, who: str, state: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state=state, dana=dana)

    assert _sees(lambda: selectors.get_application(actor=actor_of(request.getfixturevalue(who)), pk=application.pk, today=TODAY))


@pytest.mark.parametrize("who", ["dana", "paul", "marc", "jean", "eve", "charlie", "nora", "aude", "ops"])
@pytest.mark.parametrize("state", ["wish", "preparing", "ready"])
def test_nobody_else_sees_it_before_the_filing(alice: Any, dana: Any, who: str, state: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state=state)

    assert not _sees(lambda: selectors.get_application(actor=actor_of(request.getfixturevalue(who)), pk=application.pk, today=TODAY))


@pytest.mark.parametrize(
    ("who", "sees"), [("dana", True), ("paul", True), ("eve", False), ("charlie", False), ("marc", False), ("nora", False)]
)
def test_once_filed_the_state_of_the_department_sees_it(
    alice: Any, dana: Any, who: str, sees: bool, request: pytest.FixtureRequest
) -> None:
    application = make_application(alice, state="filed", dana=dana)
    actor = actor_of(request.getfixturevalue(who))

    assert _sees(lambda: selectors.get_application(actor=actor, pk=application.pk, today=TODAY)) is sees


def test_the_state_never_sees_a_line_of_the_checklist(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    piece = Piece.unscoped.filter(application=application).order_by("rank").first()
    assert piece is not None

    assert not _sees(lambda: selectors.get_piece(actor=actor_of(dana), pk=piece.pk, today=TODAY))


def test_the_state_sees_the_steps_since_the_filing_only(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    states = [step.state for step in selectors.steps_of(application, own=False)]

    assert states == ["filed", "scheduled"]


def test_the_file_of_the_person_stays_closed_to_the_state_after_the_filing(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    assert not _sees(lambda: get_person(actor=actor_of(dana), pk=application.person_id, today=TODAY))


def test_counts_by_state_count_only_what_is_seen(alice: Any, dana: Any, charlie: Any) -> None:
    make_application(alice, state="preparing")
    make_application(charlie, state="preparing")
    make_application(alice, state="filed", dana=dana)

    counts = selectors.counts_by_state(actor_of(alice), today=TODAY)

    assert (counts["preparing"], counts["filed"], counts["decided"]) == (1, 1, 0)
    assert sum(selectors.counts_by_state(actor_of(dana), today=TODAY).values()) == 1


@pytest.mark.parametrize(
    ("who", "sees"), [("alice", True), ("bob", True), ("dana", True), ("paul", True), ("eve", False), ("charlie", False)]
)
def test_a_pathway_is_seen_by_its_association_and_its_department(
    alice: Any, dana: Any, paul: Any, who: str, sees: bool, request: pytest.FixtureRequest
) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    actor = actor_of(request.getfixturevalue(who))

    assert _sees(lambda: selectors.get_pathway(actor=actor, pk=pathway.pk, today=TODAY)) is sees


# Closed associations


@pytest.mark.parametrize(("who", "sees"), [("alice", True), ("iris", False), ("bob", False), ("hugo", True)])
def test_where_files_are_closed_only_key_workers_and_managers_see_them(
    closed: Any, alice: Any, who: str, sees: bool, request: pytest.FixtureRequest
) -> None:
    person = make_person(alice)
    actor = actor_of(request.getfixturevalue(who))

    assert _sees(lambda: get_person(actor=actor, pk=person.pk, today=TODAY)) is sees


@pytest.mark.parametrize(("who", "sees"), [("alice", True), ("iris", False), ("hugo", True)])
def test_her_applications_and_pieces_follow_her_file(closed: Any, alice: Any, who: str, sees: bool, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="preparing")
    piece = Piece.unscoped.filter(application=application).order_by("rank").first()
    assert piece is not None
    actor = actor_of(request.getfixturevalue(who))

    assert _sees(lambda: selectors.get_application(actor=actor, pk=application.pk, today=TODAY)) is sees
    assert _sees(lambda: selectors.get_piece(actor=actor, pk=piece.pk, today=TODAY)) is sees


def test_assigning_really_assigns(closed: Any, alice: Any, iris: Any) -> None:
    person = make_person(alice)

    give_follow_up(alice, person, iris)

    assert people_visible_to(actor_of(iris), today=TODAY).count() == 1


def test_who_ends_her_follow_up_no_longer_sees_the_file(closed: Any, alice: Any) -> None:
    person = make_person(alice)

    end_key_worker(actor=actor_of(alice), today=TODAY, key_worker=KeyWorker.unscoped.get(person=person))

    assert not people_visible_to(actor_of(alice), today=TODAY).exists()


def test_a_key_worker_of_another_association_gains_nothing(alice: Any, charlie: Any) -> None:
    person = make_person(alice)
    KeyWorker.unscoped.create(person=person, user=charlie, starts_on=TODAY)

    assert not _sees(lambda: get_person(actor=actor_of(charlie), pk=person.pk, today=TODAY))


def test_two_key_workers_do_not_make_two_lines(alice: Any, iris: Any) -> None:
    person = make_person(alice)
    give_follow_up(alice, person, iris)

    assert people_visible_to(actor_of(alice), today=TODAY).count() == 1


def test_a_closed_file_leaves_the_list(alice: Any) -> None:
    person = make_person(alice)
    Person.unscoped.filter(pk=person.pk).update(closed_on=TODAY)

    assert not people_visible_to(actor_of(alice), today=TODAY).exists()
