"""The demonstration being served, and whoever is in front of it: browsers that are watched while the stories are told."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from maillage.doors.demo.snapshot import DATABASE
from tests.e2e.servers import serve
from tests.e2e.steps.entering import enter_as

SETTINGS = "tests.e2e.demo_settings"
ONE_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# A refusal answered by the server is a page of ours; the browser writes a line about it all the same.
REFUSED = re.compile(r"the server responded with a status of (403|404|409|410|422)")
KEPT = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length, cookies: document.cookie,
})"""


@dataclass
class Watch:
    """What browsers met that no story may meet, and the addresses that they read."""

    site: str
    faults: list[str] = field(default_factory=list)
    read: dict[str, list[str]] = field(default_factory=dict)

    def over(self, context: BrowserContext, *, slug: str) -> None:
        """Watch everything that happens in a context from now on."""
        context.on("console", lambda message: self._said(message, slug=slug))
        context.on("weberror", lambda error: self.faults.append(f"{slug}: {error.error}"))
        context.on("request", lambda request: self._asked(request.url, slug=slug))
        context.on("response", lambda response: self._answered(response, slug=slug))

    def _said(self, message: Any, *, slug: str) -> None:
        if message.type in ("error", "warning") and not REFUSED.search(message.text):
            self.faults.append(f"{slug}: console: {message.text}")

    def _asked(self, url: str, *, slug: str) -> None:
        # What the browser draws itself (its reader of PDF) comes from its own files, not from the network.
        if not url.startswith((f"{self.site}/", "data:", "chrome://", "chrome-extension://")):
            self.faults.append(f"{slug}: asked elsewhere: {url}")

    def _answered(self, response: Any, *, slug: str) -> None:
        request, path = response.request, urlsplit(response.url).path
        if response.status >= 500:
            self.faults.append(f"{slug}: {response.status} at {request.method} {path}")
        if request.method == "GET" and request.resource_type == "document" and response.status == 200 and ONE_ROW.search(path):
            self.note(slug, path)

    def note(self, slug: str, path: str) -> None:
        """Somebody read this address."""
        paths = self.read.setdefault(slug, [])
        if path not in paths:
            paths.append(path)

    def rows_read(self, *but: str) -> list[str]:
        """Every address of a row that was read, in order, but by these."""
        return list(dict.fromkeys(path for slug, paths in self.read.items() if slug not in but for path in paths))


class House:
    """One demonstration, on its own state folder and its own port."""

    def __init__(self, *, browser: Browser, site: str, var: Path) -> None:
        self.browser, self.site, self.var = browser, site, var
        self.watch = Watch(site)
        self.contexts: list[BrowserContext] = []

    def stranger(self, *, size: tuple[int, int] = (1280, 900), script: bool = True, watched: str = "nobody") -> Page:
        """A page in a fresh browser, where nobody is signed in."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": size[0], "height": size[1]},
            locale="fr-FR",
            java_script_enabled=script,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(30_000)
        self.watch.over(context, slug=watched)
        self.contexts.append(context)
        return context.new_page()

    def as_(self, slug: str, *, size: tuple[int, int] = (1280, 900), script: bool = True) -> Page:
        """A page in a fresh browser, entered through the door of the demonstration as one of the cast."""
        page = self.stranger(size=size, script=script, watched=slug)
        enter_as(page, slug)
        return page

    def with_cookie(self, value: str) -> Page:
        """A page in a fresh browser, with the session of somebody who is not in the cast."""
        page = self.stranger()
        page.context.add_cookies([{"name": "mg_session", "value": value, "url": self.site, "httpOnly": True}])
        page.goto("/")
        return page

    def read_paper(self, page: Page, path: str, *, slug: str) -> bytes:
        """The file at an address, with the session of this page: what her browser would save."""
        answer = page.context.request.get(path)
        assert answer.status == 200, f"{answer.status} at {path}"
        assert "no-store" in answer.headers["cache-control"]
        self.watch.note(slug, path)
        return answer.body()

    def leave(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


def what_is_kept(page: Page) -> dict[str, Any]:
    """All that this browser keeps of the site outside its history: storages, databases, caches, workers, readable cookies."""
    kept: dict[str, Any] = page.evaluate(KEPT)
    return kept


@contextmanager
def open_house(browser: Browser, var: Path) -> Iterator[House]:
    """Serve the demonstration of a state folder, with a temporary folder of its own; close browsers and server at the end."""
    (var / "tmp").mkdir(exist_ok=True)
    # One connection held all along: the write-ahead log stays on the disk between two requests, as under a busy server.
    held = sqlite3.connect(var / DATABASE)
    held.execute("SELECT count(*) FROM sqlite_master").fetchone()
    environment = {"MAILLAGE_DEMO": "1", "TMPDIR": str(var / "tmp"), "MAILLAGE_KEYS": str(var / "keys"), "MAILLAGE_DATABASE": ""}
    with serve(settings=SETTINGS, var=var, environment=environment) as site:
        house = House(browser=browser, site=site, var=var)
        try:
            yield house
        finally:
            house.leave()
            held.close()
