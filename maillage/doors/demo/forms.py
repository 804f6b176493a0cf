"""Which day the demonstration moves to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """A day after today."""

    day = forms.DateField(label=_("Avancer jusqu'au"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
