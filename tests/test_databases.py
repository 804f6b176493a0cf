"""A database kept from one run to the next is the one that the migrations of today make."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from maillage.foundation.kernel import triggers
from tests import databases


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kept database of one table."""
    path = tmp_path / "kept.sqlite3"
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE room (id)")
    made.close()
    monkeypatch.setattr(databases, "kept_file", lambda: path)
    return path


def tables(found: sqlite3.Connection) -> list[str]:
    return [name for (name,) in found.execute("SELECT name FROM sqlite_master ORDER BY name")]


def laid_in(found: sqlite3.Connection, *, vendor: str = "sqlite") -> list[str]:
    databases.lay_in(SimpleNamespace(vendor=vendor, connection=found))
    return tables(found)


def test_an_empty_database_begins_with_what_is_kept(kept: Path) -> None:
    assert laid_in(sqlite3.connect(":memory:")) == ["room"]


def test_a_database_that_holds_something_is_left_as_it_is(kept: Path) -> None:
    found = sqlite3.connect(":memory:")
    found.execute("CREATE TABLE own (id)")

    assert laid_in(found) == ["own"]


def test_another_engine_is_left_as_it_is(kept: Path) -> None:
    assert laid_in(sqlite3.connect(":memory:"), vendor="postgresql") == []


def test_what_was_made_while_migrations_changed_is_not_kept(db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "kept_file", lambda: tmp_path / "former.sqlite3")

    databases.keep()

    assert list(tmp_path.glob("*.sqlite3")) == []


@pytest.mark.parametrize("what", ["a migration", "a guard"])
def test_another_state_of_the_code_has_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    before = databases._digest()
    if what == "a migration":
        (tmp_path / "0001_initial.py").write_text("operations = []")
        sources = [*databases._sources(), tmp_path / "0001_initial.py"]
        monkeypatch.setattr(databases, "_sources", lambda: iter(sources))
    else:
        monkeypatch.setattr(triggers, "declared", lambda: ())

    assert databases._digest() != before


def test_what_our_migrations_import_and_load_counts() -> None:
    named = {
        path.relative_to(databases.ROOT).as_posix() for path in databases._sources() if path.is_relative_to(databases.ROOT / "maillage")
    }

    assert {
        "maillage/foundation/vault/fields.py",
        "maillage/reference/territories/catalogue.py",
        "maillage/reference/territories/data/departements.csv",
        "maillage/pathway/commission/migrations/0001_initial.py",
    } <= named


def test_nothing_is_left_to_migrate_and_every_guard_is_there(db: Any) -> None:
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert triggers.missing() == []
