"""Her own access, on a phone: opened after a talk by Alice, read by her alone in Romanian, then in Arabic; nothing stays on the phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.canaries import Canaries
from tests.e2e.house import House, what_is_kept
from tests.e2e.steps import people
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S2", "S10")]

PHONE = (390, 844)
NOTHING_KEPT = {"local": {}, "session": {}, "databases": [], "caches": [], "workers": 0, "cookies": ""}
WORDS = {
    "ro": ("Continuați", "Răspunsul dumneavoastră", "Vedeți pagina mea", "Pagina dumneavoastră", "Ieșire"),
    "ar": ("متابعة", "جوابك", "عرض صفحتي", "صفحتك", "خروج"),
}
SECRETS = {"ro": ("Română", "Cum o chema pe bunica mea?", "Anișoara"), "ar": ("العربية", "ما اسم قطتي الأولى؟", "قطة بيضاء")}


@pytest.fixture
def house(demo_site: House) -> Iterator[House]:
    yield demo_site
    demo_site.leave()


def note_accord(page: Page) -> None:
    """Her accord to see a part of her file herself."""
    page.get_by_role("link", name="Son accès", exact=True).click()
    page.get_by_role("link", name="Noter d'abord son accord").click()
    page.get_by_label("Langue dans laquelle").select_option(index=1)
    page.get_by_label("oral").check()
    page.get_by_role("button", name="Noter son accord").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Son accès", exact=True).click()


def open_access(page: Page, *, language: str) -> str:
    """From a new file to the code, after the talk, with a meeting shown."""
    name, question, answer = SECRETS[language]
    people.open_file(page, Canaries().woman("Muguet"))
    note_accord(page)
    manage = page.url
    page.get_by_role("link", name="Ouvrir après l'entretien").click()
    page.get_by_label("elle seule").check()
    page.get_by_label("de mémoire").check()
    page.get_by_label("Langue de sa page").select_option(label=name)
    page.get_by_label("prochaine date").check()
    page.get_by_label("La question qu'elle choisit").fill(question)
    page.get_by_label("Sa réponse, tapée par elle").fill(answer)
    page.get_by_role("button", name="Ouvrir et montrer le code").click()
    code = page.locator(".mg-code").inner_text()
    page.goto(manage)
    page.get_by_role("link", name="Lui montrer un rendez-vous").click()
    page.get_by_label("Jour du rendez-vous").fill("2020-05-28")
    page.get_by_label("Heure").fill("14:30")
    page.get_by_label("En quelques mots").fill("Claire")
    page.get_by_role("button", name="Montrer", exact=True).click()
    said(page, "Elle le verra à sa prochaine visite.")
    return code


@pytest.mark.parametrize("language", ["ro", "ar"])
def test_she_reads_her_next_date_on_her_phone_and_leaves_nothing(house, language):
    following, answer, show, title, leave = WORDS[language]
    _name, question, secret = SECRETS[language]
    code = open_access(house.as_("alice"), language=language)
    phone = house.stranger(size=PHONE, watched="her")

    phone.goto(f"/mon-acces/?langue={language}")
    phone.locator("#code").fill(code)
    phone.get_by_role("button", name=following).first.click()
    expect(phone.get_by_text(question)).to_be_visible()
    phone.get_by_label(answer).fill(secret)
    phone.get_by_role("button", name=show).click()

    expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    expect(phone.get_by_text("Claire")).to_be_visible()
    assert phone.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(phone, sizes=(PHONE,)) == []

    phone.get_by_role("button", name=leave).click()

    expect(phone).to_have_title("Calendrier")
    assert what_is_kept(phone) == NOTHING_KEPT
    assert phone.context.cookies() == []
