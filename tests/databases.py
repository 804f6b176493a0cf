"""Which database the suite runs on: SQLite in memory by default, PostgreSQL when `MAILLAGE_DATABASE` names a server.

Migrating an empty SQLite database takes most of a minute, for every process that tests: it is done once per state of the migrations,
and what it made is kept under `var/tests/`, named by a digest of all that made it. `migrate` still runs on what is laid there: it finds
nothing left to do, and installs the guards.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.db import connections
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parents[1]
SHELF = ROOT / "var" / "tests"
KEPT = 3
IMPORTED = re.compile(r"^(?:from|import) (maillage(?:\.\w+)+)", re.MULTILINE)


@cache
def kept_file() -> Path:
    """Where the database of these migrations is, or will be."""
    return SHELF / f"{_digest()}.sqlite3"


def _digest() -> str:
    """Of the migrations of every room and library, of what ours import or load, of the guards, of Django and of SQLite."""
    from maillage.foundation.kernel.triggers import declared

    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version} {declared()}".encode())
    for path in _sources():
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            yield path
            if config.name.startswith("maillage."):
                yield from (ROOT / f"{name.replace('.', '/')}.py" for name in IMPORTED.findall(path.read_text(encoding="utf-8")))
    yield from sorted((ROOT / "maillage/reference/territories/data").iterdir())


def lay_in(connection: Any, **_: Any) -> None:
    """Fill an empty SQLite database, if what its migrations make is kept. For `connection_created`."""
    if connection.vendor != "sqlite" or not kept_file().exists():
        return
    if connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        source = sqlite3.connect(f"file:{kept_file()}?mode=ro", uri=True)
        source.backup(connection.connection)
        source.close()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two processes that begin together migrate once: the second waits for the first."""
    SHELF.mkdir(parents=True, exist_ok=True)
    with (SHELF / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def keep() -> None:
    """Keep the default database for the processes to come, when it is SQLite and nobody did. Nothing but migrations went into it."""
    connection = connections["default"]
    # A migration written anew while this process was reading them: nobody knows which of the two made this database.
    if connection.vendor != "sqlite" or kept_file().exists() or kept_file().stem != _digest():
        return
    making = kept_file().with_suffix(".making")
    making.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(making)])
    making.rename(kept_file())
    for old in sorted(SHELF.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def copy_kept(path: Path) -> None:
    """Begin the database of a file with it, if it is kept."""
    with one_at_a_time():
        if kept_file().exists():
            shutil.copy(kept_file(), path)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[ExitStack]:
    """Before the database is made: what is kept is laid in it; another process that makes it is waited for."""
    with ExitStack() as making:
        if connections["default"].vendor == "sqlite":
            making.enter_context(one_at_a_time())
            making.callback(connection_created.disconnect, lay_in)
            connection_created.connect(lay_in)
        yield making


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_modify_db_settings: ExitStack, django_db_blocker: Any) -> None:
    """Once it is made: kept for the processes to come."""
    with django_db_blocker.unblock(), django_db_modify_db_settings:
        keep()
