"""Free text without the names that it should not have held: what members read before a session never names anybody it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from maillage.core.phonetics import folded

MASK = "[…]"

_NUMBER = re.compile(r"(?<!\w)\w{1,4}-(?:19|20)\d{2}-\d{4,}(?!\w)")
"""The number of an application: department, year, order of filing."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_PARTICLES = frozenset({"de", "del", "des", "della", "dos", "von", "van", "ben", "bint", "abu", "les"})


def without_names(text: str, *, names: Iterable[str]) -> str:
    """The text with each word of these names masked, whatever its case or accents, and each number of an application.

    Particles and words of one or two letters are masked only when a name has nothing longer. A word that is also a name is masked too:
    too much is hidden rather than too little.
    """
    hidden = frozenset(word for name in names for word in _telling(name))
    text = _NUMBER.sub(MASK, unicodedata.normalize("NFC", text))
    return _WORD.sub(lambda found: MASK if folded(found.group()) in hidden else found.group(), text)


def _telling(name: str) -> set[str]:
    words = {folded(word) for word in _WORD.findall(unicodedata.normalize("NFC", name))}
    return {word for word in words if len(word) >= _SHORTEST and word not in _PARTICLES} or words
