"""Where the encrypted files lie: names made here, written whole or not at all, never a plain byte."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from maillage.foundation.vault import decrypt_whole, encrypt_stream

SUFFIX = ".bin"
UNFINISHED = ".part"
GRACE = timedelta(hours=1)
"""How long a file may wait for its row: an upload in progress is not an orphan."""


@dataclass(frozen=True, repr=False)
class Written:
    """A file just encrypted: its key, and what the row remembers. Its repr shows nothing."""

    key: bytes
    size: int
    sha256: str

    def __repr__(self) -> str:
        return "<Written>"


def path_of(document_id: uuid.UUID) -> Path:
    """The place of a file: 256 folders, then the id."""
    return Path(settings.MEDIA_ROOT) / document_id.hex[:2] / f"{document_id}{SUFFIX}"


def write(content: bytes, *, document_id: uuid.UUID, subject_id: uuid.UUID) -> Written:
    """Encrypt into a file that appears whole, on the disk, under its final name. Needs no transaction and no key of the subject."""
    encrypted = io.BytesIO()
    key = encrypt_stream(reader=io.BytesIO(content), writer=encrypted, attachment_id=document_id, subject_id=subject_id)
    path = path_of(document_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(UNFINISHED)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(encrypted.getbuffer())
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.rename(path)
    _fsync_folder(path.parent)
    return Written(key=key, size=len(content), sha256=hashlib.sha256(encrypted.getbuffer()).hexdigest())


def read(*, document_id: uuid.UUID, subject_id: uuid.UUID, key: bytes) -> bytes:
    """The plain bytes, verified to the last before the first is given. Raises FileNotFoundError, SealBroken."""
    with path_of(document_id).open("rb") as handle:
        return decrypt_whole(reader=handle, key=key, attachment_id=document_id, subject_id=subject_id)


def remove(document_id: uuid.UUID) -> None:
    """Delete a file; nothing when it is gone already."""
    path_of(document_id).unlink(missing_ok=True)


def is_intact(document_id: uuid.UUID, *, sha256: str) -> bool:
    """Are the encrypted bytes those that were written? Needs no key."""
    try:
        with path_of(document_id).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def stale_files(*, now: datetime) -> Iterator[tuple[Path, uuid.UUID | None]]:
    """Files older than an hour, with the id that each is named by; None for a write that was cut short."""
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        with contextlib.suppress(FileNotFoundError):
            if datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo) > now - GRACE:
                continue
        if path.suffix == UNFINISHED:
            yield path, None
        elif path.suffix == SUFFIX:
            with contextlib.suppress(ValueError):
                yield path, uuid.UUID(path.stem)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
