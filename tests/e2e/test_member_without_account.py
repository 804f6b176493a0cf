"""A member without account: the secretary enters the reply, the papers, the presence and the vote in one place; the minutes carry the
name and the quality, and a member in another browser proposes a correction, which is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import papers
from tests.e2e.house import House
from tests.e2e.staging import stage
from tests.e2e.steps import commission
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S9", "S10")]

ADDED = "Une place en formation est à confirmer."


@pytest.fixture
def story(demo_site: House) -> Iterator[dict[str, Any]]:
    yield stage("a_session_convened_today", var=demo_site.var)
    demo_site.leave()


def enter_everything(page: Page, story: dict[str, Any], house: House) -> None:
    """Before and during the session, all of it from the page of the seat."""
    page.goto(story["convocations"])
    row = page.locator(".mg-row").filter(has_text=story["name"])
    row.get_by_role("link", name="Sans compte : tout noter ici").click()
    seat = page.url
    page.locator("#reponse").get_by_label("sera sur place").check()
    page.locator("#reponse").get_by_role("button", name="Noter la réponse").click()
    said(page, "La réponse du siège est notée.")
    page.locator("#jeu").get_by_role("button", name="Remettre un jeu numéroté").click()
    said(page, "Le jeu de documents numéroté est remis.")
    expect(page.locator("#jeu")).to_contain_text("chez le membre")

    page.goto(story["session"])
    commission.open_session(page)
    item = stage("the_others_are_there", var=house.var, session=story["session"], seat=story["seat"])
    page.goto(seat)
    page.locator("#presence").get_by_label("Ce siège").select_option(label="sur place")
    page.locator("#presence").get_by_role("button", name="Noter la présence").click()
    said(page, "La présence du siège est notée.")
    page.locator("#points").get_by_label("Voix du siège").select_option(label="favorable")
    page.locator("#points").get_by_role("button", name="Noter la voix").click()
    said(page, "La voix du siège est notée.")
    expect(page.locator("#points")).to_contain_text("Voix notée : favorable")

    page.goto(item)
    commission.close_by_vote(page, words="La commission relève la constance du projet.")
    page.goto(story["session"])
    commission.close_session(page)


def test_a_member_without_account_is_in_the_minutes_by_name(demo_site: House, story: dict[str, Any]) -> None:
    dana, marc = demo_site.as_("dana"), demo_site.as_("marc", size=(390, 844))
    enter_everything(dana, story, demo_site)
    commission.draft_minutes(dana)

    # The draft goes to the members; marc, on his phone, proposes words; nothing changes by itself.
    dana.get_by_role("link", name="Donner le projet à relire").click()
    dana.get_by_label("Relecture possible jusqu'au").fill("2020-05-26")
    dana.get_by_role("button", name="Donner à relire").click()
    said(dana, "Le projet est donné à relire")
    marc.goto("/commission/")
    marc.locator("#relectures").get_by_role("link").filter(has_text="19 mai 2020").first.click()
    marc.get_by_role("link", name="Proposer une correction : Point n°").first.click()
    text = marc.get_by_label("Le passage, tel que vous le proposez")
    text.fill(f"{text.input_value()} {ADDED}")
    marc.get_by_label("Pourquoi").fill("Dit en séance.")
    marc.get_by_role("button", name="Proposer").click()
    said(marc, "La correction est proposée")
    expect(marc.locator("ins")).to_contain_text(ADDED)
    assert marc.evaluate("document.documentElement.scrollWidth") <= 390

    dana.reload()
    expect(dana.locator("ins")).to_contain_text(ADDED)
    dana.get_by_role("button", name="Accepter la correction n° 1").click()
    said(dana, "La correction est acceptée")
    dana.get_by_role("link", name="Noter l'approbation du procès-verbal").click()
    dana.get_by_role("button", name="Noter l'approbation").click()
    said(dana, "L'approbation est notée.")

    path = dana.locator("#proces-verbal").get_by_role("link", name="Lire (PDF)").get_attribute("href") or ""
    content = demo_site.read_paper(dana, path, slug="dana")
    words = papers.read_pdf(content)
    wanted = (f"{story['name']}, {story['title']}", ADDED, "Approuvé le", "R. 133-13", "avis favorable", "empreinte")
    assert papers.is_tagged(content)
    assert [each for each in wanted if each not in words] == []
    assert [each for each in story["never"] if each in words] == []

    # Once approved, nobody reads the draft any more.
    marc.reload()
    expect(marc.locator("main")).to_contain_text("n'existe pas")
    assert demo_site.watch.faults == []
