"""The rows of a table as the database gives them, without any model: by thousands at once, or as one digest of their state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

from maillage.foundation.vault import crypto
from maillage.foundation.vault.models import SubjectKey
from maillage.foundation.vault.rolls import KIND

NONCE_END = crypto.PREFIX_BYTES + crypto.NONCE_BYTES


def says_house(model: type[models.Model]) -> bool:
    """Does each of its rows say its association?"""
    return "organisation_id" in {each.column for each in model._meta.concrete_fields}


def fetched(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All the rows at once: one after the other, thousands would pass through the wrappers of the driver one by one."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def selected(
    columns: str, model: type[models.Model], *, subject: str, column: str, kept: Collection[Any], where: str = ""
) -> list[tuple[Any, ...]]:
    """The subject, then these columns (quoted already) of the rows whose `column` is among some ids; `where` begins with AND."""
    quote = connection.ops.quote_name
    clause, parameters = _in(list(kept))
    table = quote(model._meta.db_table)
    return fetched(f"SELECT {quote(subject)}, {columns} FROM {table} WHERE {quote(column)} {clause} {where}", parameters)  # noqa: S608


def keys_of(houses: Collection[Any]) -> list[tuple[Any, ...]]:
    """Subject and key id of every key that stands in some associations."""
    return selected("key_id", SubjectKey, subject="subject_id", column="organisation_id", kept=houses)


def state_of(model: type[models.Model], columns: Sequence[str], *, subject: str, house: Any) -> str:
    """A digest of all that a roll answers by, for one association: which keys stand and whose, which row of which subject holds which
    sealing (key, nonce and tag). One value is written, moved or erased: the digest is another. The database writes the list, in one value.
    """
    keys = _listed(SubjectKey, ["subject_id", "key_id"], [], house=house, but=("kind", KIND))
    rows = _listed(model, [str(model._meta.pk.column), subject], columns, house=house)
    return hashlib.sha256(f"{keys}\n{rows}".encode()).hexdigest()


def _listed(
    model: type[models.Model], plain: Sequence[str], sealed: Sequence[str], *, house: Any, but: tuple[str, str] | None = None
) -> str:
    """One line per row of an association: some columns in clear, what identifies the sealing of others; nothing where nothing is sealed."""
    quote, on_postgresql = connection.ops.quote_name, connection.vendor == "postgresql"
    told = [f"CAST({quote(each)} AS TEXT)" for each in plain]
    told += [f"COALESCE({(_sealing_postgresql if on_postgresql else _sealing_sqlite)(quote(each))}, '')" for each in sealed]
    line, table, order = " || ':' || ".join(told), quote(model._meta.db_table), ", ".join(map(quote, plain))
    where, parameters = f"{quote('organisation_id')} = %s", [house]
    if but is not None:
        where, parameters = f"{where} AND {quote(but[0])} <> %s", [house, but[1]]
    if on_postgresql:
        sql = f"SELECT STRING_AGG({line}, ',' ORDER BY {order}) FROM {table} WHERE {where}"  # noqa: S608
    else:
        # The order of an index on the association: nothing has to be sorted.
        sql = f"SELECT GROUP_CONCAT(line, ',') FROM (SELECT {line} AS line FROM {table} WHERE {where} ORDER BY rowid)"  # noqa: S608
    return fetched(sql, parameters)[0][0] or ""


def _sealing_sqlite(column: str) -> str:
    return f"HEX(SUBSTR({column}, 1, {NONCE_END}) || SUBSTR({column}, -{crypto.TAG_BYTES}))"


def _sealing_postgresql(column: str) -> str:
    end = f"SUBSTRING({column} FROM GREATEST(LENGTH({column}) - {crypto.TAG_BYTES - 1}, 1))"
    return f"ENCODE(SUBSTRING({column} FROM 1 FOR {NONCE_END}) || {end}, 'hex')"


def _in(ids: Sequence[Any]) -> tuple[str, list[Any]]:
    """The clause that keeps some ids: one parameter, whatever their number."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [ids]
    return "IN (SELECT value FROM json_each(%s))", [json.dumps(ids)]
