"""On a real SQLite file: a renewal killed anywhere loses nothing; an erased key is in no file any more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
ROUNDS = 50 if os.environ.get("MAILLAGE_LONG") else 8


def _run(tmp_path: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.foundation.vault.on_a_file", str(tmp_path / "var"), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("what", ["kek", "organisation", "subject"])
def test_a_renewal_killed_anywhere_leaves_everything_readable_and_is_finished_by_running_again(what: str, tmp_path: Path) -> None:
    seen = _run(tmp_path, "rotate", what, str(ROUNDS), "1")

    assert seen == {"killed": seen["killed"], "unreadable": 0, "left": 0, "lost": 0, "rounds": ROUNDS}
    assert seen["killed"] >= ROUNDS // 2


def test_an_erased_key_and_what_it_sealed_are_in_no_file_any_more(tmp_path: Path) -> None:
    assert _run(tmp_path, "erase", "purge") == {"before": [True, True], "key": False, "value": False, "plain": False}


def test_without_the_checkpoint_the_erased_key_would_still_be_in_a_file(tmp_path: Path) -> None:
    assert _run(tmp_path, "erase", "keep")["key"] is True
