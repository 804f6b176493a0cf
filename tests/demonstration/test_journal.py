"""The trail of three years is intact, and eight kinds of attack on the demonstration's own file are each seen by the command."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from maillage.doors.demo.snapshot import DATABASE, copy_snapshot
from tests.foundation.journal.mutations import FAMILIES, attack_file


def verify(var: Path) -> subprocess.CompletedProcess[str]:
    """`maillage journal verify --json` on a state folder, as an operator runs it."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "MAILLAGE_KEYS", "MAILLAGE_DATABASE")
    }
    command = [sys.executable, "-m", "maillage", "journal", "verify", "--json"]
    return subprocess.run(command, env=kept | {"MAILLAGE_VAR": str(var), "MAILLAGE_DEMO": "1"}, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(snapshot: Path, tmp_path: Path) -> Path:
    """A copy of the snapshot, as it was built."""
    copy_snapshot(snapshot, tmp_path / "var")
    return tmp_path / "var"


def longest_chain(path: Path) -> uuid.UUID:
    """The organisation that did most."""
    database = sqlite3.connect(path)
    try:
        row = database.execute("SELECT chain FROM mg_journal_entry GROUP BY chain ORDER BY count(*) DESC, chain LIMIT 1").fetchone()
    finally:
        database.close()
    return uuid.UUID(row[0])


def test_the_journal_of_the_demonstration_is_intact(copied: Path) -> None:
    answer = verify(copied)

    said = json.loads(answer.stdout)
    assert (answer.returncode, said["status"], said["first_bad"]) == (0, "intact", None)
    assert said["records"] > 1500
    assert said["chains"] >= 10


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_an_attack_on_the_file_itself_is_seen_and_named(family: str, copied: Path) -> None:
    attack_file(copied / DATABASE, chain=longest_chain(copied / DATABASE), family=family, seed=7)

    answer = verify(copied)

    said = json.loads(answer.stdout)
    assert (answer.returncode, said["status"]) == (1, "damaged")
    assert said["first_bad"]["kind"] == family
    assert "Traceback" not in answer.stderr


def test_a_missing_database_is_unusable(copied: Path) -> None:
    (copied / DATABASE).unlink()

    answer = verify(copied)

    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_missing_key_is_unusable(copied: Path) -> None:
    shutil.rmtree(copied / "keys")

    answer = verify(copied)

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
