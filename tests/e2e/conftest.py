"""A browser that can reach nothing but this machine, the addresses it visits, and the demonstration that it walks through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from maillage.doors.demo.snapshot import copy_snapshot, ensure_snapshot
from tests.e2e.canaries import Canaries
from tests.e2e.house import House, open_house
from tests.e2e.servers import ROOT, serve
from tests.e2e.staging import stage
from tests.e2e.story import Told, plant_files, tell

CHROMIUM = os.environ.get("MAILLAGE_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Missing, the tests fail and say how to get it; they are never skipped."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"The browser tests need {CHROMIUM}: run 'apt-get install chromium' as root.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def gallery_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The interface alone, somebody invented signed in, without any database."""
    with serve(settings="tests.e2e.gallery_settings", var=tmp_path_factory.mktemp("gallery")) as address:
        yield address


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """The demonstration of this very code, built now in a process of its own if nobody did, where `make run` looks for it."""
    os.environ.setdefault("MAILLAGE_SNAPSHOTS", str(ROOT / "var" / "demo"))
    return ensure_snapshot()


@pytest.fixture(scope="session")
def demo_var(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder of our own: a copy of the demonstration."""
    var = tmp_path_factory.mktemp("house")
    copy_snapshot(snapshot, var)
    return var


@pytest.fixture(scope="session")
def demo_pages(demo_var: Path) -> dict[str, dict[str, str]]:
    """A session under way and what else pages need; then a page for each address of the access matrix: who enters, and where."""
    return {f"{page['route']} {page['on']}": page for page in stage("a-session-under-way", var=demo_var)}


@pytest.fixture(scope="session")
def demo_site(chromium: Browser, demo_var: Path, demo_pages: dict[str, dict[str, str]]) -> Iterator[House]:
    """The demonstration, served on its 19 May 2020. Nobody moves its day; each test works on files of its own."""
    with open_house(chromium, demo_var) as house:
        yield house


@pytest.fixture(scope="session")
def told(chromium: Browser, snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The main story, told once on a state folder of its own, among files full of secrets. The server still runs afterwards."""
    var = tmp_path_factory.mktemp("story")
    copy_snapshot(snapshot, var)
    canaries = Canaries()
    plant_files(canaries, var=var, folder=tmp_path_factory.mktemp("uploads"))
    with open_house(chromium, var) as house:
        yield tell(house, canaries)
