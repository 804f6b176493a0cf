"""Every page of the house, once per address and object of the access matrix: axe finds nothing serious, and a phone never scrolls sideways.

axe looks once at each template and width, and at each state of the pages that change with what they show; every page must fit a phone.

The pages come from the reviewed table of every address (`tests/demonstration/access_matrix.toml`): what is added there is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page

from tests.e2e.accessibility import DESK, PHONE, violations
from tests.e2e.house import House
from tests.e2e.steps import people
from tools import access_matrix

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8", "S9", "S10")]

# Answered with a file or with one word: no page to look at. The gallery has its own tests.
NO_PAGE = re.compile(
    r"_pdf$|scan$|_file$|_piece$|:acknowledgement$|:pulse$|ui:gallery$|_copy$|_export$|dates_sheet$|_plain$|document_signed$|_letter$|_calendar$|_live$|proof$|:rounds_table$"
)
# The lists of the home have one template: these differ by what stands in it.
PILES = {"pile-a-deposer", "pile-pieces", "pile-sans-date", "pile-termes", "pile-titres"}
# Pages that change with the state of what they show, so that every object is looked at; elsewhere the first is enough.
CHANGING = {"portal:pile", "people:file", "psp:application", "psp:pathway", "commission:session", "commission:item", "commission:decision"}


def cases() -> list[str]:
    """The GET addresses that somebody enters, by route and object."""
    found: dict[str, list[str]] = {}
    for case in access_matrix.read().cases:
        entered = "GET" in case.methods and access_matrix.IN in case.outcomes.values() and not NO_PAGE.search(case.route)
        if entered and (case.route != "portal:pile" or case.on in PILES):
            found.setdefault(case.route, []).append(f"{case.route} {case.on}")
    return [each for route, names in found.items() for each in (names if route in CHANGING else names[:1])]


@pytest.fixture(scope="module")
def at_her_screen(demo_site: House) -> Callable[[str], Page]:
    """The page of this one of the cast, in a browser of her own kept for all that she looks at; or of nobody."""
    screens: dict[str, Page] = {}

    def sit(slug: str) -> Page:
        if slug not in screens:
            screens[slug] = demo_site.stranger() if slug == access_matrix.ANONYMOUS else demo_site.as_(slug)
        return screens[slug]

    return sit


@pytest.fixture(scope="module")
def looked_at() -> set[tuple[str, str]]:
    """Who looked at which address: one that leads to another is not looked at twice."""
    return set()


@pytest.fixture(scope="module")
def drawn() -> set[str]:
    """The templates already looked at."""
    return set()


def troubles(page: Page, *, sizes: Sequence[tuple[int, int]] = (DESK, PHONE)) -> list[str]:
    """What is wrong with this page: for axe at these widths, then for the thumb that would have to scroll sideways."""
    found = violations(page, impacts=("serious", "critical"), sizes=sizes)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE[0]:
        found.append(f"{wide} points wide on a phone of {PHONE[0]}")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return found


@pytest.mark.parametrize("case", cases())
def test_a_page_has_no_serious_violation_and_fits_a_phone(at_her_screen, demo_pages, looked_at, drawn, case):
    asked = demo_pages[case]
    page = at_her_screen(asked["slug"])

    headers = page.goto(asked["path"]).headers
    if not headers["content-type"].startswith("text/html"):
        return  # A file, in the browser's own reader: what it says and how it is tagged is read by `papers.py`.
    template = headers["x-drawn-by"]
    seen_already = (asked["slug"], page.url) in looked_at
    looked_at.add((asked["slug"], page.url))
    sizes = () if template in drawn and asked["route"] not in CHANGING else (DESK, PHONE)
    drawn.add(template)

    assert ([] if seen_already else troubles(page, sizes=sizes)) == []


def test_what_is_open_comes_back_or_is_refused_is_accessible_too(at_her_screen, demo_pages):
    page = at_her_screen("alice")
    found = []

    page.goto(demo_pages["people:file person_a"]["path"])
    people.open_contact(page, reason="la joindre sans risque")
    found += troubles(page)
    page.goto(demo_pages["people:new nothing"]["path"])
    page.get_by_role("button", name="Ouvrir le dossier").click()
    found += troubles(page)
    page.goto("/personnes/00000000-0000-0000-0000-000000000000/")
    found += troubles(page)

    assert found == []


def test_no_browser_met_a_fault_of_ours(demo_site):
    assert demo_site.watch.faults == []
