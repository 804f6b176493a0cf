"""Every sealed column, row by row, whatever the key: what rotation, moving, status and self-test go through.

Raw SQL on purpose: Django's queries refuse to name a sealed field. Rows are found by the first five bytes, the key id.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from maillage.foundation.vault import crypto
from maillage.foundation.vault.fields import SealedField
from maillage.foundation.vault.keyring import Keyring
from maillage.foundation.vault.subjects import sealed_columns


@dataclass(frozen=True)
class SealedRow:
    """One value as stored, with what its opening needs."""

    pk: Any
    ciphertext: bytes
    part: str

    @property
    def row_id(self) -> uuid.UUID:
        """The key of the row; SQLite stores it as text."""
        return self.pk if isinstance(self.pk, uuid.UUID) else uuid.UUID(self.pk)


@dataclass(frozen=True)
class Column:
    """One sealed column of one table."""

    model: type[models.Model]
    field: SealedField

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.field.column}"

    def names(self) -> dict[str, str]:
        """Quoted names for SQL: table, column, key, and the column of the part (or the key again, when the part is fixed)."""
        quote, meta = connection.ops.quote_name, self.model._meta
        columns = {field.name: str(field.column) for field in meta.concrete_fields}
        key = columns[meta.pk.name]
        part = columns[self.field.part_from] if self.field.part_from else key
        return {"table": quote(meta.db_table), "column": quote(str(self.field.column)), "pk": quote(key), "part": quote(part)}

    def aad(self, row: SealedRow, *, organisation: uuid.UUID) -> bytes:
        """What the value of a row is bound to."""
        return crypto.field_aad(table=self.model._meta.db_table, column=str(self.field.column), row=row.row_id, organisation=organisation)

    def count_by_key(self) -> Counter[int]:
        """How many values each key id has sealed here; 0 stands for bytes that are no ciphertext."""
        counted: Counter[int] = Counter()
        sql = "SELECT substr({column}, 1, 5), count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1"
        with connection.cursor() as cursor:
            cursor.execute(sql.format(**self.names()))
            for prefix, count in cursor.fetchall():
                prefix = bytes(prefix)
                fit = len(prefix) == crypto.PREFIX_BYTES and prefix[:1] == crypto.TINK
                counted[int.from_bytes(prefix[1:], "big") if fit else 0] += count
        return counted

    def rows(self, *, key_id: int, after: Any = None, limit: int) -> list[SealedRow]:
        """Values sealed by a key, by primary key, from after the one given."""
        sql = "SELECT {pk}, {column}, {part} FROM {table} WHERE substr({column}, 1, 5) = %s"
        parameters: list[Any] = [_binary(crypto.prefix_of(key_id))]
        if after is not None:
            sql += " AND {pk} > %s"
            parameters.append(after)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY {{pk}} LIMIT {int(limit)}".format(**self.names()), parameters)
            found = cursor.fetchall()
        return [SealedRow(pk=pk, ciphertext=bytes(data), part=self.field.part or part) for pk, data, part in found]

    def replace(self, row: SealedRow, ciphertext: bytes) -> bool:
        """Write a value in place of the one read, unless somebody wrote in between."""
        with connection.cursor() as cursor:
            sql = "UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"
            cursor.execute(sql.format(**self.names()), [_binary(ciphertext), row.pk, _binary(row.ciphertext)])
            return bool(cursor.rowcount == 1)


def _binary(data: bytes) -> Any:
    driver: Any = connection
    return driver.Database.Binary(data)


def every_column() -> list[Column]:
    """Every sealed column of the installation."""
    return [Column(model=model, field=field) for model, field in sealed_columns()]


def count_by_key() -> Counter[int]:
    """How many values each key has sealed, over the whole installation."""
    total: Counter[int] = Counter()
    for column in every_column():
        total.update(column.count_by_key())
    return total


def batches(column: Column, *, key_id: int, size: int) -> Iterator[list[SealedRow]]:
    """The values sealed by a key, batch by batch; each batch is read when it is asked for."""
    after = None
    while found := column.rows(key_id=key_id, after=after, limit=size):
        yield found
        after = found[-1].pk


def reseal(column: Column, row: SealedRow, *, old: Keyring, new: Keyring) -> None:
    """Re-encrypt one value under another keyring. Raises NotAuthentic, and writes nothing, when it does not open."""
    plain = old.open(row.ciphertext, part=row.part, aad=column.aad(row, organisation=old.ref.organisation_id))
    column.replace(row, new.seal(plain, part=row.part, aad=column.aad(row, organisation=new.ref.organisation_id)))
