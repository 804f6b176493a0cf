"""Signatures that travel."""

from __future__ import annotations

import pytest

from maillage.foundation.vault import new_signing_pair, sign, signed_by


def test_what_is_signed_by_a_pair_is_known_by_its_public_half() -> None:
    pair = new_signing_pair()

    assert signed_by(pair.public, b"message", sign(pair.private, b"message"))


@pytest.mark.parametrize("change", ["message", "signature", "key", "no key", "no signature"])
def test_anything_else_is_not(change: str) -> None:
    pair, other = new_signing_pair(), new_signing_pair()
    signature = sign(pair.private, b"message")
    asked = {
        "message": (pair.public, b"Message", signature),
        "signature": (pair.public, b"message", signature[:-1] + bytes([signature[-1] ^ 1])),
        "key": (other.public, b"message", signature),
        "no key": (b"", b"message", signature),
        "no signature": (pair.public, b"message", b""),
    }

    assert not signed_by(*asked[change])


def test_a_pair_shows_nothing() -> None:
    pair = new_signing_pair()

    assert pair.private.hex() not in repr(pair)
