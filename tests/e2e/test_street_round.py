"""A round noted on a phone at night, a doubt about a minor said in one button, and two statements that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S4", "S5", "S6")]
PHONE = (390, 844)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def house(demo_site: House, request: pytest.FixtureRequest) -> Iterator[tuple[House, bool]]:
    yield demo_site, request.param
    demo_site.leave()


def test_a_round_is_noted_and_a_minor_protected_by_a_colleague(house: tuple[House, bool]) -> None:
    site, script = house
    alice = site.as_("alice", size=PHONE, script=script)
    alice.goto("/terrain/")
    expect(alice.locator("html")).to_have_attribute("data-bs-theme", "dark")

    alice.get_by_role("link", name="Noter une maraude").click()
    alice.get_by_text("Rive droite", exact=True).click()
    if script:
        for _ in range(3):
            alice.get_by_role("button", name="Un de plus : Rencontrées, nouvelles").click()
    else:
        alice.get_by_label("Rencontrées, nouvelles").fill("3")
    alice.get_by_label("où dormir").check(force=True)  # the whole chip is its label
    alice.get_by_role("button", name="Enregistrer et signaler une mineure").click()

    alice.get_by_label("Ce qui a été vu").fill("Très jeune, sans ses papiers.")
    alice.get_by_role("button", name="Donner l'alerte").click()
    said(alice, "J'ai transmis l'alerte. Dites-le aussi de vive voix à Iris Delmas.")
    expect(alice.locator("main")).to_contain_text("3 nouvelles")
    expect(alice.locator("main")).not_to_contain_text("Très jeune")

    iris = site.as_("iris", script=script)
    iris.goto("/a-faire/alertes-mineures/")  # those for whom nothing was done come first
    iris.locator("main .mg-row a").first.click()
    iris.get_by_label("Pourquoi").select_option("urgency")
    iris.get_by_role("button", name="Ouvrir ce qui a été vu et les actes").click()
    expect(iris.locator("main")).to_contain_text("Très jeune, sans ses papiers.")


def test_what_contradicts_itself_stays_side_by_side(house: tuple[House, bool]) -> None:
    site, script = house
    alice = site.as_("alice", script=script)
    for direction, certainty, source in (("en hausse", "intuition", "un partenaire"), ("en baisse", "rapporté", "nos tournées en ligne")):
        alice.goto("/terrain/observations/noter/")
        alice.get_by_label("Ce qui est observé").select_option(label="annonces en ligne")
        for words in (direction, certainty, source):
            alice.get_by_label(words, exact=True).check(force=True)  # the whole chip is its label
        alice.get_by_label("Lequel, en quelques mots").fill("https://annonces.example/1" if direction == "en hausse" else "")
        alice.get_by_role("button", name="Noter l'observation").click()
        if direction == "en hausse":
            expect(alice.locator("main")).to_contain_text("Pas de lien ni d'adresse dans la référence")
            alice.get_by_label("Lequel, en quelques mots").fill("Cap Tilleul")
            alice.get_by_role("button", name="Noter l'observation").click()
        said(alice, "J'ai noté l'observation.")

    alice.goto("/terrain/observations/themes/online/")
    main = alice.locator("main")
    expect(main).to_contain_text("contradictoire")
    expect(main).to_contain_text("selon un partenaire (Cap Tilleul)")
    expect(main).to_contain_text("selon nos tournées en ligne")
