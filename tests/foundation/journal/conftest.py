"""A trail to damage: two chains, two epochs, heads, signed checkpoints, in a named SQLite file as in production."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from maillage.config.settings.database import sqlite
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import Role
from maillage.foundation.journal import checkpoints, heads, record, registry
from maillage.foundation.journal.registry import Action
from maillage.foundation.kernel.models import DoneOnce

TODAY = date(2020, 5, 19)
ORGANISATION = uuid.UUID("5e5f0c1e-7d0a-4c55-9a3e-6f1f6a1f2b3c")
SAID = Action("tests.said", "%(actor)s a noté %(what)s le %(on)s.")
PLAIN = Action("tests.plain", "%(actor)s est passé.")


class TestSigner:
    """Signs with a key of its own: the vault's signer is the vault's business."""

    __test__ = False

    def key_id(self) -> str:
        return "tests"

    def sign(self, message: bytes) -> bytes:
        return hmac.digest(b"a key of the tests", message, hashlib.sha256)

    def verify(self, message: bytes, signature: bytes) -> bool:
        return hmac.compare_digest(self.sign(message), signature)


@pytest.fixture(autouse=True)
def _sayings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two actions for the time of a test, and a signer."""
    for action in (SAID, PLAIN):
        monkeypatch.setitem(registry._actions, action.code, action)
    monkeypatch.setattr(checkpoints, "_signer", TestSigner())


@pytest.fixture
def someone() -> Actor:
    return Actor(user_id=uuid.UUID("0d7c1cc4-27a7-4b8f-9d0e-0f6f4f6b7a11"))


def a_subject(organisation: uuid.UUID | None = ORGANISATION) -> DoneOnce:
    """Something that an act is about."""
    subject = DoneOnce(id=uuid.uuid4())
    if organisation is not None:
        subject.organisation_id = organisation  # type: ignore[attr-defined]
    return subject


def mandate(role: Role, organisation: uuid.UUID = ORGANISATION) -> Any:
    from maillage.foundation.access.actor import Mandate

    return Mandate(id=uuid.uuid4(), role=role, organisation_id=organisation)


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
    """A database that several threads may open, each by `with shared():`. On PostgreSQL, one made for the test."""
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

    settings, name = dict(connections["default"].settings_dict), f"mg_journal_{uuid.uuid4().hex}"

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
                editor.create_model(Entry)
            triggers.install()
        yield opened
    finally:
        run(f"DROP DATABASE {name}")


@dataclass(frozen=True)
class Trail:
    """A recorded trail, its database closed: `copy` gives another one to damage."""

    path: Path

    def copy(self, to: Path) -> Path:
        return Path(shutil.copy(self.path, to))


def record_some(actor: Actor, *, number: int, chain: uuid.UUID | None) -> None:
    """A few acts, one transaction each."""
    for n in range(number):
        with transaction.atomic():
            record(actor, SAID, a_subject(chain), today=TODAY, what=f"part_{n}", until=TODAY, count=n)


def sign_now(chain: uuid.UUID, *, now: Any) -> None:
    """A checkpoint of a chain, now."""
    with heads.locked(chain):
        assert checkpoints.make(chain, by=TestSigner(), now=now) is not None


@pytest.fixture
def trail(database: Path, someone: Actor, clock: Any) -> Trail:
    """Forty acts of an association and ten of `system` over two months, with two checkpoints before the last acts."""
    from django.utils import timezone

    record_some(someone, number=15, chain=ORGANISATION)
    sign_now(ORGANISATION, now=timezone.now())
    record_some(someone, number=10, chain=None)
    clock.move_to("2020-06-02T10:00:00.123456+02:00")
    record_some(someone, number=15, chain=ORGANISATION)
    sign_now(ORGANISATION, now=timezone.now())
    record_some(someone, number=10, chain=ORGANISATION)
    connections["default"].close()
    return Trail(path=database)


Rows = list[dict[str, Any]]
Mutation = Callable[[Rows, Any], Rows]
