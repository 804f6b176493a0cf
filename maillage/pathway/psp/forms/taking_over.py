"""One form to take over a pathway already running."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.services import DecidedTerm, TakenAllowance, TakenPermit

TERMS = 4
_YEARS_OF_PAPERS = 20


class TakeOverForm(DatedForm, KeyedForm):
    """Decisions and first days in order, then the permit and the allowance as they stand."""

    permit_asked_on = DayField(label=_("Titre de séjour demandé le"), required=False)
    permit_delivered_on = DayField(label=_("Titre de séjour remis le"), required=False)
    permit_expires_on = DayField(label=_("Titre de séjour valable jusqu'au"), required=False, years_ahead=_YEARS_OF_PAPERS)
    allowance_decided_on = DayField(label=_("Aide financière (AFIS) décidée le"), required=False)
    allowance_starts_on = DayField(label=_("Aide financière due à partir du"), required=False)
    allowance_expires_on = DayField(
        label=_("Aide financière décidée jusqu'au"), required=False, help_text=_("Laissez vide si elle suit la période.")
    )
    allowance_first_paid_on = DayField(label=_("Premier versement reçu le"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        after = dict(self.fields)
        self.fields.clear()
        self.fields["key"] = after.pop("key")
        for number in range(1, TERMS + 1):
            self._add_term(number, today=today)
        self.fields.update(after)

    def _add_term(self, number: int, *, today: date) -> None:
        first = number == 1
        decided = _("Entrée en parcours décidée le") if first else _("Renouvellement %(number)d décidé le") % {"number": number - 1}
        starts = _("Premier jour du parcours") if first else _("Premier jour de la période %(number)d") % {"number": number}
        said = _("Laissez vide si c'est le jour de la décision.") if first else _("Laissez vide si elle suit la précédente.")
        self.fields[f"decided_on_{number}"] = DayField(label=decided, required=first)
        self.fields[f"starts_on_{number}"] = DayField(label=starts, required=False, help_text=said)
        for name in (f"decided_on_{number}", f"starts_on_{number}"):
            self.fields[name].today = today  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A gap between two decisions is a line that was skipped."""
        said: dict[str, Any] = super().clean() or {}
        known = [said.get(f"decided_on_{number}") is not None for number in range(1, TERMS + 1)]
        if any(later and not earlier for earlier, later in pairwise(known)):
            raise ValidationError(_("Un renouvellement manque entre deux décisions : remplissez-les dans l'ordre."))
        if (said.get("allowance_decided_on") is None) != (said.get("allowance_starts_on") is None):
            raise ValidationError(_("Pour l'aide financière, il faut le jour de la décision et le premier jour."))
        return said

    def terms(self) -> tuple[DecidedTerm, ...]:
        """The decisions, in order."""
        said = self.cleaned_data
        return tuple(
            DecidedTerm(decided_on=said[f"decided_on_{number}"], starts_on=said.get(f"starts_on_{number}"))
            for number in range(1, TERMS + 1)
            if said.get(f"decided_on_{number}") is not None
        )

    def permit(self) -> TakenPermit | None:
        """The permit, when something of it is known."""
        days = {name: self.cleaned_data.get(f"permit_{name}") for name in ("asked_on", "delivered_on", "expires_on")}
        return TakenPermit(**days) if any(days.values()) else None

    def allowance(self) -> TakenAllowance | None:
        """The allowance, when it was decided."""
        said = self.cleaned_data
        if said.get("allowance_decided_on") is None:
            return None
        return TakenAllowance(
            decided_on=said["allowance_decided_on"],
            starts_on=said["allowance_starts_on"],
            expires_on=said.get("allowance_expires_on"),
            first_paid_on=said.get("allowance_first_paid_on"),
        )
