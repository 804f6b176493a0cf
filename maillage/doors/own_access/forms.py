"""The shape of what is typed for her access, by the team and by her."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.doors.own_access.languages import Language
from maillage.doors.own_access.models import CardKind, Closed, HoldsPhone, KeepsCode
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField

_NO_HISTORY = {"autocomplete": "off"}
BY_HAND = [(each.value, each.label) for each in Closed if each not in (Closed.WRONG_ANSWERS, Closed.ACCORD_WITHDRAWN)]


class OpenAccessForm(DatedForm, KeyedForm):
    """The talk on risks, then what she chooses."""

    talked_on = DayField(label=_("Jour de l'entretien sur les risques"))
    holds_phone = forms.ChoiceField(
        label=_("Qui tient le téléphone sur lequel elle lirait ?"), choices=HoldsPhone.choices, widget=forms.RadioSelect
    )
    keeps_code = forms.ChoiceField(label=_("Où gardera-t-elle le code ?"), choices=KeepsCode.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Langue de sa page"))
    shows = forms.MultipleChoiceField(label=_("Ce qu'elle choisit de voir"), choices=CardKind.choices, widget=forms.CheckboxSelectMultiple)
    question = forms.CharField(
        label=_("La question qu'elle choisit"),
        max_length=120,
        help_text=_("Dans sa langue si elle veut. Une question dont elle seule connaît la réponse, et qui ne dit rien d'elle."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )
    answer = forms.CharField(
        label=_("Sa réponse, tapée par elle"),
        max_length=60,
        help_text=_("Ni les accents ni les majuscules ne comptent. Maillage ne la garde pas : personne ne pourra la retrouver."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, served: Iterable[Language], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["language"].choices = [(each.code, each.name) for each in served]  # type: ignore[attr-defined]
        self.fields["talked_on"].initial = today


class MeetingForm(DatedForm, KeyedForm):
    """An appointment shown to her."""

    day = DayField(label=_("Jour du rendez-vous"))
    hour = forms.TimeField(label=_("Heure"), widget=forms.TimeInput(attrs={"type": "time"}))
    words = forms.CharField(
        label=_("En quelques mots"),
        max_length=80,
        help_text=_("Dans sa langue. Pas de nom, pas d'adresse, pas de motif : par exemple « avec Claire »."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )


class CloseForm(KeyedForm):
    """Why it ends."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=BY_HAND, widget=forms.RadioSelect)
