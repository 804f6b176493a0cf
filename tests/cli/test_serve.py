"""The parent of the web process and of the worker: ending it ends both; one that ends takes the other along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from maillage.cli import serve

FOREVER = "import time, pathlib, os, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(600)"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def _wait_for(*paths: Path) -> list[int]:
    ready = threading.Event()
    while not all(path.exists() and path.read_text() for path in paths):
        ready.wait(0.02)
    return [int(path.read_text()) for path in paths]


def test_ending_the_parent_ends_both_children(tmp_path: Path) -> None:
    marks = [tmp_path / "web", tmp_path / "worker"]
    program = (
        "import sys; from maillage.cli.serve import _supervise;"
        f"sys.exit(_supervise([[sys.executable, '-c', {FOREVER!r}, path] for path in sys.argv[1:]]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, *map(str, marks)])
    children = _wait_for(*marks)

    parent.send_signal(signal.SIGTERM)
    code = parent.wait(timeout=30)

    assert (code, [_is_alive(pid) for pid in children]) == (0, [False, False])


def test_a_child_that_ends_badly_takes_the_other_along(tmp_path: Path) -> None:
    mark = tmp_path / "web"
    stops = f"import sys, time, pathlib\nwhile not pathlib.Path({str(mark)!r}).exists(): time.sleep(0.02)\nsys.exit(3)"

    code = serve._supervise([[sys.executable, "-c", FOREVER, str(mark)], [sys.executable, "-c", stops]])

    assert (code, _is_alive(int(mark.read_text()))) == (3, False)


def test_a_child_killed_by_a_signal_is_a_failure(tmp_path: Path) -> None:
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"

    assert serve._supervise([[sys.executable, "-c", killed], [sys.executable, "-c", "import time; time.sleep(600)"]]) != 0


def test_a_child_that_ends_by_itself_is_a_failure(tmp_path: Path) -> None:
    assert serve._supervise([[sys.executable, "-c", "pass"], [sys.executable, "-c", "import time; time.sleep(600)"]]) != 0
