"""No list of the commission is cut in silence, and every page is reached from another."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.access.roles import Role
from maillage.foundation.ui.navigation import links_for
from maillage.pathway.commission import services
from maillage.pathway.commission.models import CancelCause, Item
from maillage.pathway.commission.views import agenda, decisions
from tests.cast import TODAY, CastClient, actor_of, give_mandate
from tests.pathway.commission.world import World, file_for

# The package gives the view of this name: the module is asked for by its own.
home_views = import_module("maillage.pathway.commission.views.home")


def get(client: CastClient, user: Any, name: str, *args: Any, query: str = "") -> str:
    page: str = client.as_(user).get(reverse(f"commission:{name}", args=args) + query).content.decode()
    return page


def cancelled(world: World, *, days: int) -> Any:
    session = world.plan(on=TODAY + timedelta(days=days))
    return services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)


def test_every_past_session_is_reached_from_the_home(client: CastClient, world: World) -> None:
    sessions = [cancelled(world, days=day) for day in range(1, home_views.PAST + 2)]
    oldest = reverse("commission:session", args=[sessions[0].pk])

    first, second = get(client, world.dana, "home"), get(client, world.dana, "home", query="?passees=2")

    assert (oldest in first, "?passees=2" in first, oldest in second) == (False, True, True)


def test_the_applications_that_wait_are_cut_into_pages_and_counted_as_a_whole(
    client: CastClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_views, "LINES", 1)
    waiting = [file_for(world.alice), file_for(world.alice)]

    first, second = get(client, world.dana, "home"), get(client, world.dana, "home", query="?attente=2")

    assert "lignes 1 à 1 sur 2" in first
    assert [sum(str(each.number) in page for each in waiting) for page in (first, second)] == [1, 1]


def test_the_decisions_awaited_are_cut_into_pages_and_counted_as_a_whole(
    client: CastClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "LINES", 1)
    examined = [world.examined(file_for(world.alice)).application for _ in range(2)]

    first, second = get(client, world.dana, "decisions"), get(client, world.dana, "decisions", query="?attendues=2")

    assert "2 demandes examinées attendent leur décision" in first
    assert [sum(str(each.number) in page for each in examined) for page in (first, second)] == [1, 1]


@pytest.fixture
def two_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setattr(agenda, "LINES", 1)
    return [file_for(world.alice), file_for(world.alice)]


def test_the_form_of_the_agenda_shows_a_page_and_says_how_many_wait(client: CastClient, world: World, two_pages: list[Any]) -> None:
    page = get(client, world.dana, "agenda_add", world.plan().pk)

    assert "2 demandes attendent" in page
    assert sum(str(each.number) in page for each in two_pages) == 1
    assert "?page=2" in page


def test_what_was_ticked_on_a_page_is_put_on_the_agenda_whatever_page_it_stands_on_now(
    client: CastClient, world: World, two_pages: list[Any]
) -> None:
    session = world.plan()

    client.as_(world.dana).post(reverse("commission:agenda_add", args=[session.pk]), {"applications": [str(two_pages[1].pk)]})

    assert Item.unscoped.get().application_id == two_pages[1].pk


def test_a_department_without_its_commission_is_offered_beside_another(
    client: CastClient, world: World, delegation_y: Any, territory_y: Any
) -> None:
    before = get(client, world.dana, "home")
    give_mandate(world.dana, Role.SECRETARY, delegation_y, territory=territory_y)

    after = get(client, world.dana, "home")

    address = reverse("commission:set_up")
    assert (address in before, address in after) == (False, True)


def test_the_national_counts_of_local_rules_are_in_the_rail_of_who_reads_them(nora: Any, alice: Any) -> None:
    address = reverse("commission:rules_national")

    assert [address in {link.url for link in links_for(actor_of(user))} for user in (nora, alice)] == [True, False]


def test_the_words_for_somebody_never_convened_are_for_anybody(client: CastClient, world: World) -> None:
    page = get(client, world.marc, "home")

    assert "où l'on vous convoque" in page
