"""The local order of the commission and the local time to file: said at the inscription, changed later, applied where one files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import FilingTimeUnfit
from maillage.pathway.commission.models import Commission
from tests.cast import TODAY, CastClient, actor_of
from tests.pathway.commission.world import World


def change(world: World, *, days: int, by: Any = None, seen: int | None = None, order: str = "Arrêté 2020-12") -> Commission:
    commission = Commission.unscoped.get()
    return services.change_order(
        actor=by or world.secretary, today=TODAY, commission=commission, seen=commission.version if seen is None else seen,
        filing_deadline_days=days, order_reference=order,
    )  # fmt: skip


def typed(**more: Any) -> dict[str, Any]:
    commission = Commission.unscoped.get()
    return {"version": commission.version, "order_reference": "Arrêté 2020-12", "filing_deadline_days": 21, **more}


def address(world: World) -> str:
    return reverse("commission:order_change", args=[world.commission.pk])


def test_the_local_time_to_file_is_said_when_the_commission_is_inscribed(client: CastClient, dana: Any, territory_x: Any) -> None:
    client.as_(dana).post(
        reverse("commission:set_up"),
        {"territory": territory_x.pk, "order_reference": "Arrêté 2017-118", "filing_deadline_days": "30", "since": TODAY.isoformat()},
    )

    found = Commission.unscoped.get()
    assert (found.filing_deadline_days, found.order_reference) == (30, "Arrêté 2017-118")


def test_a_new_order_is_noted_later(client: CastClient, world: World) -> None:
    response = client.as_(world.dana).post(address(world), typed())

    found = Commission.unscoped.get()
    assert (response.status_code, found.filing_deadline_days, found.order_reference) == (302, 21, "Arrêté 2020-12")


def test_it_is_journaled(world: World) -> None:
    change(world, days=21)

    assert "21 jours avant la séance" in str(history_of(Commission.unscoped.get(), limit=5)[0].text)


def test_a_second_tab_shows_both_values_and_writes_nothing(client: CastClient, world: World) -> None:
    seen = Commission.unscoped.get().version
    change(world, days=21)

    response = client.as_(world.dana).post(address(world), typed(version=seen, filing_deadline_days=10))

    assert (response.status_code, Commission.unscoped.get().filing_deadline_days) == (409, 21)


def test_the_service_refuses_a_stale_version(world: World) -> None:
    change(world, days=21)

    with pytest.raises(Stale):
        change(world, days=10, seen=1)


@pytest.mark.parametrize("days", [-1, 91])
def test_a_number_of_days_that_cannot_be_is_refused(world: World, days: int) -> None:
    with pytest.raises(FilingTimeUnfit):
        change(world, days=days)


def test_a_member_changes_nothing_of_it(world: World) -> None:
    with pytest.raises(Denied):
        change(world, days=21, by=actor_of(world.marc))


def test_the_page_of_the_seats_says_both_and_leads_to_the_form(client: CastClient, world: World) -> None:
    change(world, days=21)

    page = client.as_(world.dana).get(reverse("commission:composition", args=[world.commission.pk])).content.decode()

    assert "Arrêté 2020-12" in page
    assert "au plus tard 21 jours avant la séance" in page
    assert address(world) in page


def test_an_application_filed_after_the_local_limit_is_marked_on_the_agenda(client: CastClient, world: World, filed: Any) -> None:
    change(world, days=20)
    session = world.plan(on=TODAY + timedelta(days=19))
    world.add(session, filed)

    page = client.as_(world.dana).get(reverse("commission:session", args=[session.pk])).content.decode()

    assert "déposée après la date limite locale" in page


def test_an_application_filed_on_the_last_day_is_not_marked(client: CastClient, world: World, filed: Any) -> None:
    change(world, days=20)
    session = world.plan(on=TODAY + timedelta(days=20))
    world.add(session, filed)

    page = client.as_(world.dana).get(reverse("commission:session", args=[session.pk])).content.decode()

    assert "déposée après la date limite locale" not in page


def test_the_page_of_a_session_says_by_when_to_file(client: CastClient, world: World) -> None:
    change(world, days=8)
    session = world.plan(on=TODAY + timedelta(days=30))

    page = client.as_(world.dana).get(reverse("commission:session", args=[session.pk])).content.decode()

    assert "Demandes à déposer avant le" in page
    assert "10 juin 2020" in page


def test_the_year_counts_with_the_local_time_to_file(world: World, filed: Any) -> None:
    session = world.plan(on=TODAY + timedelta(days=20))
    change(world, days=21)
    late = selectors.year_page(world.secretary, Commission.unscoped.get(), year=2020, today=TODAY)
    change(world, days=20)
    in_time = selectors.year_page(world.secretary, Commission.unscoped.get(), year=2020, today=TODAY)

    assert [page.waits[0].wait.session_on for page in (late, in_time)] == [None, session.held_on]
