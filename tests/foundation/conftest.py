"""Real databases for what a transaction of the tests cannot show: threads, processes, the file itself.

Never flushed (append-only tables refuse): each test has its own copy of an empty file, or its own PostgreSQL database.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from maillage.config.settings.database import sqlite
from tests.databases import copy_kept


@contextmanager
def _default(connection: Any) -> Iterator[Any]:
    """The default connection of this thread becomes this one."""
    before = connections["default"]
    connections["default"] = connection
    try:
        yield connection
    finally:
        connection.close()
        connections["default"] = before


@contextmanager
def on_database(path: Path) -> Iterator[Any]:
    """The default database of this thread becomes the SQLite file `path`, opened as production opens it."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    with _default(DatabaseWrapper({**connections["default"].settings_dict, **sqlite(path)}, alias="default")) as connection:
        yield connection


@pytest.fixture(scope="session")
def empty_database(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table and trigger, and no row of ours; copied by the tests."""
    from django.core.management import call_command

    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    copy_kept(path)
    with django_db_blocker.unblock(), on_database(path):
        call_command("migrate", verbosity=0)
    return path


@pytest.fixture
def database(empty_database: Path, django_db_blocker: Any, tmp_path: Path) -> Iterator[Path]:
    """A named SQLite file of this test, open as the default database."""
    path = tmp_path / "maillage.sqlite3"
    shutil.copy(empty_database, path)
    with django_db_blocker.unblock(), on_database(path):
        yield path


@pytest.fixture
def shared(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Any]:
    """A database that several threads may open, each by `with shared():`. On PostgreSQL, one made for the test,
    with the tables of the kernel and of the journal only."""
    if connections["default"].vendor == "sqlite":
        path = request.getfixturevalue("database")
        yield lambda: on_database(path)
        return
    with django_db_blocker.unblock():
        yield from _shared_on_postgresql()


def _shared_on_postgresql() -> Iterator[Any]:
    from django.db.backends.postgresql.base import DatabaseWrapper

    from maillage.foundation.journal.models import Entry
    from maillage.foundation.kernel import triggers
    from maillage.foundation.kernel.models import BusinessDay, DoneOnce

    settings, name = dict(connections["default"].settings_dict), f"mg_shared_{uuid.uuid4().hex}"

    @contextmanager
    def opened(database: str = name) -> Iterator[Any]:
        with _default(DatabaseWrapper({**settings, "NAME": database}, alias="default")) as connection:
            yield connection

    def run(sql: str) -> None:
        with opened("postgres") as connection, connection.cursor() as cursor:
            cursor.execute(sql)

    run(f"CREATE DATABASE {name}")
    try:
        with opened() as connection:
            with connection.schema_editor() as editor:
                for model in (Entry, DoneOnce, BusinessDay):
                    editor.create_model(model)
            triggers.install()
        yield opened
    finally:
        run(f"DROP DATABASE {name}")
