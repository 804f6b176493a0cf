"""Eight families of attacks on the rows of one chain, as somebody who may write the table would do them.

`rechain` recomputes every hash from the rows, as an attacker who knows the program and not the keys.
"""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal.writing import _bytes_of
from maillage.foundation.kernel import triggers

Rows = list[dict[str, Any]]


def document_of(row: dict[str, Any]) -> bytes:
    """The canonical document of a row as read by a raw SELECT."""
    at = row["at"]
    if isinstance(at, datetime) and at.tzinfo is None:  # Django's raw cursor on SQLite
        row = {**row, "at": at.replace(tzinfo=UTC)}
    values = [_bytes_of(row[name]) for name in chains.COLUMNS]
    chain, stored_at = values[chains.CHAIN_AT], values[chains.AT_AT]
    values[chains.CHAIN_AT] = chain.replace(b"-", b"") if chain else chain
    if stored_at is not None and len(stored_at) == 19:
        values[chains.AT_AT] = stored_at + b".000000"
    return chains.document(values)


def rechain(rows: Rows) -> Rows:
    previous = chains.FIRST_PREVIOUS
    for row in rows:
        row["previous_hash"] = previous
        row["hash"] = previous = chains.chained(bytes.fromhex(previous), document_of(row))
    return rows


def renumber(rows: Rows) -> Rows:
    for number, row in enumerate(rows, start=1):
        row["seq"] = number
    return rows


def _edit(row: dict[str, Any], rng: random.Random) -> None:
    name, value = rng.choice(
        [
            ("facts", '{"count":77,"until":"2021-01-01","what":"other"}'),
            ("action", "tests.plain"),
            ("role", "caseworker"),
            ("outcome", "refused.scope"),
            ("subject_id", str(uuid.UUID(int=rng.getrandbits(128)))),
            ("subject_kind", "mg_people.person"),
        ]
    )
    row[name] = value


def edited(rows: Rows, rng: random.Random) -> Rows:
    _edit(rng.choice(rows), rng)
    return rows


def rechained(rows: Rows, rng: random.Random) -> Rows:
    _edit(rng.choice(rows), rng)
    return rechain(rows)


def deleted(rows: Rows, rng: random.Random) -> Rows:
    del rows[rng.randrange(len(rows) - 1)]
    return rows


def renumbered(rows: Rows, rng: random.Random) -> Rows:
    del rows[rng.randrange(len(rows) - 1)]
    return rechain(renumber(rows))


def truncated(rows: Rows, rng: random.Random) -> Rows:
    return rows[: rng.randrange(len(rows))]


def reordered(rows: Rows, rng: random.Random) -> Rows:
    one, other = rng.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return rechain(renumber(rows))


def inserted(rows: Rows, rng: random.Random) -> Rows:
    place = rng.randrange(len(rows) + 1)
    forged = dict(rng.choice(rows))
    _edit(forged, rng)
    return rechain(renumber([*rows[:place], forged, *rows[place:]]))


def bit_flip(rows: Rows, rng: random.Random) -> Rows:
    row = rng.choice(rows)
    name = rng.choice([name for name, value in row.items() if isinstance(value, str) and value])
    data = bytearray(row[name].encode())
    bit = rng.randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    row[name] = _RawText(bytes(data))
    return rows


class _RawText(bytes):
    """Bytes to be stored as text, whether they are valid UTF-8 or not."""


FAMILIES: dict[str, Callable[[Rows, random.Random], Rows]] = {
    "edited": edited,
    "rechained": rechained,
    "deleted": deleted,
    "renumbered": renumbered,
    "truncated": truncated,
    "reordered": reordered,
    "inserted": inserted,
    "bit_flip": bit_flip,
}


def attack_file(path: Path, *, chain: uuid.UUID, family: str, seed: int) -> None:
    """Do it on the database file, with Python's own sqlite3: triggers dropped, rows rewritten, triggers put back."""
    database = sqlite3.connect(path)
    try:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'mg_journal_entry'").fetchall()
        for name, _sql in guards:
            database.execute(f"DROP TRIGGER {name}")
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM mg_journal_entry WHERE chain = ? ORDER BY seq", [chain.hex])]
        mutate = FAMILIES[family] if family in FAMILIES else CLUMSY[family][1]
        rows = mutate(rows, random.Random(f"{family}{seed}"))
        database.execute("DELETE FROM mg_journal_entry WHERE chain = ?", [chain.hex])
        for row in rows:
            marks = ", ".join("CAST(? AS TEXT)" if isinstance(value, _RawText) else "?" for value in row.values())
            names = ", ".join(f'"{name}"' for name in row)
            database.execute(f"INSERT INTO mg_journal_entry ({names}) VALUES ({marks})", list(row.values()))
        for _name, sql in guards:
            database.execute(sql)
        database.commit()
    finally:
        database.close()


def text_bit_flip(rows: Rows, rng: random.Random) -> Rows:
    """A bit turned, for a database that stores only valid text."""
    row, name = rng.choice(rows), rng.choice(["facts", "hash", "previous_hash", "seal", "action", "subject_id"])
    while True:
        data = bytearray(row[name].encode())
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(7)
        if 0 not in data:
            row[name] = data.decode("ascii")
            return rows


def attack_connection(connection: Any, *, chain: uuid.UUID, family: str, seed: int) -> None:
    """Do it by raw SQL, as the owner of the tables, on either database."""
    chain_value = chain.hex if connection.vendor == "sqlite" else chain
    mutate = text_bit_flip if family == "bit_flip" else FAMILIES[family]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER mg_journal_entry_no_{event}")
        else:
            cursor.execute("ALTER TABLE mg_journal_entry DISABLE TRIGGER USER")
        cursor.execute("SELECT * FROM mg_journal_entry WHERE chain = %s ORDER BY seq", [chain_value])
        names = [column[0] for column in cursor.description]
        rows = mutate([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], random.Random(f"{family}{seed}"))
        cursor.execute("DELETE FROM mg_journal_entry WHERE chain = %s", [chain_value])
        for row in rows:
            columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
            cursor.execute(f"INSERT INTO mg_journal_entry ({columns}) VALUES ({marks})", list(row.values()))
        if connection.vendor != "sqlite":
            cursor.execute("ALTER TABLE mg_journal_entry ENABLE TRIGGER USER")
    triggers.install()


def renumbered_clumsily(rows: Rows, rng: random.Random) -> Rows:
    del rows[rng.randrange(len(rows) - 1)]
    return renumber(rows)


def reordered_by_numbers(rows: Rows, rng: random.Random) -> Rows:
    one, other = rng.sample(rows, 2)
    one["seq"], other["seq"] = other["seq"], one["seq"]
    return rows


def inserted_clumsily(rows: Rows, rng: random.Random) -> Rows:
    place = rng.randrange(len(rows) + 1)
    return renumber([*rows[:place], dict(rng.choice(rows)), *rows[place:]])


def deleted_by_several(rows: Rows, rng: random.Random) -> Rows:
    start = rng.randrange(len(rows) - 5)
    del rows[start : start + rng.randrange(1, 5)]
    return rows


def rechained_a_little(rows: Rows, rng: random.Random) -> Rows:
    row = rng.choice(rows)
    _edit(row, rng)
    row["hash"] = chains.chained(bytes.fromhex(row["previous_hash"]), document_of(row))
    return rows


def edited_in_its_links(rows: Rows, rng: random.Random) -> Rows:
    rng.choice(rows)[rng.choice(["hash", "previous_hash", "seal"])] = rng.randbytes(32).hex()
    return rows


# The same attacks by somebody less careful, with the name that they deserve all the same.
CLUMSY: dict[str, tuple[str, Callable[[Rows, random.Random], Rows]]] = {
    "renumbered_clumsily": ("renumbered", renumbered_clumsily),
    "reordered_by_numbers": ("reordered", reordered_by_numbers),
    "inserted_clumsily": ("inserted", inserted_clumsily),
    "deleted_by_several": ("deleted", deleted_by_several),
    "rechained_a_little": ("rechained", rechained_a_little),
    "edited_in_its_links": ("edited", edited_in_its_links),
}
