"""Open the same columns of thousands of subjects at once: what a search in names needs. Nothing is cached, nothing is stored.

Raw queries, one for the scope, one for the keys and one per table, whatever the number of subjects; no model instance; one derived key
per subject and part. The scope is that of the actor: this module asks `visible_to` itself. A large scope is read by association, and
what stands outside of it is passed over, never opened: the database walks a table faster than it looks up thousands of ids. There, what
did not change since the last search is found in a roll (`rolls.py`); the rest is opened, and gathered for the next.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter
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
from maillage.foundation.vault.rolls import Gathered, Line, Texts, keep_roll, read_roll
from maillage.foundation.vault.sealing import sealed_field
from maillage.foundation.vault.subjects import SealedSubject
from maillage.foundation.vault.tables import fetched, keys_of, says_house, selected, state_of

Stored = Any
"""The id of a subject as the database gives it: `id_of` makes it a UUID, for the few that are kept."""
Found = dict[Stored, tuple[str, ...]]
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

    __slots__ = ("_actor", "_ids", "_keys", "_kind", "_located", "_reason", "_today")

    def __init__(self, *, actor: Actor, kind: type[SealedSubject], among: Q, reason: str, today: date) -> None:
        """Raises ReasonRefused."""
        self._actor, self._kind, self._today = actor, kind, today
        self._reason = read_reason(reason).value
        write_waiting()
        scope = _scope(kind, actor=actor, among=among, today=today)
        self._located: Counter[tuple[Stored, Any]] = Counter(map(itemgetter(1, 2), scope))
        self._ids: set[Stored] = set(map(itemgetter(0), scope))
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
        among = _Among(self._ids, houses=frozenset(organisation for organisation, _territory in self._located))
        columns = [_Column.of(each) for each in wanted]
        # The columns of a table are read together: what costs is to walk over its rows.
        found = {model: self._read(of_one, among) for model, of_one in _by_model(columns).items()}
        return [found[column.model][column.name] for column in columns]

    def _read(self, columns: Sequence[_Column], among: _Among) -> Mapping[str, Found]:
        if among.is_many and says_house(columns[0].model):
            return _gathered(columns, among=among, actor=self._actor)
        if self._keys is None:
            self._keys = _keys(among, actor=self._actor)
        return _opened(columns, among=among, keys=self._keys, actor=self._actor)

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


def _by_model(columns: Sequence[_Column]) -> dict[type[models.Model], list[_Column]]:
    found: dict[type[models.Model], list[_Column]] = {}
    for column in columns:
        found.setdefault(column.model, []).append(column)
    return found


def _scope(kind: type[SealedSubject], *, actor: Actor, among: Q, today: date) -> list[tuple[Any, ...]]:
    """Who is looked at: id, organisation and territory of each, as stored."""
    rows: Any = kind.objects.visible_to(actor, today=today).filter(among).order_by()
    located = rows.values_list("pk", "organisation_id", "territory_id")
    return fetched(*located.query.get_compiler(connection=connection).as_sql())


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
        by_house = self.is_many and says_house(model)
        kept, column = (self.houses, "organisation_id") if by_house else (self.ids, subject)
        ids = self.ids
        return (row for row in selected(columns, model, subject=subject, column=column, kept=kept, where=where) if row[0] in ids)


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


def _named(columns: Sequence[_Column]) -> str:
    """The row, then the columns, as a query names them: all of one table."""
    return ", ".join(map(connection.ops.quote_name, (columns[0].pk, *(each.name for each in columns))))


def _roll_of(columns: Sequence[_Column]) -> str:
    """How the roll of some columns of a table is named."""
    return ",".join((columns[0].full_name, *(each.name for each in columns[1:])))


def _opened(columns: Sequence[_Column], *, among: _Among, keys: Mapping[bytes, _Key], actor: Actor) -> Mapping[str, Found]:
    """The columns of a table, decrypted value by value. What an erased key sealed is left out. Raises SealBroken."""
    found: dict[str, Found] = {each.name: {} for each in columns}
    openers = [(found[each.name], each.opener(keys, actor=actor)) for each in columns]
    for stored, row_id, *values in among.rows(_named(columns), columns[0].model, subject=columns[0].subject):
        for (of_column, open_one), sealed in zip(openers, values, strict=True):
            if sealed is not None and (data := bytes(sealed))[:PREFIX] in keys:
                _add(of_column, stored, open_one(stored, row_id, data))
    return found


def _add(found: Found, stored: Stored, text: str) -> None:
    found[stored] = (*found.get(stored, ()), text)


def _gathered(columns: Sequence[_Column], *, among: _Among, actor: Actor) -> Mapping[str, Found]:
    """The columns of a table, from rolls; what they do not answer for is opened, and gathered. Raises SealBroken."""
    found: dict[str, Found] = {each.name: {} for each in columns}
    first, names = columns[0], [each.name for each in columns]
    ids = set(map(_undashed, among.ids)) if connection.vendor == "postgresql" else among.ids
    for house in among.houses:
        state = state_of(first.model, names, subject=first.subject, house=house)
        roll = read_roll(id_of(house), _roll_of(columns))
        if roll.state == state:
            for name in names:
                _answered_whole(roll.columns[name], ids=ids, found=found[name])
        else:
            _gathered_anew(columns, house=house, among=among, roll=roll, state=state, found=found, actor=actor)
    return found


def _answered_whole(line: Line, *, ids: set[Stored], found: Found) -> None:
    """Nothing changed since the roll was gathered: it answers for a whole column. Who is out of the scope is passed over."""
    once = dict(zip(line.subjects, zip(line.texts, strict=True), strict=True))
    if len(once) == len(line.subjects) and ids.issuperset(once):
        found.update(once)
        return
    for subject, text in zip(line.subjects, line.texts, strict=True):
        if subject in ids:
            _add(found, subject, text)


def _gathered_anew(
    columns: Sequence[_Column], *, house: Stored, among: _Among, roll: Gathered, state: str, found: dict[str, Found], actor: Actor
) -> None:
    """Row by row: the roll answers for the sealings that it knows, the others are opened; all of them are gathered if any was unknown."""
    first, opened, lines, whole = columns[0], 0, {}, True
    rows = selected(_named(columns), first.model, subject=first.subject, column="organisation_id", kept=[house])
    standing = {crypto.prefix_of(key_id): stored for stored, key_id in keys_of([house])}
    live = {prefix: stored for prefix, stored in standing.items() if stored in among.ids}
    for rank, column in enumerate(columns, 2):
        texts = roll.texts(column.name)
        unknown = _answered(rows, rank, texts=texts, live=live, found=found[column.name])
        # Who is out of the scope is passed over, whatever was copied into her row; and what an erased key sealed.
        unknown = [each for each in unknown if each[0] in among.ids and each[2][:PREFIX] in live]
        if unknown:
            texts |= _open_unknown(column, unknown, house=house, live=live, found=found[column.name], actor=actor)
        opened += len(unknown)
        lines[column.name], complete = _line(rows, rank, texts=texts, standing=standing)
        whole = whole and complete
    if opened or whole:
        # The state was read before the rows: what changed in between has another, and is never answered for as a whole.
        keep_roll(id_of(house), _roll_of(columns), Gathered(state if whole else "", lines))


def _line(rows: Sequence[tuple[Any, ...]], rank: int, *, texts: Texts, standing: Mapping[bytes, Stored]) -> tuple[Line, bool]:
    """What a roll keeps of a column: what is in a row now, under a key that stands, whoever searches; and whether that is all of them."""
    line, whole = Line([], [], []), True
    for row in rows:
        if row[rank] is None or (owner := standing.get(bytes(row[rank][:PREFIX]))) is None:
            continue
        sealing = crypto.sealing_of(row[rank])
        if owner != row[0] or sealing not in texts:
            whole = False
            continue
        line.subjects.append(_undashed(owner))
        line.sealings.append(sealing)
        line.texts.append(texts[sealing])
    return line, whole


_Sealed = tuple[Stored, Stored, bytes]
"""A value that no roll answers for: its subject, its row, its bytes."""


def _answered(rows: Sequence[tuple[Any, ...]], rank: int, *, texts: Texts, live: Mapping[bytes, Stored], found: Found) -> list[_Sealed]:
    """Find in a roll what the column at this rank of the rows holds; what it does not answer for is given back."""
    unknown: list[_Sealed] = []
    owner_of, text_of, sealing_of = live.get, texts.get, crypto.sealing_of
    for row in rows:
        data = row[rank]
        if data is None:
            continue
        stored, text = row[0], text_of(sealing_of(data))
        if text is None or owner_of(data[:PREFIX]) != stored:
            unknown.append((stored, row[1], bytes(data)))
        elif stored in found:
            found[stored] += (text,)
        else:
            found[stored] = (text,)
    return unknown


def _open_unknown(
    column: _Column, unknown: Sequence[_Sealed], *, house: Stored, live: Mapping[bytes, Stored], found: Found, actor: Actor
) -> Texts:
    # With whoever sealed a value that stands in another's row: it is opened, and fails.
    ids = {each for stored, _row, data in unknown for each in (stored, live[data[:PREFIX]])}
    keys = _keys(_Among(ids, houses=frozenset({house})), actor=actor)
    open_one, opened = column.opener(keys, actor=actor), {}
    for stored, row_id, data in unknown:
        opened[crypto.sealing_of(data)] = text = open_one(stored, row_id, data)
        _add(found, stored, text)
    return opened


def _undashed(stored: Stored) -> str:
    """An id as a roll writes it: its 32 digits."""
    return stored if type(stored) is str else str(stored.hex)


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
