"""The sheet of a volunteer: the same two minutes, without zone nor day, which are those of the round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.captured import Captured
from maillage.accompaniment.outreach.models import MOST, NOTE_LIMIT, CaptureKind, Information, Orientation, Seen
from maillage.foundation.ui.answers import KeyedForm

_NO_HISTORY = {"autocomplete": "off"}


def _count(label: Any, *, least: int = 0) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", **_NO_HISTORY})
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, initial=least, widget=widget)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time", **_NO_HISTORY}, format="%H:%M"))


class VolunteerForm(KeyedForm):
    """Counts of nobody in particular, and words that she will not read again."""

    starts = _hour(_("De"))
    ends = _hour(_("À"))
    team_size = _count(_("Dans l'équipe, vous compris"), least=1)
    met_new = _count(_("Rencontrées, nouvelles"))
    met_known = _count(_("Rencontrées, connues"))
    kits = _count(_("Kits donnés"))
    masks = _count(_("Masques donnés"))
    clients = forms.ChoiceField(label=_("Clients, à vue d'œil"), choices=Seen.choices, widget=forms.RadioSelect, initial=Seen.UNSEEN)
    police = forms.ChoiceField(label=_("Police, à vue d'œil"), choices=Seen.choices, widget=forms.RadioSelect, initial=Seen.UNSEEN)
    information = forms.MultipleChoiceField(
        label=_("Ce qui a été expliqué"), choices=Information.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    minor = forms.BooleanField(label=_("Une personne est, ou pourrait être, mineure"), required=False)
    minor_words = forms.CharField(
        label=_("Ce qui le fait penser, sans nom"),
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, **_NO_HISTORY}),
    )
    words = forms.CharField(
        label=_("Note de terrain"),
        required=False,
        max_length=NOTE_LIMIT,
        help_text=_("Pas de nom, pas d'adresse, pas de quoi reconnaître quelqu'un."),
        widget=forms.Textarea(attrs={"rows": 3, **_NO_HISTORY}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Orientation:
            field = _count(kind.label)
            field.required = False
            self.fields[f"to_{kind.value}"] = field

    @property
    def main_lines(self) -> list[Any]:
        """What everybody fills."""
        names = ("starts", "ends", "team_size", "met_new", "met_known", "kits", "masks", "clients", "police")
        return [self[name] for name in names]

    @property
    def more_lines(self) -> list[Any]:
        """What is not always there."""
        return [self["information"], *(self[f"to_{kind.value}"] for kind in Orientation)]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("ends") and not typed.get("starts"):
            self.add_error("starts", _("Une heure de fin demande une heure de début."))
        return typed

    def captured(self) -> Captured:
        """As a parcel of a phone would give it."""
        typed = self.cleaned_data
        counts = {name: typed[name] for name in ("team_size", "met_new", "met_known", "kits", "masks", "clients", "police")}
        hours = {name: typed[name].isoformat("minutes") if typed[name] else "" for name in ("starts", "ends")}
        orientations = {kind.value: typed[f"to_{kind.value}"] for kind in Orientation if typed.get(f"to_{kind.value}")}
        return Captured(
            kind=CaptureKind.ROUND,
            values={**counts, **hours, "information": list(typed["information"]), "orientations": orientations},
            words=typed["words"].strip(),
            minor=typed["minor"],
            minor_words=typed["minor_words"].strip(),
        )
