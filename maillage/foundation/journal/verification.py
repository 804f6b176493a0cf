"""Recomputing the whole trail: every hash, every seal, every number, against what is kept outside the database."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import evidence as outside
from maillage.foundation.journal import heads, reading
from maillage.foundation.journal.diagnosis import Break, Damage, Kind, name_damage
from maillage.foundation.journal.evidence import Evidence
from maillage.foundation.journal.evidence import Unusable as Unusable
from maillage.foundation.journal.guarding import TABLE
from maillage.foundation.journal.walk import Walk
from maillage.foundation.kernel import triggers

_ROW_OF_INDEX = re.compile(r"row (\d+) (?:missing|values differ) from index")


@dataclass(frozen=True)
class Verdict:
    """What the verification found. `first_bad` is the first damage by chain and number."""

    records: int
    chains: int
    first_bad: Damage | None = None

    @property
    def status(self) -> str:
        """`intact` or `damaged`."""
        return "damaged" if self.first_bad else "intact"

    def as_json(self) -> dict[str, Any]:
        """The object that `maillage journal verify --json` prints."""
        bad = self.first_bad
        place = {"chain": bad.chain, "seq": bad.seq, "kind": bad.kind.value} if bad else None
        return {"status": self.status, "records": self.records, "chains": self.chains, "first_bad": place}


def verify(*, witnesses: Iterable[Path] = (), repair: bool = True) -> Verdict:
    """Verify every chain, the triggers and, on SQLite, the table's own structure. Raises Unusable.

    With `repair`, a head that a crash left behind is brought forward, only where everything is intact.
    """
    check_usable()
    known = outside.gather(witnesses=witnesses)
    verdict, ends = verify_against(known)
    # First: where the file contradicts itself, what its rows say is an accident of the page that is read.
    if structure := _broken_structure():
        verdict = _damaged(verdict, structure)
    if verdict.first_bad is None and known.forged:
        forged = known.forged[0]
        verdict = _damaged(verdict, Damage(chain=chains.chain_name(forged) if forged else None, seq=None, kind=Kind.EDITED))
    if verdict.first_bad is None and triggers.missing():
        verdict = _damaged(verdict, Damage(chain=None, seq=None, kind=Kind.TRIGGER_MISSING))
    if verdict.first_bad is None and repair and not settings.MAILLAGE_HOLD_HEADS:
        for head in ends:
            heads.repair(head)
    return verdict


def _damaged(verdict: Verdict, damage: Damage) -> Verdict:
    return Verdict(records=verdict.records, chains=verdict.chains, first_bad=damage)


def verify_against(known: Evidence) -> tuple[Verdict, list[heads.Head]]:
    """Verify the rows against some evidence; also gives where each chain ends. Used alone to weigh what evidence brings."""
    breaks: list[Break] = []
    ends: list[heads.Head] = []
    seen: set[uuid.UUID] = set()
    records, count = 0, 0
    walk: Walk | None = None
    try:
        for row in reading.stored_rows():
            if walk is None or row[chains.CHAIN_AT] != walk.stored_chain:
                _finish(walk, breaks=breaks, ends=ends, seen=seen)
                walk, count = Walk(row[chains.CHAIN_AT], known=known), count + 1
            records += 1
            walk.take(row)
        _finish(walk, breaks=breaks, ends=ends, seen=seen)
        breaks.extend(Break(chain=chain.hex.encode(), expected=1) for chain in known.chains() if chain not in seen)
        first = min(breaks, key=lambda found: found.chain or b"", default=None)
        damage = name_damage(first, known=known) if first else None
    except OperationalError as error:
        raise Unusable(f"The database does not answer: {error}.") from None
    except DatabaseError:
        # The database itself stumbles on a page: some bits of the file are not what it wrote.
        damage = Damage(chain=walk.name if walk else None, seq=walk.expected if walk else None, kind=Kind.BIT_FLIP)
    return Verdict(records=records, chains=count, first_bad=damage), ends


def _finish(walk: Walk | None, *, breaks: list[Break], ends: list[heads.Head], seen: set[uuid.UUID]) -> None:
    if walk is None:
        return
    walk.finish()
    if walk.chain is not None:
        seen.add(walk.chain)
    if walk.broken is not None:
        breaks.append(walk.broken)
    elif walk.chain is not None:
        ends.append(heads.Head(chain=walk.chain, size=walk.expected - 1, hash=walk.previous))


def check_usable() -> None:
    """Is there a database to read, with its table? Creates nothing. Raises Unusable."""
    connection = connections[DEFAULT_DB_ALIAS]
    name = str(connection.settings_dict["NAME"])
    in_memory = name.startswith("file:") or ":memory:" in name
    if connection.vendor == "sqlite" and not in_memory and not Path(name).is_file():
        raise Unusable(f"The database file {name} is missing.")
    try:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
    except DatabaseError:
        raise Unusable("The database cannot be opened.") from None
    if TABLE not in tables:
        raise Unusable(f"The table {TABLE} is missing: this database was not prepared by Maillage, or is damaged.")


def _broken_structure() -> Damage | None:
    """SQLite may answer from an index what the table no longer says: ask it to compare them."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"PRAGMA integrity_check({TABLE})")
            said = [str(row[0]) for row in cursor.fetchall()]
        except DatabaseError:
            return Damage(chain=None, seq=None, kind=Kind.BIT_FLIP)
        if said == ["ok"]:
            return None
        for number in _rows_named(said):
            cursor.execute(f'SELECT CAST("chain" AS TEXT), "seq" FROM {TABLE} NOT INDEXED WHERE rowid = %s', [number])  # noqa: S608
            if found := cursor.fetchone():
                return Damage.at(chain=str(found[0]).encode(), seq=found[1])
    return Damage(chain=None, seq=None, kind=Kind.BIT_FLIP)


def _rows_named(said: list[str]) -> Iterator[int]:
    for sentence in said:
        if match := _ROW_OF_INDEX.search(sentence):
            yield int(match[1])
