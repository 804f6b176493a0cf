"""What is kept under the tests is as if each had made it: nothing of one reaches another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from maillage.reference.organisations.models import Organisation
from tests.cast import make_organisation
from tests.kept import kept, needed_by


@pytest.fixture
def house(territory_x: Any) -> Any:
    return make_organisation(name="Maison", territory=territory_x)


@pytest.fixture
def both(house: Any) -> list[Any]:
    return [house, make_organisation(name="Annexe", territory=house.territory)]


@pytest.fixture
def written(house: Any) -> str:
    mail.send_mail("sujet", "corps", "a@exemple.test", ["b@exemple.test"])
    return "written"


@pytest.fixture
def maker(house: Any) -> Callable[[], Any]:
    return lambda: house


@pytest.mark.parametrize("_again", range(3))
def test_what_a_test_changes_is_whole_again_for_the_next(_again: int, house: Any) -> None:
    assert (house.name, Organisation.unscoped.get(pk=house.pk).name) == ("Maison", "Maison")

    house.name = "Autre"
    house.save()
    make_organisation(name="Encore", territory=house.territory)


@pytest.mark.parametrize("_again", range(2))
def test_no_row_of_a_larger_beginning_is_left_to_a_smaller_one(_again: int, house: Any) -> None:
    assert list(Organisation.unscoped.order_by("pk").values_list("name", flat=True)) == ["Maison"]


def test_the_rows_are_kept_under_the_test(both: list[Any]) -> None:
    assert [each.definition.argname for each in kept.levels] == ["territory_x", "house", "both"]


def test_two_names_of_one_row_are_one_object(both: list[Any], house: Any) -> None:
    assert both[0] is house


@pytest.mark.parametrize("_again", range(2))
def test_what_sends_mail_is_made_for_each_test(_again: int, written: str) -> None:
    assert [each.subject for each in mail.outbox] == ["sujet"]


@pytest.mark.parametrize("_again", range(2))
def test_what_closes_over_a_row_gives_the_row_of_this_test(_again: int, maker: Callable[[], Any], house: Any) -> None:
    assert maker() is house


def test_nothing_is_under_a_test_that_opens_the_database_itself(whole: Any, request: pytest.FixtureRequest) -> None:
    assert (needed_by(request.node), kept.levels) == (None, [])
