"""A piece that never comes: the consulate is late, it is reminded, the application is put aside, and the wait is the consulate's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import application, people
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S8", "C14")]


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Ondine")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def _ask_the_consulate(page: Page, *, asked: str, expected: str) -> None:
    page.locator("#piece-identity").get_by_role("heading").get_by_role("link").click()
    page.get_by_label("demandée", exact=True).check()
    page.get_by_label("Qui doit la donner").select_option(label="le consulat")
    page.get_by_label("Demandée le").fill(asked)
    page.get_by_label("Annoncée pour le").fill(expected)
    page.get_by_role("button", name="Enregistrer la pièce").click()
    said(page, "J'ai enregistré la pièce")


def test_a_piece_that_never_comes(alice: Page, her: Woman) -> None:
    people.open_file(alice, her)
    address = application.note_wish(alice)
    application.start_preparing(alice)
    _ask_the_consulate(alice, asked="2020-03-02", expected="2020-04-20")
    line = alice.locator("#piece-identity")
    expect(line).to_contain_text("Le consulat : attendue le 20 avril 2020, en retard de 29 jours.")

    line.get_by_role("link", name="Noter une relance").click()
    alice.get_by_label("par courriel").check()
    alice.get_by_label("À relancer de nouveau le").fill("2020-06-02")
    alice.get_by_role("button", name="Noter la relance").click()
    said(alice, "J'ai noté la relance.")
    expect(line).to_contain_text("relancé une fois, aujourd'hui")

    go_to(alice, "Demandes")
    alice.get_by_role("link", name="Pièces en retard").click()
    alice.get_by_role("link", name="le consulat").first.click()
    expect(alice.get_by_role("listitem").filter(has_text=her.pseudonym)).to_contain_text("en retard de 29 jours")

    alice.goto(address)
    alice.get_by_text("Autres actes").click()
    alice.get_by_role("link", name="Ne pas présenter pour le moment").click()
    alice.get_by_label("une pièce n'arrive pas").check()
    alice.get_by_label("La pièce qui manque").select_option(label="Copie d'une pièce d'identité")
    alice.get_by_role("button", name="Mettre de côté").click()
    said(alice, "J'ai mis la demande de côté.")
    expect(alice.locator("#de-cote")).to_contain_text("une pièce n'arrive pas")

    application.tap_received(alice, "identity")
    alice.get_by_role("button", name="Reprendre la demande").click()
    said(alice, "J'ai repris la demande là où elle en était.")
    expect(alice.locator("main")).to_contain_text("en préparation")
