"""The chain itself, without a database: the canonical document of an entry, its hash and its seal.

`hash` is SHA-256 of the previous hash and the document: anybody can recompute it. `seal` is a MAC of the document alone
under a key that the database does not hold: it says that this installation wrote this content at this place.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Sequence

SYSTEM = uuid.UUID(int=0)
FIRST_PREVIOUS = "0" * 64
# In alphabetical order, as canonical JSON wants its keys.
COLUMNS = (
    "action",
    "actor_id",
    "at",
    "chain",
    "facts",
    "mandate_id",
    "on",
    "outcome",
    "request_id",
    "role",
    "seq",
    "subject_id",
    "subject_kind",
)
_BARE = frozenset({"facts", "seq"})  # already JSON: a text of facts, an integer
FACTS_AT, SEQ_AT, AT_AT, CHAIN_AT = (COLUMNS.index(name) for name in ("facts", "seq", "at", "chain"))
_TEMPLATE = b"{" + b",".join(b'"%b":%%b' % name.encode() for name in COLUMNS) + b"}"
_QUOTED = tuple(name not in _BARE for name in COLUMNS)
_OWN_QUOTES = 2 * len(COLUMNS) + 2 * sum(_QUOTED)

Values = Sequence[bytes | None]


def document(values: Values) -> bytes:
    """The canonical JSON of an entry, from its columns' texts in the order of COLUMNS."""
    return _TEMPLATE % tuple(
        b"null" if value is None else b'"%b"' % value if quoted else value for value, quoted in zip(values, _QUOTED, strict=True)
    )


def is_unambiguous(values: Values, *, doc: bytes) -> bool:
    """Does no column but the facts hold a quote, so that this document comes from one row only?"""
    quotes = doc.count(b'"') - (values[FACTS_AT] or b"").count(b'"')
    return quotes == _OWN_QUOTES - 2 * values.count(None)


def chained(previous: bytes, doc: bytes) -> str:
    """The hash of an entry: SHA-256 of the previous hash (32 bytes) and the document, in hexadecimal."""
    return hashlib.sha256(previous + doc).hexdigest()


def sealed(key: bytes, doc: bytes) -> str:
    """The MAC of an entry's document under the installation's key, in hexadecimal."""
    return hmac.digest(key, b"maillage-entry\n" + doc, "sha256").hex()


def chain_name(chain: uuid.UUID) -> str:
    """How a chain is named outside the database: its organisation's id, or `system`."""
    return "system" if chain == SYSTEM else str(chain)


def chain_from_name(name: str) -> uuid.UUID:
    """The contrary of `chain_name`. Raises ValueError."""
    return SYSTEM if name == "system" else uuid.UUID(name)
