"""Messages that betray nothing: a closed list of texts, and what a text must never hold.

Not a rule of law but of safety (security.md, T2; features 2.3): somebody else may read her telephone. A message says no reason, no
place, no name, gives no number and no link; it is signed by the alias chosen with her.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from maillage.core.free_text import Found, warnings_in
from maillage.core.phonetics import folded
from maillage.core.phrase import Phrase, phrase
from maillage.core.safe_contact import hour_in_words

ALIAS_LIMIT = 30
TEXT_LIMIT = 160  # one SMS
DEFAULT_ALIAS = "C."
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Template(StrEnum):
    """What may be written to her. There is no free text."""

    NEWS = "news"
    CALL_BACK = "call_back"
    WILL_CALL = "will_call"
    AS_AGREED = "as_agreed"
    MOVED = "moved"
    COME_BY = "come_by"

    @property
    def label(self) -> Phrase:
        """What it is for, for whoever sends it."""
        return _LABELS[self]

    @property
    def dated(self) -> bool:
        """Does it say a day and an hour?"""
        return "{day}" in TEXTS[self]


_LABELS: Mapping[Template, Phrase] = {
    Template.NEWS: phrase("prendre de ses nouvelles"),
    Template.CALL_BACK: phrase("lui demander de rappeler"),
    Template.WILL_CALL: phrase("annoncer un appel"),
    Template.AS_AGREED: phrase("rappeler un rendez-vous"),
    Template.MOVED: phrase("dire qu'un rendez-vous change"),
    Template.COME_BY: phrase("l'inviter à passer"),
}

# What leaves, in French whatever the language of the screens: each is proven neutral by a test, with every alias and every hour.
TEXTS: Mapping[Template, str] = {
    Template.NEWS: "Bonjour, juste un petit mot pour prendre des nouvelles. Bonne journée. {alias}",
    Template.CALL_BACK: "Bonjour, quand ce sera possible, un petit appel me ferait plaisir. Rien ne presse. {alias}",
    Template.WILL_CALL: "Bonjour, je pense appeler {day} à {hour}. {alias}",
    Template.AS_AGREED: "Bonjour, c'est toujours bon pour {day} à {hour}. {alias}",
    Template.MOVED: "Bonjour, ce ne sera pas possible {day} à {hour}. On se reparle vite. {alias}",
    Template.COME_BY: "Bonjour, passez quand ce sera possible, comme d'habitude. {alias}",
}


class Leak(StrEnum):
    """What would betray her in a message."""

    NUMBER = "number"
    ADDRESS = "address"
    LINK = "link"
    PERSON = "person"
    WORD = "word"
    NAME = "name"
    LONG = "long"

    @property
    def sentence(self) -> Phrase:
        """What is wrong, in words."""
        return _SENTENCES[self]


_SENTENCES: Mapping[Leak, Phrase] = {
    Leak.NUMBER: phrase("il donne un numéro"),
    Leak.ADDRESS: phrase("il donne une adresse"),
    Leak.LINK: phrase("il donne un lien"),
    Leak.PERSON: phrase("il nomme quelqu'un"),
    Leak.WORD: phrase("un de ses mots dit pourquoi nous écrivons"),
    Leak.NAME: phrase("il nomme l'association, ou la personne"),
    Leak.LONG: phrase("il est trop long"),
}

_LINK = re.compile(r"(?i)\bhttps?:|\bwww\.|\b[a-z0-9-]+\.(?:fr|com|org|net|eu|info)\b")
_NUMBER = re.compile(r"\d[\d .-]{5,}\d")
_STREET = re.compile(r"(?i)\b\d+\s?(?:bis|ter)?,?\s+(?:rue|avenue|av|boulevard|bd|place|impasse|chemin|quai|allee|allée|cours)\b")
# Roots, folded: a word that begins with one of them says why we write, or who we are.
_BETRAYING = (
    "prostitu", "proxen", "passe ", "trottoir", "maraud", "associat", "commission", "prefect", "prefet", "parcours", "sortie", "psp",
    "afis", "dossier", "social", "assistant", "educat", "referent", "accompagn", "aide", "hebergement", "foyer", "abri", "refuge",
    "urgence", "police", "gendarm", "plainte", "tribunal", "juge", "avocat", "violence", "victime", "reseau", "client", "hopital",
    "sante", "medec", "depist", "vih", "ist", "test", "grossesse", "preservatif", "asile", "ofpra", "ofii", "titre de sejour", "papiers",
    "courrier", "colis", "bon alimentaire", "nid", "secours", "croix", "115", "siao",
)  # fmt: skip


def neutral_text(template: Template, *, alias: str, day: date | None = None, hour: time | None = None) -> str:
    """The text that would leave. Raises ValueError when the template says a day or an hour that is not given."""
    if template.dated and (day is None or hour is None):
        raise ValueError("this message says a day and an hour")
    said = TEXTS[template].replace("{alias}", alias.strip() or DEFAULT_ALIAS)
    if day is None or hour is None:
        return said
    return said.replace("{day}", _day_said(day)).replace("{hour}", hour_in_words(hour))


def _day_said(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{_DAYS[day.weekday()]} {number} {_MONTHS[day.month - 1]}"


@dataclass(frozen=True)
class _Rule:
    leak: Leak
    holds: bool


def leaks_in(text: str, *, names: Iterable[str] = ()) -> tuple[Leak, ...]:
    """What a text would betray, each kind once: empty, it is neutral. `names`: of the association, of the person, of places."""
    warned = {each.found for each in warnings_in(text)}
    words = _words(text)
    rules = (
        _Rule(Leak.NUMBER, Found.PHONE in warned or _NUMBER.search(text) is not None),
        _Rule(Leak.ADDRESS, Found.EMAIL in warned or _STREET.search(text) is not None),
        _Rule(Leak.LINK, _LINK.search(text) is not None),
        _Rule(Leak.PERSON, Found.THIRD_PERSON in warned),
        _Rule(Leak.WORD, any(_says(words, root) for root in _BETRAYING)),
        _Rule(Leak.NAME, any(_names(words, name) for name in names)),
        _Rule(Leak.LONG, len(text) > TEXT_LIMIT),
    )
    return tuple(rule.leak for rule in rules if rule.holds)


def alias_leaks(alias: str, *, names: Iterable[str] = ()) -> tuple[Leak, ...]:
    """What an alias would betray: as a text, and it is short. It may be a first name, or "Ton amie Léa": nobody's in particular."""
    found = tuple(leak for leak in leaks_in(alias, names=names) if leak is not Leak.PERSON)
    return found if len(alias) <= ALIAS_LIMIT or Leak.LONG in found else (*found, Leak.LONG)


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", folded(text))) + " "


def _says(words: str, root: str) -> bool:
    # Short roots are whole words: "ist" stands in "liste", "nid" in "Leonid".
    return f" {root.strip()} " in words if len(root) <= 4 else f" {root}" in words


def _names(words: str, name: str) -> bool:
    """One telling word of the name is enough; small words ("les", "de") tell nothing."""
    return any(f" {word} " in words for word in _words(name).split() if len(word) > 3)
