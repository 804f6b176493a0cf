"""A database that each thread of a test opens for itself, as workers do: on both engines, with every table and guard."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.databases import copy_kept
from tests.foundation.conftest import _default, on_database

Opened = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def whole(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Opened]:
    """A database of this test with every table and guard, that each thread opens for itself: a copy of the empty one if there is one."""
    with django_db_blocker.unblock():
        made = "mg_commission_item" in connections["default"].introspection.table_names()
        if connections["default"].vendor == "sqlite":
            path = tmp_path / "maillage.sqlite3"
            if made:
                with connections["default"].cursor() as cursor:
                    cursor.execute("VACUUM INTO %s", [str(path)])
            else:
                copy_kept(path)
            yield _ready(lambda: on_database(path), made=made)
        else:
            connections["default"].close()
            yield from _copied_on_postgresql(dict(connections["default"].settings_dict), made=made)


def _copied_on_postgresql(settings: dict[str, Any], *, made: bool) -> Iterator[Opened]:
    from django.db.backends.postgresql.base import DatabaseWrapper

    name = f"mg_threads_{uuid.uuid4().hex}"

    @contextmanager
    def opened(database: str = name) -> Iterator[Any]:
        with _default(DatabaseWrapper({**settings, "NAME": database}, alias="default")) as connection:
            yield connection

    def run(sql: str) -> None:
        with opened("postgres") as connection, connection.cursor() as cursor:
            cursor.execute(sql)

    template = f' TEMPLATE "{settings["NAME"]}"' if made else ""
    run(f"CREATE DATABASE {name}{template}")
    try:
        yield _ready(opened, made=made)
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


def _ready(opened: Opened, *, made: bool) -> Opened:
    from django.core.management import call_command

    if not made:
        with opened():
            call_command("migrate", verbosity=0)
    return opened
