"""The rows as the database stores them, byte for byte: no conversion may hide, or stumble on, what was altered."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal.guarding import TABLE
from maillage.foundation.journal.models import Entry

# The columns of the document, then the three that hang on it.
PREVIOUS_AT, HASH_AT, SEAL_AT = (len(chains.COLUMNS) + n for n in range(3))
ALL_COLUMNS = (*chains.COLUMNS, "previous_hash", "hash", "seal")
_UUIDS = frozenset({"actor_id", "chain", "mandate_id", "request_id"})
_AT_ONCE = 2000

Row = tuple[bytes | None, ...]


def _sqlite_column(name: str) -> str:
    # A cast to BLOB gives the stored bytes, whatever the declared type; a whole second is stored without its fraction.
    stored = 'CASE length("at") WHEN 19 THEN "at" || \'.000000\' ELSE "at" END' if name == "at" else f'"{name}"'
    return f"CAST({stored} AS BLOB)"


def _postgres_column(name: str) -> str:
    if name in _UUIDS:
        return f"replace(\"{name}\"::text, '-', '')"
    if name == "at":
        return "to_char(\"at\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if name == "on":
        return "to_char(\"on\", 'YYYY-MM-DD')"
    return f'"{name}"::text'


def stored_rows(chain: uuid.UUID | None = None) -> Iterator[Row]:
    """Every row, or those of one chain, by chain and number. Constant memory, one snapshot."""
    connection = connections[DEFAULT_DB_ALIAS]
    column = _postgres_column if connection.vendor == "postgresql" else _sqlite_column
    where, parameters = "", []
    if chain is not None:
        where, parameters = ' WHERE "chain" = %s', [Entry._meta.get_field("chain").get_db_prep_value(chain, connection)]
    # Qualified: a bare "seq" would be the text selected, and 10 would come before 2.
    sql = f'SELECT {", ".join(map(column, ALL_COLUMNS))} FROM {TABLE}{where} ORDER BY {TABLE}."chain", {TABLE}."seq"'  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some if connection.vendor != "postgresql" else map(_encoded, some)


def _encoded(row: tuple[Any, ...]) -> Row:
    return tuple(None if value is None else value.encode() for value in row)


def epoch_of(row: Row) -> str:
    """The month of `at`, UTC."""
    return (row[chains.AT_AT] or b"")[:7].decode("ascii", "replace")


def documents_of(chain: uuid.UUID, *, epoch: str) -> Iterator[bytes]:
    """The documents of one epoch of a chain, in order: the leaves of its Merkle tree."""
    for row in stored_rows(chain):
        if epoch_of(row) == epoch:
            yield chains.document(row[:PREVIOUS_AT])


def newest_epoch(chain: uuid.UUID) -> str | None:
    """The epoch of the last entry of a chain; None for an empty chain."""
    at = Entry.unscoped.filter(chain=chain).order_by("-seq").values_list("at", flat=True).first()
    return at.astimezone(UTC).strftime("%Y-%m") if at is not None else None
