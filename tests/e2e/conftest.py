"""A browser that can reach nothing but this machine, and the addresses it visits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.servers import serve

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
