"""Codes drawn for her, and answers as they are compared. Pure."""

from __future__ import annotations

import secrets
import unicodedata

from maillage.core.phonetics import folded

DIGITS = 16
SHORTEST_ANSWER = 4


def draw_code() -> str:
    """Sixteen random digits (53 bits): they can be told in any language, and say nothing."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def spaced(code: str) -> str:
    """In groups of four, as it is read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """The digits of what was typed, in whatever script; empty when there are not sixteen."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdecimal())
    return digits if len(digits) == DIGITS else ""


def read_answer(typed: str) -> str:
    """The answer without case, accents, spaces or signs: what she meant, however she types it."""
    return folded(typed).replace(" ", "")


def words_of(*, code: str, answer: str) -> str:
    """What locks her key: the code and the answer together."""
    return f"{code}|{read_answer(answer)}"
