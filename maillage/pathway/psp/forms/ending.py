"""The shape of what is typed when the end of a pathway is proposed to the commission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.models import EndReason

_OFF = {"autocomplete": "off"}


class EndProposalForm(DatedForm, KeyedForm):
    """Why, in words, and since when she knows."""

    reason = forms.ChoiceField(label=_("Motif"), choices=EndReason.choices, widget=forms.RadioSelect)
    told_on = DayField(label=_("Elle le sait depuis le"), required=False, help_text=_("Vide seulement si le lien est perdu."))
    words = forms.CharField(
        label=_("Ce que la commission doit savoir"),
        help_text=_("Quelques phrases, sans nom ni lieu : elles sont lues en séance."),
        widget=forms.Textarea(attrs={"rows": 6, **_OFF}),
        max_length=4000,
    )

    def __init__(self, *args: Any, by_state: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_state:
            self.fields["told_on"].help_text = _(
                "Si c'est déjà fait. Une fin qu'elle ne demande pas lui est dite avant la décision ; sans ce jour, même « elle demande à "
                "arrêter » attend qu'elle ait pu répondre."
            )
