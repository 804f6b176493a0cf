"""Names of files: made here, never received. The label that somebody gave is cleaned, sealed, and shown as text only."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
_DOUBTFUL = re.compile(r"[^A-Za-z0-9._ -]+")


def clean_label(raw: str) -> str:
    """A label fit to be shown: last part of a path, no control, no mark that turns the direction of reading, at most 120 signs."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(" " if character.isspace() else character for character in last if not _is_hidden(character))
    return " ".join(shown.split())[:LONGEST].strip(" .")


def safe_name(label: str, *, extension: str, fallback: str = "document") -> str:
    """The name offered for a download: the label without its own extension, then the extension of the true kind."""
    stem = clean_label(label)
    if "." in stem:
        head, _dot, tail = stem.rpartition(".")
        stem = head if head and len(tail) <= 5 and tail.isalnum() else stem
    return f"{stem.strip(' .') or fallback}.{extension}"


def ascii_name(name: str) -> str:
    """The same name in plain letters, for old readers of RFC 6266 (`filename=`)."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode("ascii")
    stem, _dot, extension = _DOUBTFUL.sub("_", plain).rpartition(".")
    return f"{stem.strip(' ._') or 'document'}.{extension}"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and not character.isspace()
