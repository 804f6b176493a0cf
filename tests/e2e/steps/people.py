"""The file of a person."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.canaries import Woman
from tests.e2e.steps.entering import go_to, said


def open_file(page: Page, her: Woman) -> str:
    """Two fields, from the list of persons. Answers the address of the file."""
    go_to(page, "Personnes")
    page.get_by_role("link", name="Nouveau dossier").click()
    fill_two_fields(page, her)
    page.get_by_role("button", name="Ouvrir le dossier").click()
    said(page, "J'ai ouvert le dossier.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(her.pseudonym)
    return page.url


def fill_two_fields(page: Page, her: Woman) -> None:
    """A pseudonym and one safe channel with its words."""
    page.get_by_label("Pseudonyme").fill(her.pseudonym)
    page.get_by_label("par téléphone").check()
    page.get_by_label("Le numéro, l'adresse, le partenaire, ou l'endroit où elle nous voit").fill(her.contact)


def note_identity(page: Page, her: Woman) -> None:
    """Her civil identity, apart."""
    page.get_by_role("link", name="Noter l'identité").click()
    page.get_by_label("Nom", exact=False).first.fill(her.last_name)
    page.get_by_label("Prénom").fill(her.first_name)
    page.get_by_label("Date de naissance").fill(her.birth_date.isoformat())
    page.get_by_label("Nationalité").fill(her.nationality)
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "J'ai enregistré l'identité civile.")


def note_accord(page: Page, *, recipient: str) -> None:
    """What she agreed to: to whom, in which language."""
    page.get_by_role("link", name="Noter un accord").click()
    page.get_by_label("À qui sa demande sera transmise").select_option(label=recipient)
    page.get_by_label("Langue dans laquelle on lui a expliqué").select_option(label="roumain")
    page.get_by_label("signé", exact=True).check()
    page.get_by_role("button", name="Noter son accord").click()
    said(page, "J'ai noté")
    page.get_by_role("navigation", name="Les pages de ce dossier").get_by_role("link", name="Résumé").click()


def open_contact(page: Page, *, reason: str) -> None:
    """Open the sealed contact, saying why."""
    part = page.locator("#contact-ouvert")
    part.get_by_label("Pourquoi").select_option(label=reason)
    part.get_by_role("button", name="Ouvrir le contact").click()
    expect(part.get_by_text("Ouvert pour cette page seulement")).to_be_visible()


def search(page: Page, words: str) -> None:
    """The one box, sent by POST."""
    page.get_by_label("Chercher une personne").fill(words)
    page.get_by_role("button", name="Chercher").click()


def find(page: Page, pseudonym: str) -> None:
    """From the box to her file."""
    search(page, pseudonym)
    page.get_by_role("link", name=pseudonym).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(pseudonym)
