"""The shape of what is typed in a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import BODY_LIMIT, PROMISE_LIMIT, Kind, Towards
from maillage.accompaniment.notes.services import PromiseMade, Typed
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

_NO_HISTORY = {"autocomplete": "off"}
_TOWARDS = [("", _("Choisir à qui")), *Towards.choices]


def _body() -> forms.CharField:
    return forms.CharField(
        label=_("La note"),
        max_length=BODY_LIMIT,
        help_text=_("Des faits, datés, avec ses mots à elle quand elle les a dits. Ni adresse, ni numéro, ni nom de quelqu'un d'autre."),
        widget=forms.Textarea(attrs={"rows": 9, **_NO_HISTORY}),
        error_messages={"required": _("La note est vide : écrivez quelques mots, ou revenez au dossier.")},
    )


def _kind() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Ce que c'est"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.INTERVIEW)


def _day() -> DayField:
    return DayField(label=_("Le jour"), years_ahead=0)


def _what(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Ce qui est promis"),
        max_length=PROMISE_LIMIT,
        required=required,
        help_text=_("Par exemple : « appeler le centre de santé avec elle »."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )


class PromiseForm(DatedForm, KeyedForm):
    """One more promise beside a note."""

    promise = _what(required=True)
    towards = forms.ChoiceField(label=_("À qui"), choices=_TOWARDS)
    due_on = DayField(label=_("Pour quand"), required=False)

    def made(self) -> PromiseMade:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return PromiseMade(what=typed["promise"], towards=Towards(typed["towards"]), due_on=typed["due_on"])


class NoteForm(DatedForm, KeyedForm):
    """A note, who reads it, and at most one promise."""

    level = forms.ChoiceField(label=_("Qui lira cette note"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.TEAM)
    kind = _kind()
    happened_on = _day()
    body = _body()
    promise = _what(required=False)
    towards = forms.ChoiceField(label=_("À qui"), choices=_TOWARDS, required=False)
    due_on = DayField(label=_("Pour quand"), required=False)

    def clean(self) -> dict[str, Any]:
        """A promise says to whom."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("promise") and not typed.get("towards"):
            self.add_error("towards", _("Dites à qui c'est promis."))
        if not typed.get("promise") and typed.get("due_on"):
            self.add_error("promise", _("Dites en quelques mots ce qui est promis."))
        return typed

    def made(self) -> PromiseMade | None:
        """The promise typed, if there is one."""
        typed = self.cleaned_data
        if not typed["promise"]:
            return None
        return PromiseMade(what=typed["promise"], towards=Towards(typed["towards"]), due_on=typed["due_on"])


class CorrectionForm(DatedForm, VersionedForm):
    """A note corrected: who reads it does not change here."""

    kind = _kind()
    happened_on = _day()
    body = _body()


class SharedNoteForm(DatedForm, KeyedForm):
    """A note for all her key workers, by one of another association."""

    kind = _kind()
    happened_on = _day()
    body = _body()


class LevelForm(VersionedForm):
    """Who reads a note."""

    level = forms.ChoiceField(label=_("Qui lira cette note"), choices=Level.choices, widget=forms.RadioSelect)


def typed_so_far(sent: Mapping[str, str]) -> Typed:
    """What the form holds while it is being typed: whatever is not yet well formed is left out, nothing is refused."""
    return Typed(
        body=sent.get("body", ""),
        level=Level(_among(sent.get("level", ""), Level.values, Level.TEAM)),
        kind=Kind(_among(sent.get("kind", ""), Kind.values, Kind.INTERVIEW)),
        happened_on=_a_day(sent.get("happened_on", "")),
        promise=sent.get("promise", ""),
        towards=Towards(sent["towards"]) if sent.get("towards", "") in Towards.values else None,
        due_on=_a_day(sent.get("due_on", "")),
    )


def _among(value: str, values: list[str], otherwise: str) -> str:
    return value if value in values else otherwise


def _a_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
