"""A session of the commission: planned, filled, convened, opened, closed; what members do in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Page, expect

from tests.e2e.steps.entering import go_to, said

WRITTEN = "Ordonnance n° 2014-1329, art. 3"


def plan_written(page: Page, *, opens_on: date, held_on: date, decided_on: date) -> str:
    """A written exchange, with its legal base and the chair's decision. Answers its address."""
    go_to(page, "Commission")
    page.get_by_role("link", name="Planifier une séance").click()
    page.get_by_label("Forme").select_option(value="written")
    page.get_by_label("Jour de la séance").fill(held_on.isoformat())
    page.get_by_label("Ouverture de l'échange d'écrits").fill(opens_on.isoformat())
    base = page.get_by_label("Base légale")
    base.select_option(label=next(each for each in base.locator("option").all_inner_texts() if each.startswith(WRITTEN)))
    page.get_by_label("Décision de la présidence").fill(decided_on.isoformat())
    page.get_by_role("button", name="Planifier").click()
    said(page, "J'ai planifié la séance.")
    return page.url


def put_on_agenda(page: Page, number: str) -> None:
    """One application that waits."""
    page.get_by_role("link", name="Inscrire des demandes").first.click()
    page.get_by_label(number).check()
    page.get_by_role("button", name="Inscrire", exact=True).click()
    said(page, "L'ordre du jour est à jour.")


def convene(page: Page) -> str:
    """The letters leave. Answers what was said of the notice before."""
    page.get_by_role("link", name="Convoquer").click()
    notice = page.locator(".mg-lead").inner_text()
    page.get_by_role("button", name="Convoquer").click()
    said(page, "Les convocations sont parties.")
    return notice


def letters(page: Page) -> dict[str, str]:
    """The address of each letter, by its seat; from the page of the session and back to it."""
    pages = page.get_by_role("navigation", name="Les pages de la séance")
    pages.get_by_role("link", name="Convocations", exact=True).click()
    rows = page.locator("#convocations .mg-row").filter(has=page.get_by_role("link", name="Lettre (PDF)"))
    found = {}
    for row in rows.all():
        seat, holder = row.locator(".mg-row-title").inner_text(), row.locator(".mg-row-detail").inner_text()
        found[f"{seat}: {holder}"] = row.get_by_role("link", name="Lettre (PDF)").get_attribute("href") or ""
    pages.get_by_role("link", name="Séance", exact=True).click()
    return found


def open_session(page: Page) -> None:
    """On its first day."""
    page.get_by_role("link", name="Ouvrir la séance").click()
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    said(page, "La séance est ouverte.")


def open_vote(page: Page) -> None:
    """In writing: the exchanges are closed, the vote opens to the last day of the session."""
    page.get_by_role("navigation", name="Les pages de la séance").get_by_role("link", name="Écrits").click()
    page.get_by_role("button", name="Clore les échanges").click()
    said(page, "Les échanges sont clos")
    page.get_by_role("link", name="Ouvrir le vote").click()
    page.get_by_role("button", name="Ouvrir le vote").click()
    said(page, "Le vote est ouvert")


def read_papers(page: Page) -> str:
    """A member, from her home to the paper of the first item. Answers what she reads."""
    go_to(page, "Commission")
    page.locator("#lecture .mg-row-link").first.click()
    page.get_by_role("listitem").filter(has_text="N° ").get_by_role("link").first.click()
    return page.locator("main").inner_text()


def give_opinion(page: Page, sense: str = "favorable") -> None:
    """By her own seat, while the ballots are open."""
    page.locator("#avis").get_by_role("button", name=sense, exact=True).click()
    said(page, "J'ai noté la voix du siège")


def open_item(page: Page) -> str:
    """From the page of the session, its first item. Answers its address."""
    page.locator("#ordre-du-jour .mg-row-link").first.click()
    return page.url


def seats_to_note(page: Page) -> list[str]:
    """The seats of the sheet of opinions: those that may vote, and did not do so by themselves."""
    return [text.strip() for text in page.locator("#avis .mg-field label").all_inner_texts()]


def note_opinions(page: Page, senses: Mapping[str, str]) -> None:
    """Those that came on paper, by seat."""
    for seat, sense in senses.items():
        page.locator("#avis").get_by_label(seat, exact=True).first.select_option(label=sense)
    page.get_by_role("button", name="Noter les voix").click()
    said(page, "J'ai noté les voix.")


def try_to_close(page: Page, *, words: str) -> str:
    """Examined, by a counted vote; but it is too early. Answers the refusal."""
    _ask_to_close(page, words=words)
    refusal = page.locator(".mg-notice").filter(has_text="Rien n'a été enregistré")
    expect(refusal).to_be_visible()
    return refusal.inner_text()


def _ask_to_close(page: Page, *, words: str) -> None:
    outcome = page.locator("#issue")
    outcome.get_by_label("Ce que dit la commission").fill(words)
    outcome.get_by_role("button", name="Clore le vote et compter").click()


def close_by_vote(page: Page, *, words: str) -> None:
    """Examined, by a counted vote."""
    _ask_to_close(page, words=words)
    said(page, "L'issue de ce point est enregistrée.")


def close_session(page: Page) -> None:
    """For good: the reading copies are destroyed."""
    page.get_by_role("button", name="Clore la séance").click()
    said(page, "La séance est close ; les copies de lecture sont détruites.")


def draft_minutes(page: Page) -> str:
    """Established, ready to be read. Answers the address of the PDF."""
    page.get_by_role("link", name="Procès-verbal").first.click()
    page.get_by_role("button", name="Établir le procès-verbal").click()
    said(page, "Le procès-verbal est établi")
    link = page.locator("#proces-verbal").get_by_role("link", name="Lire (PDF)")
    expect(link).to_be_visible()
    return link.get_attribute("href") or ""


def force_opinion(page: Page, reading: str) -> int:
    """Try to give an opinion without any page that offers it. Answers the status."""
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    form = {"csrfmiddlewaretoken": token, "sense": "favourable", "seat": "00000000-0000-0000-0000-000000000000"}
    return page.context.request.post(f"{reading}avis/", form=form).status
