"""The commission inscribed, its seats, its holders, its dated rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import AlreadySetUp, NoDeputy, SeatTaken
from maillage.pathway.commission.models import Commission, Convocation, Seat, SeatHolder
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World


def test_the_secretary_inscribes_the_commission_with_the_seats_of_the_code(dana: Any, territory_x: Any) -> None:
    commission = services.set_up_commission(actor=actor_of(dana), today=TODAY, territory=territory_x, seats_of_law=True)

    codes = set(Seat.unscoped.filter(commission=commission).values_list("code", flat=True))
    assert {"chair", "magistrate", "foreigners", "doctor"} <= codes
    assert "associations" not in codes


def test_a_department_has_one_commission(world: World, territory_x: Any) -> None:
    with pytest.raises(AlreadySetUp):
        services.set_up_commission(actor=world.secretary, today=TODAY, territory=territory_x)


def test_a_double_click_inscribes_one_commission(dana: Any, territory_x: Any) -> None:
    key = "8f7f7ba1-9b07-4d8c-8d66-0f6b7f8f5c11"

    first, second = (services.set_up_commission(actor=actor_of(dana), today=TODAY, territory=territory_x, key=key) for _ in range(2))

    assert first.pk == second.pk


def test_the_secretary_of_another_department_does_not_inscribe_it(eve: Any, dana: Any, territory_x: Any) -> None:
    with pytest.raises(Denied):
        services.set_up_commission(actor=actor_of(eve), today=TODAY, territory=territory_x)

    assert not Commission.unscoped.exists()


def test_a_seat_has_one_holder_at_a_time(world: World) -> None:
    with pytest.raises(SeatTaken):
        services.name_holder(
            actor=world.secretary, today=TODAY, seat=world.seats["social"], display_name="Une Autre", title="cheffe", starts_on=TODAY
        )


def test_a_seat_named_for_its_qualification_has_no_deputy(world: World) -> None:
    with pytest.raises(NoDeputy):
        services.name_holder(
            actor=world.secretary, today=TODAY, seat=world.seats["magistrate"], display_name="X", title="y", starts_on=TODAY, deputy=True
        )


def test_somebody_who_leaves_no_longer_reads_from_that_day(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)
    holder = SeatHolder.unscoped.get(seat=world.seats["magistrate"])

    services.end_holder(actor=world.secretary, today=TODAY, holder=holder, ends_on=TODAY + timedelta(days=2))

    assert Convocation.unscoped.get(holder=holder).reads_until == TODAY + timedelta(days=1)


def test_a_member_writes_nothing_of_the_composition(world: World) -> None:
    with pytest.raises(Denied):
        services.add_seat(actor=actor_of(world.marc), today=TODAY, commission=world.commission, code="doctor", starts_on=date(2020, 1, 1))
