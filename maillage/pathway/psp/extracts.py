"""What the State sees of an application, field by field: one list, shown before the filing and sealed at it.

Nothing else passes. The list is built from the fields named here, never from whatever a row happens to hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from maillage.core.phrase import day_in_words
from maillage.foundation.ui import speech
from maillage.pathway.psp.models import Kind

FORMAT = 1

LABELS: Mapping[str, Any] = {
    "association": _("Association qui accompagne"),
    "territory": _("Département"),
    "kind": _("Nature de la demande"),
    "last_name": _("Nom"),
    "first_name": _("Prénom"),
    "birth_date": _("Date de naissance"),
    "nationality": _("Nationalité"),
    "project": _("Projet"),
    "commitments": _("Engagements"),
    "asks_permit": _("Demande un titre de séjour"),
    "asks_allowance": _("Demande l'allocation"),
}
YES, NO = "oui", "non"
LONG = frozenset({"project", "commitments"})
NAMING = frozenset({"last_name", "first_name", "birth_date", "nationality"})


@dataclass(frozen=True)
class ExtractPiece:
    """A piece that goes with the application. `document` is the id of its file: the State's own copy once filed."""

    code: str
    label: str
    received_on: str
    document: str = ""


@dataclass(frozen=True)
class Line:
    """One field as a page shows it. Its repr shows nothing."""

    label: Any
    value: str
    long: bool

    def __repr__(self) -> str:
        return "Line(…)"


@dataclass(frozen=True)
class ExtractContent:
    """The whole of what passes. Its repr shows nothing."""

    fields: Mapping[str, str]
    pieces: tuple[ExtractPiece, ...]

    def __repr__(self) -> str:
        return "ExtractContent(…)"

    def rows(self) -> list[tuple[Any, str]]:
        """Label and value of each field that says something, in the order of the form."""
        return [(label, self.fields[name]) for name, label in LABELS.items() if self.fields.get(name)]

    def lines(self) -> list[Line]:
        """The same for a page: days in words, long texts told apart."""
        found = [(name, label, self.fields.get(name, "")) for name, label in LABELS.items()]
        return [Line(label=label, value=_shown(name, value), long=name in LONG) for name, label, value in found if value]

    def pseudonymised(self) -> ExtractContent:
        """The reading room's copy: what names her is left out."""
        return ExtractContent(fields={n: v for n, v in self.fields.items() if n not in NAMING}, pieces=self.pieces)

    def dumps(self) -> str:
        """Canonical JSON, for sealing."""
        return json.dumps(
            {"format": FORMAT, "fields": dict(self.fields), "pieces": [asdict(p) for p in self.pieces]}, ensure_ascii=False, sort_keys=True
        )


def _shown(name: str, value: str) -> str:
    if name != "birth_date":
        return value
    try:
        return day_in_words(date.fromisoformat(value), language=speech.language())
    except ValueError:
        return value


def loads(text: str) -> ExtractContent:
    """Read a sealed content back."""
    data = json.loads(text)
    return ExtractContent(fields=data["fields"], pieces=tuple(ExtractPiece(**piece) for piece in data["pieces"]))


def kind_in_words(kind: str) -> str:
    """What is asked, in French whatever the language of the screen: the extract is a document for the administration."""
    with translation.override("fr"):
        return str(Kind(kind).label)


def age_on(birth_date: str, *, day: date) -> int | None:
    """Her age in whole years, or None when the birth date is unknown."""
    if not birth_date:
        return None
    born = date.fromisoformat(birth_date)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
