"""What the file already knows is offered in the form; health and her own words never are."""

from __future__ import annotations

from typing import Any

from maillage.pathway.psp.prefill import offered_by_the_file
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of


def _note(alice: Any, person: Any, section: str, **answers: Any) -> None:
    from maillage.accompaniment.situation.services import save_section

    save_section(actor=actor_of(alice), today=TODAY, person=person, code=section, seen=0, answers=answers)


def test_a_file_without_a_situation_offers_nothing(alice: Any) -> None:
    assert offered_by_the_file(actor=actor_of(alice), person=make_person(alice), today=TODAY) == {}


def test_ages_resources_and_housing_are_offered_in_words(alice: Any) -> None:
    person = make_person(alice)
    _note(alice, person, "household", children_with_her=[3, 7], children_abroad=[12])
    _note(alice, person, "housing", kind="hotel")
    _note(alice, person, "resources", kinds=["ada"], amount=204)

    offered = offered_by_the_file(actor=actor_of(alice), person=person, today=TODAY)

    assert offered["children"] == "3 et 7 ans auprès d'elle ; 12 ans à l'étranger"
    assert offered["housing"] == "à l'hôtel"
    assert offered["resources"] == "l'ADA (204 euros le mois dernier)"


def test_nothing_of_health_nor_of_her_own_words_is_offered(alice: Any, iris: Any) -> None:
    person = make_person(alice)
    _note(iris, person, "health", words="CANARI")
    _note(alice, person, "own_words", agreed=True, agreed_on=TODAY, duration="under_one")

    assert offered_by_the_file(actor=actor_of(iris), person=person, today=TODAY) == {}


def test_who_may_not_open_her_situation_is_offered_nothing(alice: Any, hugo: Any) -> None:
    person = make_person(alice)
    _note(alice, person, "housing", kind="hotel")

    assert offered_by_the_file(actor=actor_of(hugo), person=person, today=TODAY) == {}
