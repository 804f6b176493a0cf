"""A merge and its undoing: two files of one woman, seen at entry, looked at side by side, reunited, and separated again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import people
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("C5", "C6")]


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Svetlana")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def as_heard(her: Woman) -> Woman:
    """The same woman, noted by ear."""
    return replace(her, pseudonym=her.pseudonym.replace("Svetlana", "Zvétlana"), contact="au local, le mardi")


def test_a_merge_and_its_undoing(demo_site: House, alice: Page, her: Woman) -> None:
    first, again = people.open_file(alice, her), as_heard(her)
    people.note_identity(alice, her)

    # At entry: she is recognised by ear, and the colleague insists.
    go_to(alice, "Personnes")
    alice.get_by_role("link", name="Nouveau dossier").click()
    people.fill_two_fields(alice, again)
    alice.get_by_role("button", name="Ouvrir le dossier").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("Est-ce la même personne ?")
    expect(alice.get_by_role("link", name=her.pseudonym)).to_be_visible()
    alice.get_by_role("button", name="Ouvrir un nouveau dossier").click()
    said(alice, "J'ai ouvert le dossier.")
    second = alice.url

    # Found by any of her names, whatever the alphabet.
    people.search(alice, "Светлана " + her.pseudonym.split()[-1])
    expect(alice.get_by_role("link", name=re.compile("Svetlana|Zvétlana"))).to_have_count(2)

    # Side by side; the new pseudonym is kept, with the rule of the older file.
    alice.goto(second)
    alice.get_by_role("link", name="C'est un doublon").click()
    alice.get_by_role("link", name=her.pseudonym).click()
    alice.get_by_label("Le dossier qui reste").or_(alice.get_by_role("group", name="Le dossier qui reste")).first.wait_for()
    alice.get_by_role("group", name="Le dossier qui reste").get_by_label(her.pseudonym).check()
    alice.get_by_role("group", name="Garder le pseudonyme").get_by_label(again.pseudonym).check()
    alice.get_by_role("group", name="Garder les consignes de contact").get_by_label(her.pseudonym).check()
    alice.get_by_role("button", name="Réunir les deux dossiers").click()
    said(alice, "J'ai réuni les deux dossiers.")
    expect(alice).to_have_url(first)
    expect(alice.get_by_role("heading", level=1)).to_contain_text(again.pseudonym)
    expect(alice.locator("#reunions")).to_contain_text(again.pseudonym)

    # The old file is a signpost; elsewhere it is nothing.
    alice.goto(second)
    expect(alice.get_by_role("link", name="Ouvrir le dossier réuni")).to_be_visible()
    charlie = demo_site.as_("charlie")
    answer = charlie.goto(second)
    assert answer is not None
    assert answer.status == 404

    # And back.
    alice.get_by_role("link", name="Séparer à nouveau").click()
    alice.get_by_role("button", name="Séparer les deux dossiers").click()
    said(alice, "J'ai séparé les deux dossiers")
    expect(alice).to_have_url(second)
    expect(alice.get_by_role("heading", level=1)).to_contain_text(again.pseudonym)
    alice.goto(first)
    expect(alice.get_by_role("heading", level=1)).to_contain_text(her.pseudonym)
    expect(alice.locator("#identite")).to_contain_text("Elle est notée")
