"""The session of 19 May, as the tour plays it: opened, who is there, one opinion by consensus, one counted vote, closed, its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.papers import read_pdf
from tests.e2e.steps import commission
from tests.e2e.steps.entering import go_to, said
from tests.e2e.steps.sitting import attend, call, conclude, hear_association

pytestmark = [pytest.mark.browser, pytest.mark.system("S9")]

PHONE = (390, 844)
SOON = 20_000
TODAYS = "Le mardi 19 mai 2020"


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own: its session of the day is used up."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


def open_it(page: Page) -> None:
    """From the home of the commission to the screen of the session, as the tour says."""
    go_to(page, "Commission")
    page.locator("#seances").get_by_role("link", name=TODAYS).click()
    commission.open_session(page)
    page.get_by_role("navigation", name="Les pages de la séance").get_by_role("link", name="En séance").click()


def follow_it(page: Page) -> None:
    """A member, from her home to the same session, on a phone."""
    page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Tout le menu").get_by_role("link", name="Commission", exact=True).click()
    page.locator("#lecture .mg-row-link").first.click()
    page.get_by_role("link", name="Suivre la séance").click()
    expect(page.locator("#mes-actes")).to_contain_text("Quand un point est appelé")


def numbers(page: Page) -> list[str]:
    """Of the items, in the order of the day."""
    return [words.split()[1] for words in page.locator("#ordre li strong").all_inner_texts()]


def test_the_session_of_the_day_is_held_from_its_opening_to_its_minutes(house: House) -> None:
    dana = house.as_("dana")
    open_it(dana)
    attend(dana)
    expect(dana.locator("#en-cours")).to_contain_text("quorum réuni")
    first, second = numbers(dana)
    marc = house.as_("marc", size=PHONE)
    follow_it(marc)

    # By consensus: the association is heard, leaves, and what was found is said on both screens.
    call(dana, first)
    expect(marc.locator("#mes-gestes")).to_contain_text(f"Point n° {first}", timeout=SOON)
    hear_association(dana)
    conclude(dana)
    said(dana, "L'issue de ce point est enregistrée.")
    expect(marc.locator("#ordre li").filter(has_text=f"N° {first}")).to_contain_text("avis favorable", timeout=SOON)

    # Counted: marc by his own hand, whoever has no screen by dana's; the totals alone are left.
    call(dana, second)
    dana.get_by_role("button", name="La présidence demande un vote compté").click()
    expect(marc.locator("form.mg-ballot")).to_be_visible(timeout=SOON)
    marc.locator("form.mg-ballot").get_by_role("button", name="favorable", exact=True).click()
    said(marc, ": favorable.")
    dana.reload()
    commission.note_opinions(dana, dict.fromkeys(commission.seats_to_note(dana), "favorable"))
    commission.close_by_vote(dana, words="Le projet est prêt.")

    commission.close_session(dana)
    expect(marc.locator("#direct")).to_contain_text("La séance est close", timeout=SOON)
    minutes = read_pdf(house.read_paper(dana, commission.draft_minutes(dana), slug="dana"))
    assert all(f"Point n° {number}" in minutes for number in (first, second))
    assert house.watch.faults == []
