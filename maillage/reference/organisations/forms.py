"""Shape of what is typed about organisations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.reference.organisations.models import FilesOpenTo


class FilesOpenToForm(forms.Form):
    """Who reads the files of the association."""

    open_to = forms.ChoiceField(
        label=_("Les dossiers sont ouverts à"),
        choices=FilesOpenTo.choices,
        widget=forms.RadioSelect,
        help_text=_("L'identité et les parties sensibles restent fermées, et chaque ouverture est notée."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
