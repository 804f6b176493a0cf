"""A move to another department: proposed with her accord, accepted there, re-encrypted there; nothing is read before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import application, people
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S8", "C16")]

THERE = "Atelier des Deux Combes"


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Bergamote")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def _note_her_accord(page: Page, file: str) -> None:
    page.goto(f"{file}accord/?pour=transfer")
    page.get_by_role("combobox").first.select_option(label=THERE)
    page.get_by_label("Langue", exact=False).select_option(label="roumain")
    page.get_by_role("button", name="Noter son accord").click()
    said(page, "J'ai noté son accord.")


def test_a_move_to_another_department(demo_site: House, alice: Page, her: Woman) -> None:
    file = people.open_file(alice, her)
    people.note_identity(alice, her)
    alice.goto(file)
    address = application.note_wish(alice)
    application.start_preparing(alice)
    _note_her_accord(alice, file)

    alice.goto(address)
    alice.get_by_text("Autres actes").click()
    alice.get_by_role("link", name="Passer le relais à une autre association").click()
    alice.get_by_label("L'association qui reprendrait son suivi").select_option(label=f"Hautes-Combes : {THERE}")
    for passing in ("son nom d'usage", "son identité civile"):
        alice.get_by_label(passing).check()
    alice.get_by_role("button", name="Proposer le relais").click()
    said(alice, "J'ai proposé le relais.")
    move = alice.url

    clara = demo_site.as_("clara")
    clara.goto(move)
    expect(clara.locator("main")).to_contain_text("rien de son dossier n'est encore passé")
    expect(clara.locator("main")).not_to_contain_text(her.pseudonym)
    clara.get_by_role("link", name="Accepter le relais").click()
    clara.get_by_label("Comment la joindre sans risque").select_option("phone")
    clara.get_by_label("Ce qu'il faut savoir pour la joindre").fill(her.contact)
    clara.get_by_role("button", name="Accepter le relais").click()
    said(clara, "J'ai ouvert son dossier chez vous.")
    expect(clara.get_by_role("heading", level=1)).to_contain_text(her.pseudonym)
    clara.get_by_role("link", name="Voir la demande").click()
    expect(clara.locator("#pieces")).to_be_visible()

    alice.goto(address)
    expect(alice.locator("main")).to_contain_text("Demande transférée à une autre association")
    answer = clara.goto(file)
    assert answer is not None
    assert answer.status == 404

    charlie = demo_site.as_("charlie")
    go_to(charlie, "Demandes")
    charlie.get_by_role("link", name="Relais").click()
    charlie.get_by_role("link", name=f"De {THERE}").first.click()
    expect(charlie.locator("#relais")).to_contain_text("accordée par le préfet")
    expect(charlie.locator("#relais")).to_contain_text("ils suivent")
