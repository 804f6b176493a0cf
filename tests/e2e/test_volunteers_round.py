"""A volunteer's round: a link made in one tap, a sheet without account, nothing read back, and two sheets settled afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e.accessibility import PHONE, violations
from tests.e2e.field import Field, open_field

pytestmark = pytest.mark.browser
WORDS = "lampion girofle"


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with open_field(tmp_path_factory.mktemp("field")) as made:
        yield made


@pytest.fixture
def contexts(chromium: Browser, field: Field) -> Iterator[list[BrowserContext]]:
    made: list[BrowserContext] = []
    yield made
    for context in made:
        context.close()


def browser_of(chromium: Browser, field: Field, contexts: list[BrowserContext], *, slug: str = "", script: bool = True) -> Page:
    """A page of a fresh browser: a colleague's, or a volunteer's phone."""
    size = {"width": 1280, "height": 900} if slug else {"width": PHONE[0], "height": PHONE[1]}
    context = chromium.new_context(base_url=field.site, locale="fr-FR", viewport=size, java_script_enabled=script, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    contexts.append(context)
    if slug:
        field.sign_in(context, slug)
    return context.new_page()


def send_sheet(page: Page, *, met: int, words: str = "") -> None:
    page.get_by_label("Rencontrées, nouvelles").fill(str(met))
    page.get_by_label("Note de terrain").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Reçu")).to_be_visible()


def test_a_volunteers_round(chromium: Browser, field: Field, contexts: list[BrowserContext]) -> None:
    desk = browser_of(chromium, field, contexts, slug="alice")
    desk.goto(f"/terrain/maraudes/{field.round}/")
    desk.get_by_role("link", name="Liens de bénévoles").click()
    desk.get_by_role("button", name="Faire un lien").click()
    address = re.search(r"http\S+#\d{16}", desk.locator("main").inner_text())
    assert address is not None

    phone = browser_of(chromium, field, contexts)
    phone.goto(address.group())
    expect(phone.get_by_role("heading", name="Feuille de maraude")).to_be_visible()
    assert "#" not in phone.url
    assert violations(phone) == []
    send_sheet(phone, met=6, words=WORDS)
    assert WORDS not in phone.content()
    assert phone.context.cookies() == []
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        phone.go_back()  # what was typed is not kept to be shown again

    without_script = browser_of(chromium, field, contexts, script=False)
    without_script.goto("/terrain/feuille/")
    without_script.get_by_label("Le code qui vous a été donné").fill(address.group()[-16:])
    without_script.get_by_role("button", name="Ouvrir la feuille").click()
    send_sheet(without_script, met=8)

    desk.goto("/terrain/saisies/")
    assert violations(desk) == []
    desk.get_by_role("link", name="Fiche de maraude").or_(desk.get_by_role("link", name="fiche de maraude")).first.click()
    assert violations(desk) == []
    desk.get_by_label("8 : celle qui vient d'arriver").check()
    desk.get_by_role("button", name="Départager").click()
    expect(desk.get_by_text("J'ai départagé les deux fiches.")).to_be_visible()
    assert field.count("select met_new from mg_outreach_round") == 8

    desk.goto(f"/terrain/maraudes/{field.round}/liens/")
    desk.get_by_role("button", name="Fermer", exact=True).click()
    late = browser_of(chromium, field, contexts)
    late.goto(address.group())
    expect(late.get_by_text("Ce lien ne sert plus")).to_be_visible()
