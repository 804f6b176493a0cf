"""Measures, written in docs/explanation/measures.md with the command that made them: `make bench`.

Figures of one machine on one day: they compare a change with the one before, nothing else.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "measures.md"
TODAY = date(2020, 5, 19)


def timed(act: Callable[[], object], *, times: int) -> tuple[float, float]:
    """Median and worst of `times` runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), max(took)


def main() -> int:
    """Measure on a copy of the demonstration and write the page."""
    os.environ |= {"MAILLAGE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "maillage.config.settings.dev"}
    shelf = os.environ.get("MAILLAGE_SNAPSHOTS", str(Path(os.environ.get("MAILLAGE_VAR", ROOT / "var")) / "demo"))
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        os.environ |= {"MAILLAGE_SNAPSHOTS": shelf, "MAILLAGE_VAR": folder}
        os.environ.pop("MAILLAGE_KEYS", None)
        import django

        django.setup()
        from maillage.doors.demo import snapshot

        snapshot.copy_snapshot(snapshot.ensure_snapshot(), snapshot.var())
        rows = [*_rules(), *_vault(), *_pages(), *_journal(), *_search()]
    lines = [
        "# Measures",
        "",
        "Made by `make bench` (tools/bench.py) on a copy of the demonstration; figures of one machine on one day.",
        "",
        f"Machine: {os.cpu_count()} cores, Python {platform.python_version()}, SQLite.",
        "",
        "| What | Median | Worst | Runs |",
        "|---|--:|--:|--:|",
        *(f"| {what} | {median:.2f} ms | {worst:.2f} ms | {times} |" for what, median, worst, times in rows),
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    return 0


Row = tuple[str, float, float, int]


def _rules() -> list[Row]:
    from maillage.core.clock.ends import end_of_right
    from maillage.core.law import Right, current_law, load_law

    law = current_law()
    ends = timed(lambda: end_of_right(right=Right.PSP, expires=date(2020, 3, 12), as_known_on=TODAY, law=law), times=500)
    return [("End of one right, explained", *ends, 500), ("Loading the whole law", *timed(load_law, times=5), 5)]


def _vault() -> list[Row]:
    from maillage.accompaniment.people.matching import matches
    from maillage.accompaniment.people.models import Person
    from maillage.foundation.access.actor import system_actor
    from maillage.foundation.vault import Part, open_parts

    people = list(Person.unscoped.order_by("pk"))
    machine = system_actor()

    def labels() -> list[str]:
        opened = open_parts(actor=machine, subjects=people, part=Part.LABEL, reason="machine", today=TODAY)
        return [opened.read(person, "pseudonym") for person in people]

    found = labels() * (5000 // len(people) + 1)
    search = timed(lambda: [name for name in found[:5000] if matches("lun", name)], times=10)
    return [
        (f"Opening {len(people)} pseudonyms", *timed(labels, times=20), 20),
        ("Comparing 5,000 names with what is typed", *search, 10),
    ]


def _pages() -> list[Row]:
    from django.test import Client, override_settings
    from django.urls import reverse

    from maillage.reference.accounts.models import User

    rows = []
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for slug, name in (
            ("alice", "portal:home"),
            ("alice", "people:list"),
            ("alice", "psp:list"),
            ("dana", "portal:home"),
            ("dana", "commission:home"),
        ):
            client = Client(headers={"accept-language": "fr"})
            client.force_login(User.objects.get(email=f"{slug}@demonstration.test"))
            address = reverse(name)
            rows.append((f"`{address}` as {slug}", *timed(partial(client.get, address), times=15), 15))
    return rows


def _search() -> list[Row]:
    """5,000 files are added to this copy, so this comes last; alone: `python -m tools.bench_search`."""
    from tools.bench_search import fill, measures

    return list(measures(fill()))


def _journal() -> list[Row]:
    from maillage.foundation.journal import verify
    from maillage.foundation.journal.models import Entry

    return [(f"Verifying the whole journal ({Entry.unscoped.count()} entries)", *timed(verify, times=3), 3)]


if __name__ == "__main__":
    sys.exit(main())
