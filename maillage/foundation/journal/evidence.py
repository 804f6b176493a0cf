"""What is known of the chains from outside the database: the key, the heads, the signed checkpoints."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from maillage.foundation.journal import checkpoints, heads, seals
from maillage.foundation.kernel.keyfiles import KeyFileProblem


class Unusable(Exception):
    """The verification cannot be done: a file, the table or a key is missing. One sentence."""


@dataclass(frozen=True)
class Evidence:
    """Empty: the hash chain alone, which anybody who can write the table can recompute."""

    key: bytes | None = None
    heads: dict[uuid.UUID, heads.Head] = field(default_factory=dict)
    roots: dict[uuid.UUID, dict[str, dict[int, str]]] = field(default_factory=dict)
    forged: tuple[uuid.UUID | None, ...] = ()

    def size_of(self, chain: uuid.UUID) -> int:
        """How far the head says that this chain went; 0 when it has none."""
        return self.heads[chain].size if chain in self.heads else 0

    def chains(self) -> list[uuid.UUID]:
        """Every chain that must exist."""
        return sorted({*self.heads, *self.roots})


def gather(*, witnesses: Iterable[Path] = ()) -> Evidence:
    """Read everything, **before** the rows, so that an act in progress is never taken for a truncation.

    `witnesses` are copies of checkpoints kept elsewhere. Raises Unusable.
    """
    try:
        key = seals.read_key()
    except KeyFileProblem as problem:
        raise Unusable(str(problem)) from None
    found: dict[uuid.UUID, heads.Head] = {}
    forged: list[uuid.UUID | None] = []
    for chain in heads.known_chains():
        try:
            head = heads.read_head(chain, key=key)
        except heads.ForgedHead:
            forged.append(chain)
        else:
            if head is not None:
                found[chain] = head
    roots, unsigned = _roots([*checkpoints.files(), *witnesses])
    return Evidence(key=key, heads=found, roots=roots, forged=(*forged, *unsigned))


def _roots(paths: list[Path]) -> tuple[dict[uuid.UUID, dict[str, dict[int, str]]], list[uuid.UUID | None]]:
    roots: dict[uuid.UUID, dict[str, dict[int, str]]] = {}
    forged: list[uuid.UUID | None] = []
    signer = checkpoints.signer()
    if paths and signer is None:
        raise Unusable("There are signed checkpoints, and no key of checkpoints to check them with.")
    for path in paths:
        try:
            checkpoint = checkpoints.parse(path, by=signer)  # type: ignore[arg-type]
        except OSError:
            raise Unusable(f"The checkpoint {path} cannot be read.") from None
        except KeyFileProblem as problem:
            raise Unusable(str(problem)) from None
        except checkpoints.ForgedCheckpoint:
            forged.append(_chain_of(path))
        else:
            roots.setdefault(checkpoint.chain, {}).setdefault(checkpoint.epoch, {})[checkpoint.size] = checkpoint.root
    return roots, forged


def _chain_of(path: Path) -> uuid.UUID | None:
    from maillage.foundation.journal.chain import chain_from_name

    try:
        return chain_from_name(path.parent.name)
    except ValueError:
        return None
