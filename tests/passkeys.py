"""A security key made of software, for the tests: it answers as a browser would, with a real P-256 signature."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

ORIGIN = "https://testserver"
USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftwareKey:
    """One key, for one account."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user_handle = b""
        self.count = 0

    def register(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `creation_options`, as the page would post it."""
        public = options["publicKey"]
        self.user_handle = public["user"]["id"].encode() if isinstance(public["user"]["id"], str) else public["user"]["id"]
        client = self._client_data("webauthn.create", public["challenge"])
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(self._cose())
        data = self._authenticator_data(public["rp"]["id"], USER_PRESENT | USER_VERIFIED | ATTESTED) + attested
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return {**self._envelope(), "response": {"clientDataJSON": _text(client), "attestationObject": _text(statement)}}

    def sign(self, options: dict[str, Any], *, origin: str = ORIGIN) -> dict[str, Any]:
        """Answer `request_options`, as the page would post it."""
        public = options["publicKey"]
        client = self._client_data("webauthn.get", public["challenge"], origin=origin)
        data = self._authenticator_data(public["rpId"], USER_PRESENT | USER_VERIFIED)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return {**self._envelope(), "response": {**{k: _text(v) for k, v in answer.items()}, "userHandle": self.user_handle.decode()}}

    def _envelope(self) -> dict[str, Any]:
        return {
            "id": _text(self.id),
            "rawId": _text(self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {"credProps": {"rk": True}},
        }

    @staticmethod
    def _client_data(kind: str, challenge: str, *, origin: str = ORIGIN) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()

    def _authenticator_data(self, rp_id: str, flags: int) -> bytes:
        self.count += 1
        return hashlib.sha256(rp_id.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _cose(self) -> dict[int, Any]:
        numbers = self.private.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
