"""How a name sounds to a French ear, so that it is found however it was written down. Pure: words in, codes out.

Names come from twenty languages, heard on the telephone, written by whoever answered. Letters of other alphabets are read by the
name that Unicode gives them. Two codes: the *sound* (Katia and Catya agree) and its *bones*, consonants alone, for scripts that do not
write short vowels (محمد and Mohamed agree). Worked examples are in the tests.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

BONES_AT_LEAST = 3

# Cyrillic and Greek letters, and Arabic ones, by the word of their Unicode name that tells them apart.
_CYRILLIC: Mapping[str, str] = {
    "A": "a", "BE": "b", "VE": "v", "GHE": "g", "GHE WITH UPTURN": "g", "DE": "d", "IE": "e", "ZHE": "j", "ZE": "z", "I": "i",
    "BYELORUSSIAN-UKRAINIAN I": "i", "SHORT I": "i", "KA": "k", "EL": "l", "EM": "m", "EN": "n", "O": "o", "PE": "p", "ER": "r",
    "ES": "s", "TE": "t", "U": "u", "EF": "f", "HA": "h", "TSE": "ts", "CHE": "tch", "SHA": "ch", "SHCHA": "ch", "YERU": "i",
    "E": "e", "UKRAINIAN IE": "e", "YU": "iu", "YA": "ia", "JE": "i", "LJE": "li", "NJE": "ni", "DJE": "dj", "DZHE": "dj",
}  # fmt: skip
_GREEK: Mapping[str, str] = {
    "ALPHA": "a", "BETA": "v", "GAMMA": "g", "DELTA": "d", "EPSILON": "e", "ZETA": "z", "ETA": "i", "THETA": "t", "IOTA": "i",
    "KAPPA": "k", "LAMDA": "l", "MU": "m", "NU": "n", "XI": "x", "OMICRON": "o", "PI": "p", "RHO": "r", "SIGMA": "s",
    "FINAL SIGMA": "s", "TAU": "t", "UPSILON": "u", "PHI": "f", "CHI": "h", "PSI": "ps", "OMEGA": "o",
}  # fmt: skip
_ARABIC: Mapping[str, str] = {
    "ALEF": "a", "ALEF MAKSURA": "a", "BEH": "b", "PEH": "p", "TEH": "t", "TEH MARBUTA": "a", "THEH": "t", "JEEM": "j", "TCHEH": "tch",
    "HAH": "h", "KHAH": "kh", "DAL": "d", "THAL": "d", "REH": "r", "ZAIN": "z", "SEEN": "s", "SHEEN": "ch", "SAD": "s", "DAD": "d",
    "TAH": "t", "ZAH": "z", "AIN": "a", "GHAIN": "g", "FEH": "f", "VEH": "v", "QAF": "k", "KAF": "k", "KEHEH": "k", "GAF": "g",
    "LAM": "l", "MEEM": "m", "NOON": "n", "HEH": "h", "WAW": "ou", "YEH": "i", "FARSI YEH": "i",
}  # fmt: skip
_SCRIPTS = (("CYRILLIC", _CYRILLIC), ("GREEK", _GREEK), ("ARABIC", _ARABIC))
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ə": "e", "ɛ": "e", "ɔ": "o", "þ": "t", "ð": "d"}

_JOINED = {"æ": "e", "œ": "e", "ß": "ss"}


class _Signs(dict[int, str | None]):
    """What becomes of each sign, worked out once for each that is met, for `str.translate`."""

    def __init__(self, become: Callable[[str], str | None]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, code: int) -> str | None:
        self[code] = become = self._become(chr(code))
        return become


def _word_sign(sign: str) -> str | None:
    if unicodedata.combining(sign):
        return None
    return sign if sign.isalnum() or sign == "\n" else " "


def _our_letters(sign: str) -> str:
    return sign if sign.isascii() else _JOINED.get(sign) or _LATIN.get(sign) or _named(sign)


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    for script, letters in _SCRIPTS:
        if name.startswith(script):
            return letters.get(name.split("LETTER ", 1)[-1], "")
    return sign


_WORD_SIGNS, _OUR_LETTERS = _Signs(_word_sign), _Signs(_our_letters)


def folded(text: str) -> str:
    """Lower case, without accents, letters and digits only, words separated by one space. Letters keep their alphabet."""
    return " ".join(_plain(text).translate(_WORD_SIGNS).split())


def latin(text: str) -> str:
    """A folded text in the letters a to z and digits; a sign of an alphabet that is not known here is left as it is."""
    return text if text.isascii() else text.translate(_OUR_LETTERS)


def read_lines(text: str) -> str:
    """`latin(folded(line))` of each line, but for the number of spaces between words: sign by sign, not line by line."""
    plain = _plain(text)
    for sign in set(plain):
        if not sign.isascii():
            plain = plain.replace(sign, sign.translate(_WORD_SIGNS).translate(_OUR_LETTERS))
    return plain.translate(_WORD_SIGNS)


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKD", text.casefold())


# Longest first where they begin alike; each takes what it reads, so that no sound is read twice.
_RULES: tuple[tuple[str, str], ...] = (
    (r"^(?:m|n)(?=[bcdfgjkpqstvz])", ""),  # Mbaduno, Ndeye, Nkechi: the first nasal is not heard
    (r"^x", "S"),  # Xiao, Xhemile
    (r"tsch|tch|sch|sh|ch|cz", "C"),
    (r"dj|dzh|zh|j|g(?=[eiy])", "J"),
    (r"ng?$|gn|ñ", "N"),  # Blessing ends like Blésine
    (r"ph|f", "F"),
    (r"kh|qu|q|k|ck|cc?(?![eiy])|cqu", "K"),
    (r"x", "KS"),
    (r"gh|gu(?=[eiy])|g", "G"),
    (r"sc(?=[eiy])|ts|tz|c|s|z", "S"),
    (r"th|t", "T"),
    (r"ou(?=[aeiy])|w|v", "V"),  # Ouassila, Wassila
    (r"h", ""),
    (r"eau|au|o(?![u])", "O"),
    (r"ou|oo|u", "U"),
    (r"ee|ie$|y|i", "I"),
    (r"(?<=[b-df-hj-np-tv-xz])e$", ""),  # a last e is mute
    (r"e?ai|e?ei|ay|ey|eu|oe|ae|e", "E"),
    (r"a", "A"),
    (r"b", "B"),
    (r"d", "D"),
    (r"l", "L"),
    (r"m", "M"),
    (r"n", "N"),
    (r"p", "P"),
    (r"r", "R"),
    (r"[0-9]", r""),
)
_READ = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))
_SOUNDS = tuple(sound for _, sound in _RULES)
_TWICE = re.compile(r"([ab-df-hj-np-tv-z])\1+")  # in the letters; "ee" and "oo" are read as one sound
_LONG = re.compile(r"([AEIOU])\1+")
_VOWELS = re.compile(r"[AEIOU]")


def sound(word: str) -> str:
    """The sound of one folded word; empty for what is no word (digits) or when nothing is heard."""
    heard = _READ.sub(_one, _TWICE.sub(r"\1", latin(word)))
    return _LONG.sub(r"\1", heard if heard.isalpha() and heard.isascii() else "".join(sign for sign in heard if "A" <= sign <= "Z"))


def _one(found: re.Match[str]) -> str:
    return _SOUNDS[(found.lastindex or 1) - 1]


def bones(heard: str) -> str:
    """The consonants of a sound, "" when there are too few of them to say anything."""
    kept = _VOWELS.sub("", heard)
    return kept if len(kept) >= BONES_AT_LEAST else ""


# By which letters a word may begin for its sound to begin so: a word is not listened to when its first letter cannot do.
_BEGINNINGS: Mapping[str, str] = {
    "A": "ah", "B": "bmnh", "C": "cstmnh", "D": "dmnh", "E": "eaoh", "F": "fpmnh", "G": "gmnh", "I": "iyeh", "J": "jdgzmnh",
    "K": "kqcmnh", "L": "lh", "M": "mh", "N": "ngh", "O": "oaeh", "P": "pmnh", "R": "rh", "S": "sxzctmnh", "T": "tmnh", "U": "uoh",
    "V": "vwomnh",
}  # fmt: skip


def beginnings(heard: str) -> str:
    """The first letters of the words that may sound like that, in our alphabet. Never leaves out one that does."""
    return _BEGINNINGS.get(heard[:1], "")
