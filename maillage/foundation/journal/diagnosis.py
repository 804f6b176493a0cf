"""Giving a damage its name. The rules are written as a table in docs/explanation/journal.md: change both together.

The seal says of a row whether this installation wrote it, and for which place: hence the difference between a row altered,
a row moved, and a row invented.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import reading
from maillage.foundation.journal.evidence import Evidence
from maillage.foundation.journal.reading import HASH_AT, PREVIOUS_AT, SEAL_AT, Row


class Kind(StrEnum):
    """What was done to the trail."""

    EDITED = "edited"
    RECHAINED = "rechained"
    DELETED = "deleted"
    RENUMBERED = "renumbered"
    TRUNCATED = "truncated"
    REORDERED = "reordered"
    INSERTED = "inserted"
    BIT_FLIP = "bit_flip"
    TRIGGER_MISSING = "trigger_missing"


@dataclass(frozen=True)
class Damage:
    """The place and the name of a damage. No place when it is not in a row."""

    chain: str | None
    seq: int | None
    kind: Kind

    @classmethod
    def at(cls, *, chain: bytes | None, seq: int | None, kind: Kind = Kind.BIT_FLIP) -> Damage:
        """From a chain as stored, which may be unreadable."""
        known = read_chain(chain)
        name = chains.chain_name(known) if known is not None else (chain or b"").decode("ascii", "replace")
        return cls(chain=name, seq=seq, kind=kind)


@dataclass(frozen=True)
class Break:
    """Where a chain stopped holding: the number expected, the row met instead (None: the chain ended)."""

    chain: bytes | None
    expected: int
    row: Row | None = None
    previous: str = chains.FIRST_PREVIOUS
    rewritten: bool = False  # every row holds, but a head or a checkpoint says otherwise


def read_chain(stored: bytes | None) -> uuid.UUID | None:
    """The chain of a stored value; None when it is no longer one."""
    try:
        chain = uuid.UUID(hex=(stored or b"").decode("ascii"))
    except ValueError:
        return None
    return chain if chain.hex.encode() == stored else None


def read_seq(row: Row) -> int | None:
    """The number of a row as stored; None when it is no longer one."""
    try:
        return int(row[chains.SEQ_AT] or b"")
    except ValueError:
        return None


def name_damage(found: Break, *, known: Evidence) -> Damage:
    """The place and the name of what broke a chain."""
    if found.rewritten:
        return Damage.at(chain=found.chain, seq=found.expected, kind=Kind.RECHAINED)
    if found.row is None:
        return Damage.at(chain=found.chain, seq=found.expected, kind=Kind.TRUNCATED)
    if known.key is None:
        return _without_key(found, row=found.row)
    return _Diagnosis(found, row=found.row, known=known, key=known.key).name()


def _without_key(found: Break, *, row: Row) -> Damage:
    seq = read_seq(row)
    if seq != found.expected:
        return Damage.at(chain=found.chain, seq=found.expected, kind=Kind.DELETED if (seq or 0) > found.expected else Kind.INSERTED)
    linked = row[HASH_AT] == _chained_as_stored(row)
    return Damage.at(chain=found.chain, seq=seq, kind=Kind.RECHAINED if linked else Kind.EDITED)


def _chained_as_stored(row: Row) -> bytes | None:
    try:
        return chains.chained(bytes.fromhex((row[PREVIOUS_AT] or b"").decode("ascii")), chains.document(row[:PREVIOUS_AT])).encode()
    except ValueError:
        return None


def _differ_by_a_bit(stored: bytes | None, expected: bytes) -> bool:
    if stored is None or len(stored) != len(expected):
        return False
    return (int.from_bytes(stored, "big") ^ int.from_bytes(expected, "big")).bit_count() == 1


def _is_one_bit(number: int) -> bool:
    return number.bit_count() == 1


class _Diagnosis:
    """The questions of the table, asked of one break. Each scan reads the rows again: damage is rare."""

    def __init__(self, found: Break, *, row: Row, known: Evidence, key: bytes) -> None:
        self.row, self.known, self.key, self.expected = row, known, key, found.expected
        self.stored_chain, self.chain = found.chain, read_chain(found.chain)
        self.previous = found.previous

    def name(self) -> Damage:
        seq = read_seq(self.row)
        if not self._is_ours(self.row) and (restored := self._with_a_bit_back()):
            return Damage.at(chain=restored[0], seq=restored[1])
        if seq is None:
            return self._damage(Kind.BIT_FLIP)
        if seq != self.expected:
            return self._out_of_turn(seq)
        return self._damage(self._link() if self._is_ours(self.row) else self._content())

    def _damage(self, kind: Kind, *, seq: int | None = None) -> Damage:
        return Damage.at(chain=self.stored_chain, seq=self.expected if seq is None else seq, kind=kind)

    def _is_ours(self, row: Row, *, chain: bytes | None = None, seq: int | None = None) -> bool:
        """Did this installation write this content, at this place or at the one given?"""
        values = list(row[:PREVIOUS_AT])
        if chain is not None:
            values[chains.CHAIN_AT] = chain
        if seq is not None:
            values[chains.SEQ_AT] = str(seq).encode()
        return row[SEAL_AT] == chains.sealed(self.key, chains.document(values)).encode()

    def _with_a_bit_back(self) -> tuple[bytes, int] | None:
        """The place of the row once the one bit that explains everything is put back; None when there is none.

        Not in the number: a number that changed by a bit leaves a hole, and is found from there.
        """
        values = list(self.row[:PREVIOUS_AT])
        seq = read_seq(self.row)
        for column, value in enumerate(values):
            if value is None or column == chains.SEQ_AT:
                continue
            for bit in range(len(value) * 8):
                flipped = bytearray(value)
                flipped[bit // 8] ^= 1 << bit % 8
                values[column] = bytes(flipped)
                if self.row[SEAL_AT] == chains.sealed(self.key, chains.document(values)).encode():
                    return values[chains.CHAIN_AT] or b"", seq or self.expected
            values[column] = value
        return None

    def _out_of_turn(self, seq: int) -> Damage:
        """A number that is not the next: something is missing before it, or it should not be there."""
        if not self._is_ours(self.row):
            for chain in self.known.chains():
                if chain != self.chain and self._is_ours(self.row, chain=chain.hex.encode()):
                    return Damage.at(chain=chain.hex.encode(), seq=seq, kind=Kind.EDITED)
        lost = self._where_is(self.expected)
        if lost is not None:
            return self._damage(self._moved(lost))
        if seq < self.expected or (not self._is_ours(self.row) and self.expected > self._last_sure()):
            return self._damage(Kind.INSERTED, seq=seq)
        return self._damage(Kind.DELETED)

    def _moved(self, lost: Row) -> Kind:
        """The name for the row of this place found elsewhere, its place left empty."""
        seq = read_seq(lost) or 0
        if lost[chains.CHAIN_AT] == self.stored_chain:
            return Kind.BIT_FLIP if _is_one_bit(seq ^ self.expected) else Kind.RENUMBERED
        return Kind.BIT_FLIP if _differ_by_a_bit(lost[chains.CHAIN_AT], self.stored_chain or b"") else Kind.EDITED

    def _content(self) -> Kind:
        """The number is right, the content was not written here."""
        doc = chains.document(self.row[:PREVIOUS_AT])
        if _differ_by_a_bit(self.row[SEAL_AT], chains.sealed(self.key, doc).encode()):
            return Kind.BIT_FLIP
        elsewhere = self._where_is(self.expected) is not None
        if (own := self._own_number()) is not None:
            if self._is_a_copy(own):
                return Kind.INSERTED
            return Kind.REORDERED if elsewhere else Kind.RENUMBERED
        if elsewhere or self.expected > self._last_sure():
            return Kind.INSERTED
        if self.row[HASH_AT] == _chained_as_stored(self.row) and not self._head_agrees():
            return Kind.RECHAINED
        return Kind.EDITED

    def _link(self) -> Kind:
        """The content is ours and at its place: only the links were touched."""
        right = chains.chained(bytes.fromhex(self.previous), chains.document(self.row[:PREVIOUS_AT]))
        if self.row[PREVIOUS_AT] == self.previous.encode() and _differ_by_a_bit(self.row[HASH_AT], right.encode()):
            return Kind.BIT_FLIP
        if self.row[HASH_AT] == right.encode() and _differ_by_a_bit(self.row[PREVIOUS_AT], self.previous.encode()):
            return Kind.BIT_FLIP
        return Kind.RECHAINED if self.row[HASH_AT] == _chained_as_stored(self.row) else Kind.EDITED

    def _rows_of_chain(self) -> Iterator[Row]:
        return reading.stored_rows(self.chain) if self.chain is not None else iter(())

    def _where_is(self, seq: int) -> Row | None:
        """The row that was written for this place, wherever it stands now."""
        for row in reading.stored_rows():
            if not self._is_ours(row) and self._is_ours(row, chain=self.stored_chain, seq=seq):
                return row
        return None

    def _own_number(self) -> int | None:
        """The number under which this content was written, when it is another one."""
        furthest = max(self.known.size_of(self.chain) if self.chain else 0, self._last_stored())
        return next((seq for seq in range(1, furthest + 2) if self._is_ours(self.row, seq=seq)), None)

    def _is_a_copy(self, own: int) -> bool:
        """Is there another row of the same number, wherever it stands now?"""
        return sum(self._is_ours(row, seq=own) for row in self._rows_of_chain()) > 1

    def _last_stored(self) -> int:
        return max((read_seq(row) or 0 for row in self._rows_of_chain()), default=0)

    def _last_sure(self) -> int:
        """The last number that is known to have been written: by the head, or by a row still at its place."""
        ours = (read_seq(row) or 0 for row in self._rows_of_chain() if self._is_ours(row))
        return max(self.known.size_of(self.chain) if self.chain else 0, max(ours, default=0))

    def _head_agrees(self) -> bool:
        """Do the links lead to the hash that the head holds? Then the content is right, and only its seal was touched."""
        head = self.known.heads.get(self.chain) if self.chain is not None else None
        previous = chains.FIRST_PREVIOUS
        for row in self._rows_of_chain():
            if row[PREVIOUS_AT] != previous.encode() or row[HASH_AT] != _chained_as_stored(row):
                return False
            previous = (row[HASH_AT] or b"").decode("ascii")
            if head is not None and read_seq(row) == head.size:
                return head.hash == previous
        return False
