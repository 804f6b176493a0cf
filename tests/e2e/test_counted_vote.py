"""A vote that the chair asks to count and settles; a session in writing that the chair extends: screens at once, one of them a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.staging import stage
from tests.e2e.steps import commission
from tests.e2e.steps.entering import move_day, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S9")]

PHONE = (390, 844)
SOON = 20_000
THIRD_DAY, LAST_DAY = date(2020, 5, 21), date(2020, 5, 25)


@pytest.fixture
def house(demo_site: House) -> Iterator[House]:
    yield demo_site
    demo_site.leave()


@pytest.fixture
def own_house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """A house of its own: its day moves."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as found:
        yield found
        found.leave()


def at(house: House, slug: str, path: str, **more: Any) -> Page:
    """One of the cast, in front of her screen."""
    page = house.as_(slug, **more)
    page.goto(path)
    return page


def vote(page: Page, sense: str, *, card: int = 0) -> None:
    """One touch."""
    page.locator("form.mg-ballot").nth(card).get_by_role("button", name=sense, exact=True).click()
    said(page, f": {sense}.")


def test_the_chair_asks_for_a_count_and_settles_it(house: House) -> None:
    story = stage("a_session_of_six", var=house.var)
    number = story["numbers"][3]
    dana = at(house, "dana", story["secretary"])
    marc = at(house, "marc", story["member"], size=PHONE)
    dana.get_by_role("button", name=f"Appeler le point {number}").click()
    said(dana, f"Le point n° {number} est en cours.")

    # Nobody votes by default: the sense is typed. The chair asks; the ballot comes up on the phone by itself.
    expect(marc.locator("form.mg-ballot")).to_have_count(0)
    jean = at(house, "jean", story["secretary"])
    jean.get_by_role("button", name="La présidence demande un vote compté").click()
    said(jean, "Le vote est ouvert sur ce point")
    expect(marc.locator("#avis")).to_contain_text("pas encore de voix", timeout=SOON)
    vote(marc, "défavorable")
    assert marc.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    jean.goto(story["member"])
    vote(jean, "favorable")

    # As many for as against; who has no account votes by the hand of the secretary.
    dana.goto(story["secretary"])
    others = commission.seats_to_note(dana)
    senses = ["favorable", "défavorable"] * (len(others) // 2) + ["abstention"] * (len(others) % 2)
    commission.note_opinions(dana, dict(zip(others, senses, strict=True)))
    expect(dana.locator("#decompte")).to_contain_text("Tous ont voté.")
    commission.close_by_vote(dana, words="La présidence relève que le calendrier reste à préciser.")

    dana.goto(story["secretary"])
    line = dana.locator("#ordre li").filter(has_text=f"N° {number}")
    expect(line).to_contain_text("avis favorable")
    expect(line).to_contain_text("Voix prépondérante de la présidence")
    expect(marc.locator("form.mg-ballot")).to_have_count(0, timeout=SOON)
    assert house.watch.faults == []


def test_a_session_in_writing_is_extended(own_house: House) -> None:
    house = own_house
    story = stage("a_session_in_writing", var=house.var)
    dana = at(house, "dana", story["secretary"])
    marc = at(house, "marc", story["member"], size=PHONE)

    # Exchanges: a member writes from a phone, the secretary reads it with the minutes.
    marc.get_by_label("Contribution").fill("Je lis un projet construit.")
    marc.get_by_role("button", name="Enregistrer la contribution").click()
    said(marc, "J'ai enregistré votre contribution.")
    dana.reload()
    expect(dana.locator("#echanges")).to_contain_text("Je lis un projet construit.")
    commission.open_vote(dana)
    marc.goto(story["member"])
    for card in range(2):
        vote(marc, "favorable", card=card)
    assert marc.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    # The last day comes without half of the members: the chair gives more time.
    move_day(dana, THIRD_DAY)
    dana.goto(story["secretary"])
    expect(dana.locator("main")).to_contain_text("La moitié n'y est pas encore")
    jean = at(house, "jean", story["secretary"])
    jean.get_by_role("link", name="Prolonger").click()
    jean.get_by_label("Nouveau dernier jour").fill(story["until"])
    jean.get_by_role("button", name="Noter la prolongation").click()
    said(jean, "Prolongé")
    expect(jean.locator("#fenetre")).to_contain_text("25 mai 2020")

    # Answers come back on paper; on the new last day, the recount and the results.
    move_day(dana, LAST_DAY)
    for path in story["items"]:
        dana.goto(path)
        commission.note_opinions(dana, dict.fromkeys(commission.seats_to_note(dana), "favorable"))
    dana.goto(story["secretary"])
    dana.get_by_role("button", name="Compter les voix").click()
    said(dana, "Les voix sont comptées et recomptées")
    dana.get_by_role("button", name="Envoyer les résultats").click()
    said(dana, "Les membres qui ont un compte sont prévenus")
    marc.goto(story["member"])
    expect(marc.locator("#resultats")).to_contain_text("avis favorable")
    expect(marc.locator("form.mg-ballot")).to_have_count(0)
    assert house.watch.faults == []
