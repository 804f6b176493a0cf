"""Attachments: the STREAM construction on AES-256-GCM, chunk by chunk, so that no plain byte touches the disk.

File: `0x01 | prefix (7 random bytes) | chunks`. Nonce of a chunk: `prefix | counter (4 bytes, big endian) | 1 for the last,
else 0`. Chunks of 64 KiB. A file key serves one file: its nonces cannot repeat. Cutting, swapping, appending or altering a
chunk, or presenting the file as another's, fails.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from maillage.foundation.vault.crypto import TAG_BYTES, NotAuthentic, new_key
from maillage.foundation.vault.errors import SealBroken

CHUNK = 64 * 1024
VERSION = b"\x01"
PREFIX = 7
MAX_CHUNKS = 2**32


class Reader(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Writer(Protocol):
    """Anything that takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take them all."""


def encrypt_stream(*, reader: Reader, writer: Writer, attachment_id: uuid.UUID, subject_id: uuid.UUID) -> bytes:
    """Encrypt what `reader` gives into `writer`, and return the fresh file key.

    Outside any transaction if need be: then `seal(row, file_key=key)`, a SealedField of the row, in the transaction that
    saves it. The key is nowhere else, so that the rotation, the move and the erasure of the subject reach the file too.
    """
    key, prefix = new_key(), os.urandom(PREFIX)
    cipher, aad = AESGCM(key), _aad(attachment_id, subject_id)
    writer.write(VERSION + prefix)
    for counter, chunk, last in _chunks(reader, CHUNK):
        writer.write(cipher.encrypt(_nonce(prefix, counter, last), chunk, aad))
    return key


def decrypt_stream(*, reader: Reader, key: bytes, attachment_id: uuid.UUID, subject_id: uuid.UUID) -> Iterator[bytes]:
    """The plain chunks, each verified before it is given. Raises SealBroken; what was given before is not the whole file."""
    header = _fill(reader, 1 + PREFIX)
    if len(header) != 1 + PREFIX or header[:1] != VERSION:
        raise SealBroken
    cipher, aad = AESGCM(key), _aad(attachment_id, subject_id)
    for counter, chunk, last in _chunks(reader, CHUNK + TAG_BYTES):
        try:
            plain = cipher.decrypt(_nonce(header[1:], counter, last), chunk, aad)
        except (InvalidTag, ValueError):
            raise SealBroken from None
        yield plain


def decrypt_whole(*, reader: Reader, key: bytes, attachment_id: uuid.UUID, subject_id: uuid.UUID) -> bytes:
    """The whole plain file, verified to its end before the first byte is given. Raises SealBroken."""
    return b"".join(decrypt_stream(reader=reader, key=key, attachment_id=attachment_id, subject_id=subject_id))


def _aad(attachment_id: uuid.UUID, subject_id: uuid.UUID) -> bytes:
    return f"mga1|{attachment_id}|{subject_id}".encode()


def _nonce(prefix: bytes, counter: int, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _chunks(reader: Reader, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Chunks of `size` with their number, the last one told apart by looking one chunk ahead."""
    counter, chunk = 0, _fill(reader, size)
    while True:
        following = _fill(reader, size)
        if counter >= MAX_CHUNKS:
            raise NotAuthentic
        yield counter, chunk, not following
        if not following:
            return
        counter, chunk = counter + 1, following


def _fill(reader: Reader, size: int) -> bytes:
    parts, missing = [], size
    while missing and (read := reader.read(missing)):
        parts.append(read)
        missing -= len(read)
    return b"".join(parts)
