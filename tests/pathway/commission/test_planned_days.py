"""The days of a session as they are typed and told: a window is no day, a past day is said as past, a last day of reading may be chosen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.kernel.errors import Refused
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import NotThatDay
from maillage.pathway.commission.models import Convocation, ModeChoice, Session
from maillage.pathway.commission.offers import planned_days
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World

SOON, END = TODAY + timedelta(days=10), TODAY + timedelta(days=24)


def get(client: CastClient, user: Any, name: str, *args: Any) -> str:
    page: str = client.as_(user).get(reverse(f"commission:{name}", args=args)).content.decode()
    return page


# The last day of reading


def planned(client: CastClient, world: World, **more: Any) -> Any:
    typed = {"kind": "individual_psp", "mode": "in_person", "held_on": SOON.isoformat(), **more}
    return client.as_(world.dana).post(reverse("commission:session_new", args=[world.commission.pk]), typed)


def test_the_last_day_of_reading_is_chosen_when_the_session_is_planned(client: CastClient, world: World) -> None:
    planned(client, world, reading_until=(SOON + timedelta(days=3)).isoformat())

    assert Session.unscoped.get().reading_until == SOON + timedelta(days=3)


def test_left_empty_it_is_the_last_day_of_the_session(client: CastClient, world: World) -> None:
    planned(client, world)

    assert Session.unscoped.get().reading_until == SOON


def test_a_last_day_of_reading_before_the_session_is_refused(client: CastClient, world: World) -> None:
    response = planned(client, world, reading_until=(SOON - timedelta(days=1)).isoformat())

    assert (response.status_code, Session.unscoped.exists()) == (422, False)


def test_what_was_chosen_is_what_the_convocations_open(world: World, filed: Any) -> None:
    session = world.plan(on=SOON, reading_until=SOON + timedelta(days=3))
    world.add(session, filed)
    world.convene(session)

    assert set(Convocation.unscoped.values_list("reads_until", flat=True)) == {SOON + timedelta(days=3)}


def test_changing_only_the_room_keeps_the_last_day_of_reading(world: World, filed: Any) -> None:
    session = world.plan(on=SOON, reading_until=SOON + timedelta(days=3))
    world.add(session, filed)
    session = Session.unscoped.get(pk=session.pk)
    services.change_session(
        actor=world.secretary, today=TODAY, session=session, seen=session.version,
        held=services.Held(mode=ModeChoice(session.mode), held_on=SOON, place="Salle B"),
    )  # fmt: skip

    assert Session.unscoped.get().reading_until == SOON + timedelta(days=3)


def test_a_day_fixed_much_earlier_brings_the_last_day_of_reading_with_it(world: World) -> None:
    session = world.plan(on=TODAY + timedelta(days=60), reading_until=TODAY + timedelta(days=80))

    services.fix_day(actor=world.secretary, today=TODAY, session=session, held_on=SOON)

    assert Session.unscoped.get().reading_until == SOON + timedelta(days=31)


# A window


def test_the_home_of_the_commission_says_a_window_as_a_window(client: CastClient, world: World) -> None:
    world.plan(on=SOON, window_until=END)

    page = get(client, world.dana, "home")

    assert "Prochaine séance entre le vendredi 29 mai 2020 et le vendredi 12 juin 2020, jour à fixer" in page


def test_a_session_past_is_not_the_next_one(client: CastClient, world: World, clock: Any) -> None:
    world.plan(on=TODAY + timedelta(days=1))
    clock.shift(timedelta(days=3))

    page = get(client, world.dana, "home")

    assert "Prochaine séance" not in page
    assert "1 séance passée reste à finir" in page


def test_the_year_says_a_window_as_a_window(client: CastClient, world: World) -> None:
    world.plan(on=SOON, window_until=END)

    assert "Séance à fixer entre le vendredi 29 mai 2020" in get(client, world.dana, "year", world.commission.pk)


def test_a_window_that_has_begun_still_takes_applications(world: World, filed: Any) -> None:
    world.plan(on=SOON, window_until=END + timedelta(days=30))
    commission, day = world.commission, SOON + timedelta(days=2)
    type(commission).unscoped.update(filing_deadline_days=0)
    fresh = type(commission).unscoped.get()

    (line,) = selectors.year_page(actor_of(world.dana, day), fresh, year=2020, today=day).waits

    assert line.wait.session_on == day
    assert planned_days(territory_id=commission.territory_id, today=day) == [day]


def test_a_window_that_is_over_takes_nobody(world: World) -> None:
    world.plan(on=SOON, window_until=END)

    assert planned_days(territory_id=world.commission.territory_id, today=END + timedelta(days=1)) == []


# A day that has passed


def test_a_convened_session_whose_day_has_passed_says_so(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)
    clock.shift(timedelta(days=9))

    page = get(client, world.dana, "session", session.pk)

    assert "Ce jour est passé : ouvrez-la en donnant sa date, ou annulez-la." in page


def test_the_day_of_a_refusal_is_in_words(world: World, filed: Any) -> None:
    session = world.plan(on=date(2020, 5, 28))
    world.add(session, filed)
    session = world.convene(session)

    with pytest.raises(NotThatDay) as refused:
        services.open_session(actor=world.secretary, today=TODAY, session=session)

    assert "jeudi 28 mai 2020" in Refused.__str__(refused.value)
