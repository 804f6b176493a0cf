"""A hand-over before leave: Iris goes away for two weeks; Alice accepts, reads one sheet, and nobody else learns anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.steps import people, relay

pytestmark = [pytest.mark.browser, pytest.mark.system("S8", "S10")]

LEAVES, BACK = date(2020, 5, 25), date(2020, 6, 8)


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Pâquerette")


@pytest.fixture
def iris(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("iris")
    demo_site.leave()


def test_a_hand_over_before_leave(demo_site: House, iris: Page, her: Woman) -> None:
    address = people.open_file(iris, her)
    relay.prepare_absence(iris, pseudonym=her.pseudonym, to="Alice Ferrand", first=LEAVES, back=BACK)
    iris.goto(address)
    expect(iris.locator("#referentes")).to_contain_text("attend sa réponse")

    alice = demo_site.as_("alice")
    relay.accept(alice, her.pseudonym)
    people.find(alice, her.pseudonym)
    expect(alice.locator("#referentes")).to_contain_text("remplaçante")
    sheet = relay.read_hand_over(alice, her.pseudonym)

    assert her.contact in sheet
    assert her.last_name not in sheet
    alice.emulate_media(media="print")
    expect(alice.get_by_role("article")).to_be_visible()
    expect(alice.get_by_role("navigation", name="Ce que je fais")).to_be_hidden()

    charlie = demo_site.as_("charlie")
    answer = charlie.goto(address)
    assert answer is not None
    assert answer.status == 404

    iris.goto(address)
    expect(iris.locator("#referentes")).to_contain_text("Iris Delmas")
    expect(iris.locator("main")).to_contain_text("Alice Ferrand a accepté le suivi.")
