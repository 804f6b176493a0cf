"""On the home: mail that waits too long, what ends in situations, minors to protect, each for whoever may act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maillage.doors.portal.blocks import mail as mail_block
from maillage.doors.portal.blocks import situations as situation_blocks
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.mail import UNCLAIMED
from maillage.doors.portal.piles.situations import ENDING, PROTECTIONS
from maillage.doors.portal.values import Whose
from maillage.foundation.access.roles import Role
from tests.accompaniment.kept_mail.making import keep, tell
from tests.accompaniment.making import make_person
from tests.accompaniment.situation.making import doubt, note
from tests.accompaniment.situation.test_protection import act_on
from tests.cast import CastClient, give_mandate, make_user
from tests.doors.portal.world import asked_by

MAY_4 = date(2020, 5, 4)


@pytest.fixture
def reception(association_a: Any) -> Any:
    user = make_user("Rose")
    give_mandate(user, Role.RECEPTION, association_a)
    return user


# Mail


def test_the_reception_sees_every_letter_that_waits_too_long_and_may_note_more(reception: Any, alice: Any) -> None:
    keep(alice, make_person(alice), urgent=True, received_on=MAY_4)

    block = mail_block.unclaimed(asked_by(reception))

    assert block is not None
    assert (block.pressing, [act.icon for act in block.acts]) == (("1 courrier attend depuis trop longtemps",), ["mail-plus"])


def test_with_nothing_waiting_the_reception_learns_what_comes_here_and_a_caseworker_keeps_a_calm_home(reception: Any, alice: Any) -> None:
    taught = mail_block.unclaimed(asked_by(reception))

    assert taught is not None
    assert taught.empty is not None
    assert mail_block.unclaimed(asked_by(alice)) is None


def test_a_caseworker_sees_the_letters_of_those_she_follows(alice: Any, iris: Any) -> None:
    keep(alice, make_person(iris), urgent=True, received_on=MAY_4)

    assert mail_block.unclaimed(asked_by(alice)) is None
    assert UNCLAIMED.find(asked_by(alice, whose=Whose.ALL)).count == 1


def test_a_letter_of_which_she_knows_says_so(alice: Any) -> None:
    person = make_person(alice)
    keep(alice, person, urgent=True, received_on=MAY_4)
    tell(alice, person, "phone")

    line = UNCLAIMED.find(asked_by(alice)).lines()[0]

    assert [str(chip.word) for chip in line.chips] == ["urgent", "prévenue"]
    assert line.url == f"/courrier/dossier/{person.pk}/"


# What ends


def test_what_ends_in_the_situations_that_she_follows_stands_on_her_home(alice: Any, iris: Any) -> None:
    note(alice, make_person(alice), "domiciliation", kind="here", until=date(2020, 6, 20))
    note(iris, make_person(iris), "domiciliation", kind="here", until=date(2020, 6, 1))

    block = situation_blocks.ending(asked_by(alice))

    assert block is not None
    assert [line.day for line in block.lines] == [date(2020, 6, 20)]
    assert [line.day for line in ENDING.find(asked_by(alice)).lines()] == [date(2020, 6, 1), date(2020, 6, 20)]


def test_what_is_far_says_nothing(alice: Any) -> None:
    note(alice, make_person(alice), "domiciliation", kind="here", until=date(2021, 5, 1))

    assert situation_blocks.ending(asked_by(alice)) is None


@pytest.mark.parametrize("who", ["bob", "dana"])
def test_who_does_not_work_on_files_has_no_such_block(who: str, request: pytest.FixtureRequest) -> None:
    asked = asked_by(request.getfixturevalue(who))

    assert [situation_blocks.ending(asked), situation_blocks.protections(asked), mail_block.unclaimed(asked)] == [None] * 3


# Minors


def test_minors_to_protect_stand_on_the_home_of_the_right_alone(alice: Any, iris: Any) -> None:
    doubt(alice, make_person(alice))

    block = situation_blocks.protections(asked_by(iris))

    assert block is not None
    assert block.pressing == ("1 mineure à protéger",)
    assert situation_blocks.protections(asked_by(alice)) is None


def test_where_nothing_was_done_comes_first_and_says_where_to_begin(alice: Any, iris: Any) -> None:
    act_on(iris, doubt(alice, make_person(alice)))
    untouched = make_person(alice)
    doubt(alice, untouched)

    lines = PROTECTIONS.find(asked_by(iris)).lines()

    assert lines[0].person == untouched
    assert [str(line.chips[0].word) for line in lines] == [
        "rien de noté : commencez par la mise à l'abri",
        "une réponse se fait attendre",
    ]


def test_the_list_of_minors_is_not_there_without_the_right(client: CastClient, alice: Any, iris: Any) -> None:
    assert client.as_(alice).get(pile_link(PROTECTIONS.code)).status_code == 404
    assert "mg-empty" in client.as_(iris).get(pile_link(PROTECTIONS.code)).content.decode()
