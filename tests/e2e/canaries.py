"""Secrets that no other text holds, and where they must never be found: the same search finds one that is planted on purpose.

Every secret of a run carries one mark drawn for it, so that one look at each file is enough, in every encoding.
"""

from __future__ import annotations

import base64
import codecs
import itertools
import random
import secrets
import string
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "utf-32-le")
CHUNK = 4 * 1024 * 1024


@dataclass(frozen=True)
class Woman:
    """All that is typed about one person: each text is a secret of its own."""

    pseudonym: str
    contact: str
    last_name: str
    first_name: str
    nationality: str
    birth_date: date
    project: str
    commitments: str


@dataclass
class Canaries:
    """The secrets of a run."""

    mark: str = field(default_factory=lambda: "zq" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(10)))
    sown: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def sow(self, what: str) -> str:
        """A text that exists nowhere else, and starts with words that a reader understands."""
        text = f"{what} {self.mark}{next(self.numbers):03d}"
        self.sown.append(text)
        return text

    def woman(self, pseudonym: str = "Zélie") -> Woman:
        """Somebody about whom everything is secret."""
        return Woman(
            pseudonym=self.sow(pseudonym),
            # A number of her own: a second file with the same one would be taken for hers.
            contact=self.sow(f"06 39 {secrets.randbelow(10**6):06d}, après 14 h, rien sur le répondeur"),
            last_name=self.sow("Ionesco-Brănești"),
            first_name=self.sow("Ilinca"),
            nationality=self.sow("roumaine"),
            birth_date=date(1991, 3, 7),
            project=self.sow("Apprendre le français, puis un travail dans la cuisine : « à moi »."),
            commitments=self.sow("Venir aux rendez-vous du mardi ; l'association cherche une chambre."),
        )


def needles(mark: str) -> dict[str, bytes]:
    """The mark as it could lie in a file: encodings, cases, hexadecimal, base64 at its three alignments, reversed."""
    found: dict[str, bytes] = {}
    for spelt, text in (("as typed", mark), ("in capitals", mark.upper()), ("backwards", mark[::-1])):
        for encoding in ENCODINGS:
            found[f"{encoding}, {spelt}"] = text.encode(encoding)
        raw = text.encode()
        found[f"hexadecimal, {spelt}"] = raw.hex().encode()
        found[f"HEXADECIMAL, {spelt}"] = raw.hex().upper().encode()
        found[f"rot13, {spelt}"] = codecs.encode(text, "rot13").encode()
        for shift in range(3):
            # The characters that depend on the neighbours are left out.
            whole = base64.b64encode(b"\0" * shift + raw)
            found[f"base64 at {shift}, {spelt}"] = whole[-(-shift * 4 // 3) : (shift + len(raw)) * 8 // 6 - 1].rstrip(b"=")
    found["percent-encoded"] = urllib.parse.quote(" " + mark, safe=string.ascii_letters).encode()
    return found


def where_found(folder: Path, wanted: dict[str, bytes]) -> list[str]:
    """Each file under a folder whose name or bytes hold one of these, and how it is written there."""
    longest = max(len(each) for each in wanted.values())
    hits = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hits += [f"{name}: its name, {how}" for how, needle in wanted.items() if needle in name.encode()]
        if path.is_file():
            hits += [f"{name}: {how}" for how in _in_file(path, wanted, longest=longest)]
    return hits


def _in_file(path: Path, wanted: dict[str, bytes], *, longest: int) -> set[str]:
    hits: set[str] = set()
    tail = b""
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            seen = tail + chunk
            hits |= {how for how, needle in wanted.items() if needle in seen}
            tail = seen[-longest:]
    return hits


def slices(content: bytes, *, how_many: int = 6, size: int = 24) -> dict[str, bytes]:
    """A few slices of a file, to find it again where its text is compressed."""
    draw = random.Random(len(content))
    starts = sorted(draw.randrange(len(content) // 4, len(content) - size) for _ in range(how_many))
    return {f"the bytes of the file at {start}": content[start : start + size] for start in starts}


def leaked(texts: Iterable[str], *, mark: str) -> list[str]:
    """Those of these texts that hold a secret."""
    return [text[:200] for text in texts if mark in text]
