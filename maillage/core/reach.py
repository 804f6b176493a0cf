"""What to dial and where to write, as people type it: one number, one address, or nothing. Two numbers are a question, not an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FEWEST, _MOST = 4, 15
_TYPED = re.compile(r"^\+?[0-9][0-9 .\-()\u00a0\u202f/]*$")
_IN_WORDS = re.compile(r"(?<![\w+])(?:\+|00|0)[0-9](?:[ .\-\u00a0\u202f/]?[0-9]){7,13}(?!\w)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Reach:
    """A number and an address that may be used if her rule allows it; empty when none is known. Its repr shows nothing."""

    number: str = ""
    email: str = ""

    def __repr__(self) -> str:
        return "Reach(…)"

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it: digits, and the plus of a country."""
        return dialled(self.number)


def dialled(number: str) -> str:
    """The digits of a number, and the plus of a country."""
    digits = "".join(each for each in number if each in "0123456789")
    return f"+{digits}" if number.lstrip().startswith("+") else digits


def dialable(typed: str) -> bool:
    """Is this one number, and nothing else?"""
    return _TYPED.match(typed.strip()) is not None and _FEWEST <= len(dialled(typed).lstrip("+")) <= _MOST


def number_in(words: str) -> str:
    """The only number that words hold, as typed; empty when they hold none, or several different ones."""
    found = {dialled(each): each for each in _IN_WORDS.findall(words)}
    return next((each for digits, each in found.items() if _is_one(digits)), "") if len(found) == 1 else ""


def _is_one(digits: str) -> bool:
    # Two numbers side by side look like a long one: without the code of a country, a number has ten digits.
    return digits.startswith(("+", "00")) or len(digits) == 10


def masked(words: str, *, by: str) -> str:
    """The words with `by` in the place of every number."""
    return _IN_WORDS.sub(lambda _: by, words)


def email_in(words: str) -> str:
    """The only address that words hold; empty when they hold none, or several."""
    found = {each.casefold(): each for each in _ADDRESS.findall(words)}
    return next(iter(found.values())) if len(found) == 1 else ""


def reach_in(*, number: str, email: str, words: str, words_tell_number: bool, words_tell_email: bool) -> Reach:
    """What was noted apart first; else what the words hold, when they speak of her own number or address."""
    return Reach(
        number=number.strip() or (number_in(words) if words_tell_number else ""),
        email=email.strip() or (email_in(words) if words_tell_email else ""),
    )
