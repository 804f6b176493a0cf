"""Open the same columns of thousands of subjects at once: what a search in names needs. Nothing is cached, nothing is stored.

Raw queries, one for the scope, one for the keys and one per column, whatever the number of subjects; no model instance; one derived key
per subject and part. The scope is that of the actor: this module asks `visible_to` itself.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NoReturn

from django.db import connection, models
from django.db.models import Q

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.journal import record
from maillage.foundation.vault import crypto
from maillage.foundation.vault.actions import PARTS_OPENED
from maillage.foundation.vault.alerts import refuse_broken, write_waiting
from maillage.foundation.vault.errors import SealedFieldMisuse
from maillage.foundation.vault.keyring import SubjectRef, unwrap_organisation
from maillage.foundation.vault.models import OrganisationKey, SubjectKey
from maillage.foundation.vault.opening import read_reason, remember
from maillage.foundation.vault.parts import PERMISSIONS, Part
from maillage.foundation.vault.sealing import sealed_field
from maillage.foundation.vault.subjects import SealedSubject

Stored = Any
"""The id of a subject as the database gives it: `id_of` makes it a UUID, for the few that are kept."""
Found = dict[Stored, list[str]]
PREFIX = crypto.PREFIX_BYTES


def id_of(stored: Stored) -> uuid.UUID:
    """The id of a subject found by a scan."""
    return stored if isinstance(stored, uuid.UUID) else uuid.UUID(stored)


@dataclass(frozen=True)
class Wanted:
    """A sealed column to read: of the subject's own table, or of rows that hang directly on it (`vault_subject_path` of one step)."""

    model: type[models.Model]
    field: str

    @property
    def part(self) -> Part:
        """The part that it belongs to: fixed for the column. Raises ValueError when it differs by row."""
        part = sealed_field(self.model(), self.field).part
        if part is None:
            raise ValueError(f"{self.model.__name__}.{self.field} has a part of its own in each row: it is not scanned")
        return part


class Scan:
    """The subjects of one kind that an actor may see, `among` some; their keys are fetched once, each column is opened when asked.

    Short-lived: for the time of a search, never in a cache. Its repr shows nothing.
    """

    __slots__ = ("_actor", "_ids", "_keys", "_kind", "_located", "_reason", "_today")

    def __init__(self, *, actor: Actor, kind: type[SealedSubject], among: Q, reason: str, today: date) -> None:
        """Raises ReasonRefused."""
        self._actor, self._kind, self._today = actor, kind, today
        self._reason = read_reason(reason).value
        write_waiting()
        scope = _scope(kind, actor=actor, among=among, today=today)
        self._located = Counter((organisation, territory) for _pk, organisation, territory in scope)
        self._ids = [row[0] for row in scope]
        self._keys: Mapping[bytes, _Key] | None = None

    def __repr__(self) -> str:
        return "<Scan>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise SealedFieldMisuse("A Scan is neither pickled nor cached.")

    def read(self, *wanted: Wanted) -> list[Found]:
        """For each column, the texts by subject (several when several rows hang on it; absent when nothing is noted or was erased).

        Each part is journaled by its count, once per organisation, as `open_parts` does (labels are not). Raises Denied (a part is not
        open to the actor for one of them), SealBroken.
        """
        for part in sorted({each.part for each in wanted}):
            self._authorise(part)
        if self._keys is None:
            self._keys = _keys(self._ids, actor=self._actor)
        return [_read(each, ids=self._ids, keys=self._keys, actor=self._actor) for each in wanted]

    def _authorise(self, part: Part) -> None:
        """Once per organisation and territory: nothing else of a subject decides what a mandate covers."""
        totals: Counter[uuid.UUID] = Counter()
        kind: Any = self._kind
        for (organisation, territory), number in self._located.items():
            totals[id_of(organisation)] += number
            require(self._actor, PERMISSIONS[part], on=kind(organisation_id=id_of(organisation), territory_id=territory))
        for organisation, number in sorted(totals.items()):
            facts: dict[str, Any] = {"part": part.value, "reason": self._reason, "count": number}
            write = partial(record, self._actor, PARTS_OPENED, None, today=self._today, chain=organisation, **facts)
            remember(self._actor, ("scan", organisation, part, number), write)


def _scope(kind: type[SealedSubject], *, actor: Actor, among: Q, today: date) -> list[tuple[Any, Any, Any]]:
    """Who is looked at: id, organisation and territory of each, as stored."""
    rows: Any = kind.objects.visible_to(actor, today=today).filter(among).order_by()
    located = rows.values_list("pk", "organisation_id", "territory_id")
    sql, parameters = located.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


_Key = tuple[Stored, str, str, bytes]
"""One version of the key of a subject: its id as stored and as written in seals, the end of what its values are bound to, its root."""


def _in(ids: Sequence[Stored]) -> tuple[str, list[Any]]:
    """The clause that keeps some ids: one parameter, whatever their number."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(ids)]
    return "IN (SELECT value FROM json_each(%s))", [json.dumps(ids)]


def _rows(sql: str, ids: Sequence[Stored]) -> list[tuple[Any, ...]]:
    clause, parameters = _in(ids)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(among=clause), parameters)
        return cursor.fetchall()


def _keys(ids: Sequence[Stored], *, actor: Actor) -> Mapping[bytes, _Key]:
    """Every version of the keys of some subjects, by the bytes that begin what they sealed. Raises SealBroken."""
    table = connection.ops.quote_name(SubjectKey._meta.db_table)
    sql = f"SELECT key_id, subject_id, organisation_id, number, wrapped_under_id, wrapped FROM {table} WHERE subject_id {{among}}"  # noqa: S608
    found = _rows(sql, ids)
    above = {row.pk: row for row in OrganisationKey.objects.filter(pk__in={id_of(row[4]) for row in found}).order_by("pk")}
    unwrappers = {pk: crypto.unwrapper(unwrap_organisation(row), key_id=row.key_id) for pk, row in above.items()}
    unwrap = {stored: unwrappers[id_of(stored)] for stored in {row[4] for row in found}}
    houses = {stored: _dashed(stored) for stored in {row[2] for row in found}}
    root_of, prefix_of, keys = crypto.root_of, crypto.prefix_of, {}
    for key_id, stored, organisation, number, under, wrapped in found:
        subject, house = _dashed(stored), houses[organisation]
        try:
            plain = unwrap[under](bytes(wrapped), f"mgk|subject|{house}|{subject}|{number}".encode())
        except crypto.NotAuthentic:
            refuse_broken(SubjectRef(kind="", id=id_of(stored), organisation_id=id_of(organisation)), actor=actor)
        keys[prefix_of(key_id)] = (stored, subject, house, root_of(plain))
    return keys


def _read(wanted: Wanted, *, ids: Sequence[Stored], keys: Mapping[bytes, _Key], actor: Actor) -> Found:
    """One column, decrypted. What an erased key sealed is left out. Raises SealBroken."""
    field, meta, quote = sealed_field(wanted.model(), wanted.field), wanted.model._meta, connection.ops.quote_name
    path = _path(wanted.model)
    pk, column = quote(str(meta.pk.column)), quote(str(field.column))
    subject = quote(str(getattr(meta.get_field(path), "column", ""))) if path else pk
    sql = f"SELECT {pk}, {subject}, {column} FROM {quote(meta.db_table)} WHERE {column} IS NOT NULL AND {subject} {{among}}"  # noqa: S608
    head, unseal = f"mg1|{meta.db_table}.{field.column}|", crypto.unsealer(f"part|{wanted.part}")
    found: Found = {}
    for row_id, stored, sealed in _rows(sql, ids):
        data = bytes(sealed)
        key = keys.get(data[:PREFIX])
        if key is None:
            continue
        owner, written, house, root = key
        try:
            # Copied from the row of another subject, it is opened as if it were this one's: it fails.
            plain = unseal(
                root if owner == stored else b"", data, f"{head}{written if row_id == stored else _dashed(row_id)}|{house}".encode()
            )
        except crypto.NotAuthentic:
            refuse_broken(SubjectRef(kind="", id=id_of(stored), organisation_id=uuid.UUID(house)), actor=actor)
        if stored in found:
            found[stored].append(plain.decode())
        else:
            found[stored] = [plain.decode()]
    return found


def _path(model: type[models.Model]) -> str:
    if issubclass(model, SealedSubject):
        return ""
    path = str(getattr(model, "vault_subject_path", ""))
    if not path or "__" in path:
        raise ValueError(f"{model.__name__} does not hang directly on its subject: it is not scanned")
    return path


def _dashed(stored: Stored) -> str:
    """An id as it is written in what seals are bound to; SQLite keeps its 32 digits alone."""
    if type(stored) is str:
        return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"
    return str(stored)
