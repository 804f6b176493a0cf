"""`maillage journal`: its exit codes, its one object, its one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from maillage.foundation.journal import checkpoints, seals
from tests.foundation.conftest import on_database
from tests.foundation.journal.conftest import ORGANISATION, Trail
from tests.foundation.journal.mutations import attack_file


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command."""
    code = 0
    try:
        call_command("journal", *arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_an_intact_journal_is_said_in_one_object(trail: Trail, capsys: Any) -> None:
    with on_database(trail.path):
        code, out, err = run("verify", "--json", capsys=capsys)

    assert (code, json.loads(out), err) == (0, {"status": "intact", "records": 50, "chains": 2, "first_bad": None}, "")


def test_an_intact_journal_is_said_in_words(trail: Trail, capsys: Any) -> None:
    with on_database(trail.path):
        code, out, _err = run("verify", capsys=capsys)

    assert (code, out) == (0, "intact: 50 records in 2 chains\n")


def test_a_damage_exits_1_with_its_place(trail: Trail, capsys: Any) -> None:
    attack_file(trail.path, chain=ORGANISATION, family="deleted", seed=1)

    with on_database(trail.path):
        code, out, err = run("verify", "--json", capsys=capsys)

    said = json.loads(out)
    assert (code, said["status"], said["first_bad"]["kind"], err.count("\n")) == (1, "damaged", "deleted", 1)


def test_a_missing_file_exits_2_and_is_not_created(tmp_path: Path, django_db_blocker: Any, capsys: Any) -> None:
    path = tmp_path / "absent.sqlite3"

    with django_db_blocker.unblock(), on_database(path):
        code, out, err = run("verify", "--json", capsys=capsys)

    assert (code, out, err.count("\n"), path.exists()) == (2, "", 1, False)


@pytest.mark.parametrize("content", [b"", b"this is not a database, whatever its name says" * 200])
def test_a_file_without_the_table_exits_2(content: bytes, tmp_path: Path, django_db_blocker: Any, capsys: Any) -> None:
    path = tmp_path / "other.sqlite3"
    path.write_bytes(content)

    with django_db_blocker.unblock(), on_database(path):
        code, out, err = run("verify", capsys=capsys)

    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_missing_key_exits_2_and_is_not_created(trail: Trail, settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.MAILLAGE_KEYS = str(tmp_path / "elsewhere")

    with on_database(trail.path):
        code, out, _err = run("verify", "--json", capsys=capsys)

    assert (code, out, (tmp_path / "elsewhere" / seals.KEY).exists()) == (2, "", False)


def test_the_copy_of_a_witness_is_compared(trail: Trail, tmp_path: Path, capsys: Any) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_bytes(checkpoints.files(ORGANISATION)[-1].read_bytes())

    with on_database(trail.path):
        code, out, _err = run("verify", "--from-checkpoint", str(kept), capsys=capsys)

    assert (code, out) == (0, "intact: 50 records in 2 chains\n")


def test_a_witness_file_that_cannot_be_read_exits_2(trail: Trail, tmp_path: Path, capsys: Any) -> None:
    with on_database(trail.path):
        code, _out, _err = run("verify", "--from-checkpoint", str(tmp_path / "absent.txt"), capsys=capsys)

    assert code == 2


def test_a_checkpoint_of_every_chain_is_signed(trail: Trail, capsys: Any) -> None:
    with on_database(trail.path):
        code, out, _err = run("checkpoint", capsys=capsys)

    assert (code, [Path(line).name for line in out.splitlines()]) == (0, ["2020-05-000000010.txt", "2020-06-000000025.txt"])


def test_nothing_is_signed_on_a_damaged_journal(trail: Trail, capsys: Any) -> None:
    attack_file(trail.path, chain=ORGANISATION, family="edited", seed=1)

    with on_database(trail.path):
        code, out, _err = run("checkpoint", capsys=capsys)

    assert (code, out) == (1, "")


def test_without_a_signer_a_checkpoint_is_impossible(trail: Trail, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    for path in checkpoints.files():
        path.unlink()
    monkeypatch.setattr(checkpoints, "_signer", None)

    with on_database(trail.path):
        code, _out, _err = run("checkpoint", capsys=capsys)

    assert code == 2


@pytest.mark.parametrize(("chain", "seq", "expected"), [("system", "3", 0), ("system", "99", 1), ("nonsense", "1", 2)])
def test_a_proof_is_printed_or_refused(chain: str, seq: str, expected: int, trail: Trail, capsys: Any) -> None:
    with on_database(trail.path):
        code, out, err = run("prove", seq, "--chain", chain, capsys=capsys)

    assert (code, bool(out), bool(err)) == (expected, expected == 0, expected != 0)
