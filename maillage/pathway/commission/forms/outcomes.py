"""What becomes of an item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import UNKNOWN_DATE, day_field, words_field
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    ItemSense,
    ItemWay,
    NotExaminedCause,
)


class ExaminedForm(KeyedForm):
    """The opinion of the commission: by consensus unless a count is asked. `way` is the one that was on screen."""

    prefix = "examinee"
    way = forms.ChoiceField(choices=ItemWay.choices, widget=forms.HiddenInput)
    sense = forms.ChoiceField(
        label=_("Sens de la délibération, par consensus"), required=False, widget=forms.RadioSelect,
        choices=[
            (ItemSense.FAVOURABLE.value, _("favorable")), (ItemSense.UNFAVOURABLE.value, _("défavorable")),
        ],
    )  # fmt: skip
    words = words_field(label=_("Ce que dit la commission"), help_text=_("Ira au procès-verbal, sous la clé du secrétariat. Sans nom."))
    dissents = words_field(
        label=_("Désaccords à consigner"),
        help_text=_("Seulement si des membres le demandent (CRPA, art. R. 133-13). Une ligne par membre, par son siège."),
    )

    def __init__(self, *args: Any, way: ItemWay, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"way": way}})

    def clean(self) -> dict[str, Any]:
        """A consensus has a sense; a count finds it."""
        typed = super().clean() or {}
        if typed.get("way") == ItemWay.CONSENSUS and not typed.get("sense"):
            self.add_error("sense", _("Dites le sens de la délibération : favorable ou défavorable."))
        return typed

    def sense_found(self) -> ItemSense | None:
        """The sense of a consensus, None for a count."""
        return ItemSense(self.cleaned_data["sense"]) if self.cleaned_data["way"] == ItemWay.CONSENSUS else None


class NotExaminedForm(DatedForm, KeyedForm):
    """Why it was not examined, and until when."""

    prefix = "non-examinee"
    cause = forms.ChoiceField(
        label=_("Pourquoi"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in NotExaminedCause if each is not NotExaminedCause.SESSION_CANCELLED],
    )  # fmt: skip
    next_on = day_field(label=_("Prochaine séance"), help_text=UNKNOWN_DATE)


class AdjournedForm(DatedForm, KeyedForm):
    """What more is asked, from whom, by when."""

    prefix = "ajournee"
    asked_kind = forms.ChoiceField(label=_("Ce qui est demandé"), choices=AskedKind.choices)
    asked_of = forms.ChoiceField(label=_("À qui"), choices=AskedOf.choices)
    asked_by = day_field(label=_("Pour le"), required=True)
    asked = words_field(label=_("En quelques mots"), required=True, help_text=_("Lu par le secrétariat seulement."))
    next_on = day_field(label=_("Prochaine séance"), help_text=UNKNOWN_DATE)


class NextDateForm(DatedForm, KeyedForm):
    """The next date, once known."""

    next_on = day_field(label=_("Prochaine séance"), required=True)
