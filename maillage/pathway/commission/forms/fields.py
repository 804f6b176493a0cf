"""Fields that the forms of the commission share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.days import DayField
from maillage.pathway.commission.models import (
    Seat,
)

OFF = {"autocomplete": "off"}


NOTHING = "none"


UNKNOWN_DATE = _("Laissez vide si la date n'est pas connue : l'attente reste visible et comptée.")


def day_field(*, label: Any, required: bool = False, help_text: Any = "") -> DayField:
    """A day, typed in the browser's own calendar, within what can be true."""
    return DayField(label=label, required=required, help_text=help_text)


def text_field(*, label: Any, required: bool = False, help_text: Any = "", longest: int = 120) -> forms.CharField:
    """A short text."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=longest, widget=forms.TextInput(attrs=OFF))


def words_field(*, label: Any, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A longer text."""
    widget = forms.Textarea(attrs={"rows": 4, **OFF})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=4000, widget=widget)


def seat_choices(rows: Iterable[Seat]) -> list[tuple[str, str]]:
    return [(str(seat.pk), seat.label) for seat in rows]
