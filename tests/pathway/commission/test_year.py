"""The plan of the year: sessions beside the minimum, who waits for which, terms without a session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import CancelCause
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World, file_for

JUNE, SEPTEMBER = date(2020, 6, 18), date(2020, 9, 17)


def page_of(world: World, **more: Any) -> selectors.YearPage:
    return selectors.year_page(world.secretary, world.commission, year=more.pop("year", 2020), today=TODAY, **more)


def test_an_application_waits_for_the_first_session_that_it_catches(world: World, filed: Any) -> None:
    world.plan(on=SEPTEMBER)
    world.plan(on=JUNE)

    (line,) = page_of(world).waits

    assert (line.application, line.wait.session_on) == (filed, JUNE)


def test_without_a_session_it_is_said(world: World, filed: Any) -> None:
    assert page_of(world).without == 1


def test_an_application_on_an_agenda_has_its_day(world: World, filed: Any) -> None:
    session = world.plan(on=SEPTEMBER)
    world.plan(on=JUNE)
    world.add(session, filed)

    (line,) = page_of(world).waits

    assert line.wait.session_on == SEPTEMBER


def test_room_for_one_sends_the_second_to_the_next_session(world: World, filed: Any) -> None:
    file_for(world.alice)
    world.plan(on=JUNE)
    world.plan(on=SEPTEMBER)

    assert [line.wait.session_on for line in page_of(world, room=1).waits] == [JUNE, SEPTEMBER]


def test_a_cancelled_session_counts_for_nothing(world: World, filed: Any) -> None:
    session = world.plan(on=JUNE)
    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    page = page_of(world)

    assert (page.count.planned, page.without) == (0, 1)
    assert len(page.sessions) == 1


def test_a_session_held_counts_in_the_minimum(world: World, filed: Any) -> None:
    world.examined(filed)

    assert (page_of(world).count.held, page_of(world).count.missing) == (1, 0)


def test_next_year_asks_for_its_own_minimum(world: World) -> None:
    page = selectors.year_page(actor_of(world.dana, date(2025, 11, 3)), world.commission, year=2026, today=date(2025, 11, 3))

    assert (page.count.minimum, page.count.missing) == (2, 2)


def test_a_sitting_on_policy_takes_no_file(world: World, filed: Any) -> None:
    world.plan(on=JUNE, kind="policy_or_minors")

    assert page_of(world).without == 1


@pytest.mark.parametrize(("who", "status"), [("dana", 200), ("paul", 200), ("marc", 403), ("jean", 403), ("alice", 404)])
def test_the_year_is_for_who_keeps_the_applications(client: CastClient, world: World, who: str, status: int) -> None:
    response = client.as_(getattr(world, who)).get(reverse("commission:year", args=[world.commission.pk]))

    assert response.status_code == status


def test_the_secretary_of_another_department_finds_nothing(client: CastClient, world: World, eve: Any) -> None:
    assert client.as_(eve).get(reverse("commission:year", args=[world.commission.pk])).status_code == 404


@pytest.mark.parametrize("asked", ["annee=2021&points=3", "annee=1066&points=-1", "points=abc&page=x"])
def test_whatever_is_typed_in_the_address_the_page_stands(client: CastClient, world: World, filed: Any, asked: str) -> None:
    response = client.as_(world.dana).get(reverse("commission:year", args=[world.commission.pk]) + f"?{asked}")

    assert response.status_code == 200


def test_the_page_asks_as_many_questions_for_many_sessions(
    client: CastClient, world: World, filed: Any, django_assert_max_num_queries: Any
) -> None:
    for place in range(30):
        world.plan(on=TODAY + timedelta(days=30 + place))
    client = client.as_(world.dana)

    with django_assert_max_num_queries(30):
        client.get(reverse("commission:year", args=[world.commission.pk]))


def test_a_member_does_not_see_the_tab_of_the_year(client: CastClient, world: World) -> None:
    page = client.as_(world.marc).get(reverse("commission:composition", args=[world.commission.pk])).content.decode()

    assert reverse("commission:year", args=[world.commission.pk]) not in page


def test_the_longest_interval_begins_with_the_last_session_before_the_year(world: World) -> None:
    world.plan(on=date(2019, 12, 5), from_paper=True)
    world.plan(on=JUNE)

    assert page_of(world).gap == (date(2019, 12, 5), JUNE)
