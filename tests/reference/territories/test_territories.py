"""Departments, invented ones, and places inside them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from maillage.foundation.access.actor import NOBODY, system_actor
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.reference.territories.catalogue import read_departments
from maillage.reference.territories.errors import PlaceKnown, TerritoryUnfit
from maillage.reference.territories.models import Place, PlaceKind, Region, Territory
from maillage.reference.territories.selectors import get_territory, places_of
from maillage.reference.territories.services import add_place, register_fictional_territory
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db


def test_the_official_departments_are_there_from_the_first_day() -> None:
    assert Territory.unscoped.filter(fictional=False).count() == 101


def test_and_their_regions() -> None:
    assert Region.unscoped.count() == 18


def test_paris_has_two_chairs_and_nobody_else_has() -> None:
    assert list(Territory.unscoped.filter(co_chairs=2).values_list("name", flat=True)) == ["Paris"]


def test_an_incomplete_list_of_departments_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "departments.csv"
    path.write_text("code,name,region_code,region_name\n01,,84,Auvergne-Rhône-Alpes\n", encoding="utf-8")

    with pytest.raises(ValueError, match="incomplete"):
        read_departments(path)


def test_the_machine_adds_an_invented_department() -> None:
    made = register_fictional_territory(actor=system_actor(), code="F7", name="Val-Perdu", today=TODAY)

    assert made.fictional
    assert str(made) == "Val-Perdu (F7)"


def test_nobody_else_does(dana: Any) -> None:
    with pytest.raises(Denied):
        register_fictional_territory(actor=actor_of(dana), code="F7", name="Val-Perdu", today=TODAY)


@pytest.mark.parametrize("code", ["33", "X1", "F", "F1234567", "F-1", "f1"])
def test_the_code_of_an_invented_department_says_that_it_is_invented(code: str) -> None:
    with pytest.raises(TerritoryUnfit):
        register_fictional_territory(actor=system_actor(), code=code, name="Val-Perdu", today=TODAY)


def test_two_departments_never_share_a_code(territory_x: Any) -> None:
    with pytest.raises(TerritoryUnfit):
        register_fictional_territory(actor=system_actor(), code="F1", name="Autre", today=TODAY)


@pytest.mark.db_truth
def test_the_database_refuses_a_false_department_with_a_true_code() -> None:
    with pytest.raises(IntegrityError):
        Territory.unscoped.create(code="96", name="Inventé", fictional=True)


@pytest.mark.db_truth
def test_the_database_refuses_three_chairs() -> None:
    with pytest.raises(IntegrityError):
        Territory.unscoped.create(code="F8", name="Inventé", fictional=True, co_chairs=3)


def test_a_delegate_names_the_places_of_her_department(dana: Any, territory_x: Any) -> None:
    add_place(actor=actor_of(dana), territory=territory_x, kind=PlaceKind.ZONE, name=" Quais  nord ", today=TODAY)
    add_place(actor=actor_of(dana), territory=territory_x, kind=PlaceKind.CITY, name="Fontbrune", today=TODAY)

    assert [str(place) for place in places_of(territory_x)] == ["Fontbrune", "Quais nord"]


@pytest.mark.parametrize("who", ["eve", "hugo", "alice"])
def test_but_nobody_from_elsewhere(who: str, request: Any, territory_x: Any) -> None:
    with pytest.raises(Denied):
        add_place(actor=actor_of(request.getfixturevalue(who)), territory=territory_x, kind=PlaceKind.CITY, name="Fontbrune", today=TODAY)


def test_a_place_is_named_once(dana: Any, territory_x: Any) -> None:
    add_place(actor=actor_of(dana), territory=territory_x, kind=PlaceKind.CITY, name="Fontbrune", today=TODAY)

    with pytest.raises(PlaceKnown):
        add_place(actor=actor_of(dana), territory=territory_x, kind=PlaceKind.CITY, name="Fontbrune", today=TODAY)


def test_a_double_click_adds_a_place_once(dana: Any, territory_x: Any) -> None:
    click = {"actor": actor_of(dana), "territory": territory_x, "kind": PlaceKind.CITY, "name": "Fontbrune", "today": TODAY}
    key = "6f6cf8a2-2f0c-4a71-9c3f-6a4f9f1d7c11"

    first, second = add_place(**click, key=key), add_place(**click, key=key)  # type: ignore[call-arg]

    assert first == second


def test_an_unknown_department_is_out_of_scope() -> None:
    with pytest.raises(OutOfScope):
        get_territory("F9")


def test_places_are_open_to_whoever_is_signed_in(bob: Any, territory_y: Any) -> None:
    Place.unscoped.create(territory=territory_y, kind="city", name="Loin")

    assert Place.objects.visible_to(actor_of(bob), today=TODAY).count() == 1
    assert Place.objects.visible_to(NOBODY, today=TODAY).count() == 0
