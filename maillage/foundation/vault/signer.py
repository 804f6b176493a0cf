"""The Ed25519 key that signs the checkpoints of the journal: a file outside the database, `journal-checkpoint`."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from maillage.foundation.journal import register_signer
from maillage.foundation.kernel.keyfiles import read_key, read_or_create_key

FILE = "journal-checkpoint"


class CheckpointSigner:
    """Signs and verifies with the key in force, read from its file at each use. Raises KeyFileProblem without it."""

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(read_or_create_key(FILE))

    def public_key(self) -> bytes:
        """The 32 bytes that a witness keeps."""
        return self._key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def key_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the public key."""
        digest = Hash(SHA256())
        digest.update(self.public_key())
        return digest.finalize().hex()[:16]

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: 64 bytes."""
        return self._key().sign(message)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Is this our signature of this message?"""
        try:
            # Read, never made: a lost key leaves checkpoints that nobody can check, which is not the same as forged ones.
            Ed25519PrivateKey.from_private_bytes(read_key(FILE)).public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True


def connect() -> None:
    """Give the journal its signer."""
    register_signer(CheckpointSigner())
