"""The shape of what is typed in a section, made from its questions; and of the acts that protect a minor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.situation.models import ActKind, Answer, Outcome, Recipient
from maillage.accompaniment.situation.questions import Kind, Question, SectionSpec, read_ages
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

_OLDEST = date(1960, 1, 1)
_LONGEST_RIGHT = 11  # years: a resident card lasts ten
_MOST_ADULTS, _MOST_EUROS = 20, 500_000
_NO_HISTORY = {"autocomplete": "off"}
_NOT_SAID = ("", _("non renseigné"))


class AgesField(forms.CharField):
    """Ages as people write them; a list of numbers once clean. A name is refused: ages are enough."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(age) for age in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        try:
            return read_ages(super().clean(value))
        except ValueError:
            raise forms.ValidationError(_("Écrivez des âges seulement, séparés par des virgules : « 3, 7 ». Jamais un nom.")) from None


def _choice(question: Question) -> forms.Field:
    return forms.ChoiceField(choices=[_NOT_SAID, *question.choices])


def _choices(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple)


def _day(question: Question) -> forms.Field:
    return DayField(earliest=_OLDEST, years_ahead=0 if question.past else _LONGEST_RIGHT)


def _text(question: Question) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 2, **_NO_HISTORY})
    return forms.CharField(max_length=question.max_length, widget=widget)


_MAKERS = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: lambda question: forms.IntegerField(min_value=1, max_value=_MOST_ADULTS),
    Kind.EUROS: lambda question: forms.IntegerField(min_value=0, max_value=_MOST_EUROS),
    Kind.AGES: lambda question: AgesField(max_length=80, widget=forms.TextInput(attrs={"inputmode": "text", **_NO_HISTORY})),
    Kind.DAY: _day,
    Kind.TICK: lambda question: forms.BooleanField(),
    Kind.TEXT: _text,
}


class SectionForm(DatedForm, VersionedForm):
    """One section: the questions that exist for it now. Nothing is compulsory."""

    def __init__(self, *args: Any, spec: SectionSpec, known: Mapping[str, Any], today: date, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        for question in spec.asked(known):
            field: Any = _MAKERS[question.kind](question)
            field.required, field.label, field.help_text = False, question.label, question.help
            self.fields[question.code] = field
            if isinstance(field, DayField):
                field.today = today


class ActForm(DatedForm, KeyedForm):
    """What was done to protect her."""

    kind = forms.ChoiceField(label=_("Ce qui a été fait"), choices=ActKind.choices)
    recipient = forms.ChoiceField(label=_("Auprès de qui"), choices=Recipient.choices)
    done_on = DayField(label=_("Le"), years_ahead=0)
    reference = forms.CharField(
        label=_("Leur référence"),
        max_length=60,
        required=False,
        help_text=_("Un numéro de dossier, le nom du service. Rien de ce qu'elle a raconté."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )


class AnswerForm(DatedForm, VersionedForm):
    """What was answered."""

    answer = forms.ChoiceField(label=_("Leur réponse"), choices=Answer.choices)
    answered_on = DayField(label=_("Reçue le"), years_ahead=0)
    reference = forms.CharField(label=_("Leur référence"), max_length=60, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))


class EndForm(VersionedForm):
    """How the path ends."""

    outcome = forms.ChoiceField(
        label=_("Pourquoi le refermer"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites pourquoi le parcours de protection se referme.")},
    )
