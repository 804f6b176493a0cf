"""A zone is missing: the delegate names it, a round is planned there, and it closes when nobody goes there any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S4", "S6", "S22")]
PHONE = (390, 844)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def house(demo_site: House, request: pytest.FixtureRequest) -> Iterator[tuple[House, bool]]:
    yield demo_site, request.param
    demo_site.leave()


def open_zone(dana: Page, name: str) -> None:
    """From the rail to the page of a zone."""
    go_to(dana, "Villes et zones")
    dana.locator("main").get_by_role("link", name=name).first.click()
    expect(dana.get_by_role("heading", level=1)).to_have_text(name)


def test_a_zone_is_named_used_and_closed(house: tuple[House, bool]) -> None:
    site, script = house
    name, later = f"Les Quais {script}", f"Quais nord {script}"

    # The manager reads which zones there are from the page of her sites, and whom to ask; nothing there is hers to write.
    hugo = site.as_("hugo", script=script)
    hugo.goto("/ouvertures/lieux/")
    hugo.locator("main").get_by_role("link", name="Villes et zones").click()
    expect(hugo.locator("main")).to_contain_text("La déléguée du département les tient")
    expect(hugo.locator("main").get_by_role("link", name="Rive droite")).to_have_count(0)

    # The delegate adds it to its city; written otherwise, it is the same one.
    dana = site.as_("dana", script=script)
    go_to(dana, "Villes et zones")
    dana.locator("main").get_by_role("link", name="Ajouter une zone ici").last.click()
    dana.get_by_label("Son nom").fill("RIVE  DROITE")
    dana.get_by_role("button", name="Ajouter").click()
    expect(dana.locator("main")).to_contain_text("« Rive droite » existe déjà dans ce département.")
    dana.get_by_label("Son nom").fill(name)
    dana.get_by_role("button", name="Ajouter").click()
    said(dana, f"J'ai ajouté « {name} ».")

    # It is there on the phone of whoever goes out.
    alice = site.as_("alice", size=PHONE, script=script)
    alice.goto("/terrain/maraudes/prevoir/")
    alice.get_by_text(name, exact=True).click()
    alice.get_by_label("Le", exact=True).fill("2020-06-02")
    alice.get_by_role("button", name="Prévoir la maraude").click()
    said(alice, "J'ai prévu la maraude.")

    # A round stands on it: it does not close before, and the page says from which day it may.
    open_zone(dana, name)
    expect(dana.locator("main")).to_contain_text("1 maraude")
    dana.get_by_role("link", name="Fermer", exact=True).click()
    expect(dana.locator("main")).to_contain_text("Les Passerelles y prévoit une maraude le mardi 2 juin 2020")
    expect(dana.get_by_label("Fermée à partir du")).to_have_value("2020-06-03")
    dana.get_by_label("Fermée à partir du").fill("2020-05-19")
    dana.get_by_role("button", name="Fermer").click()
    expect(dana.locator("main")).to_contain_text("Fermez-la à partir du mercredi 3 juin 2020, ou plus tard.")

    # The round does not take place: the zone takes another name, closes, and is offered no more.
    alice.locator("main").get_by_role("button", name="Annuler cette maraude").click()
    said(alice, "J'ai annulé la maraude.")
    open_zone(dana, name)
    dana.get_by_role("link", name="Modifier", exact=True).click()
    dana.get_by_label("Son nom").fill(later)
    dana.get_by_role("button", name="Enregistrer").click()
    said(dana, "J'ai enregistré.")
    dana.get_by_role("link", name="Fermer", exact=True).click()
    dana.get_by_role("button", name="Fermer").click()
    said(dana, "J'ai noté la fermeture. Elle peut se rouvrir d'ici.")
    expect(dana.locator("main")).to_contain_text("fermée depuis le mardi 19 mai 2020")
    alice.goto("/terrain/maraudes/prevoir/")
    expect(alice.get_by_text("Rive droite", exact=True)).to_be_visible()
    expect(alice.get_by_text(later, exact=True)).to_have_count(0)

    # It opens again in one click, and goes back to its place: the next reading of this story finds the map as it was.
    dana.get_by_role("button", name="Rouvrir").click()
    said(dana, "Elle est rouverte")
    dana.get_by_role("link", name="Fermer", exact=True).click()
    dana.get_by_role("button", name="Fermer").click()
    said(dana, "J'ai noté la fermeture.")


def test_the_delegate_of_another_department_finds_nothing(house: tuple[House, bool]) -> None:
    site, script = house
    dana = site.as_("dana", script=script)
    open_zone(dana, "Rive droite")
    address = dana.url

    eve = site.as_("eve", script=script)
    answer = eve.goto(address)

    assert answer is not None
    assert answer.status == 404
    go_to(eve, "Villes et zones")
    expect(eve.locator("main")).to_contain_text("Combeval")
    expect(eve.locator("main")).not_to_contain_text("Rive droite")
