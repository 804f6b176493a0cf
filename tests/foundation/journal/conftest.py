"""A trail to damage: two chains, two epochs, heads, signed checkpoints, in a named SQLite file as in production."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

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
