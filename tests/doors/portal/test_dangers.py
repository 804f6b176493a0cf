"""On the home: a vital danger waits for a second reader, and she waits to be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.people.models import Danger, Person, Purpose, RecipientKind, ToldHow
from maillage.accompaniment.people.selectors import dangers_for
from maillage.accompaniment.people.services import ask_override, decide_override, tell_override
from tests.accompaniment.making import change_rule, make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def danger(alice: Any) -> Any:
    return ask_override(
        actor=actor_of(alice),
        today=TODAY,
        person=make_person(alice, pseudonym="Lune"),
        purpose=Purpose.CONTACT_PARTNER,
        recipient_kind=RecipientKind.POLICE,
        danger=Danger.VIOLENCE,
        words="il la suit",
        days=1,
    )


def seen_by(user: Any) -> list[Any]:
    return list(dangers_for(actor_of(user), today=TODAY))


def test_a_second_reading_waits_for_another_than_who_asked(alice: Any, hugo: Any, iris: Any, charlie: Any, danger: Any) -> None:
    assert (seen_by(hugo), seen_by(iris)) == ([danger], [danger])
    assert (seen_by(alice), seen_by(charlie)) == ([], [])


def test_what_she_does_not_know_stays_until_she_is_told(alice: Any, hugo: Any, danger: Any) -> None:
    decide_override(actor=actor_of(hugo), today=TODAY, override=danger, confirmed=True)
    before = seen_by(alice)

    tell_override(actor=actor_of(alice), today=TODAY, override=danger, told_on=TODAY, how=ToldHow.FACE_TO_FACE)

    assert before == [danger]
    assert seen_by(alice) == []


def test_the_home_and_the_list_say_it_to_who_may_read_it(client: Any, hugo: Any, bob: Any, danger: Any) -> None:
    home, pile = (client.as_(hugo).get(path).content.decode() for path in ("/", "/a-faire/dangers/"))

    assert "1 danger vital à lire ou à lui dire" in home
    assert ("Lune" in pile, "deuxième lecture attendue" in pile) == (True, True)
    assert "anger vital" not in client.as_(bob).get("/").content.decode()


def test_a_calm_home_says_nothing_of_dangers(client: Any, hugo: Any) -> None:
    assert "anger vital" not in client.as_(hugo).get("/").content.decode()


def test_a_list_of_people_to_call_says_what_the_day_allows(client: Any, alice: Any) -> None:
    person = make_person(alice, pseudonym="Lune", channel="sms")
    change_rule(alice, person, preferred="partner", ways={"partner": "allowed", "sms": "forbidden"})
    Person.unscoped.filter(pk=person.pk).update(last_contact_on=TODAY - timedelta(days=40))

    page = client.as_(alice).get("/a-faire/sans-echange/").content.decode()

    assert "Aujourd&#x27;hui : par un partenaire." in page
