"""The package that carries an application to another house, and its answers back: version 1 (docs/reference/package.md).

One JSON file: a header in clear (who made it, for whom, when; never a name of hers), the content sealed to the receiver's public key,
and the signature of both by the maker. The content is bound to the header: neither can be moved onto another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from maillage.foundation.vault import NotAuthentic, open_box, seal_to, sign, signed_by
from maillage.pathway.psp.errors import CardUnreadable, PackageTampered, PackageUnreadable

VERSION = 1
PACKAGE, CARD = "maillage.package", "maillage.card"
EXTENSION, CARD_EXTENSION = "maillage", "maillage-carte"
_SIGN_BYTES, _BOX_BYTES = 32, 65


@dataclass(frozen=True)
class Card:
    """What a house gives of itself: its name and its two public keys."""

    name: str
    kind: str
    territory: str
    sign_public: bytes
    box_public: bytes

    @property
    def fingerprint(self) -> str:
        """What two people compare aloud: the SHA-256 of both keys, in hexadecimal."""
        return fingerprint_of(self.sign_public, self.box_public)


@dataclass(frozen=True)
class Header:
    """What a package says in clear. `sender` and `receiver` are fingerprints; `reference` is the package of the application."""

    kind: str
    package: uuid.UUID
    reference: uuid.UUID
    sequence: int
    made_on: date
    sender: str
    receiver: str

    def encoded(self) -> bytes:
        """The bytes that are signed, and to which the content is bound."""
        return canonical({"format": PACKAGE, "version": VERSION, **asdict(self)})


@dataclass(frozen=True, repr=False)
class Package:
    """A package read, still sealed."""

    header: Header
    sealed: bytes
    signature: bytes

    def __repr__(self) -> str:
        return f"<Package {self.header.kind}>"

    @property
    def digest(self) -> str:
        """By which the journal and the table name it."""
        return hashlib.sha256(self.header.encoded() + self.sealed).hexdigest()


def fingerprint_of(sign_public: bytes, box_public: bytes) -> str:
    """The fingerprint of a house."""
    return hashlib.sha256(b"maillage house 1|" + sign_public + box_public).hexdigest()


def in_groups(fingerprint: str) -> str:
    """A fingerprint as it is read aloud: its first 32 digits, by groups of four."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, 32, 4))


def canonical(data: Mapping[str, Any]) -> bytes:
    """The one way to write data: sorted, without spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def write_package(*, header: Header, content: Mapping[str, Any], box_public: bytes, sign_private: bytes) -> bytes:
    """Close a package: the content sealed to the receiver, all of it signed by the maker."""
    sealed = seal_to(box_public, canonical(content), bound=header.encoded())
    signature = sign(sign_private, _signed_bytes(header, sealed))
    return canonical({"format": PACKAGE, "version": VERSION, **asdict(header), "content": to_text(sealed), "signature": to_text(signature)})


def read_package(data: bytes) -> Package:
    """Read a package without opening it. Raises PackageUnreadable: another file, another version, or half of one."""
    try:
        found = json.loads(data)
        if not isinstance(found, dict) or found["format"] != PACKAGE or found["version"] != VERSION:
            raise PackageUnreadable
        header = Header(
            kind=_text(found["kind"]),
            package=uuid.UUID(found["package"]),
            reference=uuid.UUID(found["reference"]),
            sequence=_whole(found["sequence"]),
            made_on=date.fromisoformat(found["made_on"]),
            sender=_text(found["sender"]),
            receiver=_text(found["receiver"]),
        )
        return Package(header=header, sealed=from_text(found["content"]), signature=from_text(found["signature"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PackageUnreadable from None


def check_signature(package: Package, *, sign_public: bytes) -> None:
    """Raises PackageTampered unless the holder of this key signed exactly this header and this content."""
    if not signed_by(sign_public, _signed_bytes(package.header, package.sealed), package.signature):
        raise PackageTampered


def open_package(package: Package, *, box_private: bytes) -> dict[str, Any]:
    """The content in clear. Raises PackageTampered (not for this key, or altered), PackageUnreadable (no content of ours)."""
    try:
        content = json.loads(open_box(box_private, package.sealed, bound=package.header.encoded()))
    except NotAuthentic:
        raise PackageTampered from None
    except (ValueError, RecursionError):
        raise PackageUnreadable from None
    if not isinstance(content, dict):
        raise PackageUnreadable
    return content


def write_card(card: Card, *, sign_private: bytes) -> bytes:
    """A card, signed by the house itself: it cannot be half changed."""
    said = _said_of(card)
    return canonical({**said, "signature": to_text(sign(sign_private, canonical(said)))})


def read_card(data: bytes) -> Card:
    """Read the card of a house. Raises CardUnreadable: another file, or one that its own keys did not sign."""
    try:
        found = json.loads(data)
        if not isinstance(found, dict) or found["format"] != CARD or found["version"] != VERSION:
            raise CardUnreadable
        card = Card(
            name=_text(found["name"])[:200],
            kind=_text(found["kind"]),
            territory=_text(found["territory"]),
            sign_public=from_text(found["sign"]),
            box_public=from_text(found["box"]),
        )
        signature = from_text(found["signature"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CardUnreadable from None
    if len(card.sign_public) != _SIGN_BYTES or len(card.box_public) != _BOX_BYTES:
        raise CardUnreadable
    if not signed_by(card.sign_public, canonical(_said_of(card)), signature):
        raise CardUnreadable
    return card


def to_text(data: bytes) -> str:
    """Bytes inside JSON."""
    return base64.b64encode(data).decode()


def from_text(text: Any) -> bytes:
    """And back. Raises ValueError."""
    try:
        return base64.b64decode(_text(text), validate=True)
    except binascii.Error as problem:
        raise ValueError("not base64") from problem


def _said_of(card: Card) -> dict[str, Any]:
    return {
        "format": CARD,
        "version": VERSION,
        "name": card.name,
        "kind": card.kind,
        "territory": card.territory,
        "sign": to_text(card.sign_public),
        "box": to_text(card.box_public),
    }


def _signed_bytes(header: Header, sealed: bytes) -> bytes:
    return b"maillage package 1|" + hashlib.sha256(header.encoded()).digest() + hashlib.sha256(sealed).digest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 32_000:
        raise ValueError("a small whole number was expected")
    return value
