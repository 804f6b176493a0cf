"""The installed command as people meet it: exit codes, one sentence, never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from maillage import cli


def run(*arguments: str, var: Path, demo: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAILLAGE", "DJANGO"))}
    environment |= {"MAILLAGE_VAR": str(var), **({"MAILLAGE_DEMO": "1"} if demo else {}), **more}
    return subprocess.run(
        [sys.executable, "-m", "maillage", *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_law_answers_without_database_or_key(tmp_path: Path) -> None:
    done = run("law", "explain", "--right", "psp", "--expires", "2020-03-12", "--as-known-on", "2020-04-01", "--json", var=tmp_path)

    assert (done.returncode, '"new_expires": "2020-09-12"' in done.stdout) == (0, True)


def test_the_law_leaves_nothing_behind(tmp_path: Path) -> None:
    run("law", "check", var=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_production_without_its_keys_refuses_in_one_sentence(tmp_path: Path) -> None:
    done = run("prepare", var=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr, len(done.stderr.strip().splitlines())) == (2, False, 1)


def test_production_without_its_keys_makes_no_database(tmp_path: Path) -> None:
    run("prepare", var=tmp_path)

    assert not (tmp_path / "maillage.sqlite3").exists()


def test_a_demonstration_command_outside_a_demonstration_is_unusable(tmp_path: Path) -> None:
    done = run("demo", "reset", var=tmp_path, DJANGO_SETTINGS_MODULE="maillage.config.settings.test")

    assert done.returncode == 2


def test_a_fault_of_ours_is_exit_70_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAILLAGE_VAR", str(tmp_path))
    monkeypatch.setattr(cli, "_law", lambda arguments: 1 / 0)

    code = cli.main(["law"])

    said = capsys.readouterr().err
    assert (code, len(said.strip().splitlines()), "Traceback" in said) == (70, 1, False)


def test_the_details_of_a_fault_are_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_VAR", str(tmp_path))
    monkeypatch.setattr(cli, "_law", lambda arguments: 1 / 0)

    cli.main(["law"])

    assert "ZeroDivisionError" in (tmp_path / "log" / "last-bug.txt").read_text(encoding="utf-8")


def test_a_busy_port_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = run("serve", "--port", str(port), var=tmp_path, demo=True)

    assert (done.returncode, str(port) in done.stderr, list(tmp_path.iterdir())) == (2, True, [])
