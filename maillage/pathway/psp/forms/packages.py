"""The shape of a card added, of a package received, of an application carried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.pathway.psp.models import Correspondent
from maillage.pathway.psp.services.houses import House
from maillage.reference.organisations.models import Organisation


class _HouseForm(KeyedForm):
    """A form of one of our houses; it asks which only when there are several."""

    house = forms.ChoiceField(label=_("Au nom de"))

    def __init__(self, *args: Any, houses: Iterable[House], **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(str(each.organisation.pk), each.organisation.name) for each in houses]
        self.fields["house"].choices = known  # type: ignore[attr-defined]
        if len(known) == 1:
            self.fields["house"].widget = forms.HiddenInput()
            self.fields["house"].initial = known[0][0]


class CardForm(_HouseForm):
    """The card of another house, and for which organisation it speaks."""

    card = forms.FileField(label=_("La carte de l'autre maison"), help_text=_("Le fichier « .maillage-carte » qu'elle vous a remis."))
    stands_for = forms.ChoiceField(label=_("Elle parle pour"))

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(str(each.pk), each.name) for each in organisations]
        self.fields["stands_for"].choices = [("", _("Choisir l'organisation")), *named]  # type: ignore[attr-defined]


class PackageForm(_HouseForm):
    """A package that came."""

    package = forms.FileField(
        label=_("Le paquet reçu"), help_text=_("Le fichier « .maillage ». Il reste fermé jusqu'à ce que vous l'ouvriez.")
    )


class CarryForm(KeyedForm):
    """To which house."""

    correspondent = forms.ChoiceField(label=_("Pour quelle maison"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, correspondents: Iterable[Correspondent], **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(str(each.pk), each.card_name) for each in correspondents]
        self.fields["correspondent"].choices = known  # type: ignore[attr-defined]
        self.fields["correspondent"].initial = known[0][0] if known else None
