"""A night without network: captured, the browser killed, opened again, sent once; and nothing that the phone keeps can be read."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.field import Field, open_field

pytestmark = pytest.mark.browser

PIN = "274951"
WORDS = {"round": "réverbère zibeline", "note": "pergola quetsche", "minor": "cartable ocarina"}
PLAIN = "écriteau hautbois"
NOTEBOOK = "/terrain/poche/"
ASKED = """(each) => { const [request, act] = [indexedDB.open("carnet", 1), new Function("stores", each)];
  return new Promise((done) => { request.onsuccess = () => {
    const whole = request.result.transaction(["parcels", "kept"], "readwrite");
    act({parcels: whole.objectStore("parcels"), kept: whole.objectStore("kept")});
    whole.oncomplete = () => { request.result.close(); done(); };
  }; });
}"""


class Telephone:
    """A browser whose folder outlives it, as a phone's does."""

    def __init__(self, browser: Browser, *, field: Field, folder: Path) -> None:
        self.browser, self.field, self.folder = browser, field, folder
        self.context: BrowserContext | None = None

    def turn_on(self, *, network: bool) -> Page:
        """A page of this phone; without network from its first instant, if so asked."""
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.folder),
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            base_url=self.field.site,
            locale="fr-FR",
            viewport={"width": 390, "height": 844},
        )
        self.context.set_default_timeout(20_000)
        self.context.set_offline(not network)
        return self.context.pages[0]

    def sign_in(self, slug: str) -> None:
        assert self.context is not None
        self.field.sign_in(self.context, slug)

    def reach_network(self) -> None:
        assert self.context is not None
        self.context.set_offline(False)

    def lose_network(self) -> None:
        assert self.context is not None
        self.context.set_offline(True)

    def kill(self) -> None:
        """The battery is empty: every process of this browser, by its id, at once."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and str(self.folder).encode() in _command_of(entry):
                os.kill(int(entry.name), signal.SIGKILL)
        self.context = None

    def holds(self, words: str) -> list[str]:
        """The files of its folder where these words can be read, in the encodings that a browser writes."""
        wanted = (words.encode(), words.encode("utf-16-le"), words.encode("latin-1"))
        return [str(path) for path in self.folder.rglob("*") if path.is_file() and any(each in _bytes_of(path) for each in wanted)]


def _command_of(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:
        return b""


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with open_field(tmp_path_factory.mktemp("field")) as made:
        yield made


@pytest.fixture
def telephone(chromium: Browser, field: Field, tmp_path: Path) -> Iterator[Telephone]:
    made = Telephone(chromium, field=field, folder=tmp_path / "telephone")
    yield made
    made.kill()


def put_notebook_on(telephone: Telephone, page: Page, *, slug: str = "alice") -> None:
    """Signed in once, with network: a code of six digits, and it is there."""
    telephone.sign_in(slug)
    page.goto(NOTEBOOK)
    page.get_by_label("Choisissez un code de six chiffres").fill(PIN)
    page.get_by_label("Le même code").fill(PIN)
    page.get_by_role("button", name="Mettre le carnet ici").click()
    expect(page.get_by_role("button", name="Noter une maraude")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def unlock(page: Page, pin: str = PIN) -> None:
    page.get_by_label("Votre code").fill(pin)
    page.get_by_role("button", name="Ouvrir").click()


def begin_round(page: Page, *, met: int) -> None:
    page.get_by_role("button", name="Noter une maraude").click()
    page.get_by_label("Zone", exact=True).select_option(index=1)
    page.get_by_label("Rencontrées, nouvelles", exact=True).fill(str(met))


def keep(page: Page) -> None:
    page.locator("section:visible").get_by_role("button", name="Garder", exact=True).click()
    expect(page.get_by_role("button", name="Noter une maraude")).to_be_visible()


def queue_says(page: Page, words: str) -> None:
    expect(page.locator("#compte")).to_have_text(words)


def test_a_night_without_network_is_all_there_once_and_unreadable_on_the_phone(telephone: Telephone, field: Field) -> None:
    before = field.count("select count(*) from mg_outreach_observation")
    page = telephone.turn_on(network=True)
    put_notebook_on(telephone, page)
    telephone.lose_network()
    begin_round(page, met=417)
    page.get_by_label("Une personne est, ou pourrait être, mineure").check(force=True)
    page.get_by_label("Ce qui le fait penser, sans nom").fill(WORDS["minor"])
    page.get_by_label("Note de terrain").fill(WORDS["round"])
    keep(page)
    page.get_by_role("button", name="Garder une note").click()
    page.get_by_label("Ce qu'il faut garder").fill(WORDS["note"])
    keep(page)
    page.get_by_role("button", name="Noter une observation").click()
    for label, code in {"Sujet": "hunger", "Sens": "up", "Ce qui l'appuie": "intuition", "Qui le dit": "round"}.items():
        page.get_by_label(label, exact=True).select_option(code)
    keep(page)
    queue_says(page, "3 à envoyer")
    begin_round(page, met=23)
    page.wait_for_timeout(800)  # the draft is written a moment after the last key
    telephone.kill()

    assert [telephone.holds(words) for words in WORDS.values()] == [[], [], []]
    assert telephone.holds("carnet")

    page = telephone.turn_on(network=False)
    page.goto(NOTEBOOK)
    queue_says(page, "3 à envoyer")
    unlock(page)
    expect(page.get_by_label("Rencontrées, nouvelles", exact=True)).to_have_value("23")
    page.get_by_role("button", name="Revenir sans garder").first.click()

    telephone.reach_network()
    telephone.sign_in("alice")
    page.goto(NOTEBOOK)
    queue_says(page, "Rien à envoyer")
    page.reload()
    queue_says(page, "Rien à envoyer")

    assert field.count("select count(*) from mg_outreach_round where met_new = 417") == 1
    assert field.count("select count(*) from mg_outreach_observation") == before + 1
    assert field.count("select count(*) from mg_outreach_capture where state = 'note'") >= 1
    telephone.kill()
    assert [telephone.holds(words) for words in WORDS.values()] == [[], [], []]


def test_the_search_of_the_phone_finds_words_that_are_written_plainly(telephone: Telephone) -> None:
    page = telephone.turn_on(network=True)
    put_notebook_on(telephone, page)
    page.evaluate(ASKED, f"stores.kept.put('{PLAIN}', 'plain');")

    telephone.kill()

    assert telephone.holds(PLAIN)


def test_every_view_of_the_notebook_can_be_read_and_reached_by_everybody(telephone: Telephone) -> None:
    page = telephone.turn_on(network=True)
    page.goto(NOTEBOOK)
    faults = violations(page)
    put_notebook_on(telephone, page)
    for view in ("Noter une maraude", "Noter une observation", "Garder une note"):
        page.get_by_role("button", name=view).click()
        faults += violations(page)
        page.locator("section:visible").get_by_role("button", name="Revenir sans garder").click()

    assert faults + violations(page) == []


def test_what_is_72_hours_old_goes_and_is_said(telephone: Telephone) -> None:
    page = telephone.turn_on(network=True)
    put_notebook_on(telephone, page)
    telephone.lose_network()
    page.get_by_role("button", name="Garder une note").click()
    page.get_by_label("Ce qu'il faut garder").fill("un mot")
    keep(page)
    older = "(each) => each.target.result.forEach((one) => stores.parcels.put({...one, keptAt: one.keptAt - 73 * 3600000}))"
    page.evaluate(ASKED, f"stores.parcels.getAll().onsuccess = {older};")

    page.reload()

    expect(page.locator("#perdu")).to_contain_text("Une saisie n'a pas pu partir en 72 heures")
    queue_says(page, "Rien à envoyer")


def test_five_wrong_codes_erase_the_settings_and_keep_what_is_sealed(telephone: Telephone) -> None:
    page = telephone.turn_on(network=True)
    put_notebook_on(telephone, page)
    telephone.lose_network()
    page.get_by_role("button", name="Garder une note").click()
    page.get_by_label("Ce qu'il faut garder").fill("un mot")
    keep(page)
    page.get_by_role("button", name="Fermer le carnet").click()
    for left in ("Encore 4 essais", "Encore 3 essais", "Encore 2 essais", "Encore un essai"):
        unlock(page, "000000")
        expect(page.locator("#essais")).to_contain_text(left)

    unlock(page, "000000")

    expect(page.get_by_role("button", name="Mettre le carnet ici")).to_be_visible()
    queue_says(page, "1 à envoyer")


def test_a_phone_revoked_from_the_account_forgets_everything(telephone: Telephone, field: Field, chromium: Browser) -> None:
    page = telephone.turn_on(network=True)
    put_notebook_on(telephone, page, slug="iris")
    telephone.lose_network()
    page.get_by_role("button", name="Garder une note").click()
    page.get_by_label("Ce qu'il faut garder").fill("un mot")
    keep(page)
    desk = chromium.new_context(base_url=field.site, locale="fr-FR")
    field.sign_in(desk, "iris")
    account = desk.new_page()
    account.goto("/compte/")
    account.get_by_role("button", name="Révoquer").first.click()
    expect(account.get_by_text("Ce carnet est révoqué")).to_be_visible()

    telephone.reach_network()

    expect(page.get_by_role("button", name="Mettre le carnet ici")).to_be_visible()
    expect(page.locator("#etat")).to_have_text("Ce carnet a été révoqué : il a tout effacé.")
    assert page.evaluate("caches.keys()") == []
    desk.close()
