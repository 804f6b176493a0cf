"""The shape of a consultation, and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.extracts import LABELS
from maillage.pathway.psp.models import ConsultationAnswer, ConsultationBasis, ConsultedService
from maillage.pathway.psp.services.consulting import IDENTITY_SENT


class ConsultForm(DatedForm, KeyedForm):
    """Which service, with which identity, when, on which basis."""

    service = forms.ChoiceField(label=_("Service consulté"), choices=[("", _("Choisir le service")), *ConsultedService.choices])
    basis = forms.ChoiceField(label=_("Sur quelle base"), choices=ConsultationBasis.choices, widget=forms.RadioSelect)
    identity_sent = forms.MultipleChoiceField(
        label=_("Données d'identité envoyées"),
        choices=[(code, LABELS[code]) for code in IDENTITY_SENT],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Seulement ce qui est strictement nécessaire. Jamais le projet, jamais une pièce. L'association le verra."),
    )
    sent_on = DayField(label=_("Envoyée le"), required=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sent_on"].initial = more["today"]


class ConsultationAnswerForm(DatedForm, VersionedForm):
    """What the service answered, from the short list."""

    answer = forms.ChoiceField(label=_("Réponse"), choices=ConsultationAnswer.choices, widget=forms.RadioSelect)
    answered_on = DayField(label=_("Répondu le"), required=False)
