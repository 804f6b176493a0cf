"""Signatures that travel: an Ed25519 pair per organisation, by which another house knows who made a package.

Ed25519 (RFC 8032), 32 bytes to publish and 32 to keep; the private half is sealed by `seal_system` where a room keeps it.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from maillage.foundation.vault.boxes import Pair

SIGNATURE_BYTES = 64


def new_signing_pair() -> Pair:
    """A fresh pair: 32 bytes to publish, 32 to keep."""
    private = Ed25519PrivateKey.generate()
    return Pair(public=private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), private=private.private_bytes_raw())


def sign(private: bytes, message: bytes) -> bytes:
    """The signature of a message: 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Did the holder of the private half sign this message? False too when the key or the signature is no such thing."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
