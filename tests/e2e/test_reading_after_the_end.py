"""A reading after the end is refused: the secretary asks and follows, the member reads and answers, the session closes, her tab is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House
from tests.e2e.staging import stage
from tests.e2e.steps import commission
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S9", "C12")]

OVER = "La séance est close depuis le mardi 19 mai 2020"
QUESTION = "La formation ouvre-t-elle en septembre ?"
PHONE = (390, 844)


@pytest.fixture
def story(demo_site: House) -> Iterator[dict[str, str]]:
    yield stage("a_session_to_read", var=demo_site.var)
    demo_site.leave()


def ask_of_the_magistrate(page: Page, address: str) -> None:
    """A question, of the seat that marc holds."""
    page.goto(address)
    page.get_by_label("Magistrat", exact=False).first.check()
    page.get_by_label("La question").fill(QUESTION)
    page.get_by_label("Réponse attendue au plus tard le").fill("2020-05-19")
    page.get_by_role("button", name="Demander l'avis").click()
    said(page, "L'avis est demandé")


def read_and_answer(page: Page, address: str) -> None:
    """From the room to the paper; what is asked of her comes first."""
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Vous : 0 sur 1 lu.")
    page.locator("#avis-demandes .mg-row-link").first.click()
    expect(page.locator(".mg-watermark span").first).to_have_attribute("data-mark", re.compile("Marc Tisserand · 19/05/2020"))
    page.get_by_label("Mon avis").fill("Oui, selon le centre.")
    page.get_by_role("button", name="Donner mon avis").click()
    said(page, "J'ai noté votre avis.")


def hold_and_close(page: Page, story: dict[str, str]) -> None:
    """Opened, its one item not reached, closed for good."""
    page.goto(story["session"])
    commission.open_session(page)
    page.goto(story["item"])
    page.get_by_text("Non examinée", exact=True).click()
    page.locator("#issue").get_by_label("le point n'a pas été atteint").check()
    page.get_by_role("button", name="Enregistrer « non examinée »").click()
    page.goto(story["session"])
    commission.close_session(page)


def test_a_reading_after_the_end_is_refused(demo_site: House, story: dict[str, str]) -> None:
    dana = demo_site.as_("dana")
    ask_of_the_magistrate(dana, story["ask"])
    marc = demo_site.as_("marc", size=PHONE)
    read_and_answer(marc, story["room"])
    dana.goto(story["follow_up"])
    expect(dana.locator("#lectures")).to_contain_text("tout est lu (1)")
    expect(dana.locator("#avis-demandes")).to_contain_text("1 avis sur 1, tous donnés")

    hold_and_close(dana, story)

    # The tab that stayed open: what it sends, what it asks again, and both addresses.
    marc.get_by_text("Je ne dois pas délibérer sur ce point").click()
    marc.get_by_role("button", name="Déclarer mon déport").click()
    expect(marc.locator("main")).to_contain_text(OVER)
    for address in (story["paper"], story["room"]):
        answer = marc.goto(address)
        assert answer is not None
        assert answer.status == 410
        expect(marc.locator("main")).to_contain_text(OVER)
    dana.goto(story["follow_up"])
    expect(dana.locator("main")).to_contain_text("La lecture est terminée")
