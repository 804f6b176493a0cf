"""What is to be done about who sits, on the home of the secretariat."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.commission import services
from maillage.pathway.commission.models import SeatHolder
from tests.cast import TODAY, CastClient
from tests.doors.portal.test_home import number_to
from tests.pathway.commission.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(dana: Any, jean: Any, marc: Any, paul: Any, alice: Any, territory_x: Any, association_a: Any, association_b: Any) -> World:
    cast = {"dana": dana, "jean": jean, "marc": marc, "paul": paul, "alice": alice}
    return make_world(**cast, territory_x=territory_x, association_a=association_a, association_b=association_b)


def page_of(client: CastClient, user: Any) -> str:
    return client.as_(user).get(reverse("portal:pile", kwargs={"code": "sieges"})).content.decode()


def holder_of(world: World, key: str) -> SeatHolder:
    return SeatHolder.unscoped.get(seat=world.seats[key])


def test_a_seat_left_vacant_is_listed(client: CastClient, world: World) -> None:
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder_of(world, "social"), ends_on=TODAY)

    page = page_of(client, world.dana)

    assert "Siège vacant depuis le 19 mai 2020" in page
    assert reverse("commission:composition", args=[world.commission.pk]) in page


def test_a_mandate_that_ends_soon_is_counted_on_the_home(world: World) -> None:
    holder = holder_of(world, "magistrate")
    services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=TODAY + timedelta(days=40))

    assert number_to(world.dana, "sieges") == 1


def test_a_mandate_far_from_its_end_is_not_listed(client: CastClient, world: World) -> None:
    holder = holder_of(world, "magistrate")
    services.set_mandate(actor=world.secretary, today=TODAY, holder=holder, seen=holder.version, until=TODAY + timedelta(days=400))

    assert "Chaque siège est tenu" in page_of(client, world.dana)


def test_another_department_sees_nothing_of_it(client: CastClient, world: World, eve: Any) -> None:
    services.end_holder(actor=world.secretary, today=TODAY, holder=holder_of(world, "social"), ends_on=TODAY)

    assert "Siège vacant" not in page_of(client, eve)


def test_a_member_has_no_such_list(client: CastClient, world: World) -> None:
    assert client.as_(world.marc).get(reverse("portal:pile", kwargs={"code": "sieges"})).status_code == 404
