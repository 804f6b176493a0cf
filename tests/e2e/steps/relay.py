"""Passing the relay: proposed, accepted, read on one sheet."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.e2e.steps.entering import go_to, said


def prepare_absence(page: Page, *, pseudonym: str, to: str, first: date, back: date) -> None:
    """From the list of persons to the one form; only this file is ticked."""
    go_to(page, "Personnes")
    page.get_by_role("link", name="Ma relève").click()
    page.get_by_role("link", name="Préparer mon absence").click()
    boxes = page.get_by_role("group", name="Quels dossiers")
    for box in boxes.get_by_role("checkbox").all():
        box.uncheck()
    boxes.get_by_label(pseudonym).check()
    page.get_by_label("À quelle collègue").select_option(label=to)
    page.get_by_label("Premier jour d'absence").fill(first.isoformat())
    page.get_by_label("Jour du retour").fill(back.isoformat())
    page.get_by_role("button", name="Proposer ces dossiers").click()
    said(page, "J'ai proposé 1 dossier.")


def accept(page: Page, pseudonym: str) -> None:
    """From the home to the answer."""
    page.goto("/")
    expect(page.get_by_role("heading", name="Suivis proposés")).to_be_visible()
    page.goto("/personnes/propositions/")
    row = page.get_by_role("listitem").filter(has_text=pseudonym)
    row.get_by_role("button", name="Accepter").click()
    said(page, "Vous avez accepté ce suivi")


def read_hand_over(page: Page, pseudonym: str) -> str:
    """The sheet of a file, opened on purpose. Answers what it says."""
    page.get_by_role("link", name="Relève à imprimer").click()
    page.get_by_role("button", name="Ouvrir la relève").click()
    sheet = page.get_by_role("article")
    expect(sheet).to_contain_text(pseudonym)
    return sheet.inner_text()
