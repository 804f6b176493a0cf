"""The built demonstration as the database of these tests: a copy of the snapshot that `make run` shares, with canaries planted.

These tests run in a process of their own (`tests/conftest.py` leaves them out unless they are named): the settings and the
database of the whole process are those of the copy.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections, transaction
from django.test import Client

from maillage.config.settings.database import sqlite
from maillage.doors.demo.snapshot import DATABASE, copy_snapshot, ensure_snapshot
from tests.demonstration import canaries
from tests.walking import ROOT
from tools.access_matrix import CAST

SESSION_COOKIE = "mg_session"
LONGEST, SLICED, SLICE = "test_queries", "test_matrix", 40


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a worker takes at once, by `--dist loadgroup`: a file, whose stage is set once; of the long table, a slice of it.

    The longest file goes first, so that no worker waits for it at the end. Both workers see the same order: they cut the same slices.
    """
    items.sort(key=lambda item: item.path.stem != LONGEST)
    seen = Counter[str]()
    for item in items:
        stem = item.path.stem
        item.add_marker(pytest.mark.xdist_group(f"{stem}-{seen[stem] // SLICE}" if stem == SLICED else stem))
        seen[stem] += 1


@pytest.fixture
def clock() -> None:
    """The real clock: the business day is the dated row of the demonstration, 19 May 2020."""


@pytest.fixture(autouse=True)
def _own_var(cookies: dict[str, str]) -> None:
    """The state folder is the copy's, for the whole run.

    Everybody signs in before any file opens its own transaction: signed in inside it, they would be signed out at its end.
    """


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """The demonstration of this very code, built now if nobody did, kept where `make run` looks for it."""
    os.environ.setdefault("MAILLAGE_SNAPSHOTS", str(ROOT / "var" / "demo"))
    return ensure_snapshot()


@pytest.fixture(scope="session")
def demonstration(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder of a copy, and the settings of the process turned to it."""
    var = tmp_path_factory.mktemp("demonstration")
    copy_snapshot(snapshot, var)
    django_settings.MAILLAGE_VAR = var
    django_settings.MAILLAGE_KEYS = str(var / "keys")
    django_settings.MEDIA_ROOT = var / "media"
    django_settings.MAILLAGE_DEMO = True
    django_settings.MAILLAGE_IDLE_SECONDS = 8 * 3600
    django_settings.LOGIN_URL = "demo:entry"
    return var


@pytest.fixture(scope="session")
def django_db_setup(demonstration: Path, django_db_blocker: Any) -> None:
    """The file of the copy, opened as the server opens it; every sealed text starts with a canary of its own."""
    connection = connections["default"]
    connection.close()
    connection.settings_dict.update({key: value for key, value in sqlite(demonstration / DATABASE).items() if key != "ENGINE"})
    with django_db_blocker.unblock(), transaction.atomic():
        canaries.plant()
    connection.close()


@pytest.fixture(scope="session")
def cookies(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """Each of the cast signs in once: her session cookie. Nobody has none."""
    from maillage.doors.demo.selectors import user_of

    found = {}
    with django_db_blocker.unblock():
        for slug in CAST:
            client = Client(headers={"user-agent": "Firefox/115.0 (X11; Linux)"})
            client.force_login(user_of(slug))
            found[slug] = client.cookies[SESSION_COOKIE].value
    return found


@pytest.fixture
def signed(cookies: dict[str, str]) -> Any:
    """`signed("alice")`: a fresh client with her session; `signed("anonymous")` has none."""

    def client(slug: str, **options: Any) -> Client:
        made = Client(headers={"user-agent": "Firefox/115.0 (X11; Linux)"}, **options)
        if slug in cookies:
            made.cookies[SESSION_COOKIE] = cookies[slug]
        return made

    return client
