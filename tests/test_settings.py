"""What the settings of the suite leave on the machine: nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READS_THEM = "import maillage.config.settings.test as read; print(read.MAILLAGE_VAR); open(read.MAILLAGE_VAR / 'left', 'w').close()"
STARTS_ANOTHER = (
    f"import subprocess, sys; {READS_THEM}; subprocess.run([sys.executable, '-c', {READS_THEM!r}], check=True); "
    "assert (read.MAILLAGE_VAR / 'left').exists()"
)


def read(code: str, *, folder: Path, **more: str) -> set[str]:
    """What a process that reads the settings says that its state folder is."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAILLAGE_")}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=kept | {"TMPDIR": str(folder), **more}, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("code", [READS_THEM, STARTS_ANOTHER])
def test_the_folder_of_a_process_goes_with_it_and_with_none_that_it_started(tmp_path: Path, code: str) -> None:
    (named,) = read(code, folder=tmp_path)

    assert Path(named).parent == tmp_path.resolve()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_given_is_used_and_stays(tmp_path: Path) -> None:
    given, elsewhere = tmp_path / "given", tmp_path / "elsewhere"
    given.mkdir()
    elsewhere.mkdir()

    assert read(READS_THEM, folder=elsewhere, MAILLAGE_VAR=str(given)) == {str(given.resolve())}
    assert [path.name for path in given.iterdir()] == ["left"]
    assert list(elsewhere.iterdir()) == []
