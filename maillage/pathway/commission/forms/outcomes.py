"""What becomes of an item."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import UNKNOWN_DATE, day_field, words_field
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    ItemSense,
    NotExaminedCause,
)


class ExaminedForm(KeyedForm):
    """The opinion of the commission."""

    prefix = "examinee"
    way = forms.ChoiceField(
        label=_("Comment l'avis est rendu"),
        choices=[
            ("counted", _("par un vote compté : les avis notés ci-dessus")),
            ("favourable", _("par consensus, favorable")),
            ("unfavourable", _("par consensus, défavorable")),
        ],
        widget=forms.RadioSelect,
    )
    words = words_field(label=_("Ce que dit la commission"), help_text=_("Ira au procès-verbal, sous la clé du secrétariat. Sans nom."))
    dissents = words_field(label=_("Désaccords que des membres font noter"), help_text=_("Une ligne par membre."))

    def sense(self) -> ItemSense | None:
        """The sense of a consensus, None for a count."""
        way = self.cleaned_data["way"]
        return None if way == "counted" else ItemSense(way)


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
