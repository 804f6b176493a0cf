"""What a column of somebody's spreadsheet may mean here, how its heading is guessed, and how a cell is read. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.phonetics import folded


class Shape(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DAY = "day"
    CHANNEL = "channel"


@dataclass(frozen=True, kw_only=True)
class Target:
    """One thing a column may hold. `heard` are headings by which it is guessed, without accents or signs."""

    code: str
    label: Any
    shape: Shape = Shape.TEXT
    longest: int = 80
    identity: bool = False
    pathway: bool = False
    heard: tuple[str, ...] = ()


TARGETS: tuple[Target, ...] = (
    Target(code="pseudonym", label=_("Pseudonyme"), longest=40, heard=("pseudonyme", "pseudo", "alias", "nom d usage")),
    Target(code="channel", label=_("Comment la joindre"), shape=Shape.CHANNEL, heard=("canal", "contact", "moyen de contact")),
    Target(
        code="safe_contact",
        label=_("Numéro, adresse ou lieu, et précautions"),
        longest=400,
        heard=("telephone", "tel", "numero", "coordonnees", "portable", "mobile"),
    ),
    Target(code="last_name", label=_("Nom"), identity=True, heard=("nom", "nom de famille")),
    Target(code="first_name", label=_("Prénom"), identity=True, heard=("prenom", "prenoms")),
    Target(
        code="birth_date",
        label=_("Date de naissance"),
        shape=Shape.DAY,
        identity=True,
        heard=("date de naissance", "ne le", "nee le", "naissance"),
    ),
    Target(code="nationality", label=_("Nationalité"), longest=60, identity=True, heard=("nationalite",)),
    *(
        Target(
            code=f"decided_on_{number}",
            label=_("Entrée en parcours décidée le") if number == 1 else _("Renouvellement %(number)d décidé le") % {"number": number - 1},
            shape=Shape.DAY,
            pathway=True,
            heard=("decision", "entree en parcours", "entree psp", "date psp") if number == 1 else (f"renouvellement {number - 1}",),
        )
        for number in range(1, 5)
    ),
    Target(
        code="starts_on_1", label=_("Premier jour du parcours"), shape=Shape.DAY, pathway=True, heard=("debut du parcours", "debut psp")
    ),
    Target(code="permit_asked_on", label=_("Titre de séjour demandé le"), shape=Shape.DAY, pathway=True, heard=("titre demande",)),
    Target(
        code="permit_delivered_on", label=_("Titre de séjour remis le"), shape=Shape.DAY, pathway=True, heard=("titre remis", "aps remise")
    ),
    Target(
        code="permit_expires_on",
        label=_("Titre de séjour valable jusqu'au"),
        shape=Shape.DAY,
        pathway=True,
        heard=("fin du titre", "fin aps", "expiration aps"),
    ),
    Target(code="allowance_decided_on", label=_("Aide financière décidée le"), shape=Shape.DAY, pathway=True, heard=("afis decidee",)),
    Target(code="allowance_starts_on", label=_("Aide financière due à partir du"), shape=Shape.DAY, pathway=True, heard=("debut afis",)),
)
BY_CODE: Mapping[str, Target] = {each.code: each for each in TARGETS}
_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "phone": ("telephone", "tel", "appel", "portable"),
    "sms": ("sms", "texto", "message"),
    "messaging": ("messagerie", "whatsapp", "signal", "telegram"),
    "mail": ("courriel", "mail", "email", "e mail"),
    "partner": ("partenaire", "association", "par un partenaire"),
    "none_known": ("", "aucun", "inconnu", "nous voit"),
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FRENCH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


class CellProblem(Exception):
    """A cell that cannot be what its column says; carries the sentence for people, never the cell itself."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence
        super().__init__()


def guess(headings: Sequence[str]) -> dict[int, str]:
    """What each column probably holds: by its whole heading, each meaning given once, the first column first."""
    guessed: dict[int, str] = {}
    for place, heading in enumerate(headings):
        words = folded(heading)
        found = next((t.code for t in TARGETS if t.code not in guessed.values() and words in (*t.heard, folded(str(t.label)))), None)
        if found is not None:
            guessed[place] = found
    return guessed


def read_cell(target: Target, cell: str) -> str:
    """The value of a cell as it is kept: ISO days, channel codes, trimmed texts. Raises CellProblem."""
    text = cell.strip()
    if target.shape is Shape.CHANNEL:
        return _read_channel(text)
    if target.shape is Shape.DAY:
        return _read_day(text)
    if len(text) > target.longest:
        raise CellProblem(_("ce texte est trop long (%(longest)d signes au plus)") % {"longest": target.longest})
    return text


def _read_channel(text: str) -> str:
    words = folded(text)
    found = next((code for code, heard in _CHANNELS.items() if words in heard or words == folded(code)), None)
    if found is None:
        raise CellProblem(_("ce moyen de la joindre n'est pas connu : téléphone, SMS, messagerie, courriel, partenaire ou aucun"))
    return found


def _read_day(text: str) -> str:
    if not text:
        return ""
    iso, french = _ISO.match(text), _FRENCH.fullmatch(text)
    try:
        if iso is not None:
            return date(*(int(part) for part in iso.groups())).isoformat()
        if french is not None:
            day, month, year = (int(part) for part in french.groups())
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise CellProblem(_("cette date n'est pas lisible : écrivez-la comme 19/05/2020"))
