"""Where the periods are cut, when observations are put side by side: two days, in the address."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.selectors import LOCKDOWN, REOPENING, cut_at
from maillage.core.observations import Period
from maillage.foundation.ui.days import DatedForm, DayField


class CutsForm(DatedForm):
    """Where "during" begins, and where "after" does, if it began."""

    pendant = DayField(label=_("Pendant : à partir du"), years_ahead=0)
    apres = DayField(label=_("Après : à partir du"), required=False, years_ahead=0)

    def clean(self) -> dict[str, Any]:
        """The days follow each other."""
        typed: dict[str, Any] = super().clean() or {}
        starts, after = typed.get("pendant"), typed.get("apres")
        if starts and after and after <= starts:
            self.add_error("apres", _("Ce jour vient après le précédent : les périodes se suivent."))
        return typed

    def periods(self) -> tuple[Period, ...]:
        """Before, during, after; those of spring 2020 unless days were typed that hold."""
        if not self.is_bound or not self.is_valid():
            return cut_at(LOCKDOWN, REOPENING)
        return cut_at(self.cleaned_data["pendant"], self.cleaned_data["apres"])
