"""The suite, in the order that fails soonest: rules, rooms, the demonstration, facts of the database, browser stories.

`default` is what lands: SQLite whole, PostgreSQL for what the database holds. `postgres` and `all` widen it; `long` looks further, with
every seed and a thousand histories, on both databases.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from tools.postgres import cluster

RULES = ["tests/core", "--cov=maillage.core", "--cov-branch", "--cov-fail-under=100", "--cov-report=term:skip-covered", "-n", "2"]
ROOMS = ["tests", "--ignore=tests/core", "-m", "not browser", "-n", "2", "--dist", "worksteal"]
# A process of its own: its settings and its database are those of the built demonstration, whose copy each worker takes.
DEMONSTRATION = ["tests/demonstration", "-m", "not browser", "-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
TRUTH = ["tests", "-m", "db_truth", "-n", "2", "--dist", "worksteal"]
BROWSER = ["tests/e2e", "-m", "browser"]
LONG = ["tests", "-m", "not browser", "-n", "2"]


def pytest(arguments: Sequence[str], *, database: str = "", long: bool = False) -> int:
    """One run of pytest in a process of its own; PostgreSQL when an address is given; with every seed when it may last."""
    environment = os.environ | ({"MAILLAGE_DATABASE": database} if database else {}) | ({"MAILLAGE_LONG": "1"} if long else {})
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], env=environment, check=False).returncode


def main(which: str) -> int:
    """Run what is asked, whatever fails before; 0 when every run passed, else the code of the first that did not.

    What failed is said before the last run, so that pytest's own summary ends the output.
    """
    whole = which in ("default", "all")
    codes = [pytest(run) for run in (RULES, ROOMS, DEMONSTRATION)] if whole else []
    with cluster() as address:
        codes.append(pytest(TRUTH if which == "default" else ROOMS, database=address))
    if whole:
        if any(codes):
            print(f"Runs that failed so far: {sum(1 for code in codes if code)} of {len(codes)}. Read above.", file=sys.stderr, flush=True)
        codes.append(pytest(BROWSER))
    return next((abs(code) for code in codes if code), 0)


def look_further() -> int:
    """Every property with new examples, and the long histories on both databases; 0 when both runs passed."""
    codes = [pytest(LONG, long=True)]
    with cluster() as address:
        codes.append(pytest(TRUTH, database=address, long=True))
    return next((abs(code) for code in codes if code), 0)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "default"
    if chosen not in ("default", "postgres", "all", "long"):
        sys.exit("tools.run_tests: choose default, postgres, all or long.")
    sys.exit(look_further() if chosen == "long" else main(chosen))
