"""What goes wrong in front of a screen: a double click, two tabs, somebody who looks over the shoulder, a bad file, no mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.house import House, what_is_kept
from tests.e2e.papers import Upload
from tests.e2e.steps import people
from tests.e2e.steps.entering import go_to, said
from tests.e2e.steps.keyboard import press_on, reach

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8", "S9", "S10")]

NOTHING_KEPT = {"local": {}, "session": {}, "databases": [], "caches": [], "workers": 0, "cookies": ""}


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def her(canaries: Canaries) -> Woman:
    return canaries.woman("Muguet")


@pytest.fixture
def alice(demo_site: House) -> Iterator[Page]:
    """Alice before a fresh browser, on her home."""
    yield demo_site.as_("alice")
    demo_site.leave()


@pytest.fixture
def open_page(alice: Page, her: Woman) -> Page:
    """A new file that she just opened, and looks at."""
    people.open_file(alice, her)
    return alice


def is_dead(house: House, cookie: str) -> bool:
    """Does this session open nothing any more, whoever has its cookie?"""
    page = house.stranger()
    page.context.add_cookies([{"name": "mg_session", "value": cookie, "url": house.site, "httpOnly": True}])
    answer = page.context.request.get("/personnes/", max_redirects=0)
    return answer.status == 302 and answer.headers["location"].startswith("/demo/")


def cookie_of(page: Page) -> str:
    return next(each["value"] for each in page.context.cookies() if each["name"] == "mg_session")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_double_click_opens_one_file(demo_site, her, script):
    page = demo_site.as_("alice", script=script)
    page.goto("/personnes/nouvelle/")
    people.fill_two_fields(page, her)

    page.get_by_role("button", name="Ouvrir le dossier").dblclick()

    expect(page.get_by_role("heading", level=1)).to_contain_text(her.pseudonym)
    people.search(page, her.pseudonym)
    expect(page.get_by_role("link", name=her.pseudonym)).to_have_count(1)


def test_the_form_sent_again_from_another_tab_opens_no_second_file(alice, her):
    alice.goto("/personnes/nouvelle/")
    people.fill_two_fields(alice, her)
    form = alice.locator("main form").evaluate("(form) => Object.fromEntries(new FormData(form))")

    first, second = (alice.context.request.post("/personnes/nouvelle/", form=form, max_redirects=0) for _each in range(2))

    assert first.status == second.status == 302
    assert first.headers["location"] == second.headers["location"]


def test_the_second_of_two_tabs_sees_both_versions_and_loses_nothing(alice, demo_pages, canaries):
    path, mine, theirs = demo_pages["psp:text application_preparing_a"]["path"], canaries.sow("Ce onglet"), canaries.sow("L'autre onglet")
    alice.goto(path)
    other = alice.context.new_page()
    other.goto(path)
    other.get_by_label("Son projet").fill(theirs)
    other.get_by_role("button", name="Enregistrer le texte").click()
    said(other, "J'ai enregistré le texte.")

    alice.get_by_label("Son projet").fill(mine)
    alice.get_by_role("button", name="Enregistrer le texte").click()

    both = alice.get_by_role("group", name="Les deux versions")
    expect(both).to_contain_text(theirs)
    expect(both).to_contain_text(mine)
    expect(alice.get_by_label("Son projet")).to_have_value(mine)
    alice.get_by_role("button", name="Enregistrer cette version").click()
    said(alice, "J'ai enregistré le texte.")
    alice.goto(path)
    expect(alice.get_by_label("Son projet")).to_have_value(mine)


def test_the_back_button_after_signing_out_shows_nothing(open_page, her):
    open_page.get_by_role("button", name="Se déconnecter").click()
    expect(open_page).to_have_url(re.compile("/demo/"))

    open_page.go_back()

    expect(open_page.get_by_role("heading", level=1)).to_have_text("Qui voulez-vous être ?")
    expect(open_page.get_by_text(her.pseudonym)).to_have_count(0)


def test_the_quick_exit_kills_the_session_and_empties_the_browser(open_page, demo_site, her):
    cookie = cookie_of(open_page)

    open_page.get_by_role("button", name="Quitter vite").click()

    expect(open_page).to_have_title("Calendrier")
    assert [each["name"] for each in open_page.context.cookies()] == []
    assert what_is_kept(open_page) == NOTHING_KEPT
    assert is_dead(demo_site, cookie)


def test_escape_twice_does_the_same_and_the_way_back_shows_nothing(open_page, demo_site, her):
    cookie = cookie_of(open_page)

    open_page.keyboard.press("Escape")
    open_page.keyboard.press("Escape")

    open_page.wait_for_url("**/quitter/")
    expect(open_page).to_have_title("Calendrier")
    assert what_is_kept(open_page) == NOTHING_KEPT
    assert is_dead(demo_site, cookie)
    open_page.go_back()
    expect(open_page.get_by_text(her.pseudonym)).to_have_count(0)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (Upload("vide.pdf", "application/pdf", b""), "Ce fichier est vide."),
        (Upload("carte.pdf", "application/pdf", b"MZ\x90\0" + b"\0" * 500), "Ce fichier n'est ni un PDF ni une image JPEG, PNG ou WebP."),
        (Upload("gros.pdf", "application/pdf", b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024), "la limite est de 10 Mio"),
    ],
    ids=["empty", "a program", "too big"],
)
def test_a_file_that_is_not_taken_is_refused_in_a_clear_sentence(alice, demo_pages, upload, sentence):
    alice.goto(demo_pages["psp:piece piece_preparing_a"]["path"])

    alice.get_by_label("Le fichier").set_input_files(upload.payload())
    alice.get_by_role("button", name="Enregistrer la pièce").click()

    expect(alice.get_by_role("alert")).to_contain_text(sentence)
    expect(alice.get_by_role("alert")).to_be_focused()


def test_a_file_is_opened_without_a_mouse(alice, her):
    press_on(alice, "Personnes")
    press_on(alice, "Nouveau dossier")
    reach(alice, "pseudonym")
    alice.keyboard.type(her.pseudonym)
    reach(alice, "channel")
    alice.keyboard.press("Space")
    reach(alice, "safe_contact")
    alice.keyboard.type(her.contact)
    press_on(alice, "Ouvrir le dossier")

    said(alice, "J'ai ouvert le dossier.")
    expect(alice.get_by_role("heading", level=1)).to_contain_text(her.pseudonym)


def test_an_error_takes_the_focus_and_leads_to_its_field_by_keyboard(alice):
    go_to(alice, "Personnes")
    alice.get_by_role("link", name="Nouveau dossier").click()
    expect(alice.get_by_label("Pseudonyme")).to_be_visible()
    press_on(alice, "Ouvrir le dossier")

    expect(alice.get_by_role("alert")).to_be_focused()
    press_on(alice, "Pseudonyme")
    expect(alice.get_by_label("Pseudonyme")).to_be_focused()


def test_no_browser_met_a_fault_of_ours(demo_site):
    assert demo_site.watch.faults == []
