"""Comparing names in memory: case, accents and alphabets forgiven, part of a word found, the same sound recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from maillage.core.phonetics import beginnings, bones, folded, latin, read_lines, sound

PHONE_AT_LEAST = 4
REFERENCE_AT_LEAST, REFERENCE_AT_MOST = 4, 8
REFERENCE_SIGNS = frozenset("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
_LENGTHS_APART = 4
_NO_DIGIT = re.compile(r"\D+")
_NO_CODE = re.compile(r"[^A-Z0-9]+")


class Likeness(IntEnum):
    """How what is typed was found, the surest first."""

    SAME = 0
    BEGINNING = 1
    PART = 2
    SOUND = 3


@dataclass(frozen=True, repr=False)
class Heard:
    """One word typed, prepared: how it sounds, its bones, and by which letters a word that sounds so may begin. Its repr shows nothing."""

    word: str
    sound: str
    bones: str
    begins: str

    def __repr__(self) -> str:
        return "<Heard>"

    @classmethod
    def of(cls, word: str) -> Heard:
        """Listen to a word; a sound of one sign is no likeness."""
        said = sound(word)
        return cls(word, said, bones(said), beginnings(said)) if len(said) > 1 else cls(word, "", "", "")


@dataclass(frozen=True, repr=False)
class Query:
    """What was typed, prepared once to be compared with thousands of names. Its repr shows nothing."""

    text: str
    words: tuple[Heard, ...]
    digits: str
    code: str

    def __repr__(self) -> str:
        return "<Query>"

    @classmethod
    def of(cls, typed: str) -> Query:
        """Read what was typed."""
        text = latin(folded(typed))
        digits, letters = _digits(typed), any(sign.isalpha() for sign in text)
        # Four digits among letters are a reference, not a telephone number.
        number = digits.replace(" ", "") if not letters else ""
        return cls(
            text=text,
            words=tuple(map(Heard.of, text.split())),
            digits=number if len(number) >= PHONE_AT_LEAST else "",
            code=_NO_CODE.sub("", typed.upper()),
        )

    @property
    def is_name(self) -> bool:
        """Is there a letter to compare names with?"""
        return any(sign.isalpha() for sign in self.text)

    @property
    def may_be_reference(self) -> bool:
        """Has it the length and the signs of a reference, or of half of one?"""
        return REFERENCE_AT_LEAST <= len(self.code) <= REFERENCE_AT_MOST and REFERENCE_SIGNS.issuperset(self.code)


def likely(query: Query, lines: Sequence[str]) -> list[int]:
    """The places of the lines that may answer: all those where `likeness` finds something, and few others.

    A line is all the texts of one file. Thousands are passed over together, by the longest word typed, before any is compared.
    """
    if not query.words:
        return []
    heard = max(query.words, key=lambda each: len(each.word))
    joined = "\n".join(lines)
    if joined.count("\n") >= len(lines) > 0:
        joined = "\n".join(line.replace("\n", " ") for line in lines)
    known = read_lines(joined)
    without_spaces = known.replace(" ", "").split("\n")
    found = {place for place, line in enumerate(without_spaces) if heard.word in line}
    said = {other for other in set(known.split()) if _may_sound(heard, other) and _alike(heard, other)}
    if said:
        found |= {place for place, line in enumerate(known.split("\n")) if not said.isdisjoint(line.split())}
    return sorted(found)


def likeness(query: Query, texts: Iterable[str]) -> Likeness | None:
    """How the words typed are found in these texts of one file, all of them; the least sure of the words decides. None: not found."""
    known = [latin(folded(text)) for text in texts]
    if not query.words:
        return None
    if query.text in known:
        return Likeness.SAME
    worst = Likeness.BEGINNING
    for heard in query.words:
        found = _best(heard, known)
        if found is None:
            return None
        worst = max(worst, found)
    return worst


def _best(heard: Heard, known: list[str]) -> Likeness | None:
    word, part = heard.word, False
    for text in known:
        if word in text:
            if text.startswith(word) or f" {word}" in text:
                return Likeness.BEGINNING
            part = True
        elif " " in text and word in text.replace(" ", ""):
            part = True
    if part:
        return Likeness.PART
    if any(_may_sound(heard, other) and _alike(heard, other) for text in known for other in text.split()):
        return Likeness.SOUND
    return None


def _may_sound(heard: Heard, other: str) -> bool:
    """Told by its first letter: thousands of words are passed over so, and never listened to."""
    return heard.sound != "" and (other[0] in heard.begins or other[0] > "z")


def _alike(heard: Heard, other: str) -> bool:
    if abs(len(heard.word) - len(other)) > _LENGTHS_APART:
        return False
    theirs = sound(other)
    said = heard.sound
    if not theirs:
        return False
    return said == theirs or (len(said) >= 4 and theirs.startswith(said)) or bool(heard.bones and heard.bones == bones(theirs))


def matches(query: str, text: str) -> bool:
    """Is each word of the query found in the text, as written or by its sound? An empty query matches nothing."""
    return likeness(Query.of(query), [text]) is not None


def matches_reference(query: Query, reference: str) -> Likeness | None:
    """A file's reference, whole or by a part of four signs, its dash forgiven."""
    code = _NO_CODE.sub("", reference.upper())
    if not query.may_be_reference or query.code not in code:
        return None
    return Likeness.SAME if query.code == code else Likeness.PART


def matches_phone(query: Query, texts: Iterable[str]) -> Likeness | None:
    """A telephone number in what was noted, whatever its spaces and its +33."""
    if not query.digits:
        return None
    if any(query.digits in _digits(text) for text in texts):
        return Likeness.SAME if len(query.digits) >= 9 else Likeness.PART
    return None


def may_hold_number(query: Query, lines: Sequence[str]) -> list[int]:
    """The places of the lines where `matches_phone` may find the number typed: thousands are passed over at once, by their digits alone."""
    # Behind +33 the first zero is not written; what follows it stands in a row, once all that is no digit is left out.
    wanted = query.digits.removeprefix("0").encode()
    digits = "\n".join(line.replace("\n", " ") for line in lines).encode().translate(None, delete=_NOT_DIGITS).split(b"\n")
    return [place for place, line in enumerate(digits) if wanted in line] if query.digits.isascii() else list(range(len(lines)))


_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789\n"))
_BETWEEN = re.compile(r"(?<=\d)[\s.\-/()]+(?=\d)")
_NUMBER = re.compile(r"\+?\d+")
_FRANCE = re.compile(r"^(?:\+|00)33\(?0?\)?")


def _digits(text: str) -> str:
    """The numbers of a text, those of France as they are dialled there."""
    return " ".join(_NO_DIGIT.sub("", _FRANCE.sub("0", number)) for number in _NUMBER.findall(_BETWEEN.sub("", text)))
