"""The day of the last contact moves with what she takes part in, and never backwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import mark_contact
from maillage.pathway.psp.services import note_wish
from tests.accompaniment.making import give_accord, make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

LONG_AGO = date(2019, 6, 3)


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune")
    Person.unscoped.filter(pk=found.pk).update(opened_on=LONG_AGO, last_contact_on=LONG_AGO)
    return Person.unscoped.get(pk=found.pk)


def last_contact(person: Any) -> date:
    return Person.unscoped.get(pk=person.pk).last_contact_on


def test_an_accord_is_a_contact(alice: Any, person: Any, dana: Any, delegation_x: Any) -> None:
    give_accord(alice, person, delegation_x)

    assert last_contact(person) == TODAY


def test_a_wish_is_a_contact_on_the_day_she_said_it(alice: Any, person: Any) -> None:
    note_wish(actor=actor_of(alice), today=TODAY, person=person, wished_on=TODAY - timedelta(days=3))

    assert last_contact(person) == TODAY - timedelta(days=3)


def test_the_last_contact_never_moves_backwards(person: Any) -> None:
    mark_contact(person, on=LONG_AGO - timedelta(days=1))

    assert last_contact(person) == LONG_AGO
