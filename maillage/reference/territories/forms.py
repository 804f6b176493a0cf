"""Shape of what is typed about cities and zones."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.territories.models import Place, PlaceKind


class PlaceForm(VersionedForm):
    """A city or a zone, by the name that everybody gives it. `kind` None: it is asked."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Ce que c'est"),
        choices=PlaceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si c'est une ville ou une zone.")},
    )
    name = forms.CharField(
        label=_("Son nom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Comme tout le monde l'appelle : « les Quais », « la gare ». Large : jamais une rue ni une adresse."),
        error_messages={"required": _("Écrivez le nom de la ville ou de la zone.")},
    )
    parent = forms.ChoiceField(
        label=_("Dans quelle ville"), required=False, help_text=_("Pour une zone. Laissez ainsi si elle s'étend sur plusieurs.")
    )

    def __init__(self, *args: Any, cities: Sequence[Place], kind: PlaceKind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cities = {str(city.pk): city for city in cities}
        if kind is not None:
            del self.fields["kind"]
        if kind is PlaceKind.CITY or not self.cities:
            del self.fields["parent"]
        else:
            choices = [("", _("Aucune en particulier")), *((pk, city.name) for pk, city in self.cities.items())]
            self.fields["parent"].choices = choices  # type: ignore[attr-defined]

    def city(self) -> Place | None:
        """The city that was chosen, for a zone."""
        if self.cleaned_data.get("kind") == PlaceKind.CITY:
            return None
        return self.cities.get(self.cleaned_data.get("parent", ""))


class CloseForm(DatedForm, VersionedForm):
    """From when on it is chosen no more."""

    closed_on = DayField(label=_("Fermée à partir du"), years_ahead=1, help_text=_("Ce jour-là, elle n'est déjà plus proposée."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        day: Any = self.fields["closed_on"]
        day.earliest = today


def read_id(typed: str) -> uuid.UUID | None:
    """An id that stands in an address; None when it is not one."""
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None
