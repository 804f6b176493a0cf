"""What the State sees of an application, field by field: one list, shown before the filing and sealed at it.

Nothing else passes. The list is built from the fields named here, never from whatever a row happens to hold; what she writes with her
key worker passes only where she agreed (`core.field_agreements`). Format 2 adds the fields of the form and the actions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from maillage.core.phrase import day_in_words
from maillage.core.unnamed import without_names
from maillage.foundation.ui import speech
from maillage.pathway.psp.form_answers import Action
from maillage.pathway.psp.form_schema import DOMAINS, FIELDS, TO_STATE, Domain, FieldKind
from maillage.pathway.psp.models import Kind

FORMAT = 2
YES, NO = "oui", "non"

# What the request itself is: it leaves with it, whatever she says of the rest.
OF_THE_REQUEST: Mapping[str, Any] = {
    "association": _("Association qui accompagne"),
    "territory": _("Département"),
    "kind": _("Nature de la demande"),
}
ASKED: Mapping[str, Any] = {
    "asks_permit": _("Demande un titre de séjour"),
    "asks_allowance": _("Demande l'allocation"),
}
# Only when the end of a pathway is proposed: nothing of her identity passes again, the number says which application opened it.
OF_AN_END: Mapping[str, Any] = {
    "entry_number": _("Demande qui a ouvert le parcours"),
    "end_reason": _("Motif de la fin proposée"),
    "end_words": _("Ce qui en est dit"),
}
LABELS: Mapping[str, Any] = {**OF_THE_REQUEST, **{code: FIELDS[code].label for code in TO_STATE}, **ASKED, **OF_AN_END}
LONG = frozenset(code for code in TO_STATE if FIELDS[code].kind is FieldKind.TEXT) | {"end_words"}
NAMING = frozenset(code for code in TO_STATE if FIELDS[code].names_her) | {"entry_number"}
DAYS = frozenset(code for code in TO_STATE if FIELDS[code].kind is FieldKind.DAY)
# Without these no filing: a name, what she wants, what she commits to.
ESSENTIALS = ("last_name", "first_name", "project", "commitments")


@dataclass(frozen=True)
class ExtractPiece:
    """A piece that goes with the application. `document` is the id of its file: the State's own copy once filed."""

    code: str
    label: str
    received_on: str
    document: str = ""


@dataclass(frozen=True)
class ExtractAction:
    """An action of the pathway, in words: domain, what, who, when; at a renewal, done or not and why. Its repr shows nothing."""

    domain: str
    what: str
    who: str = ""
    when: str = ""
    done: str = ""
    why: str = ""

    def __repr__(self) -> str:
        return "ExtractAction(…)"


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
    actions: tuple[ExtractAction, ...] = field(default=())

    def __repr__(self) -> str:
        return "ExtractContent(…)"

    def rows(self) -> list[tuple[Any, str]]:
        """Label and value of each field that says something, in the order of the form."""
        return [(label, self.fields[name]) for name, label in LABELS.items() if self.fields.get(name)]

    def lines(self) -> list[Line]:
        """The same for a page: days in words, long texts told apart."""
        found = [(name, label, self.fields.get(name, "")) for name, label in LABELS.items()]
        return [Line(label=label, value=value_in_words(name, value), long=name in LONG) for name, label, value in found if value]

    def pseudonymised(self, *, names: Iterable[str] = ()) -> ExtractContent:
        """The reading room's copy: what names her is left out, her name (and `names`) masked in the texts, like any number of an
        application; nothing points to a file of the State, which would be the same from one session to the next.
        """
        hers = [*names, *(self.fields.get(code, "") for code in ("last_name", "first_name"))]

        def masked(text: str) -> str:
            return without_names(text, names=hers)

        # The association, the department and the kind are of the request, whoever shares a name with them.
        fields = {n: v if n in OF_THE_REQUEST else masked(v) for n, v in self.fields.items() if n not in NAMING}
        pieces = tuple(replace(piece, label=masked(piece.label), document="") for piece in self.pieces)
        actions = tuple(replace(each, what=masked(each.what), who=masked(each.who), why=masked(each.why)) for each in self.actions)
        return ExtractContent(fields=fields, pieces=pieces, actions=actions)

    def dumps(self) -> str:
        """Canonical JSON, for sealing and for packages."""
        return json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True)

    def as_data(self) -> dict[str, Any]:
        """The same, before it is text."""
        return {
            "format": FORMAT,
            "fields": dict(self.fields),
            "pieces": [asdict(p) for p in self.pieces],
            "actions": [asdict(a) for a in self.actions],
        }


def value_in_words(name: str, value: str) -> str:
    """A value as a page shows it: a day in words, the rest as it is written."""
    if name not in DAYS:
        return value
    try:
        return day_in_words(date.fromisoformat(value), language=speech.language())
    except ValueError:
        return value


def loads(text: str) -> ExtractContent:
    """Read a sealed content back, of this format or of the one before."""
    return read_data(json.loads(text))


def read_data(data: Mapping[str, Any]) -> ExtractContent:
    """The content from its data. Raises ValueError, TypeError or KeyError when it is no such thing, or of a later format."""
    if data["format"] not in (1, FORMAT):
        raise ValueError("an extract of a format that this version does not read")
    return ExtractContent(
        fields=data["fields"],
        pieces=tuple(ExtractPiece(**piece) for piece in data["pieces"]),
        actions=tuple(ExtractAction(**action) for action in data.get("actions", ())),
    )


def kind_in_words(kind: str) -> str:
    """What is asked, in French whatever the language of the screen: the extract is a document for the administration."""
    with translation.override("fr"):
        return str(Kind(kind).label)


def actions_in_words(actions: Iterable[Action]) -> tuple[ExtractAction, ...]:
    """The actions that may leave, their domain and outcome in French words."""
    with translation.override("fr"):
        return tuple(
            ExtractAction(
                domain=str(DOMAINS[Domain(each.domain)]),
                what=each.what,
                who=each.who,
                when=each.when,
                done=str(DONE_WORDS[each.done]) if each.done else "",
                why=each.why,
            )
            for each in actions
        )


DONE_WORDS: Mapping[str, Any] = {"done": _("faite"), "partly": _("faite en partie"), "not_done": _("pas faite")}


def age_on(birth_date: str, *, day: date) -> int | None:
    """Her age in whole years, or None when the birth date is unknown."""
    if not birth_date:
        return None
    born = date.fromisoformat(birth_date)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
