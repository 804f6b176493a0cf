"""What one asks of the rules: codes and days."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.ending_words import RIGHT_IN_WORDS
from maillage.core.law import Right
from maillage.foundation.ui.speech import say

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RuleForm(forms.Form):
    """A right, its ordinary end, and the day on which one stands."""

    droit = forms.ChoiceField(label=_("Droit"), choices=[])
    fin = forms.DateField(label=_("Fin prévue"), help_text=_("Écrite sur la décision ou le titre."), widget=DAY)
    connu_le = forms.DateField(label=_("Textes publiés jusqu'au"), help_text=_("Sans date : aujourd'hui."), required=False, widget=DAY)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["droit"].choices = [(right.value, say(RIGHT_IN_WORDS[right])) for right in Right]  # type: ignore[attr-defined]
