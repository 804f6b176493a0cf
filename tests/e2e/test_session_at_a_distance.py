"""The study's third logic: a commission that sits at a distance since 2017. The files that are ready are approved.

Two browsers at once: the secretary, and the chair who answers and follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.steps.entering import go_to, move_day, said
from tests.pathway.commission.world import text_of

pytestmark = [pytest.mark.browser, pytest.mark.system("S9")]

TODAY, HELD = date(2020, 5, 19), date(2020, 6, 4)
POINT = "État des lieux du printemps"


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own: its day moves."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


def _note_the_rule(page: Page) -> None:
    """What the department decided for itself in 2017: it sits at a distance."""
    go_to(page, "Commission")
    page.get_by_role("link", name="Règles locales").click()
    page.get_by_role("link", name="Noter une règle locale").first.click()
    page.get_by_label("Forme de séance").select_option(value="video")
    page.get_by_label("cette forme est prévue ici").check()
    page.get_by_label("Raison").fill("Département étendu.")
    page.get_by_label("Texte local").fill("Règlement intérieur du 4 septembre 2017")
    page.get_by_label("Adoptée le").fill("2017-09-04")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#regles")).to_contain_text("prévue")


def _plan(page: Page) -> str:
    """By video, on the local rule of 2017."""
    go_to(page, "Commission")
    page.get_by_role("link", name="Planifier une séance").click()
    page.get_by_label("Forme").select_option(value="video")
    page.get_by_label("Jour de la séance").fill(HELD.isoformat())
    page.get_by_label("Heure").fill("14:30")
    page.get_by_label("Lieu").fill("lien envoyé à part")
    page.get_by_label("Base légale").select_option(value="local_rule")
    page.get_by_label("Texte local").select_option(index=1)
    page.get_by_label("Décision de la présidence").fill(TODAY.isoformat())
    page.get_by_role("button", name="Planifier").click()
    said(page, "J'ai planifié la séance.")
    return page.url


def _fill(page: Page) -> int:
    """Two that are ready, or one when one waits, and a point without application. Answers how many applications."""
    page.get_by_role("link", name="Inscrire des demandes").first.click()
    boxes = page.get_by_role("checkbox")
    count = min(2, boxes.count())
    for place in range(count):
        boxes.nth(place).check()
    page.get_by_role("button", name="Inscrire", exact=True).click()
    said(page, "L'ordre du jour est à jour.")
    page.get_by_role("link", name="Ajouter un point sans demande").click()
    page.get_by_label("Intitulé").fill(POINT)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    said(page, "Le point est à l'ordre du jour.")
    return count


def _lines(page: Page) -> list[str]:
    return [text.split("\n")[0].strip() for text in page.locator("[data-line] .mg-order-words").all_inner_texts()]


def _order(page: Page) -> None:
    """The point without application comes first, dragged; then one line down by the keyboard, and up again."""
    page.get_by_role("link", name="Mettre en ordre").click()
    expect(page.locator("[data-line]").first).not_to_contain_text(POINT)
    grip, top = page.locator("[data-line]").last.locator("[data-grip]"), page.locator("[data-line]").first
    box, target = grip.bounding_box(), top.bounding_box()
    assert box is not None
    assert target is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 20, target["y"] + 4, steps=6)
    page.mouse.up()
    expect(page.locator("[data-line]").first).to_contain_text(POINT)
    expect(page.locator("#annonces")).to_have_text("L'ordre est enregistré.")

    down = page.get_by_role("button", name=f"Descendre : {POINT}")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-line]").nth(1)).to_contain_text(POINT)
    expect(down).to_be_focused()
    page.get_by_role("button", name=f"Monter : {POINT}").press("Enter")
    expect(page.locator("[data-line]").first).to_contain_text(POINT)


def _convene(page: Page, house: House) -> str:
    """Answers the words of the letter of the magistrate."""
    page.get_by_role("link", name="Convoquer", exact=True).first.click()
    expect(page.locator(".mg-lead")).to_contain_text("Délai respecté")
    page.get_by_role("button", name="Convoquer").click()
    said(page, "Les convocations sont parties.")
    page.get_by_role("navigation", name="Les pages de la séance").get_by_role("link", name="Convocations").click()
    row = page.locator("#convocations .mg-row").filter(has_text="Magistrat")
    return text_of(house.read_paper(page, row.get_by_role("link", name="Lettre (PDF)").get_attribute("href") or "", slug="dana"))


def _answer(page: Page) -> str:
    """The chair, in another browser: she will be there by video, and keeps the day in her calendar. Answers where she reads."""
    go_to(page, "Commission")
    page.locator("#lecture").get_by_role("link", name="jeudi 4 juin 2020").click()
    page.get_by_role("link", name="Répondre à la convocation").click()
    page.get_by_label("sera en visioconférence").check()
    page.get_by_role("button", name="Répondre").click()
    said(page, "Votre réponse est notée.")
    calendar = page.context.request.get(page.get_by_role("link", name="Fichier d'agenda").get_attribute("href") or "").text()
    assert "SUMMARY:Réunion" in calendar
    assert "ommission" not in calendar
    return page.url


def test_a_commission_at_a_distance_approves_the_files_that_are_ready(house: House) -> None:
    dana, chair = house.as_("dana"), house.as_("jean")
    _note_the_rule(dana)
    address = _plan(dana)
    ready = _fill(dana)
    assert ready >= 1
    _order(dana)
    dana.goto(address)
    number = dana.locator("#ordre-du-jour .mg-row-link").first.inner_text().removeprefix("N° ").split(",")[0]
    letter = _convene(dana, house)
    assert POINT in letter
    assert letter.index(POINT) < letter.index(str(number))
    assert "Règlement intérieur du 4 septembre 2017" in letter

    reading = _answer(chair)
    dana.reload()
    expect(dana.locator("#convocations .mg-row").first).to_contain_text("viendra : en visioconférence")
    expect(dana.locator("#attendus")).to_contain_text("Si chacun fait comme il l'a dit")

    move_day(dana, HELD)
    _open_and_call_the_roll(dana, address)
    for _file in range(ready):
        _approve(dana, address)
    _treat_the_point(dana, address)
    dana.get_by_role("button", name="Clore la séance").click()
    said(dana, "La séance est close")
    expect(dana.locator("#ordre-du-jour").get_by_text("avis favorable", exact=True)).to_have_count(ready)
    assert chair.goto(reading).status in (404, 410)  # type: ignore[union-attr]
    assert house.watch.faults == []


def _open_and_call_the_roll(page: Page, address: str) -> None:
    """The sheet of presences begins with what was answered; everybody else joins by video too."""
    page.goto(address)
    page.get_by_role("link", name="Ouvrir la séance").click()
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    said(page, "La séance est ouverte.")
    page.goto(f"{address}en-seance/")
    sheet = page.locator("form[action$='/presences/']")
    seats = sheet.locator("select")
    expect(seats.first).to_have_value("video")
    for seat in seats.all():
        seat.select_option(value="video")
    sheet.get_by_role("button", name="Noter les présences").click()


def _approve(page: Page, address: str) -> None:
    """The next file without an outcome: favourable, by consensus."""
    page.goto(address)
    page.locator("#ordre-du-jour .mg-row").filter(has_text="N° ").filter(has_not_text="avis favorable").get_by_role("link").first.click()
    outcome = page.locator("#issue")
    outcome.get_by_label("favorable", exact=True).check()
    outcome.get_by_label("Ce que dit la commission").fill("Le projet est prêt.")
    outcome.get_by_role("button", name="Enregistrer l'avis").click()
    said(page, "L'issue de ce point est enregistrée.")


def _treat_the_point(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Noter la suite").click()
    page.get_by_label("traité", exact=True).check()
    page.get_by_role("button", name="Noter la suite").click()
    said(page, "La suite de ce point est notée.")
