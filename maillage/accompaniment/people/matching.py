"""Comparing names in memory: case, accents and alphabets forgiven, part of a word found, the same sound recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from maillage.core.phonetics import bones, folded, latin, may_begin, sound

PHONE_AT_LEAST = 4
_LENGTHS_APART = 4
_NO_DIGIT = re.compile(r"\D+")
_NO_CODE = re.compile(r"[^A-Z0-9]+")
_REFERENCE = 8


class Likeness(IntEnum):
    """How what is typed was found, the surest first."""

    SAME = 0
    BEGINNING = 1
    PART = 2
    SOUND = 3


@dataclass(frozen=True)
class Query:
    """What was typed, prepared once to be compared with thousands of names."""

    text: str
    words: tuple[str, ...]
    sounds: tuple[tuple[str, str], ...]
    digits: str
    code: str

    @classmethod
    def of(cls, typed: str) -> Query:
        """Read what was typed."""
        text = latin(folded(typed))
        words = tuple(text.split())
        heard = tuple((said, bones(said)) for said in map(sound, words))
        digits = _digits(typed)
        letters = any(sign.isalpha() for sign in text)
        # Four digits among letters are a reference, not a telephone number.
        return cls(text, words, heard, digits if len(digits) >= PHONE_AT_LEAST and not letters else "", _NO_CODE.sub("", typed.upper()))

    @property
    def is_name(self) -> bool:
        """Is there a letter to compare names with?"""
        return any(sign.isalpha() for sign in self.text)


def likeness(query: Query, texts: Iterable[str]) -> Likeness | None:
    """How the words typed are found in these texts of one file, all of them; the least sure of the words decides. None: not found."""
    known = [latin(folded(text)) for text in texts]
    if not query.words:
        return None
    if query.text in known:
        return Likeness.SAME
    worst = Likeness.SAME
    for word, heard in zip(query.words, query.sounds, strict=True):
        found = _best(word, heard, known)
        if found is None:
            return None
        worst = max(worst, found)
    return max(worst, Likeness.BEGINNING)


def _best(word: str, heard: tuple[str, str], known: list[str]) -> Likeness | None:
    part = False
    for text in known:
        if word in text:
            if text.startswith(word) or f" {word}" in text:
                return Likeness.BEGINNING
            part = True
        elif word in text.replace(" ", ""):
            part = True
    if part:
        return Likeness.PART
    return Likeness.SOUND if any(_alike(word, heard, other) for text in known for other in text.split()) else None


def _alike(word: str, heard: tuple[str, str], other: str) -> bool:
    said, skeleton = heard
    if not said or abs(len(word) - len(other)) > _LENGTHS_APART or not may_begin(said, other):
        return False
    theirs = sound(other)
    if not theirs or len(said) < 2:
        return False
    return said == theirs or (len(said) >= 4 and theirs.startswith(said)) or bool(skeleton and skeleton == bones(theirs))


def matches(query: str, text: str) -> bool:
    """Is each word of the query found in the text, as written or by its sound? An empty query matches nothing."""
    return likeness(Query.of(query), [text]) is not None


def matches_reference(query: Query, reference: str) -> Likeness | None:
    """A file's reference, whole or by a part of four signs, its dash forgiven."""
    code = _NO_CODE.sub("", reference.upper())
    if len(query.code) < 4 or query.code not in code:
        return None
    return Likeness.SAME if query.code == code else Likeness.PART


def matches_phone(query: Query, texts: Iterable[str]) -> Likeness | None:
    """A telephone number in what was noted, whatever its spaces and its +33."""
    if not query.digits:
        return None
    for text in texts:
        digits = _digits(text)
        if query.digits in digits:
            return Likeness.SAME if len(query.digits) >= 9 else Likeness.PART
    return None


def _digits(text: str) -> str:
    """The digits of a text, numbers of France as they are dialled there."""
    joined = re.sub(r"(?<=\d)[\s.\-/()]+(?=\d)", "", text)
    numbers = [re.sub(r"^(?:\+|00)33\(?0?\)?", "0", number) for number in re.findall(r"\+?\d+", joined)]
    return " ".join(_NO_DIGIT.sub("", number) for number in numbers)
