"""The heads of the chains, outside the database: how far each went, and its last hash, under a MAC.

A head ahead of the database says that its tail was cut; a head behind, that a crash came between the commit and the head.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import seals

_held: set[uuid.UUID] | None = None


@dataclass(frozen=True)
class Head:
    """Where a chain stood after a commit."""

    chain: uuid.UUID
    size: int
    hash: str

    def text(self) -> str:
        """What the MAC covers."""
        return f"maillage-head\n{chains.chain_name(self.chain)}\n{self.size}\n{self.hash}\n"


class ForgedHead(Exception):
    """A file of head that does not carry our MAC, or is not readable as a head."""

    def __init__(self, chain: uuid.UUID) -> None:
        super().__init__(f"the head of {chains.chain_name(chain)} is not ours")
        self.chain = chain


def folder() -> Path:
    """Where the heads are."""
    return Path(settings.MAILLAGE_VAR) / "journal" / "heads"


def read_head(chain: uuid.UUID, *, key: bytes) -> Head | None:
    """The head of a chain; None when it has none yet. Raises ForgedHead."""
    try:
        text = (folder() / chains.chain_name(chain)).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise ForgedHead(chain) from None
    body, _, mac = text.rstrip("\n").rpartition("\n")
    if not hmac.compare_digest(_mac(body + "\n", key=key), mac):
        raise ForgedHead(chain)
    _title, name, size, last = body.split("\n")
    if name != chains.chain_name(chain):
        raise ForgedHead(chain)
    return Head(chain=chain, size=int(size), hash=last)


def known_chains() -> list[uuid.UUID]:
    """The chains that have a head, by id."""
    found = []
    for path in folder().glob("*") if folder().is_dir() else ():
        try:
            found.append(chains.chain_from_name(path.name))
        except ValueError:
            continue  # a lock, or a file being written
    return sorted(found)


def _mac(text: str, *, key: bytes) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


@contextmanager
def locked(chain: uuid.UUID) -> Iterator[None]:
    """One process or thread at a time on what is kept outside the database for this chain."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / f".{chains.chain_name(chain)}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or nothing, durably. The caller holds the chain's lock."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("w", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(path)


def advance(chain: uuid.UUID, *, seq: int) -> None:
    """After a commit: bring the head up to the database, then make a checkpoint if one is due. Never goes backwards.

    Where the database no longer holds what the head says, the head stays: it is the evidence.
    """
    if settings.MAILLAGE_HOLD_HEADS:
        return
    if _held is not None:
        _held.add(chain)
        return
    from maillage.foundation.journal import checkpoints

    with locked(chain):
        key = seals.read_key()
        head = read_head(chain, key=key)
        if head is not None and head.size >= seq:
            return
        newest = _newest(chain)
        if newest is None or (head is not None and (newest.size <= head.size or not _continues(head))):
            return
        write_head(newest, key=key)
        checkpoints.make_if_due(newest, since=head.size if head else 0)


def _newest(chain: uuid.UUID) -> Head | None:
    from maillage.foundation.journal.models import Entry

    last = Entry.unscoped.filter(chain=chain).order_by("-seq").values_list("seq", "hash").first()
    return Head(chain=chain, size=last[0], hash=last[1]) if last else None


def _continues(head: Head) -> bool:
    from maillage.foundation.journal.models import Entry

    return Entry.unscoped.filter(chain=head.chain, seq=head.size, hash=head.hash).exists()


def write_head(head: Head, *, key: bytes) -> None:
    """Replace the file of a head. The caller holds the chain's lock and has compared the sizes."""
    write_atomically(folder() / chains.chain_name(head.chain), head.text() + _mac(head.text(), key=key) + "\n")


@contextmanager
def hold_heads() -> Iterator[None]:
    """Write the heads once at the end of the block rather than after each commit: loading the demonstration."""
    global _held
    _held, before = set(), _held
    try:
        yield
    finally:
        held, _held = _held, before
        for chain in sorted(held):
            advance(chain, seq=2**62)


def repair(end: Head) -> None:
    """Bring forward a head that a crash left behind the database. The caller has verified the chain up to `end`."""
    with locked(end.chain):
        key = seals.read_key()
        head = read_head(end.chain, key=key)
        if head is None or head.size < end.size:
            write_head(end, key=key)


def forget() -> None:
    """Drop the heads and the checkpoints, with a demonstration that is rebuilt. Refuses anything but a demonstration."""
    if not settings.MAILLAGE_DEMO:
        raise PermissionError("only a demonstration forgets its journal")
    shutil.rmtree(Path(settings.MAILLAGE_VAR) / "journal", ignore_errors=True)
