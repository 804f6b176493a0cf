"""A day typed by somebody: in the browser's own calendar, and within what can be true. A year of four nines goes no further."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.terms import add_months
from maillage.foundation.ui import speech

# The law that made the pathway: nothing of it happened before.
FIRST_DAY = date(2016, 4, 13)
YEARS_AHEAD = 3
_TYPED = {"type": "date", "autocomplete": "off"}


class DayField(forms.DateField):
    """A day between `earliest` and so many years after today. Its form, a DatedForm, says what day it is."""

    def __init__(self, *, earliest: date = FIRST_DAY, years_ahead: int = YEARS_AHEAD, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs=dict(_TYPED), format="%Y-%m-%d"), **kwargs)
        self.earliest, self.years_ahead = earliest, years_ahead
        self.today: date | None = None

    def validate(self, value: Any) -> None:
        """Raises ValidationError outside of what is plausible, with both ends in words."""
        super().validate(value)
        if value is None or self.today is None:
            return
        latest = add_months(self.today, 12 * self.years_ahead)
        if not self.earliest <= value <= latest:
            ends = {"first": speech.day_words(self.earliest), "last": speech.day_words(latest)}
            raise ValidationError(_("Ce jour n'est pas possible ici : choisissez-le entre le %(first)s et le %(last)s."), params=ends)


class DatedForm(forms.Form):
    """A form with days: `today` bounds them."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today
