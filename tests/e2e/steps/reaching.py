"""Her contact: the page that says what may be done now, and the form of its rule."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.e2e.steps.entering import said


def open_contact_page(page: Page) -> None:
    """From her file, by its tab."""
    page.get_by_role("link", name="Contact", exact=True).click()
    expect(now(page)).to_be_visible()


def now(page: Page) -> Locator:
    """The card of the present moment."""
    return page.locator("#maintenant")


def way(page: Page, name: str) -> Locator:
    """One way towards her."""
    return now(page).get_by_role("listitem").filter(has_text=name)


def reach_by(page: Page, name: str) -> None:
    """I reach her this way."""
    way(page, name).get_by_role("button", name="Je la joins ainsi").click()


def change_rule(page: Page, *, preferred: str = "", silent_until: str = "", code_word: str = "", **ways: str) -> None:
    """Write a new version: `par_telephone="jamais"`."""
    page.get_by_role("link", name="Changer les consignes").click()
    for name, standing in ways.items():
        page.locator(f"#id_{name}").select_option(label=standing)
    if preferred:
        page.get_by_role("radio", name=preferred, exact=True).check()
    if code_word:
        page.get_by_label("Un mot convenu avec elle").fill(code_word)
    if silent_until:
        page.get_by_label("Ne pas la contacter avant le").fill(silent_until)
    page.get_by_role("button", name="Enregistrer les consignes").click()
    said(page, "J'ai enregistré les consignes")
