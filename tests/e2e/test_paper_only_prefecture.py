"""One side is enough: only the association has Maillage, or only the prefecture; each step is recorded from paper, up to the pathway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.canaries import Canaries
from tests.e2e.house import House, open_house
from tests.e2e.papers import print_pdf
from tests.e2e.staging import stage
from tests.e2e.steps import application, people
from tests.e2e.steps.entering import go_to, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S8", "S9", "S10")]

SECRETARIAT = "Délégation du Val-d'Aubraie"
TODAY = "2020-05-19"


@pytest.fixture
def house(chromium: Browser, snapshot: Path, tmp_path: Path) -> Iterator[House]:
    """The demonstration in a state folder of its own."""
    copy_snapshot(snapshot, tmp_path)
    with open_house(chromium, tmp_path) as opened:
        yield opened


def _from_paper(page: Page, step: str, *, scan: bool = True, sense: str = "") -> None:
    page.get_by_role("link", name="Enregistrer une étape sur papier").click()
    page.get_by_label(step, exact=True).check()
    page.get_by_label("Le jour où elle a eu lieu").fill(TODAY)
    if sense:
        page.get_by_label(sense).check()
    if scan:
        upload = print_pdf(name="papier.pdf", heading="Papier", words=step)
        page.get_by_label("Le papier, numérisé").set_input_files(upload.payload())  # type: ignore[arg-type]
    page.get_by_role("button", name="Enregistrer l'étape").click()
    said(page, "J'ai enregistré l'étape.")


def _notified_then_begun(page: Page, *, begin: str) -> None:
    page.get_by_role("link", name="Noter la notification").click()
    page.get_by_role("button", name="Noter ce jour").click()
    said(page, "J'ai noté la notification.")
    page.get_by_role("link", name=begin).first.click()
    page.get_by_label("Premier jour").fill(TODAY)
    page.get_by_role("main").locator("form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Période")


def test_only_the_association_has_maillage_and_the_pathway_runs(house: House) -> None:
    assert stage("only-the-association", var=house.var) > 0
    her, page = Canaries().woman(), house.as_("alice")
    people.open_file(page, her)
    people.note_identity(page, her)
    people.note_accord(page, recipient=SECRETARIAT)
    address = application.note_wish(page)
    application.start_preparing(page)
    for code in application.REQUIRED:
        application.tap_received(page, code)
    application.write_text(page, her)
    application.agree_form(page)
    application.discuss_risks(page)
    application.declare_ready(page)
    expect(page.locator("#paquets")).to_contain_text("sinon, déposez sur papier")

    for step, sense in (
        ("déposée", ""), ("à l'ordre du jour", ""), ("examinée, décision attendue", ""), ("décidée", "demande accordée"),
    ):  # fmt: skip
        page.goto(address)
        _from_paper(page, step, sense=sense)
    steps = page.locator("#etapes").inner_text()
    assert steps.count("d'après papier") == 4
    assert steps.count("Voir le papier") == 4

    _notified_then_begun(page, begin="Commencer le parcours")
    assert house.watch.faults == []


def test_only_the_prefecture_has_maillage_and_the_pathway_runs(house: House) -> None:
    page = house.as_("dana")
    go_to(page, "Demandes")
    page.get_by_role("link", name="Demande reçue sur papier").click()
    page.get_by_label("Association qui accompagne").select_option(label="L'Escale du Pont")
    page.get_by_label("Reçue le").fill(TODAY)
    for label, words in (("Nom", "Papierova"), ("Prénom", "Ilona"), ("Projet", "Un projet venu par la poste."), ("Engagements", "Venir.")):
        page.get_by_label(label, exact=False).first.fill(words) if label == "Nom" else page.get_by_label(label).fill(words)
    scan = print_pdf(name="demande.pdf", heading="Demande", words="reçue")
    page.get_by_label("La demande, numérisée").set_input_files(scan.payload())  # type: ignore[arg-type]
    page.get_by_role("button", name="Enregistrer la demande").click()
    said(page, "J'ai enregistré la demande sous le numéro")
    address = page.url
    for step in ("à l'ordre du jour", "examinée, décision attendue"):
        page.goto(address)
        _from_paper(page, step)

    page = house.as_("paul")
    page.goto(address)
    _from_paper(page, "décidée", sense="demande accordée")

    _notified_then_begun(page, begin="Ouvrir la période")
    assert house.watch.faults == []
