"""A reference said in a few words: which newspaper, which partner, which report. Never an advert: no address, number, handle or name."""

from __future__ import annotations

import re
from enum import StrEnum

from maillage.core.free_text import Found, warnings_in

LIMIT = 80


class Unfit(StrEnum):
    """Why a reference is refused."""

    LONG = "long"
    LINK = "link"
    ACCOUNT = "account"
    NUMBER = "number"
    PERSON = "person"


# A scheme, "www.", or something dotted that ends like the name of a site. "8 avril 2020.", "p.3" and "n.d." are none.
_LINK = re.compile(r"(?i)\b(?:[a-z][a-z0-9+]{1,9}://|www\.)|\b[\w-]{2,}\.(?:[a-z]{2,})(?:/|\b)")
_ACCOUNT = re.compile(r"(?:^|[\s(«:])[@#]\s?\w")
_DIGITS = re.compile(r"\d(?:[ .\-/  ]?\d)*")
_MOST_DIGITS = 8  # a whole date; an advert, an account or a telephone has more, or the ten of a national number
_MANY_LINES = re.compile(r"[\r\n]")


def why_unfit(text: str) -> Unfit | None:
    """Why these words cannot stand as a reference; None when they can. Blank is fit: a reference is not compulsory."""
    if len(text) > LIMIT or _MANY_LINES.search(text):
        return Unfit.LONG
    found = {each.found for each in warnings_in(text)}
    if _LINK.search(text) or Found.EMAIL in found:
        return Unfit.LINK
    if _ACCOUNT.search(text):
        return Unfit.ACCOUNT
    if Found.PHONE in found or any(sum(sign.isdigit() for sign in run) > _MOST_DIGITS for run in _DIGITS.findall(text)):
        return Unfit.NUMBER
    return Unfit.PERSON if Found.THIRD_PERSON in found else None
