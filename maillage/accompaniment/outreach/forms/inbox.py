"""What is typed about a capture that waits, and its content in words, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.outreach.captured import Captured, facts_of_draft
from maillage.accompaniment.outreach.models import (
    MOST,
    Capture,
    CaptureKind,
    Certainty,
    Direction,
    Information,
    Measure,
    Orientation,
    Seen,
    Source,
    Theme,
)
from maillage.accompaniment.outreach.services.captures import disagreeing
from maillage.accompaniment.outreach.services.settling import Words, both_sheets
from maillage.accompaniment.people.selectors import PersonRow, search_people
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.territories.models import Place

LABELS = {
    "zone": _("Zone"),
    "day": _("Le"),
    "starts": _("De"),
    "ends": _("À"),
    "team_size": _("Dans l'équipe"),
    "met_new": _("Rencontrées, nouvelles"),
    "met_known": _("Rencontrées, connues"),
    "kits": _("Kits donnés"),
    "masks": _("Masques donnés"),
    "clients": _("Clients, à vue d'œil"),
    "police": _("Police, à vue d'œil"),
    "information": _("Ce qui a été expliqué"),
    "orientations": _("Orientations"),
    "theme": _("Sujet"),
    "direction": _("Sens"),
    "certainty": _("Ce qui l'appuie"),
    "number": _("Nombre"),
    "measure": _("De quoi"),
    "source": _("Qui le dit"),
    "reference": _("Lequel"),
    "starts_on": _("Du"),
    "ends_on": _("Au"),
}
_CHOICES: dict[str, Any] = {
    "clients": Seen,
    "police": Seen,
    "theme": Theme,
    "direction": Direction,
    "certainty": Certainty,
    "measure": Measure,
    "source": Source,
}
_ROUND = ("day", "starts", "ends", "team_size", "met_new", "met_known", "kits", "masks")
_OBSERVATION = ("starts_on", "ends_on", "certainty", "number", "measure", "source", "reference")


@dataclass(frozen=True)
class Line:
    """One field in words; of two sheets, both."""

    name: str
    label: Any
    received: str
    recorded: str = ""


def lines_of(captured: Captured, *, zones: Iterable[Place]) -> list[Line]:
    """What was captured, in words. What is empty is left out."""
    names = {str(each.pk): each.name for each in zones}
    said = {name: _words(name, captured.values[name], names) for name in LABELS if name in captured.values}
    return [Line(name=name, label=LABELS[name], received=words) for name, words in said.items() if words]


def settle_lines(capture: Capture, captured: Captured, *, zones: Iterable[Place]) -> list[Line]:
    """The fields on which the recorded sheet and this one do not agree, both in words. Raises NoRoundToSettle, Malformed."""
    names = {str(each.pk): each.name for each in zones}
    recorded, received = both_sheets(capture, captured)
    kept, said, fields = facts_of_draft(recorded), facts_of_draft(received), disagreeing(recorded, received)
    return [
        Line(name=name, label=LABELS[name], received=_words(name, said[name], names), recorded=_words(name, kept[name], names))
        for name in LABELS
        if name in fields
    ]


def _words(name: str, value: Any, zones: dict[str, str]) -> str:
    if value in (None, "", [], {}, ()):
        return ""
    if name == "zone":
        return zones.get(str(value), str(_("zone inconnue")))
    if name == "information":
        return ", ".join(_label(Information, each) for each in value) if isinstance(value, list | tuple) else ""
    if name == "orientations":
        pairs = value.items() if isinstance(value, dict) else value
        return ", ".join(f"{_label(Orientation, kind)} : {number}" for kind, number in pairs) if isinstance(value, dict | tuple) else ""
    if name in ("day", "starts_on", "ends_on"):
        return _day_words(value)
    return _label(_CHOICES[name], value) if name in _CHOICES else str(value)[:80]


def _day_words(value: Any) -> str:
    try:
        return speech.day_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)[:80]


def _label(choices: Any, code: Any) -> str:
    return str(dict(choices.choices).get(str(code), str(code)[:40]))


class SettleForm(VersionedForm):
    """Which of both is kept, field by field: `take_<name>` is there for what is taken from the waiting sheet."""

    words = forms.ChoiceField(choices=[(each.value, each.value) for each in Words], required=False)

    def clean_words(self) -> str:
        return self.cleaned_data["words"] or Words.LEAVE.value

    def taken(self) -> frozenset[str]:
        """The fields taken from the waiting sheet."""
        return frozenset(name for name in LABELS if self.data.get(f"take_{name}") == "received")


class FileNoteForm(forms.Form):
    """In whose file a note goes: a pseudonym is typed, then one of those found is chosen."""

    who = forms.CharField(
        label=_("Nom d'usage du dossier"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}), required=False
    )
    person = forms.UUIDField(required=False)
    level = forms.ChoiceField(label=_("Qui la lira"), choices=Level.choices, initial=Level.TEAM, widget=forms.RadioSelect, required=False)

    def clean_level(self) -> str:
        return self.cleaned_data["level"] or Level.TEAM.value

    def candidates(self, request: Any) -> list[PersonRow]:
        """The files that answer to what was typed."""
        typed = str(self.data.get("who", "")).strip() if self.is_bound else ""
        return search_people(actor=request.actor, query=typed, today=request.today)[:8] if typed else []


class MendForm(DatedForm):
    """The values that may be wrong: days, hours, zone, counts, source. The rest is kept as it was noted."""

    def __init__(self, data: Any, *, captured: Captured, zones: Iterable[Place], today: Any) -> None:
        said = captured.values
        names = _ROUND if captured.kind is CaptureKind.ROUND else _OBSERVATION
        super().__init__(data, today=today, initial={name: said.get(name) for name in (*names, "zone")})
        choices = [(str(each.pk), each.name) for each in zones if each.is_open(on=today) or str(each.pk) == said.get("zone")]
        whole = [("", _("tout le département"))] if captured.kind is CaptureKind.OBSERVATION else []
        self.fields["zone"] = forms.ChoiceField(label=_("Zone"), choices=[*whole, *choices], required=not whole)
        for name in names:
            self.fields[name] = _field(name)
            if isinstance(self.fields[name], DayField):
                self.fields[name].today = today  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """As a phone would have written them."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if name in self.fields}


def _field(name: str) -> forms.Field:
    label = LABELS[name]
    if name in ("day", "starts_on", "ends_on"):
        return DayField(label=label, years_ahead=0, required=name != "ends_on")
    if name in ("starts", "ends"):
        return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    if name in _CHOICES:
        return forms.ChoiceField(label=label, choices=[("", _("Choisir")), *_CHOICES[name].choices], required=name != "measure")
    if name == "reference":
        return forms.CharField(label=label, max_length=80, required=False)
    if name == "number":
        return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)
    return forms.IntegerField(label=label, min_value=0, max_value=MOST)


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat("minutes") if hasattr(value, "hour") else value.isoformat()
    return value


__all__ = ["FileNoteForm", "Line", "MendForm", "SettleForm", "lines_of", "settle_lines"]
