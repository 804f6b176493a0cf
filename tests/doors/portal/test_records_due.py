"""The archives to propose, on the home of the secretariat: a record past its time leads to its own page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.doors.portal.piles.records import RECORDS
from maillage.pathway.commission import services
from maillage.pathway.commission.models import CancelCause, Session
from tests.cast import TODAY, CastClient, actor_of
from tests.doors.portal.test_home import blocks_of
from tests.doors.portal.world import asked_by
from tests.pathway.commission.world import World, make_world

pytestmark = pytest.mark.django_db
LATER = date(2040, 1, 2)


@pytest.fixture
def world(dana: Any, jean: Any, marc: Any, paul: Any, alice: Any, territory_x: Any, association_a: Any, association_b: Any) -> World:
    cast = {"dana": dana, "jean": jean, "marc": marc, "paul": paul, "alice": alice}
    return make_world(**cast, territory_x=territory_x, association_a=association_a, association_b=association_b)


def cancelled(world: World) -> Session:
    session = world.plan()
    return services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)


def test_a_record_past_its_time_leads_to_its_archive(world: World) -> None:
    session = cancelled(world)

    (line,) = RECORDS.find(asked_by(world.dana, LATER)).lines()

    assert line.url == reverse("commission:archives", args=[session.pk])


def test_the_home_counts_it(world: World) -> None:
    cancelled(world)

    urls = [each.url for each in blocks_of(world.dana, LATER)["seances"].counters]

    assert any("archives-a-proposer" in url for url in urls)


def test_a_record_still_kept_is_not_listed(world: World) -> None:
    cancelled(world)

    assert RECORDS.find(asked_by(world.dana, TODAY + timedelta(days=30))).count == 0


def test_once_the_archives_are_asked_it_is_listed_no_more(world: World) -> None:
    session = cancelled(world)
    services.ask_visa(actor=actor_of(world.dana, LATER), today=LATER, session=session, list_reference="Bordereau 12")

    assert RECORDS.find(asked_by(world.dana, LATER)).count == 0


def test_another_department_sees_nothing_of_it(world: World, eve: Any) -> None:
    cancelled(world)

    assert RECORDS.find(asked_by(eve, LATER)).count == 0


def test_the_list_asks_the_same_number_of_queries_however_many(world: World) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            cancelled(world)
        asked = asked_by(world.dana, LATER)
        with CaptureQueriesContext(connection) as queries:
            RECORDS.find(asked).lines()
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_empty_list_teaches_on_its_page(client: CastClient, world: World) -> None:
    page = client.as_(world.dana).get(reverse("portal:pile", args=["archives-a-proposer"])).content.decode()

    assert "Une séance apparaît ici" in page
