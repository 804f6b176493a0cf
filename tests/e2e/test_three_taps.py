"""An informal contact noted on a phone in three taps, without any script; the need that was said, in a fourth."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.canaries import Canaries
from tests.e2e.house import House
from tests.e2e.steps import people
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S2", "S3")]

PHONE = (390, 844)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def house(demo_site: House, request: pytest.FixtureRequest) -> Iterator[tuple[House, bool]]:
    yield demo_site, request.param
    demo_site.leave()


def large_enough(tapped: Locator) -> None:
    """As large as a thumb, and tapped near its edge."""
    tapped.scroll_into_view_if_needed()
    box = tapped.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    tapped.click(position={"x": 24, "y": 4})


def test_three_taps_note_a_contact_and_a_fourth_the_need(house: tuple[House, bool]) -> None:
    site, script = house
    her = Canaries().woman("Pervenche")
    # Charlie: other stories open so many files on this day as alice that a new one may not be among the first twelve.
    people.open_file(site.as_("charlie", script=script), her)
    charlie = site.as_("charlie", size=PHONE, script=script)

    charlie.goto("/contacts/noter/")
    large_enough(charlie.get_by_role("link", name=her.pseudonym))
    large_enough(charlie.locator(".form-check", has_text="téléphone").first)
    large_enough(charlie.get_by_role("button", name="Inquiète"))

    said(charlie, "J'ai noté l'échange.")
    expect(charlie.locator("main")).to_contain_text("Inquiète")
    large_enough(charlie.get_by_role("button", name="Demande urgente"))
    said(charlie, "J'ai noté le besoin parmi les demandes")


def test_a_service_that_does_not_answer_is_one_tap(house: tuple[House, bool]) -> None:
    site, script = house
    alice = site.as_("alice", size=PHONE, script=script)
    alice.goto("/contacts/services/")

    large_enough(alice.get_by_role("form", name="mairie").get_by_role("button", name="Personne"))

    said(alice, "J'ai noté : mairie, personne.")
