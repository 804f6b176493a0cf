"""Several writers at once, in threads and in processes: one strict sequence, no gap, no fork."""

from __future__ import annotations

import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import Saying, heads, record_many, seals
from maillage.foundation.journal.evidence import gather
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.verification import verify_against
from tests.foundation.journal.conftest import ORGANISATION, PLAIN, TODAY, record_some

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


@pytest.mark.db_truth
def test_threads_that_write_at_once_make_one_sequence(shared: Any, someone: Actor) -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with shared():
                record_some(someone, number=ACTS, chain=ORGANISATION)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with shared():
        assert (failures, sequence(), head_size(), verify_against(gather())[0].status) == (
            [],
            list(range(1, WRITERS * ACTS + 1)),
            WRITERS * ACTS,
            "intact",
        )


@pytest.mark.db_truth
def test_acts_that_write_to_two_chains_do_not_wait_for_each_other(shared: Any, someone: Actor) -> None:
    failures: list[BaseException] = []

    def write(first: uuid.UUID, second: uuid.UUID) -> None:
        try:
            with shared():
                for _ in range(ACTS):
                    with transaction.atomic():
                        record_many([Saying(someone, PLAIN, None, chain=chain) for chain in (first, second)], today=TODAY)
        except BaseException as failure:
            failures.append(failure)

    other = uuid.UUID(int=5)
    threads = [threading.Thread(target=write, args=pair) for pair in ((ORGANISATION, other), (other, ORGANISATION))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with shared():
        assert (failures, sequence()) == ([], list(range(1, 2 * ACTS + 1)))


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
    said = subprocess.run([sys.executable, "-m", "django", "journal", "verify"], env=environment, capture_output=True, text=True).stdout

    assert (codes, sequence(), head_size(), said) == ([0, 0], list(range(1, 2 * ACTS + 1)), 2 * ACTS, "intact: 30 records in 1 chains\n")


def sequence() -> list[int]:
    return list(Entry.unscoped.filter(chain=ORGANISATION).order_by("seq").values_list("seq", flat=True))


def head_size() -> int:
    head = heads.read_head(ORGANISATION, key=seals.read_key())
    return head.size if head else 0
