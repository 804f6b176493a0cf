"""An application, from the wish to the filing; then the pathway."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.canaries import Woman
from tests.e2e.papers import Upload
from tests.e2e.steps.entering import said

REQUIRED = ("request_form", "situation", "sworn_statement", "agrement", "engagement", "identity")


def note_wish(page: Page) -> str:
    """From her file: she wants to enter a pathway. Answers the address of the application."""
    page.get_by_role("link", name="Commencer une demande d'engagement").click()
    page.get_by_role("button", name="Noter la demande").click()
    said(page, "J'ai noté la demande.")
    return page.url


def start_preparing(page: Page) -> None:
    """Open the checklist."""
    page.get_by_role("button", name="Commencer la préparation").click()
    said(page, "J'ai ouvert la liste des pièces.")


def tap_received(page: Page, code: str) -> None:
    """One tap: the piece is there."""
    line = page.locator(f"#piece-{code}")
    line.get_by_role("button", name="Reçue").click()
    expect(line.get_by_text("reçue", exact=True)).to_be_visible()


def attach(page: Page, code: str, upload: Upload) -> None:
    """The line of a piece, with its file."""
    page.locator(f"#piece-{code}").get_by_role("link", name="Joindre le fichier").click()
    page.get_by_label("Le fichier").set_input_files(upload.payload())  # type: ignore[arg-type]
    page.get_by_role("button", name="Enregistrer la pièce").click()
    said(page, "J'ai enregistré la pièce")
    expect(page.locator(f"#piece-{code}").get_by_text("reçue", exact=True)).to_be_visible()


def write_text(page: Page, her: Woman) -> None:
    """Her project and commitments."""
    page.get_by_role("link", name="Écrire le texte").click()
    page.get_by_label("Son projet").fill(her.project)
    page.get_by_label("Ses engagements, et ceux de l'association").fill(her.commitments)
    page.get_by_label("Elle demande aussi un titre de séjour").check()
    page.get_by_role("button", name="Enregistrer le texte").click()
    said(page, "J'ai enregistré le texte.")


def agree_form(page: Page) -> None:
    """The form read again with her, whole: she agrees to what is filled."""
    page.locator("#ecrit").get_by_role("link", name="Le formulaire").click()
    page.get_by_role("button", name="Relu avec elle : d'accord pour tout ce qui est rempli").click()
    said(page, "J'ai noté qu'elle est d'accord pour tout ce qui est rempli.")
    page.get_by_role("link", name="La demande").click()


def discuss_risks(page: Page) -> None:
    """What filing exposes her to, read with her: she wants to file."""
    page.locator("#ecrit").get_by_role("link", name="Ce que le dépôt lui fait courir").click()
    page.get_by_label("Langue dans laquelle on lui a expliqué").select_option(label="français")
    page.get_by_label("elle veut déposer").check()
    page.get_by_role("button", name="Noter cet échange").click()
    said(page, "J'ai noté l'échange.")


def declare_ready(page: Page) -> None:
    """Nothing is left to gather, what the department adds included."""
    left = page.locator("[id^='piece-']:not(:has-text('Selon la situation')):has(button:has-text('Reçue'))")
    for remaining in range(left.count(), 0, -1):
        left.first.get_by_role("button", name="Reçue").click()
        expect(left).to_have_count(remaining - 1)
    page.get_by_role("button", name="Déclarer la demande prête").click()
    said(page, "J'ai noté que la demande est prête.")


def read_extract(page: Page) -> dict[str, str]:
    """Before it leaves: every line that the State will see, by its label."""
    page.get_by_role("link", name="Relire, puis déposer").click()
    lines = page.locator("#extrait")
    short = dict(zip(lines.locator("dt").all_inner_texts(), lines.locator("dd").all_inner_texts(), strict=True))
    long = dict(zip(lines.locator("h3").all_inner_texts(), lines.locator(".mg-typed").all_inner_texts(), strict=True))
    return {label: words.strip() for label, words in (short | long).items()}


def file_it(page: Page) -> str:
    """It leaves. Answers its number."""
    page.get_by_role("button", name="Déposer la demande").click()
    said(page, "déposé")
    lead = page.locator(".mg-lead").inner_text()
    return lead.split("n° ")[1].split(".")[0]


def open_pathway(page: Page) -> None:
    """From the application that was granted."""
    page.get_by_role("link", name="Voir le parcours").click()


def note_permit(page: Page, *, delivered_on: str, expires_on: str) -> None:
    """Her residence document."""
    page.get_by_role("link", name="Noter le titre de séjour").click()
    page.get_by_label("Remis le").fill(delivered_on)
    page.get_by_label("Dernier jour de validité").fill(expires_on)
    page.get_by_role("main").locator("form button[type=submit]").last.click()


def explain_dates(page: Page) -> str:
    """Open every « Pourquoi cette date » of the page, and read them."""
    summaries = page.locator("details.mg-why > summary")
    for index in range(summaries.count()):
        if not summaries.nth(index).locator("..").evaluate("(each) => each.open"):
            summaries.nth(index).click()
    return " ".join(page.locator("details.mg-why").all_inner_texts())


def file_of(page: Page, code: str) -> str:
    """The address of a file that is attached."""
    return page.locator(f"#piece-{code}").get_by_role("link", name="Voir le fichier").get_attribute("href") or ""
