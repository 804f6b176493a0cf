"""The key of the journal: outside the database, made once, never replaced under an existing trail."""

from __future__ import annotations

from maillage.foundation.kernel import keyfiles
from maillage.foundation.kernel.keyfiles import KeyFileProblem

KEY = "journal-mac"


def read_key() -> bytes:
    """The key in force. Raises KeyFileProblem when its file is missing or unfit."""
    return keyfiles.read_key(KEY)


def read_key_to_write() -> bytes:
    """The key, made on first use where allowed, unless entries exist already: a second key would disown them all."""
    try:
        return keyfiles.read_key(KEY)
    except KeyFileProblem:
        from maillage.foundation.journal.models import Entry

        if Entry.unscoped.exists():
            raise
        return keyfiles.read_or_create_key(KEY)
