"""Signed statements of what a chain held, kept as files and given to witnesses who do not trust each other.

A checkpoint says: in this epoch (the month of `at`, UTC), this chain had `size` entries, with this Merkle root.
"""

from __future__ import annotations

import logging
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from maillage.foundation.journal import chain as chains
from maillage.foundation.journal import heads, merkle

TITLE = "maillage-audit"
EVERY = 1000
AT_LEAST = timedelta(hours=1)
_TEXT = re.compile(
    r"maillage-audit\n(?P<chain>[^\n]+)\n(?P<epoch>\d{4}-\d{2})\n(?P<size>[1-9]\d{0,17})\n(?P<root>[0-9a-f]{64})\n(?P<time>[^\n]+)\n"
    r"\nsignature (?P<signer>[^\n ]+) (?P<signature>[0-9a-f]+)\n"
)
logger = logging.getLogger("maillage.journal")


class Signer(Protocol):
    """Signs and verifies checkpoints (Ed25519); given by the vault, the only room that may hold such a key."""

    def key_id(self) -> str:
        """A short public name of the key, without a space."""

    def sign(self, message: bytes) -> bytes:
        """The signature of a message."""

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Is this our signature of this message?"""


_signer: Signer | None = None


def register_signer(signer: Signer | None) -> None:
    """Say who signs checkpoints from now on (from an `AppConfig.ready`). Without a signer none is made."""
    global _signer
    _signer = signer


def signer() -> Signer | None:
    """Who signs checkpoints."""
    return _signer


@dataclass(frozen=True)
class Checkpoint:
    """One signed statement."""

    chain: uuid.UUID
    epoch: str
    size: int
    root: str
    time: str

    def text(self) -> str:
        """What is signed."""
        return f"{TITLE}\n{chains.chain_name(self.chain)}\n{self.epoch}\n{self.size}\n{self.root}\n{self.time}\n"


class ForgedCheckpoint(Exception):
    """A file of checkpoint that is malformed or not signed by our key."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a checkpoint signed here")
        self.path = path


def folder() -> Path:
    """Where the checkpoints are."""
    return Path(settings.MAILLAGE_VAR) / "journal" / "checkpoints"


def parse(path: Path, *, by: Signer) -> Checkpoint:
    """Read a checkpoint and check its signature. Raises ForgedCheckpoint, OSError."""
    try:
        found = _TEXT.fullmatch(path.read_text(encoding="ascii"))
        if found is None:
            raise ForgedCheckpoint(path)
        checkpoint = Checkpoint(
            chain=chains.chain_from_name(found["chain"]),
            epoch=found["epoch"],
            size=int(found["size"]),
            root=found["root"],
            time=found["time"],
        )
    except ValueError:
        raise ForgedCheckpoint(path) from None
    if not by.verify(checkpoint.text().encode(), bytes.fromhex(found["signature"])):
        raise ForgedCheckpoint(path)
    return checkpoint


def files(chain: uuid.UUID | None = None) -> list[Path]:
    """The files of checkpoints, of one chain or of all, in the order of their names."""
    place = folder()
    return sorted(place.glob("*/*.txt" if chain is None else f"{chains.chain_name(chain)}/*.txt")) if place.is_dir() else []


def make(chain: uuid.UUID, *, by: Signer, now: datetime) -> Path | None:
    """Sign what the chain holds in its newest epoch and keep it. None for an empty chain.

    The caller holds the chain's lock (`heads.locked`).
    """
    from maillage.foundation.journal import reading

    epoch = reading.newest_epoch(chain)
    if epoch is None:
        return None
    tree = merkle.Tree()
    for doc in reading.documents_of(chain, epoch=epoch):
        tree.add(doc)
    time = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    checkpoint = Checkpoint(chain=chain, epoch=epoch, size=tree.size, root=tree.root().hex(), time=time)
    text = checkpoint.text()
    path = folder() / chains.chain_name(chain) / f"{epoch}-{tree.size:09d}.txt"
    if not path.exists():
        signature = by.sign(text.encode()).hex()
        heads.write_atomically(path, f"{text}\nsignature {by.key_id()} {signature}\n")
    return path


def make_if_due(newest: heads.Head, *, since: int) -> None:
    """After a commit: sign every thousand entries, and when the last checkpoint is an hour old."""
    if _signer is None:
        return
    now = timezone.now()
    if newest.size // EVERY == since // EVERY and not _is_old(newest.chain, now=now):
        return
    if make(newest.chain, by=_signer, now=now) is not None:
        heads.write_atomically(_stamp(newest.chain), now.isoformat())


def _stamp(chain: uuid.UUID) -> Path:
    return folder() / chains.chain_name(chain) / "last"


def _is_old(chain: uuid.UUID, *, now: datetime) -> bool:
    try:
        last = datetime.fromisoformat(_stamp(chain).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return True
    return not timedelta(0) <= now - last < AT_LEAST
