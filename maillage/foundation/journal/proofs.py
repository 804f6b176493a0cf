"""Proving to somebody who reads the history of her file that an entry is under a root that witnesses hold."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import merkle, reading
from maillage.foundation.journal.models import Entry


@dataclass(frozen=True)
class Proof:
    """An inclusion proof: from the leaf of one entry to the root over its epoch (RFC 6962, 2.1.1)."""

    chain: uuid.UUID
    seq: int
    epoch: str
    index: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    root: bytes

    def as_json(self) -> dict[str, Any]:
        """As printed by `maillage journal prove`, hashes in hexadecimal."""
        return {
            "chain": chains.chain_name(self.chain),
            "seq": self.seq,
            "epoch": self.epoch,
            "index": self.index,
            "size": self.size,
            "leaf": self.leaf.hex(),
            "path": [step.hex() for step in self.path],
            "root": self.root.hex(),
        }

    def holds(self) -> bool:
        """Does the path lead from the leaf to the root?"""
        return merkle.is_included(self.leaf, index=self.index, size=self.size, path=self.path, root=self.root)


def prove(chain: uuid.UUID, *, seq: int) -> Proof | None:
    """The proof of one entry in its epoch as it is now; None when there is no such entry."""
    if not Entry.unscoped.filter(chain=chain, seq=seq).exists():
        return None
    leaves: dict[str, list[bytes]] = {}
    where: tuple[str, int] | None = None
    for row in reading.stored_rows(chain):
        epoch = reading.epoch_of(row)
        if row[chains.SEQ_AT] == str(seq).encode():
            where = (epoch, len(leaves.get(epoch, ())))
        leaves.setdefault(epoch, []).append(merkle.leaf(chains.document(row[: reading.PREVIOUS_AT])))
    if where is None:
        return None
    epoch, index = where
    hashed = leaves[epoch]
    return Proof(
        chain=chain,
        seq=seq,
        epoch=epoch,
        index=index,
        size=len(hashed),
        leaf=hashed[index],
        path=tuple(merkle.inclusion_path(hashed, index=index)),
        root=merkle.root_of(hashed),
    )
