"""Run by test_on_a_file.py in a process of its own, on an SQLite file: renewals killed at random statements, erased bytes sought.

`python -m tests.foundation.vault.on_a_file VAR rotate WHAT ROUNDS SEED` and `... VAR erase purge|keep`; prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

TODAY = date(2020, 5, 19)
# Somewhat fewer than each renewal runs, so that most rounds are really cut in the middle.
STATEMENTS = {"kek": 6, "organisation": 20, "subject": 100}
CASES = 12


def main(var: Path, act: str, *arguments: str) -> dict[str, Any]:
    """Prepare an installation under `var`, then do one act."""
    _set_up(var)
    _fill()
    if act == "erase":
        return erase(var, purge=arguments[0] == "purge")
    what, rounds, seed = arguments
    return kill_rotations(var, what=what, rounds=int(rounds), seed=int(seed))


def _set_up(var: Path) -> None:
    os.environ.pop("MAILLAGE_DATABASE", None)
    os.environ.update(MAILLAGE_VAR=str(var), MAILLAGE_KEYS=str(var / "keys"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings.test")
    import django

    django.setup()
    from django.core.management import call_command

    from maillage.foundation.vault import assert_ready, subjects
    from tests.foundation.vault import rows

    subjects.apps = SimpleNamespace(get_models=lambda **_: rows.MODELS)  # type: ignore[assignment]
    var.mkdir(parents=True, exist_ok=True)
    assert_ready()  # a first start, before any table exists
    for label in ("mg_journal", "mg_vault"):
        call_command("migrate", label, verbosity=0)
    rows.create_tables()


def _fill() -> None:
    from django.db import transaction

    from maillage.foundation.vault import seal
    from tests.foundation.vault import rows

    for number in range(CASES):
        with transaction.atomic():
            case = rows.Case(organisation_id=rows.A)
            seal(case, name=f"canari-nom-{number}", alias=f"canari-alias-{number}", phone=f"canari-contact-{number}")
            case.save()
            for index in range(40 if number == 0 else 1):
                note = rows.Note(case=case)
                seal(note, text=f"canari-note-{number}-{index}", file_key=bytes(32))
                note.save()


def _arguments(what: str) -> list[str]:
    from tests.foundation.vault import rows

    if what != "subject":
        return ["rotate", what]
    largest = max(rows.Case.unscoped.order_by("pk"), key=lambda case: rows.Note.unscoped.filter(case=case).count())
    return ["rotate", "subject", "--subject", str(largest.pk)]


def kill_rotations(var: Path, *, what: str, rounds: int, seed: int) -> dict[str, Any]:
    """Kill a renewal at a random statement, again and again; open everything after each kill, then finish and open again."""
    from django.core.management import call_command
    from django.db import connection

    from maillage.foundation.vault.status import read_status, self_test

    rng, template = random.Random(seed), var.with_name("template")
    arguments, expected = _arguments(what), self_test(values=True).values
    connection.close()
    shutil.copytree(var, template)
    seen: dict[str, Any] = {"killed": 0, "unreadable": 0, "left": 0, "lost": 0, "rounds": rounds}
    for _ in range(rounds):
        shutil.rmtree(var)
        shutil.copytree(template, var)
        seen["killed"] += _killed(arguments, at=rng.randrange(STATEMENTS[what]))
        for finish in (False, True):
            if finish:
                call_command("keys", *arguments, stdout=StringIO())
            verdict = self_test(values=True)
            seen["unreadable"] += len(verdict.problems)
            seen["lost"] += expected - verdict.values
        seen["left"] += sum(old.left for old in read_status().old)
        connection.close()
    return seen


def _killed(arguments: list[str], *, at: int) -> bool:
    """Renew in a child that kills itself (SIGKILL) before or after its statement number `at`. Was it killed?"""
    from django.core.management import call_command
    from django.db import connection

    child = os.fork()
    if child == 0:
        count = 0

        def counted(execute: Any, *call: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and at % 2:
                os.kill(os.getpid(), signal.SIGKILL)
            result = execute(*call)
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        with connection.execute_wrapper(counted):
            call_command("keys", *arguments, stdout=StringIO())
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def erase(var: Path, *, purge: bool) -> dict[str, Any]:
    """Erase one subject, then look for the bytes of its key and of its values in the files, the database still open."""
    from maillage.foundation.vault import erase_subject, erasure, on_erasure
    from maillage.foundation.vault.models import SubjectKey
    from tests.foundation.vault import rows

    case = rows.Case.unscoped.order_by("pk")[0]
    wrapped, value = bytes(SubjectKey.objects.get(subject_id=case.pk).wrapped), case.name.ciphertext
    before = [_found(var, wrapped), _found(var, value)]
    erasure._erasers.clear()  # those of the real rooms, which have no table here
    on_erasure(lambda subject: rows.Note.unscoped.filter(case=subject).delete())
    on_erasure(lambda subject: subject.delete())
    if not purge:
        erasure.purge_deleted_bytes = lambda: True
    erase_subject(actor=rows.caseworker(rows.A), subject=case, today=TODAY)
    return {"before": before, "key": _found(var, wrapped), "value": _found(var, value), "plain": _found(var, b"canari-")}


def _found(var: Path, sought: bytes) -> bool:
    return any(sought in path.read_bytes() for path in var.rglob("*") if path.is_file())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), *sys.argv[2:])))
