"""The ids of what was erased, kept outside the database for as long as its backups: a restoration replays them.

`var/erasures/ledger.jsonl`: one line per erasure, a random id and a day, nothing else (security.md 2.5).
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from maillage.foundation.vault.models import Erasure

KEPT = timedelta(days=91)


def path() -> Path:
    """Where the ledger is."""
    return Path(settings.MAILLAGE_VAR) / "erasures" / "ledger.jsonl"


def read() -> dict[uuid.UUID, date]:
    """The erasures of the ledger. A last line cut by a crash is passed over: the database still has it."""
    found: dict[uuid.UUID, date] = {}
    try:
        lines = path().read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return found
    for line in lines:
        try:
            entry = json.loads(line)
            found[uuid.UUID(entry["id"])] = date.fromisoformat(entry["on"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def write_missing() -> int:
    """Append to the ledger the erasures that only the database knows. How many."""
    known = read()
    missing = [row for row in Erasure.objects.order_by("erased_on", "subject_id") if row.subject_id not in known]
    if missing:
        path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as handle:
            # The first newline closes a line that a crash may have cut.
            handle.write("\n" + "".join(_line(row.subject_id, row.erased_on) for row in missing))
            handle.flush()
            os.fsync(handle.fileno())
    return len(missing)


def forget_old(*, today: date) -> int:
    """Drop the lines older than every backup (91 days). How many."""
    known = read()
    kept = {subject_id: day for subject_id, day in known.items() if today - day <= KEPT}
    if len(kept) != len(known):
        Erasure.objects.filter(erased_on__lt=today - KEPT).delete()
        _replace(kept.items())
    return len(known) - len(kept)


def _line(subject_id: uuid.UUID, day: date) -> str:
    return json.dumps({"id": str(subject_id), "on": day.isoformat()}) + "\n"


def _replace(entries: Iterable[tuple[uuid.UUID, date]]) -> None:
    temporary = path().with_suffix(".new")
    with temporary.open("w", encoding="ascii") as handle:
        handle.writelines(_line(subject_id, day) for subject_id, day in entries)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path())
