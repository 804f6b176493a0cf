"""Signed checkpoints and proofs."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import checkpoints, proofs, verify
from tests.foundation.conftest import on_database
from tests.foundation.journal.conftest import ORGANISATION, TestSigner, Trail, record_some, sign_now


def signed(chain: uuid.UUID, name: str) -> Path:
    return checkpoints.folder() / str(chain) / f"{name}.txt"


def test_a_checkpoint_has_the_text_of_the_design(trail: Trail) -> None:
    newest = checkpoints.files(ORGANISATION)[-1]

    lines = newest.read_text().split("\n")

    assert lines[:4] + lines[5:6] == ["maillage-audit", str(ORGANISATION), "2020-06", "15", "2020-06-02T08:00:00Z"]


def test_a_first_act_is_signed_then_another_after_an_hour(database: Path, someone: Actor, clock: Any) -> None:
    made = []
    for minutes in (0, 30, 31):
        clock.shift(minutes * 60)
        record_some(someone, number=1, chain=ORGANISATION)
        made.append(len(checkpoints.files(ORGANISATION)))

    assert made == [1, 1, 2]


def test_every_so_many_acts_are_signed(database: Path, someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "EVERY", 5)

    record_some(someone, number=11, chain=ORGANISATION)

    assert [path.stem for path in checkpoints.files(ORGANISATION)] == ["2020-05-000000001", "2020-05-000000005", "2020-05-000000010"]


def test_without_a_signer_acts_go_on(database: Path, someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_signer", None)

    record_some(someone, number=1, chain=ORGANISATION)

    assert checkpoints.files() == []


def test_a_checkpoint_that_nobody_signed_is_a_damage(trail: Trail) -> None:
    path = signed(ORGANISATION, "2020-05-000000015")
    path.write_text(path.read_text().replace("\n15\n", "\n14\n"))

    with on_database(trail.path):
        verdict = verify()

    assert verdict.as_json()["first_bad"] == {"chain": str(ORGANISATION), "seq": None, "kind": "edited"}


def test_checkpoints_that_nobody_can_check_make_the_verification_unusable(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    from maillage.foundation.journal import Unusable

    monkeypatch.setattr(checkpoints, "_signer", None)

    with on_database(trail.path), pytest.raises(Unusable):
        verify()


def test_a_checkpoint_holds_even_against_somebody_who_has_the_key_of_seals(trail: Trail, someone: Actor) -> None:
    """The insider rewrites everything with the key, heads included: the signed root does not follow."""
    import shutil
    import sqlite3

    from maillage.foundation.journal import heads, seals
    from tests.foundation.journal.mutations import document_of, rechain

    database = sqlite3.connect(trail.path)
    database.row_factory = sqlite3.Row
    rows = [dict(row) for row in database.execute("SELECT * FROM mg_journal_entry WHERE chain = ? ORDER BY seq", [ORGANISATION.hex])]
    rows[3]["action"] = "tests.plain"
    rechain(rows)
    guard = database.execute("SELECT sql FROM sqlite_master WHERE name = 'mg_journal_entry_no_update'").fetchone()[0]
    database.execute("DROP TRIGGER mg_journal_entry_no_update")
    for row in rows:
        sealed = chains.sealed(seals.read_key(), document_of(row))
        database.execute(
            "UPDATE mg_journal_entry SET action = ?, previous_hash = ?, hash = ?, seal = ? WHERE chain = ? AND seq = ?",
            [row["action"], row["previous_hash"], row["hash"], sealed, row["chain"], row["seq"]],
        )
    database.execute(guard)
    database.commit()
    database.close()
    shutil.rmtree(heads.folder())

    with on_database(trail.path):
        verdict = verify()

    assert verdict.as_json()["first_bad"] == {"chain": str(ORGANISATION), "seq": 2, "kind": "rechained"}


def test_each_entry_is_proved_under_the_signed_root(trail: Trail) -> None:
    root = checkpoints.parse(signed(ORGANISATION, "2020-05-000000015"), by=TestSigner()).root

    with on_database(trail.path):
        found = [proofs.prove(ORGANISATION, seq=seq) for seq in range(1, 16)]

    assert {(proof.root.hex(), proof.holds()) for proof in found if proof} == {(root, True)}


def test_no_proof_of_an_entry_that_does_not_exist(trail: Trail) -> None:
    with on_database(trail.path):
        assert proofs.prove(ORGANISATION, seq=99) is None


def test_signing_twice_the_same_state_keeps_one_checkpoint(database: Path, someone: Actor) -> None:
    record_some(someone, number=1, chain=ORGANISATION)

    sign_now(ORGANISATION, now=timezone.now())

    assert len(checkpoints.files(ORGANISATION)) == 1
