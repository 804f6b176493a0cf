"""What is typed during a written session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import day_field, seat_choices, words_field
from maillage.pathway.commission.models import Item, Seat

WHOLE = ""


class ExchangeForm(KeyedForm):
    """What a seat writes, on one item or on the whole agenda."""

    seat = forms.ChoiceField(label=_("Pour le siège"))
    item = forms.ChoiceField(label=_("À propos de"), required=False)
    words = words_field(label=_("Contribution"), required=True, help_text=_("Lue par les membres qui délibèrent sur ce point. Sans nom."))

    def __init__(self, *args: Any, seats: Iterable[Seat], items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(str(each.pk), _("Point n° %(number)s") % {"number": each.number}) for each in items]
        self.fields["seat"].choices = seat_choices(seats)  # type: ignore[attr-defined]
        self.fields["item"].choices = [(WHOLE, _("tout l'ordre du jour")), *numbers]  # type: ignore[attr-defined]


class VoteForm(DatedForm, KeyedForm):
    """How long the vote lasts."""

    until = day_field(label=_("Vote ouvert jusqu'au"), required=True, help_text=_("Ce jour inclus, jusqu'à minuit."))


class ExtendForm(DatedForm, KeyedForm):
    """More time, given by the chair."""

    until = day_field(label=_("Nouveau dernier jour"), required=True, help_text=_("Ce jour inclus, jusqu'à minuit."))
