"""The shape of what is typed about a first request."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.models import WORDS_LIMIT, NoSolution, Outcome, Partner, Problem, Public, Triage, Way
from maillage.accompaniment.intake.services import Heard
from maillage.accompaniment.people.models import Channel
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

_NO_HISTORY = {"autocomplete": "off"}
_CHANNELS = [("", _("Pas encore connu")), *Channel.choices]


def _pseudonym(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Un pseudonyme"),
        max_length=40,
        required=required,
        help_text=_("Pour la reconnaître si elle rappelle. Jamais son vrai prénom."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )


def _safe_contact(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Le numéro, l'adresse, ou l'endroit où elle nous voit"),
        max_length=400,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2, **_NO_HISTORY}),
    )


class RequestForm(DatedForm, KeyedForm):
    """Ten seconds: how it came and what is asked. The rest if it is known."""

    organisation = forms.ChoiceField(label=_("Association"))
    way = forms.ChoiceField(
        label=_("Comment elle est arrivée"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez comment la demande est arrivée.")},
    )
    triage = forms.ChoiceField(
        label=_("Ce qui est demandé"),
        choices=Triage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qui est demandé.")},
    )
    words = forms.CharField(
        label=_("En quelques mots"),
        required=False,
        max_length=WORDS_LIMIT,
        help_text=_("Ce qu'elle demande, et ce qui a été répondu. Pas de nom, pas d'adresse."),
        widget=forms.Textarea(attrs={"rows": 3, **_NO_HISTORY}),
    )
    public = forms.ChoiceField(
        label=_("L'avait-on déjà rencontrée ?"), choices=Public.choices, widget=forms.RadioSelect, initial=Public.UNKNOWN
    )
    problem = forms.ChoiceField(label=_("Le problème"), choices=Problem.choices, widget=forms.RadioSelect, initial=Problem.UNKNOWN)
    partner = forms.ChoiceField(label=_("Si un partenaire l'envoie, lequel"), choices=[("", _("Aucun")), *Partner.choices], required=False)
    zone = forms.ChoiceField(label=_("Zone"), required=False, help_text=_("Large : jamais une rue ni une adresse."))
    pseudonym = _pseudonym(required=False)
    channel = forms.ChoiceField(label=_("Comment la rappeler sans danger"), choices=_CHANNELS, required=False)
    safe_contact = _safe_contact(required=False)
    received_on = DayField(label=_("Reçue le"), years_ahead=0)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], zones: Iterable[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["received_on"].initial = today
        known = [(str(each.pk), each.name) for each in organisations]
        if len(known) > 1:
            self.fields["organisation"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        places = [(str(each.pk), each.name) for each in zones]
        if places:
            self.fields["zone"].choices = [("", _("Non précisée")), *places]  # type: ignore[attr-defined]
        else:
            del self.fields["zone"]

    def heard(self) -> Heard:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Heard(
            way=Way(typed["way"]),
            triage=Triage(typed["triage"]),
            partner=Partner(typed["partner"]) if typed["partner"] else None,
            public=Public(typed["public"]),
            problem=Problem(typed["problem"]),
            zone_id=uuid.UUID(typed["zone"]) if typed.get("zone") else None,
            words=typed["words"],
            pseudonym=typed["pseudonym"],
            channel=Channel(typed["channel"]) if typed["channel"] else None,
            safe_contact=typed["safe_contact"],
        )


class SettleForm(KeyedForm):
    """What came of it, in one tap: a code, and where it asks one, its reason."""

    outcome = forms.ChoiceField(choices=[(each.value, each.label) for each in Outcome])
    no_solution = forms.ChoiceField(choices=[("", ""), *NoSolution.choices], required=False)
    oriented_to = forms.ChoiceField(choices=[("", ""), *Partner.choices], required=False)


class NoSolutionForm(VersionedForm):
    """Why nothing was found."""

    no_solution = forms.ChoiceField(
        label=_("Ce qui a manqué"),
        choices=NoSolution.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qui a manqué : c'est ce qui se compte.")},
    )


class FileForm(KeyedForm):
    """What is missing to open her file; what the request said is already there."""

    pseudonym = _pseudonym(required=True)
    channel = forms.ChoiceField(label=_("Comment la joindre sans danger"), choices=Channel.choices, widget=forms.RadioSelect)
    safe_contact = _safe_contact(required=True)


class LinkForm(KeyedForm):
    """Which file: a reference, or its pseudonym."""

    file = forms.CharField(
        label=_("La référence ou le pseudonyme de son dossier"), max_length=40, widget=forms.TextInput(attrs=_NO_HISTORY)
    )
