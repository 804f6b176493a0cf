"""Where secrets outside the database are found: a folder of files only their owner may read.

In production the folder is systemd's credentials directory or one given by `MAILLAGE_KEYS`; elsewhere `var/keys`.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from django.conf import settings


class KeyFileProblem(Exception):
    """A key file is missing, too open or not of the right length. The sentence names the file, never its content."""


def folder() -> Path:
    """The folder of keys in force."""
    return Path(settings.MAILLAGE_KEYS)


def read_key(name: str, *, length: int = 32) -> bytes:
    """The bytes of the key `name`. Raises KeyFileProblem when missing, readable by others, or of another length."""
    path = folder() / name
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        raise KeyFileProblem(f"The key file {name} is missing from {folder()}.") from None
    if mode & 0o077:
        raise KeyFileProblem(f"The key file {name} can be read by others (mode {mode:o}): run chmod 600 on it.")
    data = path.read_bytes()
    if len(data) != length:
        raise KeyFileProblem(f"The key file {name} does not hold {length} bytes.")
    return data


def create_key(name: str, *, length: int = 32) -> bytes:
    """Make a new random key file (mode 600). Raises FileExistsError rather than replace one."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    data = secrets.token_bytes(length)
    # Written apart, then linked: another process never reads half a key, and of two that make one at once a single one wins.
    draft = folder() / f".{name}.{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        (folder() / name).hardlink_to(draft)
    finally:
        draft.unlink()
    return data


def read_or_create_key(name: str, *, length: int = 32) -> bytes:
    """The key, made on first use where `MAILLAGE_CREATE_KEYS` allows it (development), refused elsewhere."""
    if settings.MAILLAGE_CREATE_KEYS and not (folder() / name).exists():
        try:
            return create_key(name, length=length)
        except FileExistsError:
            pass
    return read_key(name, length=length)
