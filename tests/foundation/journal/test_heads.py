"""The heads beside the database: after the commit, whole, never backwards."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import heads, hold_heads, record, seals, verify
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.verification import Verdict
from tests.foundation.conftest import on_database
from tests.foundation.journal.conftest import ORGANISATION, PLAIN, TODAY, Trail, a_subject, record_some
from tests.foundation.journal.mutations import attack_file


def head_of(chain: uuid.UUID = ORGANISATION) -> heads.Head | None:
    return heads.read_head(chain, key=seals.read_key())


def head_file(chain: uuid.UUID = ORGANISATION) -> Path:
    return heads.folder() / chains.chain_name(chain)


@transaction.atomic
def act_undone(actor: Actor) -> None:
    """An act that fails after it was recorded."""
    record(actor, PLAIN, a_subject(), today=TODAY)
    raise RuntimeError


def test_a_commit_moves_the_head(database: Path, someone: Actor) -> None:
    record_some(someone, number=3, chain=ORGANISATION)

    last = Entry.unscoped.get(chain=ORGANISATION, seq=3)
    assert head_of() == heads.Head(chain=ORGANISATION, size=3, hash=last.hash)


def test_an_undone_act_does_not_move_the_head(database: Path, someone: Actor) -> None:
    record_some(someone, number=1, chain=ORGANISATION)

    with pytest.raises(RuntimeError):
        act_undone(someone)

    assert head_of().size == 1  # type: ignore[union-attr]


def test_a_head_left_behind_by_a_crash_is_repaired_by_the_verification(database: Path, someone: Actor, settings: Any) -> None:
    record_some(someone, number=2, chain=ORGANISATION)
    settings.MAILLAGE_HOLD_HEADS = True
    record_some(someone, number=2, chain=ORGANISATION)
    settings.MAILLAGE_HOLD_HEADS = False

    verdict = verify()

    assert (verdict.status, head_of().size) == ("intact", 4)  # type: ignore[union-attr]


def test_the_next_act_repairs_a_head_left_behind(database: Path, someone: Actor, settings: Any) -> None:
    settings.MAILLAGE_HOLD_HEADS = True
    record_some(someone, number=2, chain=ORGANISATION)
    settings.MAILLAGE_HOLD_HEADS = False

    record_some(someone, number=1, chain=ORGANISATION)

    assert head_of().size == 3  # type: ignore[union-attr]


def test_new_acts_never_cover_a_truncation(trail: Trail, someone: Actor) -> None:
    attack_file(trail.path, chain=ORGANISATION, family="truncated", seed=0)

    with on_database(trail.path):
        record_some(someone, number=45, chain=ORGANISATION)
        verdict = verify()

    assert (head_of().size, verdict.first_bad.kind) == (40, "rechained")  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "nonsense\n", "maillage-head\nsystem\n1\nabc\nabc\n", "\u00e9"])
def test_a_forged_head_is_a_damage(text: str, trail: Trail) -> None:
    head_file().write_text(text, encoding="utf-8")

    with on_database(trail.path):
        verdict = verify()

    assert verdict.as_json()["first_bad"] == {"chain": str(ORGANISATION), "seq": None, "kind": "edited"}


def test_the_head_of_another_chain_does_not_serve(trail: Trail) -> None:
    head_file().write_bytes(head_file(chains.SYSTEM).read_bytes())

    with on_database(trail.path):
        verdict = verify()

    assert verdict.status == "damaged"


def test_a_draft_left_by_a_crash_is_not_a_head(trail: Trail) -> None:
    (heads.folder() / f".{ORGANISATION}.draft").write_text("half a he")

    with on_database(trail.path):
        verdict: Verdict = verify()

    assert verdict.status == "intact"


def test_held_heads_are_written_once_at_the_end(database: Path, someone: Actor) -> None:
    with hold_heads():
        record_some(someone, number=5, chain=ORGANISATION)
        meanwhile = head_of()

    assert (meanwhile, head_of().size) == (None, 5)  # type: ignore[union-attr]


def test_only_a_demonstration_forgets_its_journal(trail: Trail, settings: Any) -> None:
    with pytest.raises(PermissionError):
        heads.forget()

    settings.MAILLAGE_DEMO = True
    heads.forget()
    assert heads.known_chains() == []


def test_a_broken_folder_of_heads_does_not_undo_the_act(database: Path, someone: Actor, settings: Any) -> None:
    settings.MAILLAGE_VAR = database  # a file: no folder can be made in it

    record_some(someone, number=1, chain=ORGANISATION)

    assert Entry.unscoped.count() == 1
    connections["default"].close()
