"""The cryptographic inventory (ASVS 11.1.2): every key, what it is for, where it is. Prints docs/reference/crypto.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from maillage.foundation.vault import crypto, streams
from maillage.foundation.vault.parts import PERMISSIONS


@dataclass(frozen=True)
class Key:
    """One kind of key."""

    key: str
    algorithm: str
    kept: str
    protects: str
    renewed: str


KEYS = (
    Key(
        "master (`kek-1`, `kek-2` …)",
        "AES-256-GCM",
        "files of `MAILLAGE_KEYS`, mode 600; never in the database, nor in its backups",
        "the keys of organisations",
        "`maillage keys rotate kek`",
    ),
    Key(
        "organisation",
        "AES-256-GCM",
        "database, wrapped by the master key; associated data `mgk|org|<organisation>|<version>`",
        "the keys of its subjects",
        "`maillage keys rotate organisation`",
    ),
    Key(
        "organisation's canary",
        "HKDF-SHA256 of the organisation's key, `canary`; AES-256-GCM",
        "derived, never stored",
        "one known word, opened at the start and by `maillage keys selftest`",
        "with the organisation's key",
    ),
    Key(
        "subject (a person, an extract, a session …)",
        "random, 256 bits; input of HKDF only",
        "database, wrapped by its organisation's key; associated data `mgk|subject|<organisation>|<subject>|<version>`",
        "its parts: destroying it is the erasure",
        "`maillage keys rotate subject`; at each change of organisation",
    ),
    Key(
        "part",
        "HKDF-SHA256 of the subject's key, `part|<part>`; AES-256-GCM",
        "derived, never stored",
        "sealed fields; associated data `mg1|<table>.<column>|<row>|<organisation>`",
        "with the subject's key",
    ),
    Key(
        "file",
        "AES-256-GCM, STREAM by chunks",
        "a sealed field of the row of the attachment",
        "one attachment; associated data `mga1|<attachment>|<subject>`",
        "never: one key, one file; sealed again with the subject's key",
    ),
    Key(
        "roll (a searched column of a large association)",
        "as a subject; HKDF-SHA256 of its key, `part|roll`; AES-256-GCM",
        "database, wrapped as a subject's key; associated data `mg1|roll|<table>.<column>|<roll>|<organisation>`",
        "one copy of pseudonyms, names or contacts, so that a search opens one key and not thousands",
        "destroyed with the first erasure in the association, made anew by the next search",
    ),
    Key(
        "box (a reader without account, another instance)",
        "ECDH P-256 with an ephemeral key; HKDF-SHA256; AES-256-GCM",
        "public half in the database; private half locked by words that only its holder keeps (Argon2id), or with the other instance",
        "what is shown to her alone; packages between instances",
        "with each new access, or by hand with the other instance",
    ),
    Key(
        "intake (what phones seal in the street, by association)",
        "ECDH P-256 with an ephemeral key; HKDF-SHA256; AES-256-GCM",
        "database: public half in clear, given to phones; private half sealed under a subject of its own, `part|intake`",
        "rounds, observations and notes from the phone to the house; associated data `capture|<parcel>|<phone>`",
        "`maillage keys rotate intake`; an older pair is destroyed thirty days later",
    ),
    Key(
        "houses that exchange packages (by organisation)",
        "Ed25519 to sign; P-256 to receive boxes",
        "database: public halves in clear, private halves sealed as a secret of the installation",
        "packages that carry an application to another house, and its answers (docs/reference/package.md)",
        "by hand: new cards, compared aloud again",
    ),
    Key(
        "spoken codes (`spoken-codes`)",
        "HMAC-SHA256",
        "file of `MAILLAGE_KEYS`",
        "finding a row from a code drawn by us, never from a name",
        "never: open accesses would be lost",
    ),
    Key(
        "secrets of accounts (by purpose)",
        "as a subject of the vault's own organisation (nil UUID), part `system`; AES-256-GCM",
        "database, wrapped as a subject's key",
        "second factors",
        "`maillage keys rotate organisation` (wrapping)",
    ),
    Key(
        "journal, MAC (`journal-mac`)",
        "HMAC-SHA256",
        "file of `MAILLAGE_KEYS`",
        "entries and heads of the journal",
        "never under an existing trail",
    ),
    Key(
        "journal, checkpoints (`journal-checkpoint`)",
        "Ed25519",
        "file of `MAILLAGE_KEYS`; its public half is given to the witnesses",
        "the checkpoints given to the witnesses",
        "by hand, with the witnesses",
    ),
    Key(
        "Django (`django-secret`)",
        "HMAC-SHA256",
        "file of `MAILLAGE_KEYS`",
        "forms and signed links of a few minutes; no content",
        "by replacing the file",
    ),
)

HEAD = """# Cryptographic inventory

Generated by `maillage keys inventory`; a test fails when this page is stale (ASVS 11.1.2). Code: `maillage/foundation/vault/`, the only
importer of `cryptography`.

"""


def markdown() -> str:
    """The page."""
    names = [column.name for column in fields(Key)]
    lines = [_line(names), _line(["---"] * len(names)), *(_line(astuple(key)) for key in KEYS)]
    parts = [_line(["part", "permission that opens it"]), _line(["---", "---"])]
    parts += [_line([f"`{part.value}`", f"`{permission.value}`"]) for part, permission in PERMISSIONS.items()]
    return HEAD + "## Keys\n\n" + "\n".join(lines) + "\n\n## Formats\n\n" + FORMATS + "\n## Parts\n\n" + "\n".join(parts) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


FORMATS = f"""- Sealed field and wrapped key: Tink's format, byte for byte (Tink itself is the oracle of a test):
  `0x01 | key id (4, big endian) | nonce ({crypto.NONCE_BYTES}, random) | ciphertext | tag ({crypto.TAG_BYTES})`.
- Fields are padded to steps of {crypto.STEP} bytes (0x80, then zeros) before they are encrypted.
- Attachment: `0x01 | prefix ({streams.PREFIX}, random)`, then chunks of {streams.CHUNK // 1024} KiB,
  nonce `prefix | counter (4, big endian) | last (1)`.
- A random nonce of 96 bits serves at most 2^32 messages under one key; a part of a subject seals some thousands.
- Passwords: Argon2id (Django). Sessions: SHA-256 of a random cookie. Randomness: the system's (`os.urandom`, `secrets`).
"""
