"""A session that loses its quorum at item 5, and a recusal discovered in session: two screens at once, and one without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.staging import stage
from tests.e2e.steps.entering import said
from tests.e2e.steps.sitting import call, conclude, hear_association

pytestmark = [pytest.mark.browser, pytest.mark.system("S9")]

TYPED = "La commission relève la constance du projet."
SOON = 20_000


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own: six applications are taken from it."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


@pytest.fixture
def story(house: House) -> dict[str, Any]:
    return stage("a_session_of_six", var=house.var)


def at(house: House, slug: str, path: str, **more: Any) -> Page:
    """One of the cast, in front of her screen."""
    page = house.as_(slug, **more)
    page.goto(path)
    return page


def lost(page: Page) -> Any:
    """What is said when the quorum is lost."""
    return page.get_by_role("alert").filter(has_text="Le quorum n'est plus réuni")


def test_the_quorum_is_lost_at_item_five(house: House, story: dict[str, Any]) -> None:
    _first, _second, _third, fourth, fifth, sixth = story["numbers"]
    dana = at(house, "dana", story["secretary"])
    marc = at(house, "marc", story["member"], size=(390, 844))

    # The fourth: the association first, then a recusal that marc discovers while dana is typing.
    call(dana, fourth)
    expect(marc.locator("#en-cours")).to_contain_text(f"Point n° {fourth}", timeout=SOON)
    hear_association(dana)
    dana.locator("#issue").get_by_label("Ce que dit la commission").fill(TYPED)
    expect(marc.locator("#mes-gestes")).to_contain_text(f"Point n° {fourth}", timeout=SOON)
    marc.get_by_text("Je ne dois pas délibérer sur ce point").click()
    marc.get_by_role("button", name="Déclarer mon déport").click()
    said(marc, "Votre déport est noté")
    expect(dana.locator("#en-cours")).to_contain_text(f"{story['marc']} : a un intérêt personnel", timeout=SOON)
    expect(dana.locator("#issue").get_by_label("Ce que dit la commission")).to_have_value(TYPED)
    conclude(dana)
    said(dana, "L'issue de ce point est enregistrée.")
    expect(dana.locator("#ordre")).to_contain_text(f"quorum compté : {story['needed']} pour {story['needed']}")

    # The fifth: somebody leaves. It is said at once, on both screens, and nothing typed moves.
    call(dana, fifth)
    dana.locator("#issue").get_by_label("Ce que dit la commission").fill(TYPED)
    dana.get_by_role("button", name=f"Part : {story['leaves']}").click()
    expect(lost(dana)).to_contain_text(f"Quorum non atteint : {story['needed'] - 1} pour {story['needed']}")
    expect(lost(marc)).to_be_visible(timeout=SOON)
    expect(dana.locator("#issue").get_by_label("Ce que dit la commission")).to_have_value(TYPED)
    assert marc.evaluate("document.documentElement.scrollWidth") <= 390
    conclude(dana)
    expect(dana.locator(".mg-notice").filter(has_text="Rien n'a été enregistré")).to_contain_text("Quorum non atteint")

    # What is left goes back to wait; without JavaScript the chair reads the same.
    dana.goto(story["secretary"])
    dana.locator("#reste").get_by_role("button", name="Renvoyer les points restants").click()
    said(dana, "Les points restants ne sont pas examinés")
    jean = at(house, "jean", story["secretary"], script=False)
    for number in (fifth, sixth):
        expect(jean.locator("#ordre li").filter(has_text=f"N° {number}")).to_contain_text("le quorum n'était pas réuni")
    dana.get_by_role("button", name="Clore la séance").click()
    said(dana, "close")
    expect(dana.get_by_role("link", name="Convoquer une seconde fois")).to_be_visible()
    jean.get_by_role("link", name="Rafraîchir").click()
    expect(jean.locator("#direct")).to_contain_text("La séance est close")
    assert house.watch.faults == []
