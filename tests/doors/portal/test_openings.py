"""On the home: changes of mode left unfinished for whoever decides, who is to be told for whoever follows her."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.doors.portal.blocks import openings as blocks
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.openings import TO_TELL, UNFINISHED
from maillage.doors.portal.values import Whose
from maillage.foundation.access.roles import Role
from tests.accompaniment.making import change_rule, make_person
from tests.accompaniment.openings.making import add_activity, book, carry, decide, make_manager
from tests.cast import TODAY, give_mandate, make_user
from tests.doors.portal.world import asked_by

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def hugo(association_a: Any) -> Any:
    return make_manager(association_a)


@pytest.fixture
def centre(hugo: Any, association_a: Any) -> Any:
    return add_activity(hugo, association_a, name="Accueil")


@pytest.fixture
def told(hugo: Any, alice: Any, centre: Any) -> Any:
    """A change applied, that moved the appointment of somebody whom Alice follows."""
    person = make_person(alice)
    change_rule(alice, person, ways={"phone": "allowed"})
    book(person, centre, day=TOMORROW)
    return carry(hugo, decide(hugo, centre))


def test_a_house_that_goes_on_as_usual_keeps_a_calm_home(hugo: Any, alice: Any, centre: Any) -> None:
    assert (blocks.unfinished(asked_by(hugo)), blocks.to_tell(asked_by(alice))) == (None, None)


def test_a_change_of_which_something_is_left_presses_whoever_decides(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre)

    block = blocks.unfinished(asked_by(hugo))

    assert block is not None
    assert block.pressing == ("1 changement à achever",)
    assert [line.url for line in block.lines] == [f"/ouvertures/changement/{change.pk}/"]


def test_a_caseworker_has_no_change_to_finish(hugo: Any, alice: Any, centre: Any) -> None:
    decide(hugo, centre)

    assert blocks.unfinished(asked_by(alice)) is None


def test_what_is_shut_today_is_said_even_when_all_is_done(hugo: Any, centre: Any) -> None:
    decide(hugo, centre, kind="closed", why="start")

    block = blocks.unfinished(asked_by(hugo))

    assert block is not None
    assert [(str(line.title), str(line.detail)) for line in block.lines] == [("Accueil", "fermé")]


def test_those_whom_she_follows_and_who_do_not_know_yet_stand_on_her_home(alice: Any, iris: Any, told: Any) -> None:
    block = blocks.to_tell(asked_by(alice))

    assert block is not None
    assert [line.day for line in block.lines] == [TOMORROW]
    assert blocks.to_tell(asked_by(iris)) is None
    assert TO_TELL.find(asked_by(iris, whose=Whose.ALL)).count == 1


def test_the_reception_sees_them_all(association_a: Any, told: Any) -> None:
    rose = make_user("Rose")
    give_mandate(rose, Role.RECEPTION, association_a)

    assert blocks.to_tell(asked_by(rose)) is not None


def test_the_list_and_the_number_are_the_same_rows(hugo: Any, centre: Any) -> None:
    decide(hugo, centre)

    found = UNFINISHED.find(asked_by(hugo))

    assert found.count == len(found.lines()) == 1


def test_with_nothing_to_finish_the_list_teaches(client: Any, hugo: Any) -> None:
    assert "mg-empty" in client.as_(hugo).get(pile_link(UNFINISHED.code)).content.decode()
