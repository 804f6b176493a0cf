"""Monday, nine o'clock: whom do I call today, by which safe channel, and what comes of it, one tap a line, on a phone too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House
from tests.e2e.staging import stage
from tests.e2e.steps import people, reaching
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S2", "S3")]


@pytest.fixture
def her() -> Woman:
    return Canaries().woman("Campanule")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    yield demo_site.as_("alice")
    demo_site.leave()


def agree_rhythm(page: Page, *, days: str) -> None:
    """From the contacts of her file: every so many days, I call, she said yes."""
    page.get_by_role("link", name="Contacts", exact=True).first.click()
    page.get_by_role("link", name="Convenir d'un rythme").click()
    page.get_by_label("Un contact tous les combien de jours").fill(days)
    page.get_by_label("Convenu avec elle le").fill("2020-05-19")
    page.get_by_role("button", name="Enregistrer le rythme").click()
    said(page, "J'ai enregistré le rythme")


def line_of(page: Page, her: Woman) -> Locator:
    """Her line in the list."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=her.pseudonym)).first


def test_monday_nine(demo_site: House, alice: Page, her: Woman) -> None:
    stage("calls-at-any-hour", var=demo_site.var)
    # A file opened today: her telephone is safe at any hour; a rhythm of a day is agreed with her, and a crisis raises nothing yet.
    address = people.open_file(alice, her)
    reaching.open_contact_page(alice)
    reaching.change_rule(alice, code_word="mimosa", by_sms="jamais")
    alice.goto(address)
    agree_rhythm(alice, days="7")

    # She is not called again today: her rhythm begins with the next week. The home and the rail lead to the list.
    go_to(alice, "À appeler")
    expect(alice.get_by_role("heading", name="Appels du jour")).to_be_visible()
    expect(line_of(alice, her)).to_have_count(0)

    # What presses among the others is said, and closed until it is opened on purpose.
    first = alice.locator(".mg-calls .mg-row").first
    expect(first.locator(".mg-because")).to_be_visible()
    assert "tel:" not in alice.content()
    alice.get_by_role("button", name="Ouvrir les contacts pour appeler").click()
    expect(alice.locator('a[href^="tel:"]').first).to_be_visible()

    # One tap: no answer; the next try is proposed, and her line waits for it.
    open_lines = alice.locator(".mg-row").filter(has=alice.get_by_role("button", name="Pas de réponse"))
    name = open_lines.first.locator(".mg-row-link").inner_text()
    open_lines.first.get_by_role("button", name="Pas de réponse").click()
    said(alice, "J'ai noté qu'elle n'a pas répondu")
    waiting = alice.context.new_page()
    waiting.goto("/contacts/appels/?etat=later")
    expect(waiting.locator(".mg-row").filter(has=waiting.get_by_role("link", name=name, exact=True))).to_contain_text("pas avant")
    waiting.close()

    # The next one answers: how she goes is on the same line; the contact is on her file, and her line leaves the list.
    reached = open_lines.first
    name = reached.locator(".mg-row-link").inner_text()
    reached.get_by_label("Comment elle va").select_option(label="fatiguée")
    reached.get_by_role("button", name="Jointe", exact=True).click()
    said(alice, "J'ai noté l'échange")
    expect(alice.locator(".mg-calls .mg-row-link").filter(has_text=name)).to_have_count(0)

    # On a phone, without anything that overflows.
    alice.set_viewport_size({"width": 390, "height": 844})
    alice.reload()
    wide = alice.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
