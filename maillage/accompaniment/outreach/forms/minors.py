"""What is said of a minor met outside: nothing that names her."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import WORDS_LIMIT, AlertOutcome, AlertWhere
from maillage.accompaniment.situation.models import ActKind, Answer, Recipient
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

_NO_HISTORY = {"autocomplete": "off"}
BY_HAND = [(each.value, each.label) for each in AlertOutcome if each is not AlertOutcome.FILE]


class AlertForm(KeyedForm):
    """One tap says it; the rest if it is known."""

    organisation = forms.ChoiceField(label=_("Association"))
    where = forms.ChoiceField(label=_("Où"), choices=AlertWhere.choices, widget=forms.RadioSelect, initial=AlertWhere.STREET)
    zone = forms.ChoiceField(label=_("Zone"), required=False, help_text=_("Large : jamais une rue ni un point."))
    words = forms.CharField(
        label=_("Ce qui a été vu"),
        required=False,
        max_length=WORDS_LIMIT,
        help_text=_("Ce qui fait penser qu'elle est mineure, ce qui l'inquiète, quand la retrouver. Pas de nom."),
        widget=forms.Textarea(attrs={"rows": 4, **_NO_HISTORY}),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], zones: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        if len(organisations) > 1:
            self.fields["organisation"].choices = [(str(each.pk), each.name) for each in organisations]  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        self.fields["zone"].choices = [("", _("Non précisée")), *((str(each.pk), each.name) for each in zones)]  # type: ignore[attr-defined]


class AlertActForm(DatedForm, KeyedForm):
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


class AlertAnswerForm(DatedForm, VersionedForm):
    """What was answered."""

    answer = forms.ChoiceField(label=_("Leur réponse"), choices=Answer.choices)
    answered_on = DayField(label=_("Reçue le"), years_ahead=0)
    reference = forms.CharField(label=_("Leur référence"), max_length=60, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))


class AlertEndForm(VersionedForm):
    """How the alert ends."""

    outcome = forms.ChoiceField(label=_("Pourquoi clore cette alerte"), choices=BY_HAND, widget=forms.RadioSelect)


class AlertFileForm(VersionedForm):
    """She has a file: its reference."""

    reference = forms.CharField(label=_("La référence de son dossier"), max_length=40, widget=forms.TextInput(attrs=_NO_HISTORY))
