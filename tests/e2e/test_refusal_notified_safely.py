"""A refusal notified safely: the office records it, her key worker is refused one way and takes another; the office learns the day only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.house import House, open_house
from tests.e2e.papers import print_pdf, read_pdf
from tests.e2e.staging import stage
from tests.e2e.steps.decisions import record_signed
from tests.e2e.steps.entering import said

pytestmark = [pytest.mark.browser, pytest.mark.system("S3", "S10")]

TODAY = "2020-05-19"


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


def hand_over(page: Page, way: str) -> None:
    """She has it today, signs the receipt; by this way."""
    page.get_by_label(way, exact=True).check()
    page.get_by_label("Elle l'a reçue le").fill(TODAY)
    page.get_by_label("récépissé daté et signé par elle").check()
    page.get_by_label("Les recours et leur délai lui ont été remis par écrit, et dits").check()
    page.get_by_label("La version en phrases courtes").check()
    page.get_by_role("button", name="Noter la remise").click()


def test_a_refusal_notified_safely(house: House) -> None:
    told = stage("a-refusal-to-sign", var=house.var)
    paul, alice = house.as_("paul"), house.as_("alice")
    paul.goto(told["decision"])
    record_signed(
        paul, signed_on=date(2020, 5, 19), number="F1-2020-0778",
        scan=print_pdf(name="arrete.pdf", heading="Arrêté", words="signé"),
    )  # fmt: skip
    expect(paul.locator("main")).to_contain_text("Remise confiée à l'association")

    # The office tries its own letter: no, in one sentence that says nothing of her rule.
    paul.get_by_role("link", name="Noter la notification").click()
    paul.get_by_label("par lettre de la préfecture").check()
    paul.get_by_role("button", name="Noter la notification").click()
    alert = paul.get_by_role("alert").filter(has_text="Aucune lettre ne part de la préfecture")
    expect(alert).to_be_visible()
    assert "sûr pour elle" not in paul.content()

    # Her key worker, in the other browser: from the page of the application, with the papers that were entrusted.
    alice.goto(told["application"])
    alice.get_by_role("link", name="Lui remettre la décision").click()
    expect(alice.locator("main")).to_contain_text("Jamais par lettre : ce n'est pas sûr pour elle.")
    plain = alice.get_by_role("link", name="La même, en phrases courtes (PDF)").get_attribute("href") or ""
    text = read_pdf(alice.context.request.get(plain).body())
    assert "La réponse est non." in text
    assert "Le projet ne dit pas où elle vivra." in text
    assert "Zamora" not in text

    alice.get_by_role("link", name="La lui remettre").click()
    hand_over(alice, "par lettre")
    expect(alice.get_by_role("alert").filter(has_text="Rien n'est parti")).to_contain_text(
        "Maintenant, plutôt de vive voix, par sa référente."
    )
    hand_over(alice, "de vive voix, par sa référente")
    said(alice, "La notification est notée.")
    expect(alice.locator("#recours")).to_contain_text("mercredi 20 mai 2020")
    expect(alice.locator("#recours")).to_contain_text("lundi 20 juillet 2020")
    expect(alice.locator("#parti")).to_contain_text("de vive voix, par sa référente")

    # The office reads the day, the proof and the end of the period; by which way, never.
    paul.goto(told["decision"])
    for words in ("par l'association qui l'accompagne", "récépissé daté et signé par elle", "lundi 20 juillet 2020"):
        expect(paul.locator("main")).to_contain_text(words)
    assert "référente" not in paul.locator("main").inner_text()
    letter = paul.get_by_role("link", name="Courrier de notification (PDF)").get_attribute("href") or ""
    words = read_pdf(paul.context.request.get(letter).body())
    assert [each for each in ("Zamora", "F1-2020-0778", "L. 411-2", "R. 421-1", "440802") if each not in words] == []

    answer = house.as_("charlie").goto(told["delivery"])
    assert answer is not None
    assert answer.status == 404
    assert house.watch.faults == []
