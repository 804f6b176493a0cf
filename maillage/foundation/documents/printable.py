"""Which characters the fonts inside typst can print, so that one that they cannot never stops a letter.

The table was made by asking typst itself, character by character; a test prints all of it. Fonts of the machine are not
used: the same letter gives the same bytes everywhere.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

MARK = "[?]"
"""What stands on the paper in place of a character that cannot be printed: visible, and readable aloud."""

# First and last code point of each range: Latin and its extensions, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari,
# Georgian, punctuation, currencies, arrows, boxes and ticks.
RANGES: tuple[tuple[int, int], ...] = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x4FF),
    (0x531, 0x556), (0x559, 0x58A), (0x591, 0x5C7), (0x5D0, 0x5EA), (0x5EF, 0x5F4), (0x606, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F),
    (0x621, 0x63A), (0x640, 0x655), (0x660, 0x66D), (0x679, 0x67B), (0x67E, 0x680), (0x686, 0x687), (0x691, 0x691), (0x698, 0x698),
    (0x6A4, 0x6A4), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6BE, 0x6BE), (0x6CC, 0x6CC), (0x6F0, 0x6F9), (0x900, 0x950), (0x955, 0x97F),
    (0x10D0, 0x10FF), (0x1E00, 0x1EFF), (0x1F00, 0x1F15), (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x2040), (0x2044, 0x2052),
    (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20C0), (0x2100, 0x211E), (0x2122, 0x2122), (0x2153, 0x2184), (0x2190, 0x22FF),
    (0x2500, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2718), (0xFB00, 0xFB06),
)  # fmt: skip
_STARTS = [first for first, _last in RANGES]


def is_printable(character: str) -> bool:
    """Can the fonts inside typst print this character?"""
    place = bisect_right(_STARTS, ord(character)) - 1
    return place >= 0 and ord(character) <= RANGES[place][1]


def make_printable(text: str, *, replaced: set[str]) -> str:
    """The text with a visible mark in place of what cannot be printed, which is added to `replaced`.

    Accents typed apart are joined to their letter first; invisible marks (direction, joiners) are dropped; a tab is a space.
    """
    printed: list[str] = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")):
        if character == "\n" or is_printable(character):
            printed.append(character)
        elif unicodedata.category(character) not in ("Cf", "Mn"):
            replaced.add(character)
            printed.append(MARK)
        elif unicodedata.category(character) == "Mn":
            replaced.add(character)
    return "".join(printed)


def name_of(character: str) -> str:
    """A replaced character as it is announced: `U+4E2D`, with the character itself when it can be shown."""
    code = f"U+{ord(character):04X}"
    return code if unicodedata.category(character).startswith("C") else f"{character} ({code})"
