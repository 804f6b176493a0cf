"""The door of the demonstration, and the rail."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from maillage.doors.demo.world import CAST

FIRST_NAMES = {cast.slug: cast.name.split()[0] for cast in CAST}


def enter_as(page: Page, slug: str) -> None:
    """Become one of the cast, through the first page."""
    page.goto("/demo/")
    button = page.locator(f"form:has(input[name=slug][value={slug}]) button")
    if not button.is_visible():
        page.locator(f"details:has(input[name=slug][value={slug}]) > summary").click()
    expect(button).to_have_text(f"Entrer comme {FIRST_NAMES[slug]}")
    button.click()
    expect(page.get_by_role("region", name="Démonstration")).to_contain_text(f"Vous êtes {FIRST_NAMES[slug]}")


def move_day(page: Page, day: date) -> None:
    """Move the day forward, for everybody."""
    page.goto("/demo/")
    page.get_by_label("Avancer jusqu'au").fill(day.isoformat())
    page.get_by_role("button", name="Avancer", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Nous sommes maintenant le")).to_be_visible()


def go_to(page: Page, place: str) -> None:
    """Follow the rail."""
    page.get_by_role("navigation", name="Ce que je fais").get_by_role("link", name=place, exact=True).click()


def said(page: Page, words: str) -> None:
    """The page says that it is done."""
    expect(page.locator("main").get_by_role("status").filter(has_text=words)).to_be_visible()
