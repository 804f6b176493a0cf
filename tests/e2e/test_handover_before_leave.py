"""A hand-over before leave: Iris goes away for two weeks; Alice accepts, reads one sheet, and nobody else learns anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House, open_house
from tests.e2e.steps import people, relay

pytestmark = [pytest.mark.browser, pytest.mark.system("S8", "S10")]

LEAVES, BACK = date(2020, 5, 25), date(2020, 6, 8)


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Pâquerette")


@pytest.fixture(scope="module")
def house(chromium: Browser, snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration as it is built, on a state folder of our own."""
    var = tmp_path_factory.mktemp("relay")
    copy_snapshot(snapshot, var)
    with open_house(chromium, var) as opened:
        yield opened


@pytest.fixture
def iris(house: House) -> Iterator[Page]:
    yield house.as_("iris")
    house.leave()


def test_a_hand_over_before_leave(house: House, iris: Page, her: Woman) -> None:
    address = people.open_file(iris, her)
    relay.prepare_absence(iris, pseudonym=her.pseudonym, to="Alice Ferrand", first=LEAVES, back=BACK)
    iris.goto(address)
    expect(iris.locator("#referentes")).to_contain_text("attend sa réponse")

    alice = house.as_("alice")
    relay.accept(alice, her.pseudonym)
    people.find(alice, her.pseudonym)
    expect(alice.locator("#referentes")).to_contain_text("remplaçante")
    sheet = relay.read_hand_over(alice, her.pseudonym)

    assert her.contact in sheet
    assert her.last_name not in sheet
    alice.emulate_media(media="print")
    expect(alice.get_by_role("article")).to_be_visible()
    expect(alice.get_by_role("navigation", name="Ce que je fais")).to_be_hidden()

    charlie = house.as_("charlie")
    answer = charlie.goto(address)
    assert answer is not None
    assert answer.status == 404

    iris.goto(address)
    expect(iris.locator("#referentes")).to_contain_text("Iris Delmas")
    expect(iris.locator("main")).to_contain_text("Alice Ferrand a accepté le suivi.")
