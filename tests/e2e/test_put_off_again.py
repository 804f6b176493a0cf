"""The study's second logic: a session held in another form, four files not examined because that form is judged unsuited, no next date.

Two browsers at once: the secretary changes and puts off; the association sees it, and the days go on counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.steps.entering import go_to, move_day, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S9")]

TODAY, HELD = date(2020, 5, 19), date(2020, 6, 4)
TWICE, AGAIN = "reportée 2 fois", re.compile(r"Reports : 3, ")


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own: its day moves."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


def _plan_and_convene(page: Page) -> str:
    """On site, with the four that were put off twice. Answers the address of the session."""
    go_to(page, "Commission")
    page.get_by_role("link", name="Planifier une séance").click()
    page.get_by_label("Forme").select_option(value="in_person")
    page.get_by_label("Jour de la séance").fill(HELD.isoformat())
    page.get_by_role("button", name="Planifier").click()
    said(page, "J'ai planifié la séance.")
    address = page.url
    page.get_by_role("link", name="Inscrire des demandes").first.click()
    four = page.get_by_role("checkbox", name=TWICE)
    expect(four).to_have_count(4)
    for place in range(4):
        four.nth(place).check()
    page.get_by_role("button", name="Inscrire", exact=True).click()
    said(page, "L'ordre du jour est à jour.")
    page.get_by_role("link", name="Convoquer", exact=True).first.click()
    page.get_by_role("button", name="Convoquer").click()
    said(page, "Les convocations sont parties.")
    return address


def _hold_it_hybrid(page: Page) -> None:
    """Who waits, and what the law allows, are said; then it is done, and the letters leave again."""
    page.get_by_role("link", name="Annuler ou changer la forme").click()
    expect(page.locator("#attente")).to_contain_text("Reports : 2")
    expect(page.locator("#formes")).to_contain_text("Ordonnance n° 2020-347")
    page.get_by_label("elle se tient autrement").check()
    page.get_by_label("Forme", exact=True).select_option(value="hybrid")
    page.get_by_label("Base légale").select_option(value="FR-2020-347")
    page.get_by_label("Décision de la présidence").fill(TODAY.isoformat())
    expect(page.get_by_label("Convoquer à nouveau")).to_be_checked()
    page.get_by_role("button", name="Faire ce qui est coché").click()
    said(page, "La séance est changée")
    expect(page.locator("main")).to_contain_text("hybride")


def _put_off_the_four(page: Page) -> None:
    """While it sits: the form is judged unsuited, and nobody knows the next date."""
    page.get_by_role("link", name="Ouvrir la séance").click()
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    said(page, "La séance est ouverte.")
    page.get_by_role("link", name="Reporter des demandes").click()
    boxes = page.locator("#reports").get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    for place in range(4):
        boxes.nth(place).check()
    page.get_by_label("le format de la séance a été jugé inadapté").check()
    page.get_by_label("elle n'est pas connue").check()
    page.get_by_role("button", name="Faire ce qui est coché").click()
    said(page, "Les demandes cochées sont reportées")


def _days(page: Page) -> int:
    """How long the first of them has waited, as the association reads it."""
    go_to(page, "Commission")
    row = page.locator("#demandes .mg-row").filter(has_text=AGAIN).first
    found = re.search(r": (\d+) jours", row.inner_text())
    assert found is not None
    return int(found.group(1))


def test_four_files_not_examined_and_the_next_date_unknown(house: House) -> None:
    dana, alice = house.as_("dana"), house.as_("alice")
    address = _plan_and_convene(dana)
    go_to(alice, "Commission")
    expect(alice.locator("#demandes").get_by_text("à l'ordre du jour")).to_have_count(4)

    _hold_it_hybrid(dana)
    alice.reload()
    expect(alice.locator("#demandes")).not_to_contain_text(AGAIN)
    move_day(dana, HELD)
    dana.goto(address)
    _put_off_the_four(dana)

    # The association, in her own browser: the cause, no date, and the alert; nothing of the deliberation.
    go_to(alice, "Commission")
    rows = alice.locator("#demandes .mg-row").filter(has_text=AGAIN)
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("le format de la séance a été jugé inadapté")
    expect(rows.first).to_contain_text("prochaine date non connue")
    before = _days(alice)

    move_day(dana, HELD + timedelta(days=12))
    assert _days(alice) == before + 12
    go_to(dana, "Commission")
    expect(dana.locator("#attente .mg-row").filter(has_text=AGAIN)).to_have_count(4)
