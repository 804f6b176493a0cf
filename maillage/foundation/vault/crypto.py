"""The only lines that call a cipher. AES-256-GCM in Tink's byte format, HKDF-SHA256, padding. No Django, no database.

Format: `0x01 | key id (4 bytes, big endian) | nonce (12) | ciphertext | tag (16)`: what Tink writes for a key with the
TINK prefix, so that any Tink implementation can read our data with the key and the associated data.

Limits: a random 96-bit nonce may serve 2^32 messages under one key before a repeat is likelier than 2^-32 (NIST SP 800-38D,
8.3). A part key belongs to one part of one subject, a few thousand messages in a long life: 2^20 times fewer (ASVS 11.3.4).
Plain texts stay under 2^36 bytes: fields by far, attachments by chunks of 64 KiB.
"""

from __future__ import annotations

import hmac
import os
import secrets
import uuid
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
PREFIX_BYTES = 5
OVERHEAD = PREFIX_BYTES + NONCE_BYTES + TAG_BYTES
_BODY = PREFIX_BYTES + NONCE_BYTES
_NO_SALT = bytes(KEY_BYTES)
TINK = b"\x01"
STEP = 64


class NotAuthentic(Exception):
    """The bytes, the key or the associated data are not those of the sealing. Carries nothing."""


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_key_id() -> int:
    """A random key id, never 0 (as Tink does)."""
    return secrets.randbelow(2**32 - 1) + 1


def prefix_of(key_id: int) -> bytes:
    """The five bytes by which every ciphertext of this key begins."""
    return TINK + key_id.to_bytes(4, "big")


def key_id_of(ciphertext: bytes) -> int:
    """Which key sealed this. Raises NotAuthentic when the bytes are no ciphertext of ours."""
    if len(ciphertext) < OVERHEAD or ciphertext[:1] != TINK:
        raise NotAuthentic
    return int.from_bytes(ciphertext[1:PREFIX_BYTES], "big")


def sealing_of(ciphertext: bytes) -> str:
    """What no other ciphertext has: its nonce and its tag, in hexadecimal. It tells nothing of the plain text."""
    return (ciphertext[PREFIX_BYTES:_BODY] + ciphertext[-TAG_BYTES:]).hex()


def encrypt(plain: bytes, *, key: bytes, key_id: int, aad: bytes) -> bytes:
    """Seal bytes, bound to `aad`, under a fresh random nonce."""
    nonce = os.urandom(NONCE_BYTES)
    return prefix_of(key_id) + nonce + AESGCM(key).encrypt(nonce, plain, aad)


def decrypt(ciphertext: bytes, *, key: bytes, key_id: int, aad: bytes) -> bytes:
    """Open what `encrypt` sealed. Raises NotAuthentic when one bit of it, or of `aad`, differs."""
    if key_id_of(ciphertext) != key_id:
        raise NotAuthentic
    nonce, body = ciphertext[PREFIX_BYTES : PREFIX_BYTES + NONCE_BYTES], ciphertext[PREFIX_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, aad)
    except InvalidTag:
        raise NotAuthentic from None


def derive(key: bytes, *, info: str) -> bytes:
    """The child of a key for one use: HKDF-SHA256 with the use as `info`. One key, one use."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info.encode()).derive(key)


def unwrapper(key: bytes, *, key_id: int) -> Callable[[bytes, bytes], bytes]:
    """`decrypt` under a key prepared once, for thousands of (ciphertext, aad). Raises NotAuthentic."""
    opened, prefix = AESGCM(key).decrypt, prefix_of(key_id)

    def unwrap(ciphertext: bytes, aad: bytes) -> bytes:
        if ciphertext[:PREFIX_BYTES] != prefix:
            raise NotAuthentic
        try:
            return opened(ciphertext[PREFIX_BYTES:_BODY], ciphertext[_BODY:], aad)
        except InvalidTag:
            raise NotAuthentic from None

    return unwrap


def root_of(key: bytes) -> bytes:
    """The first step of HKDF (RFC 5869), done once for a key that several uses will be derived from. As secret as the key."""
    return hmac.digest(_NO_SALT, key, "sha256")


def unsealer(info: str) -> Callable[[bytes, bytes, bytes], bytes]:
    """Decrypt and unpad (root, ciphertext, aad) under one use, thousands of times: the second step of HKDF, one block, for each root.

    What `derive`, `decrypt` and `unpad` give, which a test compares. The caller has found the key by the id that begins the ciphertext.
    Raises NotAuthentic.
    """
    use = info.encode() + b"\x01"

    def unseal(root: bytes, ciphertext: bytes, aad: bytes) -> bytes:
        try:
            padded = AESGCM(hmac.digest(root, use, "sha256")).decrypt(ciphertext[PREFIX_BYTES:_BODY], ciphertext[_BODY:], aad)
        except InvalidTag:
            raise NotAuthentic from None
        return unpad(padded)

    return unseal


def pad(plain: bytes) -> bytes:
    """Fill to a multiple of 64 bytes (0x80, then zeros: ISO/IEC 7816-4), so that a length does not betray a name."""
    filled = plain + b"\x80"
    return filled + bytes(-len(filled) % STEP)


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. Raises NotAuthentic when the filling is not one."""
    plain, mark, zeros = padded.rpartition(b"\x80")
    if not mark or zeros.strip(b"\x00") or len(padded) % STEP:
        raise NotAuthentic
    return plain


def field_aad(*, table: str, column: str, row: uuid.UUID, organisation: uuid.UUID) -> bytes:
    """What a sealed field is bound to: its table and column, its row, its organisation."""
    return f"mg1|{table}.{column}|{row}|{organisation}".encode()


def organisation_aad(*, organisation: uuid.UUID, version: int) -> bytes:
    """What the wrapped key of an organisation is bound to."""
    return f"mgk|org|{organisation}|{version}".encode()


def subject_aad(*, organisation: uuid.UUID, subject: uuid.UUID, version: int) -> bytes:
    """What the wrapped key of a subject is bound to."""
    return f"mgk|subject|{organisation}|{subject}|{version}".encode()
