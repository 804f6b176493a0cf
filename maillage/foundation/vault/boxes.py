"""Boxes: bytes sealed to a public key, opened only by whoever holds the private one; and a private key locked by spoken words.

Format of a box: `0x21 | ephemeral public key (65) | nonce (12) | ciphertext | tag (16)`. The header byte leaves room for another
curve. ECDH on P-256 because every browser's WebCrypto has it (security.md 2.6), HKDF-SHA256 bound to both public keys, AES-256-GCM
bound to what the caller says.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from maillage.foundation.kernel.keyfiles import read_or_create_key
from maillage.foundation.vault.crypto import KEY_BYTES, NONCE_BYTES, TAG_BYTES, NotAuthentic, pad, unpad

P256 = b"\x21"
WORDS = b"\x31"
PUBLIC_BYTES = 65
PRIVATE_BYTES = 32
SALT_BYTES = 16
MARKS_FILE = "spoken-codes"
_CURVE = ec.SECP256R1()
# OWASP's first choice for Argon2id doubled in memory; a box is opened a few times a month.
_PASSES, _MEMORY_KIB, _LANES = 3, 64 * 1024, 1


@dataclass(frozen=True)
class Pair:
    """A key pair, as bytes. Its repr shows nothing."""

    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return "Pair(…)"


def new_pair() -> Pair:
    """A fresh pair: 65 bytes to publish, 32 to keep."""
    private = ec.generate_private_key(_CURVE)
    return Pair(public=_public_bytes(private), private=private.private_numbers().private_value.to_bytes(PRIVATE_BYTES))


def seal_to(public: bytes, content: bytes, *, bound: bytes) -> bytes:
    """Seal to a public key, bound to `bound`; whoever seals cannot open. Raises NotAuthentic when the key is not a point of the curve."""
    ephemeral = ec.generate_private_key(_CURVE)
    own, nonce = _public_bytes(ephemeral), os.urandom(NONCE_BYTES)
    key = _shared(ephemeral, public, own=own, theirs=public)
    return P256 + own + nonce + AESGCM(key).encrypt(nonce, content, bound)


def open_box(private: bytes, box: bytes, *, bound: bytes) -> bytes:
    """Open what `seal_to` sealed. Raises NotAuthentic for another key, another `bound`, or one bit changed."""
    if len(box) < 1 + PUBLIC_BYTES + NONCE_BYTES + TAG_BYTES or box[:1] != P256:
        raise NotAuthentic
    own = ec.derive_private_key(int.from_bytes(private), _CURVE)
    ephemeral, rest = box[1 : 1 + PUBLIC_BYTES], box[1 + PUBLIC_BYTES :]
    key = _shared(own, ephemeral, own=ephemeral, theirs=_public_bytes(own))
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound)
    except InvalidTag:
        raise NotAuthentic from None


def lock_with_words(words: str, content: bytes, *, bound: bytes) -> bytes:
    """Seal under words that somebody keeps in her head (Argon2id); nothing of the words is kept."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    return WORDS + salt + nonce + AESGCM(_stretched(words, salt=salt)).encrypt(nonce, pad(content), bound)


def unlock_with_words(words: str, locked: bytes, *, bound: bytes) -> bytes:
    """Open what `lock_with_words` sealed. Raises NotAuthentic for other words. Slow on purpose: throttle before calling."""
    if len(locked) < 1 + SALT_BYTES + NONCE_BYTES + TAG_BYTES or locked[:1] != WORDS:
        raise NotAuthentic
    salt, rest = locked[1 : 1 + SALT_BYTES], locked[1 + SALT_BYTES :]
    try:
        return unpad(AESGCM(_stretched(words, salt=salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound))
    except InvalidTag:
        raise NotAuthentic from None


def mark_of(code: str, *, use: str) -> bytes:
    """By which a row is found from a drawn code: HMAC-SHA256 under a key outside the database.

    For codes drawn by us (53 bits or more), never for names: a dump of the database alone gives no code.
    """
    return hmac.new(read_or_create_key(MARKS_FILE), f"{use}|{code}".encode(), hashlib.sha256).digest()


def _shared(private: ec.EllipticCurvePrivateKey, public: bytes, *, own: bytes, theirs: bytes) -> bytes:
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    except ValueError:
        raise NotAuthentic from None
    secret = private.exchange(ec.ECDH(), point)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"maillage box 1|" + own + theirs).derive(secret)


def _public_bytes(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _stretched(words: str, *, salt: bytes) -> bytes:
    return hash_secret_raw(
        words.encode(), salt, time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES, hash_len=KEY_BYTES, type=Type.ID
    )
