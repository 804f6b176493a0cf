"""Open the same columns of thousands of subjects at once: what a search in names needs. Nothing is cached, nothing is stored.

Raw queries, one for the scope, one for the keys and one per column, whatever the number of subjects; no model instance; one derived key
per subject and part. The scope is that of the actor: this module asks `visible_to` itself. A large scope is read by association, and
what stands outside of it is passed over, never opened: the database walks a table faster than it looks up thousands of ids. There, what
did not change since the last search is found in a roll (`rolls.py`); the rest is opened, and gathered for the next.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NoReturn, Self

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
from maillage.foundation.vault.rolls import keep_roll, read_roll
from maillage.foundation.vault.sealing import sealed_field
from maillage.foundation.vault.subjects import SealedSubject

Stored = Any
"""The id of a subject as the database gives it: `id_of` makes it a UUID, for the few that are kept."""
Found = dict[Stored, list[str]]
PREFIX = crypto.PREFIX_BYTES
MANY = 300
"""From so many subjects on, rows are read by association rather than by id."""


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

    __slots__ = ("_actor", "_ids", "_keys", "_kind", "_live", "_located", "_reason", "_today")

    def __init__(self, *, actor: Actor, kind: type[SealedSubject], among: Q, reason: str, today: date) -> None:
        """Raises ReasonRefused."""
        self._actor, self._kind, self._today = actor, kind, today
        self._reason = read_reason(reason).value
        write_waiting()
        self._located: Counter[tuple[Stored, Any]] = Counter()
        self._ids: set[Stored] = set()
        for stored, organisation, territory in _scope(kind, actor=actor, among=among, today=today):
            self._located[organisation, territory] += 1
            self._ids.add(stored)
        self._keys: Mapping[bytes, _Key] | None = None
        self._live: Mapping[bytes, Stored] | None = None

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
        among = _Among(self._ids, houses=frozenset(organisation for organisation, _territory in self._located))
        return [self._read(_Column.of(each), among) for each in wanted]

    def _read(self, column: _Column, among: _Among) -> Found:
        if among.is_many and column.says_house:
            if self._live is None:
                self._live = _live(among)
            return _gathered(column, among=among, live=self._live, actor=self._actor)
        if self._keys is None:
            self._keys = _keys(among, actor=self._actor)
        return _opened(column, among=among, keys=self._keys, actor=self._actor)

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


def _scope(kind: type[SealedSubject], *, actor: Actor, among: Q, today: date) -> Iterator[tuple[Any, ...]]:
    """Who is looked at: id, organisation and territory of each, as stored."""
    rows: Any = kind.objects.visible_to(actor, today=today).filter(among).order_by()
    located = rows.values_list("pk", "organisation_id", "territory_id")
    yield from _streamed(*located.query.get_compiler(connection=connection).as_sql())


def _streamed(sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows one after the other: thousands kept at once would be walked over by the garbage collector."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        yield from cursor


_Key = tuple[Stored, str, str, bytes]
"""One version of the key of a subject: its id as stored and as written in seals, the end of what its values are bound to, its root."""


@dataclass(frozen=True, repr=False)
class _Among:
    """The subjects of a scope, and the associations that hold them."""

    ids: set[Stored]
    houses: frozenset[Stored]

    @property
    def is_many(self) -> bool:
        """Are there enough of them to be read by association?"""
        return len(self.ids) >= MANY

    def rows(self, columns: str, model: type[models.Model], *, subject: str, where: str = "") -> Iterator[tuple[Any, ...]]:
        """These columns of the rows of these subjects, the id of the subject first; `where` begins with AND."""
        quote = connection.ops.quote_name
        by_house = self.is_many and "organisation_id" in {each.column for each in model._meta.concrete_fields}
        kept, column = (self.houses, "organisation_id") if by_house else (self.ids, subject)
        clause, parameters = _in(list(kept))
        sql = f"SELECT {quote(subject)}, {columns} FROM {quote(model._meta.db_table)} WHERE {quote(column)} {clause} {where}"  # noqa: S608
        ids = self.ids
        return (row for row in _streamed(sql, parameters) if row[0] in ids)


def _in(ids: Sequence[Stored]) -> tuple[str, list[Any]]:
    """The clause that keeps some ids: one parameter, whatever their number."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [ids]
    return "IN (SELECT value FROM json_each(%s))", [json.dumps(ids)]


def _keys(among: _Among, *, actor: Actor) -> Mapping[bytes, _Key]:
    """Every version of the keys of some subjects, by the bytes that begin what they sealed. Raises SealBroken."""
    unwrappers: dict[Stored, Callable[[bytes, bytes], bytes]] = {}
    houses: dict[Stored, str] = {}
    root_of, prefix_of, keys = crypto.root_of, crypto.prefix_of, {}
    found = among.rows("key_id, organisation_id, number, wrapped_under_id, wrapped", SubjectKey, subject="subject_id")
    for stored, key_id, organisation, number, under, wrapped in found:
        if under not in unwrappers:
            above = OrganisationKey.objects.get(pk=id_of(under))
            unwrappers[under] = crypto.unwrapper(unwrap_organisation(above), key_id=above.key_id)
        if organisation not in houses:
            houses[organisation] = _dashed(organisation)
        subject, house = _dashed(stored), houses[organisation]
        try:
            plain = unwrappers[under](bytes(wrapped), f"mgk|subject|{house}|{subject}|{number}".encode())
        except crypto.NotAuthentic:
            refuse_broken(SubjectRef(kind="", id=id_of(stored), organisation_id=id_of(organisation)), actor=actor)
        keys[prefix_of(key_id)] = (stored, subject, house, root_of(plain))
    return keys


@dataclass(frozen=True)
class _Column:
    """A column to read, and how the database names what is around it."""

    model: type[models.Model]
    name: str
    part: Part
    pk: str
    subject: str

    @classmethod
    def of(cls, wanted: Wanted) -> Self:
        meta, path = wanted.model._meta, _path(wanted.model)
        pk = str(meta.pk.column)
        subject = str(getattr(meta.get_field(path), "column", "")) if path else pk
        return cls(wanted.model, str(sealed_field(wanted.model(), wanted.field).column), wanted.part, pk, subject)

    @property
    def full_name(self) -> str:
        """Its table and its name, as they are written in what its values are bound to."""
        return f"{self.model._meta.db_table}.{self.name}"

    @property
    def says_house(self) -> bool:
        """Does each of its rows say its association?"""
        return "organisation_id" in {each.column for each in self.model._meta.concrete_fields}

    def rows(self, among: _Among, more: str = "") -> Iterator[tuple[Any, ...]]:
        """Subject, row and sealed value of what is noted, then `more`."""
        quote = connection.ops.quote_name
        columns = f"{quote(self.pk)}, {quote(self.name)}{more}"
        return among.rows(columns, self.model, subject=self.subject, where=f"AND {quote(self.name)} IS NOT NULL")

    def opener(self, keys: Mapping[bytes, _Key], *, actor: Actor) -> Callable[[Stored, Stored, bytes], str]:
        """How one of its values is opened: by subject, row and sealed value, whose key is among these. Raises SealBroken."""
        head, unseal = f"mg1|{self.full_name}|", crypto.unsealer(f"part|{self.part}")

        def open_one(stored: Stored, row_id: Stored, data: bytes) -> str:
            owner, written, house, root = keys[data[:PREFIX]]
            bound = f"{head}{written if row_id == stored else _dashed(row_id)}|{house}".encode()
            try:
                # Copied from the row of another subject, it is opened as if it were this one's: it fails.
                return unseal(root if owner == stored else b"", data, bound).decode()
            except crypto.NotAuthentic:
                refuse_broken(SubjectRef(kind="", id=id_of(stored), organisation_id=uuid.UUID(house)), actor=actor)

        return open_one


def _opened(column: _Column, *, among: _Among, keys: Mapping[bytes, _Key], actor: Actor) -> Found:
    """One column, decrypted value by value. What an erased key sealed is left out. Raises SealBroken."""
    found: Found = {}
    open_one = column.opener(keys, actor=actor)
    for stored, row_id, sealed in column.rows(among):
        data = bytes(sealed)
        if data[:PREFIX] in keys:
            found.setdefault(stored, []).append(open_one(stored, row_id, data))
    return found


def _live(among: _Among) -> Mapping[bytes, Stored]:
    """Whose are the keys that still stand, by the bytes that begin what they sealed."""
    return {crypto.prefix_of(key_id): stored for stored, key_id in among.rows("key_id", SubjectKey, subject="subject_id")}


def _gathered(column: _Column, *, among: _Among, live: Mapping[bytes, Stored], actor: Actor) -> Found:
    """One column, from the rolls of its associations; what they do not answer for is opened, and gathered. Raises SealBroken."""
    found: Found = {}
    rolls = {house: read_roll(id_of(house), column.full_name) for house in among.houses}
    known: list[tuple[Stored, str]] = []
    unknown: list[_Sealed] = []
    for stored, row_id, sealed, house in column.rows(among, ", organisation_id"):
        data = bytes(sealed)
        owner = live.get(data[:PREFIX])
        if owner is None:
            continue
        sealing = crypto.sealing_of(data)
        text = rolls[house].get(sealing)
        if text is None or owner != stored:
            unknown.append((stored, row_id, data, house, owner))
            continue
        known.append((house, sealing))
        if stored in found:
            found[stored].append(text)
        else:
            found[stored] = [text]
    if unknown:
        kept: dict[Stored, dict[str, str]] = {house: {} for house in rolls}
        for house, sealing in known:
            kept[house][sealing] = rolls[house][sealing]
        _open_unknown(column, unknown, found=found, kept=kept, actor=actor)
        for house in {house for _stored, _row, _data, house, _owner in unknown}:
            # A narrower scope adds to a roll, and takes nothing away from it.
            before = rolls[house] if len(kept[house]) < len(rolls[house]) // 2 else {}
            keep_roll(id_of(house), column.full_name, {**before, **kept[house]})
    return found


_Sealed = tuple[Stored, Stored, bytes, Stored, Stored]
"""A value that no roll answers for: its subject, its row, its bytes, its association, and whose key sealed it."""


def _open_unknown(column: _Column, unknown: list[_Sealed], *, found: Found, kept: dict[Stored, dict[str, str]], actor: Actor) -> None:
    # With whoever sealed a value that stands in another's row: it is opened, and fails.
    ids = {each for stored, _row, _data, _house, owner in unknown for each in (stored, owner)}
    keys = _keys(_Among(ids, houses=frozenset(house for _stored, _row, _data, house, _owner in unknown)), actor=actor)
    open_one = column.opener(keys, actor=actor)
    for stored, row_id, data, house, _owner in unknown:
        text = open_one(stored, row_id, data)
        found.setdefault(stored, []).append(text)
        kept[house][crypto.sealing_of(data)] = text


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
