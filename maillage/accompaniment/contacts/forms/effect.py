"""The periods to compare: four days, in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.contact_effect import Period, Phase
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation

_ONE_DAY = timedelta(days=1)


class PeriodsForm(DatedForm):
    """Before, during, after: where each begins, and where the last one ends."""

    association = forms.ChoiceField(label=_("Association"))
    avant = DayField(label=_("Avant : à partir du"), years_ahead=0)
    pendant = DayField(label=_("Pendant : à partir du"), years_ahead=0)
    apres = DayField(label=_("Après : à partir du"), required=False, years_ahead=0)
    fin = DayField(label=_("Jusqu'au"), years_ahead=0)

    def __init__(self, *args: Any, today: date, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(str(each.pk), each.name) for each in organisations]
        if len(known) > 1:
            self.fields["association"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["association"]

    def clean(self) -> dict[str, Any]:
        """The days follow each other."""
        typed: dict[str, Any] = super().clean() or {}
        days = [(name, typed[name]) for name in ("avant", "pendant", "apres", "fin") if typed.get(name)]
        for (_before, earlier), (name, later) in pairwise(days):
            if later <= earlier:
                self.add_error(name, _("Ce jour vient après le précédent : les périodes se suivent."))
        return typed

    def periods(self) -> tuple[Period, ...]:
        """The periods typed."""
        typed = self.cleaned_data
        during_ends = typed["apres"] - _ONE_DAY if typed["apres"] else typed["fin"]
        found = [
            Period(Phase.BEFORE, typed["avant"], typed["pendant"] - _ONE_DAY),
            Period(Phase.DURING, typed["pendant"], during_ends),
        ]
        if typed["apres"]:
            found.append(Period(Phase.AFTER, typed["apres"], typed["fin"]))
        return tuple(found)


def days_of(periods: Sequence[Period]) -> dict[str, date]:
    """Periods as the form holds them."""
    found = {each.phase: each for each in periods}
    said = {"avant": found[Phase.BEFORE].first, "fin": periods[-1].last}
    if Phase.DURING in found:
        said["pendant"] = found[Phase.DURING].first
    if Phase.AFTER in found:
        said["apres"] = found[Phase.AFTER].first
    return said
