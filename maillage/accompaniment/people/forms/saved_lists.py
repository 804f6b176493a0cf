"""The name of a list to keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.reference.organisations.models import Organisation


class SaveListForm(KeyedForm):
    """A name, and whether the team sees it."""

    organisation = forms.ChoiceField(label=_("Association"))
    name = forms.CharField(
        label=_("Nom de la liste"),
        max_length=60,
        help_text=_("Par exemple : « À rappeler ce mois-ci »."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Donnez un nom à cette liste : c'est lui que vous verrez sur votre page d'accueil.")},
    )
    shared = forms.BooleanField(label=_("La partager avec l'équipe"), required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), each.name) for each in organisations]
        if len(known) > 1:
            self.fields["organisation"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        if not may_share:
            del self.fields["shared"]
