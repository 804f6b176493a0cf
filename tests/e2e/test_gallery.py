"""The design in a real browser: accessible at both widths and on both grounds, by keyboard, without JavaScript, from one origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility import DESK, PHONE, WCAG, violations

pytestmark = pytest.mark.browser

PATHS = ["/galerie/", "/galerie/?langue=en", "/essai/page/", "/essai/porte/?personne", "/nulle-part/", "/essai/refus/", "/quitter/"]
RULES = (*WCAG, "best-practice")


@pytest.fixture
def visit(chromium: Browser, gallery_site: str) -> Iterator:
    """Open a page at a width and on a ground; what the browser refuses or cannot find is kept in `page.complaints`."""
    contexts = []

    def go(path: str, *, size: tuple[int, int] = DESK, theme: str = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="fr-FR", java_script_enabled=script, reduced_motion="reduce"
        )
        context.add_cookies([{"name": "mg_theme", "value": theme, "url": gallery_site}])
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.origins = [], set()
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))
        page.goto(gallery_site + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_violation_at_both_widths(visit, path, theme):
    assert violations(visit(path, theme=theme), rules=RULES, sizes=(DESK, PHONE)) == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(visit, path):
    page = visit(path, size=(360, 780))

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PATHS)
def test_everything_comes_from_our_own_origin_and_nothing_is_refused(visit, gallery_site, path):
    page = visit(path)

    assert page.origins == {gallery_site}
    assert [line for line in page.complaints if "404" not in line and "422" not in line] == []


def test_the_first_key_leads_to_the_content(visit):
    page = visit("/galerie/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "contenu"


def test_the_focus_is_drawn_three_pixels_wide(visit):
    page = visit("/essai/page/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_what_can_be_pressed_is_large_enough_for_a_thumb(visit):
    page = visit("/essai/page/", size=PHONE)

    heights = page.locator(".btn, .mg-bar a, .mg-row, .form-control, .form-select").evaluate_all(
        "(all) => all.filter((each) => each.offsetParent).map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_escape_twice_leaves_at_once_and_keeps_no_way_back(visit, gallery_site):
    page = visit("/galerie/")
    page.goto(gallery_site + "/essai/page/")

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.wait_for_url("**/quitter/")
    expect(page).to_have_title("Calendrier")


def test_escape_once_stays(visit):
    page = visit("/essai/page/")

    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("Escape")

    expect(page).to_have_title("Maillage")


def test_quick_exit_works_without_javascript(visit):
    page = visit("/essai/page/", script=False)

    with page.expect_response("**/quitter/") as answered:
        page.get_by_role("button", name="Quitter vite").click()

    expect(page).to_have_title("Calendrier")
    assert answered.value.status == 303  # signed out by the server, not only emptied here


def test_language_and_ground_change_without_javascript(visit):
    page = visit("/galerie/", script=False)

    page.get_by_role("button", name="Fond sombre").click()
    page.get_by_role("button", name="English").click()

    assert re.search(r'<html lang="en" data-bs-theme="dark"', page.content())


def test_a_second_click_sends_nothing_more(visit):
    page = visit("/galerie/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.route("**/galerie/**", lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_())

    button = page.get_by_role("button", name="En un clic")
    button.click()
    button.click()

    assert len(sent) == 1


def test_a_printed_page_keeps_the_content_and_drops_the_frame(visit):
    page = visit("/essai/page/")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".mg-rail")).to_be_hidden()
    expect(page.locator(".mg-exit")).to_be_hidden()


def test_the_menu_of_the_phone_leads_to_every_place(visit):
    page = visit("/essai/page/", size=PHONE)

    page.get_by_role("link", name="Menu", exact=True).click()

    expect(page.get_by_role("navigation", name="Tout le menu").get_by_role("link", name="Mon association")).to_be_in_viewport()
