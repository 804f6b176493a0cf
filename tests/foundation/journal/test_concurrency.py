"""Several writers at once, in threads and in processes: one strict sequence, no gap, no fork."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import heads, seals, verify
from maillage.foundation.journal.models import Entry
from tests.foundation.journal.conftest import ORGANISATION, on_database, record_some

WRITERS, ACTS = 4, 15
PROCESS = """
import sys, uuid
from datetime import date
import django
django.setup()
from django.db import transaction
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import action, record
said = action("tests.said_elsewhere", "…")
for _ in range(int(sys.argv[2])):
    with transaction.atomic():
        record(Actor(user_id=uuid.uuid4()), said, None, today=date(2020, 5, 19), chain=uuid.UUID(sys.argv[1]))
"""


def test_threads_that_write_at_once_make_one_sequence(database: Path, someone: Actor) -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with on_database(database):
                record_some(someone, number=ACTS, chain=ORGANISATION)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (failures, sequence(), head_size(), verify().status) == ([], list(range(1, WRITERS * ACTS + 1)), WRITERS * ACTS, "intact")


def test_processes_that_write_at_once_make_one_sequence(database: Path, settings: Any) -> None:
    environment = {
        "MAILLAGE_VAR": str(settings.MAILLAGE_VAR),
        "MAILLAGE_KEYS": str(settings.MAILLAGE_KEYS),
        "DJANGO_SETTINGS_MODULE": "maillage.config.settings.dev",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    seals.read_key_to_write()
    settings.MAILLAGE_VAR.mkdir(parents=True, exist_ok=True)
    (settings.MAILLAGE_VAR / "maillage.sqlite3").symlink_to(database)
    command = [sys.executable, "-c", PROCESS, str(ORGANISATION), str(ACTS)]

    processes = [subprocess.Popen(command, env=environment) for _ in range(2)]
    codes = [process.wait() for process in processes]

    assert (codes, sequence(), head_size(), verify().status) == ([0, 0], list(range(1, 2 * ACTS + 1)), 2 * ACTS, "intact")


def sequence() -> list[int]:
    return list(Entry.unscoped.filter(chain=ORGANISATION).order_by("seq").values_list("seq", flat=True))


def head_size() -> int:
    head = heads.read_head(ORGANISATION, key=seals.read_key())
    return head.size if head else 0
