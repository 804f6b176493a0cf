"""A note is never lost: the browser is killed, the network goes away, no script runs; and who will read is in sight all along."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.canaries import Canaries, Woman
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.house import House, what_is_kept
from tests.e2e.steps import people
from tests.e2e.steps.entering import enter_as, said

pytestmark = [pytest.mark.browser, pytest.mark.system("S2", "S8")]

PATIENCE = 20.0
NOTHING_KEPT = {"local": {}, "session": {}, "databases": [], "caches": [], "workers": 0, "cookies": ""}


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def her(canaries: Canaries) -> Woman:
    return canaries.woman("Anémone")


@contextmanager
def doomed_browser(chromium: Browser, folder: Path) -> Iterator[tuple[Browser, subprocess.Popen[bytes]]]:
    """A browser of our own process, so that it can be killed as a power cut would."""
    command = [CHROMIUM, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", *ARGUMENTS, "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port = _port(folder / "DevToolsActivePort")
        yield chromium.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}"), process
    finally:
        kill(process)


def _port(file: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if file.exists() and file.read_text().strip():
            return file.read_text().split()[0]
        time.sleep(0.05)
    raise AssertionError("the browser did not start")


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, the browser and its children."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(timeout=10)


def begin_note(page: Page, file: str) -> str:
    """From the file to an empty note. Answers its address."""
    page.goto(file)
    page.get_by_role("link", name="Écrire une note").first.click()
    expect(page.get_by_label("La note")).to_be_visible()
    return page.url


def announced(page: Page, words: str, *, state: str = "saved") -> None:
    """The page says that all that is typed is saved, or that it is not."""
    expect(page.locator(f"[data-autosave-status][data-state={state}]")).to_contain_text(words)


def test_a_browser_killed_while_one_types_loses_nothing_and_doubles_nothing(
    demo_site: House, chromium: Browser, her: Woman, canaries: Canaries, tmp_path: Path
) -> None:
    words = canaries.sow("Elle a dit qu'elle viendrait jeudi")
    with doomed_browser(chromium, tmp_path) as (browser, process):
        page = browser.new_context(base_url=demo_site.site, locale="fr-FR").new_page()
        enter_as(page, "alice")
        file = people.open_file(page, her)
        address = begin_note(page, file)
        page.get_by_label("moi seule, moi seul").check()
        page.get_by_label("La note").press_sequentially(words, delay=5)
        announced(page, "Brouillon enregistré à")
        kill(process)

    back = demo_site.as_("alice")
    back.goto(address)
    expect(back.get_by_label("La note")).to_have_value(words)
    expect(back.get_by_label("moi seule, moi seul")).to_be_checked()
    back.get_by_label("La note").fill(f"{words} Fini.")
    back.get_by_role("button", name="Enregistrer la note").click()

    said(back, "J'ai enregistré la note.")
    expect(back.get_by_text(f"{words} Fini.")).to_have_count(1)
    back.goto(address)
    expect(back.get_by_label("La note")).to_have_value("")
    assert canaries.mark not in str(what_is_kept(back))
    demo_site.leave()


def test_a_save_that_fails_is_said_the_text_stays_and_is_saved_when_the_network_is_back(
    demo_site: House, her: Woman, canaries: Canaries
) -> None:
    # Not watched: a browser without network writes its own errors.
    context = demo_site.browser.new_context(base_url=demo_site.site, locale="fr-FR")
    page, words = context.new_page(), canaries.sow("Sans réseau")
    enter_as(page, "alice")
    address = begin_note(page, people.open_file(page, her))
    context.set_offline(True)
    page.get_by_label("La note").fill(words)
    announced(page, "Non enregistré : vérifiez le réseau.", state="failed")
    expect(page.get_by_label("La note")).to_have_value(words)

    context.set_offline(False)

    announced(page, "Brouillon enregistré à")
    page.goto(address)
    expect(page.get_by_label("La note")).to_have_value(words)
    context.close()


def test_who_will_read_stays_in_sight_and_sharing_is_asked_twice(demo_site: House, her: Woman, canaries: Canaries) -> None:
    page, words = demo_site.as_("alice", size=(390, 844)), canaries.sow("À partager")
    page.goto("/personnes/nouvelle/")
    people.fill_two_fields(page, her)
    page.get_by_role("button", name="Ouvrir le dossier").click()
    said(page, "J'ai ouvert le dossier.")
    begin_note(page, page.url)
    readers = page.locator("#qui-lira")
    page.get_by_label("moi seule, moi seul").check()
    expect(readers).to_have_text("Qui lira : vous, et personne d'autre. Ni l'équipe, ni la relève, ni un export.", use_inner_text=True)
    page.get_by_label("toutes ses référentes").check()
    page.get_by_label("La note").fill(f"{words} M. Dupont")
    expect(readers).to_be_in_viewport()
    expect(page.locator("[data-warnings]")).to_contain_text("semble nommer une autre personne")

    page.get_by_role("button", name="Enregistrer la note").click()

    expect(page.get_by_role("heading", name="Qui lira désormais")).to_be_visible()
    expect(page.get_by_text("Iris Delmas").first).to_be_visible()
    page.get_by_role("button", name="Oui, ces personnes peuvent lire").click()
    said(page, "J'ai enregistré la note.")
    expect(page.get_by_text(f"{words} M. Dupont")).to_have_count(1)
    demo_site.leave()


def test_two_windows_never_overwrite_each_other(demo_site: House, her: Woman, canaries: Canaries) -> None:
    one = demo_site.as_("alice")
    mine, theirs = canaries.sow("Cette fenêtre"), canaries.sow("L'autre fenêtre")
    address = begin_note(one, people.open_file(one, her))
    one.get_by_label("La note").fill(mine)
    announced(one, "Brouillon enregistré à")
    other = one.context.new_page()
    other.goto(address)
    other.get_by_label("La note").fill(theirs)
    announced(other, "Brouillon enregistré à")

    one.bring_to_front()
    one.get_by_label("La note").fill(f"{mine}, suite")

    announced(one, "enregistré à")
    one.goto(address)
    values = {one.get_by_label("La note").input_value()}
    one.get_by_role("link", name="Reprendre l'autre brouillon (1)").click()
    values.add(one.get_by_label("La note").input_value())
    assert values == {f"{mine}, suite", theirs}
    demo_site.leave()


def test_without_a_script_a_button_keeps_the_draft(demo_site: House, her: Woman, canaries: Canaries) -> None:
    page, words = demo_site.as_("alice", script=False), canaries.sow("Sans script")
    address = begin_note(page, people.open_file(page, her))
    page.get_by_label("La note").fill(words)
    page.get_by_role("button", name="Garder en brouillon").click()
    said(page, "J'ai enregistré le brouillon")

    page.goto(address)

    expect(page.get_by_label("La note")).to_have_value(words)
    page.get_by_role("button", name="Enregistrer la note").click()
    said(page, "J'ai enregistré la note.")
    expect(page.get_by_text(words)).to_have_count(1)
    demo_site.leave()
