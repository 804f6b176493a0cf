"""Going along one chain, row by row, in constant memory, up to the first thing that does not hold."""

from __future__ import annotations

import uuid

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import merkle, reading
from maillage.foundation.journal.diagnosis import Break, read_chain, read_seq
from maillage.foundation.journal.evidence import Evidence
from maillage.foundation.journal.reading import HASH_AT, PREVIOUS_AT, SEAL_AT, Row


class Walk:
    """The state of the verification of one chain. `broken` is the first break met; nothing is checked after it."""

    def __init__(self, stored_chain: bytes | None, *, known: Evidence) -> None:
        self.stored_chain = stored_chain
        self.chain: uuid.UUID | None = read_chain(stored_chain)
        self.known = known
        self.expected = 1
        self.previous = chains.FIRST_PREVIOUS
        self.broken: Break | None = None
        self._vouched = 0  # up to here a head or a checkpoint has agreed
        self._head = known.heads.get(self.chain) if self.chain is not None else None
        self._roots = known.roots.get(self.chain, {}) if self.chain is not None else {}
        self._trees: dict[str, merkle.Tree] = {}

    @property
    def name(self) -> str | None:
        """The chain as people read it."""
        return chains.chain_name(self.chain) if self.chain is not None else None

    def take(self, row: Row) -> None:
        """Check one more row."""
        if self.broken is not None:
            return
        doc = chains.document(row[:PREVIOUS_AT])
        if not self._holds(row, doc=doc):
            self.broken = Break(chain=self.stored_chain, expected=self.expected, row=row, previous=self.previous)
            return
        self.previous, self.expected = row[HASH_AT].decode(), self.expected + 1  # type: ignore[union-attr]
        if self._head is not None or self._roots:
            self._compare(row, doc=doc)

    def _holds(self, row: Row, *, doc: bytes) -> bool:
        key = self.known.key
        return (
            read_seq(row) == self.expected
            and self.chain is not None
            and row[PREVIOUS_AT] == self.previous.encode()
            and row[HASH_AT] == chains.chained(bytes.fromhex(self.previous), doc).encode()
            and (key is None or row[SEAL_AT] == chains.sealed(key, doc).encode())
            and chains.is_unambiguous(row[:PREVIOUS_AT], doc=doc)
        )

    def _compare(self, row: Row, *, doc: bytes) -> None:
        seq = self.expected - 1
        agreed = []
        if self._head is not None and seq == self._head.size:
            agreed.append(self._head.hash == self.previous)
        epoch = reading.epoch_of(row)
        if epoch in self._roots:
            tree = self._trees.setdefault(epoch, merkle.Tree())
            tree.add(doc)
            if tree.size in self._roots[epoch]:
                agreed.append(self._roots[epoch][tree.size] == tree.root().hex())
        if False in agreed:
            self.broken = Break(chain=self.stored_chain, expected=self._vouched + 1, rewritten=True)
        elif agreed:
            self._vouched = seq

    def finish(self) -> None:
        """After the last row: has the chain gone as far as the head and the checkpoints say?"""
        if self.broken is not None:
            return
        short = self._head is not None and self.expected <= self._head.size
        for epoch, roots in self._roots.items():
            tree = self._trees.get(epoch)
            short = short or (tree.size if tree else 0) < max(roots)
        if short:
            self.broken = Break(chain=self.stored_chain, expected=self.expected)
