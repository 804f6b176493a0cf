"""The page of cities and zones: the delegate keeps them, an association reads them, forms offer what is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.reference.territories.models import Place
from tests.accompaniment.outreach.making import plan
from tests.cast import TODAY, CastClient

pytestmark = pytest.mark.django_db
LIST = "/villes-et-zones/"


@pytest.fixture
def city(territory_x: Any) -> Any:
    return Place.unscoped.create(territory=territory_x, kind="city", name="Fontbrune")


@pytest.fixture
def zone(territory_x: Any, city: Any) -> Any:
    return Place.unscoped.create(territory=territory_x, kind="zone", name="Les Quais", parent=city)


def read(client: CastClient, user: Any, address: str = LIST) -> str:
    return " ".join(client.as_(user).get(address).content.decode().split())


def at(name: str, place: Any) -> str:
    return reverse(f"territories:{name}", args=[place.pk])


def test_an_empty_department_teaches_its_delegate(client: CastClient, dana: Any) -> None:
    page = read(client, dana)

    assert "Commencez par les villes" in page
    assert "/villes-et-zones/departement/F1/ajouter/" in page


def test_and_tells_a_manager_whom_to_ask(client: CastClient, hugo: Any) -> None:
    page = read(client, hugo)

    assert "La déléguée du département les nomme ici" in page
    assert "/ajouter/" not in page


def test_the_tree_shows_zones_under_their_city_and_what_is_closed_apart(client: CastClient, dana: Any, zone: Any, territory_x: Any) -> None:
    Place.unscoped.create(territory=territory_x, kind="zone", name="La vallée")
    Place.unscoped.create(territory=territory_x, kind="zone", name="Ancien marché", closed_on=TODAY)

    page = read(client, dana)

    order = [page.index(words) for words in ("Fontbrune", "Les Quais", "sans ville", "La vallée", "Fermées", "Ancien marché")]
    assert order == sorted(order)
    assert "Val-Perdu : 1 ville, 2 zones." in page


def test_a_manager_reads_it_and_is_offered_no_act(client: CastClient, hugo: Any, zone: Any) -> None:
    page = read(client, hugo)

    assert "Les Quais" in page
    assert str(zone.pk) not in page


@pytest.mark.parametrize("name", ["place", "place_change", "place_close"])
def test_what_she_forces_is_refused(client: CastClient, hugo: Any, zone: Any, name: str) -> None:
    assert client.as_(hugo).get(at(name, zone)).status_code == 403


@pytest.mark.parametrize("name", ["place", "place_change", "place_close", "place_reopen"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_delegate_of_another_department_finds_nothing(client: CastClient, eve: Any, zone: Any, name: str, method: str) -> None:
    assert getattr(client.as_(eve), method)(at(name, zone)).status_code == 404


def test_nor_does_she_add_there(client: CastClient, eve: Any, territory_x: Any) -> None:
    answer = client.as_(eve).post("/villes-et-zones/departement/F1/ajouter/", {"kind": "zone", "name": "Les Quais"})

    assert answer.status_code == 404
    assert not Place.unscoped.exists()


def test_a_caseworker_has_no_such_page(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(LIST).status_code == 403


def test_the_delegate_finds_it_in_the_rail_and_a_manager_on_the_page_of_her_sites(client: CastClient, dana: Any, hugo: Any) -> None:
    assert f'href="{LIST}"' in read(client, dana, "/")
    assert f'href="{LIST}"' in read(client, hugo, "/ouvertures/lieux/")
    assert f'href="{LIST}"' not in read(client, hugo, "/organisations/")


def test_a_zone_is_added_from_its_city(client: CastClient, dana: Any, city: Any) -> None:
    address = f"/villes-et-zones/departement/F1/ajouter/?ville={city.pk}"

    offered = read(client, dana, address)
    answer = client.as_(dana).post(address, {"kind": "zone", "name": "Les Quais", "parent": str(city.pk)}, follow=True)

    assert f'<option value="{city.pk}" selected>' in offered
    assert "J&#x27;ai ajouté « Les Quais »." in answer.content.decode()
    assert Place.unscoped.get(name="Les Quais").parent == city


def test_an_address_that_names_no_city_is_harmless(client: CastClient, dana: Any, city: Any) -> None:
    assert client.as_(dana).get("/villes-et-zones/departement/F1/ajouter/?ville=nulle-part").status_code == 200


def test_a_name_already_there_is_refused_where_it_was_typed(client: CastClient, dana: Any, zone: Any) -> None:
    answer = client.as_(dana).post("/villes-et-zones/departement/F1/ajouter/", {"kind": "zone", "name": "les quais"})

    assert answer.status_code == 422
    assert "« Les Quais » existe déjà" in answer.content.decode()
    assert 'value="les quais"' in answer.content.decode()


def test_the_choice_of_a_city_is_forgotten_for_a_city(client: CastClient, dana: Any, city: Any) -> None:
    client.as_(dana).post("/villes-et-zones/departement/F1/ajouter/", {"kind": "city", "name": "Aubrevaux", "parent": str(city.pk)})

    assert Place.unscoped.get(name="Aubrevaux").parent is None


def test_a_stale_edit_shows_both_names(client: CastClient, dana: Any, zone: Any, city: Any) -> None:
    signed = client.as_(dana)
    signed.post(at("place_change", zone), {"name": "Les Quais nord", "parent": str(city.pk), "version": "1"})

    answer = signed.post(at("place_change", zone), {"name": "Les Quais sud", "parent": str(city.pk), "version": "1"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Les Quais nord" in page
    assert "Les Quais sud" in page


def test_a_zone_is_closed_then_opened_again_from_its_page(client: CastClient, dana: Any, zone: Any) -> None:
    signed = client.as_(dana)

    closed = signed.post(at("place_close", zone), {"closed_on": TODAY.isoformat(), "version": "1"}, follow=True).content.decode()
    opened = signed.post(at("place_reopen", zone), {"version": "2"}, follow=True).content.decode()

    assert "fermée depuis le mardi 19 mai 2020" in closed
    assert "Elle est rouverte" in opened
    assert Place.unscoped.get(pk=zone.pk).closed_on is None


def test_what_stands_on_a_city_is_said_before_it_is_closed(client: CastClient, dana: Any, zone: Any, city: Any) -> None:
    page = read(client, dana, at("place_close", city))

    assert "Aujourd&#x27;hui : la zone « Les Quais » y est ouverte." in page


def test_the_day_proposed_is_the_first_on_which_nothing_stands_there(client: CastClient, dana: Any, alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a, day=TODAY + timedelta(days=3))

    assert 'value="2020-05-23"' in read(client, dana, at("place_close", planned.zone))


def test_and_refused_with_its_reason(client: CastClient, dana: Any, zone: Any, city: Any) -> None:
    answer = client.as_(dana).post(at("place_close", city), {"closed_on": TODAY.isoformat(), "version": "1"})

    assert answer.status_code == 422
    assert "On s&#x27;en sert encore : la zone « Les Quais » y est ouverte" in answer.content.decode()


def test_a_stale_closing_shows_both_days(client: CastClient, dana: Any, zone: Any) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    signed = client.as_(dana)
    signed.post(at("place_close", zone), {"closed_on": tomorrow, "version": "1"})

    answer = signed.post(at("place_close", zone), {"closed_on": (TODAY + timedelta(days=2)).isoformat(), "version": "1"})

    assert answer.status_code == 409
    assert "mercredi 20 mai 2020" in answer.content.decode()
    assert "jeudi 21 mai 2020" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/terrain/maraudes/noter/", "/terrain/maraudes/prevoir/", "/terrain/en-ligne/noter/", "/terrain/observations/noter/",
                "/terrain/mineures/alerter/", "/premieres-demandes/noter/"],
)  # fmt: skip
def test_forms_offer_what_is_open_today(client: CastClient, alice: Any, zone: Any, territory_x: Any, address: str) -> None:
    Place.unscoped.create(territory=territory_x, kind="zone", name="Ancien marché", closed_on=TODAY)

    page = read(client, alice, address)

    assert "Les Quais" in page
    assert "Ancien marché" not in page


def test_so_does_the_form_of_a_site(client: CastClient, hugo: Any, association_a: Any, zone: Any, territory_x: Any) -> None:
    Place.unscoped.create(territory=territory_x, kind="zone", name="Ancien marché", closed_on=TODAY)

    page = read(client, hugo, reverse("openings:site_new", args=[association_a.pk]))

    assert "Les Quais" in page
    assert "Ancien marché" not in page


def test_a_site_keeps_its_town_though_it_closed(client: CastClient, hugo: Any, association_a: Any, zone: Any) -> None:
    from maillage.accompaniment.openings.models import Site

    site = Site.unscoped.create(organisation=association_a, name="Le Local", place=zone)
    Place.unscoped.filter(pk=zone.pk).update(closed_on=TODAY)

    client.as_(hugo).post(reverse("openings:site_edit", args=[site.pk]), {"name": "La Halte", "place": str(zone.pk), "version": "1"})

    site.refresh_from_db()
    assert (site.name, site.place) == ("La Halte", zone)


def test_the_list_asks_as_many_questions_whatever_its_length(client: CastClient, dana: Any, territory_x: Any) -> None:
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            city = Place.unscoped.create(territory=territory_x, kind="city", name=f"Ville {number}")
            Place.unscoped.create(territory=territory_x, kind="zone", name=f"Zone {number}", parent=city)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert signed.get(LIST).status_code == 200
        return len(queries)

    signed = client.as_(dana)
    fill(0, 2)
    asked()
    few = asked()
    fill(2, 20)

    assert asked() <= few
