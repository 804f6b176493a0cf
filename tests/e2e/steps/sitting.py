"""A session being held, at the secretary's screen: who is there, an item called, heard, concluded."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.steps.entering import said

IN_THE_ROOM = 3


def attend(page: Page) -> None:
    """Everybody of the sheet is there: the first ones in the room, the others by video."""
    sheet = page.locator("form").filter(has=page.get_by_text("Feuille de présence entière"))
    for rank, select in enumerate(sheet.locator("select").all()):
        select.select_option(label="sur place" if rank < IN_THE_ROOM else "en visioconférence")
    sheet.get_by_role("button", name="Noter les présences").click()
    said(page, "J'ai noté les présences.")


def call(page: Page, number: int | str) -> None:
    """The item is in progress."""
    page.get_by_role("button", name=f"Appeler le point {number}").click()
    said(page, f"Le point n° {number} est en cours.")


def hear_association(page: Page) -> None:
    """It comes in, speaks, gives its own opinion, leaves."""
    hearings = page.locator("#auditions")
    hearings.get_by_text("Entendre l'association qui présente la demande").click()
    hearings.get_by_label("Qui la représente, et sa qualité").fill("Cheffe de service")
    hearings.get_by_role("button", name="Noter l'entrée").first.click()
    said(page, "L'audition commence.")
    hearings.get_by_label("favorable", exact=True).check()
    hearings.get_by_label("Ce qu'elle en dit, et pourquoi").fill("Les rendez-vous sont tenus.")
    hearings.get_by_role("button", name="Noter la sortie").click()
    said(page, "La sortie est notée")


def conclude(page: Page) -> None:
    """By consensus, favourable: what was typed is there."""
    outcome = page.locator("#issue")
    outcome.get_by_label("favorable", exact=True).check()
    outcome.get_by_role("button", name="Enregistrer l'avis").click()
