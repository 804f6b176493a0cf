"""The minutes and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import day_field, text_field, words_field
from maillage.pathway.commission.models import (
    DecisionSense,
)


class DecisionForm(VersionedForm):
    """What the prefect will sign."""

    sense = forms.ChoiceField(label=_("Décision"), widget=forms.RadioSelect)
    motives = forms.MultipleChoiceField(
        label=_("Motifs, en cas de refus ou de fin"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Un refus, ou une fin, a au moins un motif de la liste, et ses mots."),
    )  # fmt: skip
    words = words_field(
        label=_("Motifs en mots, en droit et en fait"), help_text=_("Obligatoires pour un refus ou une fin. Elle les lira.")
    )
    fragile_confirmed = forms.BooleanField(label=_("J'ai relu les motifs signalés comme fragiles et je les maintiens"), required=False)

    def __init__(self, *args: Any, motives: Iterable[Mapping[str, Any]], senses: Iterable[DecisionSense], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sense"].choices = [(each.value, each.label) for each in senses]  # type: ignore[attr-defined]
        fragile = _("%(label)s — fragile en droit")
        choices = [(row["code"], fragile % {"label": row["label"]} if kind in row["fragile_on"] else row["label"]) for row in motives]
        self.fields["motives"].choices = choices  # type: ignore[attr-defined]


class SignedForm(DatedForm, VersionedForm):
    """The decision as signed outside. `version` is that of the decision read."""

    signed_on = day_field(label=_("Signée le"), required=True)
    number = text_field(label=_("Numéro de l'arrêté"), required=True, longest=40)
    signatory_name = text_field(label=_("Nom de la personne qui a signé"), required=True)
    signatory_capacity = text_field(label=_("Sa qualité"), required=True, help_text=_("Par exemple : préfet, secrétaire générale."))
    delegation_reference = text_field(label=_("Délégation de signature"), help_text=_("Son arrêté, si ce n'est pas le préfet."))
    starts_on = day_field(label=_("Le parcours commence le"), help_text=_("S'il est accordé. Laissez vide pour le jour de la signature."))
    scan = UploadField(label=_("Décision signée, numérisée"), required=False)
    entrust = forms.BooleanField(
        label=_("Confier la remise à l'association qui l'accompagne"), required=False, initial=True,
        help_text=_("Elle seule sait par quel moyen la joindre sans danger. Sans effet si son dossier n'est pas suivi ici."),
    )  # fmt: skip
