"""Free text says more than it should: e-mail addresses, telephone numbers, names of other people. Noticed while typing, never blocked.

Source: CNIL, deliberation 2011-224 of 21 July 2011 (comment zones: relevant, adequate, not excessive). What is found is a guess: the
writer decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from maillage.core.phrase import Phrase, phrase


class Found(StrEnum):
    """What a piece of text looks like."""

    EMAIL = "email"
    PHONE = "phone"
    THIRD_PERSON = "third_person"


@dataclass(frozen=True)
class TextWarning:
    """A piece of the text, and what it looks like. Its repr shows no text: it may come from a sealed note."""

    found: Found
    excerpt: str

    @property
    def sentence(self) -> Phrase:
        """What it looks like, and what to write instead."""
        if self.found is Found.EMAIL:
            return phrase("« {excerpt} » ressemble à une adresse électronique : sa place est dans le contact sûr.", excerpt=self.excerpt)
        if self.found is Found.PHONE:
            return phrase("« {excerpt} » ressemble à un numéro de téléphone : sa place est dans le contact sûr.", excerpt=self.excerpt)
        return phrase(
            "« {excerpt} » semble nommer une autre personne : son lien avec elle suffit (« sa sœur », « un voisin »).", excerpt=self.excerpt
        )

    def __repr__(self) -> str:
        return f"TextWarning({self.found.value})"


_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# One separator all along: "01.02.2020 14" is a day and an hour.
_NATIONAL = re.compile(r"(?<![\w+])0[1-9]([ .\-/]?)\d{2}(?:\1\d{2}){3}(?!\w)")
_INTERNATIONAL = re.compile(r"(?<!\w)\(?(?:\+|00)\d[\d ().\-/]{6,22}\d(?!\w)")
_DIGITS_ABROAD = range(8, 16)  # E.164: fifteen digits at most
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_AFTER_TITLE, _AFTER_LINK = re.compile(r"\.?[ \t]*"), re.compile(r"[ \t]*[,:(«]?[ \t]*")
_SHORT_TITLES = frozenset({"M", "MM", "Mr", "Mme", "Mmes", "Mlle", "Dr", "Me", "Pr"})
_TITLES = frozenset({"monsieur", "madame", "mademoiselle", "docteur", "docteure", "maître", "maitre"})
_PARTICLES = frozenset({"de", "du", "des", "da", "dos", "el", "al", "ben", "van", "von", "le", "la"})
_KIN = frozenset(
    {
        "mari", "époux", "compagnon", "conjoint", "copain", "copine", "ami", "amie", "ex", "ex-mari", "ex-conjoint", "ex-compagnon",
        "frère", "sœur", "soeur", "mère", "père", "maman", "papa", "fils", "fille", "enfant", "bébé", "cousin", "cousine", "oncle",
        "tante", "neveu", "nièce", "grand-mère", "grand-père", "belle-mère", "beau-père", "belle-sœur", "beau-frère", "patron",
        "patronne", "proxénète", "mac", "client", "voisin", "voisine", "colocataire", "collègue", "passeur", "fiancé", "fiancée",
        "petit-ami", "petite-amie", "logeur",
    }
)  # fmt: skip
_NAMING = ("appelle", "appelait", "nomme", "nommé", "nommée", "prénommé", "prénommée", "appelé", "appelée")
# Capitalised by habit or after a slip of the keyboard, never a name.
_NO_NAME = frozenset(
    {
        "elle", "il", "ils", "elles", "je", "nous", "vous", "on", "ce", "cette", "ces", "un", "une", "les", "mais", "et", "puis",
        "ou", "si", "à", "dans", "pour", "avec", "sans", "par", "car", "depuis", "hier", "demain", "lundi", "mardi", "mercredi",
        "jeudi", "vendredi", "samedi", "dimanche", "madame", "monsieur", "le", "la", "préfet", "préfète", "juge", "procureur",
        "procureure", "président", "présidente", "maire", "commissaire",
    }
)  # fmt: skip


def warnings_in(text: str) -> tuple[TextWarning, ...]:
    """What the text gives away, in its order, each once: e-mail addresses, French and foreign telephone numbers, people named by a title
    ("M. Dupont") or after a link ("son mari Karim", "qui s'appelle Aïda"). Figures of any script are read. Warns, never blocks.
    """
    plain = _with_latin_figures(text)
    places = sorted({*_emails(plain), *_phones(plain), *_people(plain)})
    kept: dict[TextWarning, None] = {}
    for _start, found, excerpt in places:
        kept.setdefault(TextWarning(found=found, excerpt=excerpt))
    return tuple(kept)


_Place = tuple[int, Found, str]


def _with_latin_figures(text: str) -> str:
    """Figures of other scripts as 0 to 9, no-break spaces as spaces: one sign for one sign."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else " " if sign in "\u00a0\u202f\u2009" else sign for sign in text)


def _emails(text: str) -> Iterator[_Place]:
    for match in _EMAIL.finditer(text):
        yield match.start(), Found.EMAIL, match.group()


def _phones(text: str) -> Iterator[_Place]:
    for match in _NATIONAL.finditer(text):
        yield match.start(), Found.PHONE, match.group()
    for match in _INTERNATIONAL.finditer(text):
        if sum(sign.isdecimal() for sign in match.group().removeprefix("00")) in _DIGITS_ABROAD:
            yield match.start(), Found.PHONE, match.group()


def _people(text: str) -> Iterator[_Place]:
    words = list(_WORD.finditer(text))
    for rank, word in enumerate(words[:-1]):
        if not _announces(word.group()):
            continue
        name = _name_after(rank, words=words, text=text)
        if name is not None:
            yield word.start(), Found.THIRD_PERSON, text[word.start() : name.end()]


def _announces(word: str) -> bool:
    """May a name follow? A title, a link, or a verb that names."""
    low = word.lower()
    return _is_title(word) or low in _KIN or low.split("'")[-1].split("’")[-1] in _NAMING


def _is_title(word: str) -> bool:
    return word in _SHORT_TITLES or word.lower() in _TITLES


def _name_after(rank: int, *, words: list[re.Match[str]], text: str) -> re.Match[str] | None:
    """The name that follows the word at this rank, over a particle, when nothing but a dot, a comma or a space stands between."""
    between = _AFTER_TITLE if _is_title(words[rank].group()) else _AFTER_LINK
    for step in (1, 2):
        if rank + step >= len(words):
            return None
        before, after = words[rank + step - 1], words[rank + step]
        if not between.fullmatch(text[before.end() : after.start()]):
            return None
        if _is_name(after.group()):
            return after
        if after.group().lower() not in _PARTICLES:
            return None
    return None


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.lower() not in _NO_NAME
