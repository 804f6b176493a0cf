"""The prefect's decision: prepared by the secretary, recorded by the office once signed."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from tests.e2e.papers import Upload
from tests.e2e.steps.entering import go_to, said


def go_to_decision(page: Page, number: str) -> None:
    """From the commission, the line of this application."""
    go_to(page, "Commission")
    page.get_by_role("link", name="Décisions", exact=True).click()
    page.locator("#attendues").get_by_role("link", name=number).click()


def prepare_refusal(page: Page, *, motive: str, words: str) -> None:
    """With its reasons, in law and in fact."""
    page.get_by_label("parcours refusé").check()
    page.get_by_label(motive).first.check()
    page.get_by_label("Motifs en mots, en droit et en fait").fill(words)
    page.get_by_role("button", name="Préparer", exact=True).click()


def confirm_refusal(page: Page) -> None:
    """Read again, and maintained; then back to the form, for another decision."""
    page.get_by_label("J'ai relu les motifs signalés comme fragiles et je les maintiens").check()
    page.get_by_role("button", name="Préparer", exact=True).click()
    said(page, "La décision est prête à signer.")
    page.get_by_role("link", name="Préparer à nouveau").click()


def prepare_grant(page: Page) -> str:
    """Granted: a draft to be signed. Answers the address of its PDF."""
    page.get_by_label("parcours accordé").check()
    page.get_by_role("button", name="Préparer", exact=True).click()
    said(page, "La décision est prête à signer.")
    return page.get_by_role("link", name="Projet à signer (PDF)").get_attribute("href") or ""


def record_signed(page: Page, *, signed_on: date, number: str, scan: Upload) -> str:
    """It comes back signed, with a delegation of signature. Answers the address of the scan."""
    page.get_by_role("link", name="Enregistrer la décision signée").click()
    page.get_by_label("Signée le").fill(signed_on.isoformat())
    page.get_by_label("Numéro de l'arrêté").fill(number)
    page.get_by_label("Nom de la personne qui a signé").fill("Agathe Rouvier")
    page.get_by_label("Sa qualité").fill("secrétaire générale")
    page.get_by_label("Délégation de signature").fill("Arrêté F1-2020-03 du 2 janvier 2020")
    page.get_by_label("Décision signée, numérisée").set_input_files(scan.payload())  # type: ignore[arg-type]
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    said(page, "La décision est enregistrée.")
    return page.get_by_role("link", name="Décision signée (numérisée)").get_attribute("href") or ""
