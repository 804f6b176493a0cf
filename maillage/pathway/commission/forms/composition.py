"""The commission and its seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.law import current_law
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import day_field, text_field
from maillage.pathway.commission.models import FILING_DAYS_MOST


def _order_field() -> forms.CharField:
    return text_field(label=_("Arrêté de composition"), help_text=_("Numéro et date de l'arrêté préfectoral."), longest=80)


def _filing_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Jours entre la date limite de dépôt et la séance"),
        min_value=0,
        max_value=FILING_DAYS_MOST,
        help_text=_("Aucun texte national ne les fixe : c'est l'usage local. Une demande déposée plus tard est signalée, jamais écartée."),
    )


class SetUpForm(DatedForm, KeyedForm):
    """The commission of a department."""

    territory = forms.ChoiceField(label=_("Département"))
    order_reference = _order_field()
    filing_deadline_days = _filing_field()
    since = day_field(label=_("Sièges en place depuis le"), required=True)

    def __init__(self, *args: Any, territories: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["territory"].choices = list(territories)  # type: ignore[attr-defined]
        self.fields["filing_deadline_days"].initial = current_law().value("notice.margin_days", on=today).value
        self.fields["since"].initial = today


class OrderForm(VersionedForm):
    """What a new local order, or a new local custom, changes of a commission."""

    order_reference = _order_field()
    filing_deadline_days = _filing_field()


class SeatForm(DatedForm, KeyedForm):
    """A seat of the local order."""

    code = forms.ChoiceField(label=_("Qualité"))
    label = text_field(label=_("Intitulé local"), help_text=_("Laissez vide pour garder celui de la liste nationale."), longest=160)
    organisation = forms.ChoiceField(
        label=_("Organisation qui tient le siège"),
        required=False,
        help_text=_("Pour une association agréée : elle ne délibère pas sur les demandes qu'elle présente."),
    )
    starts_on = day_field(label=_("À partir du"), required=True)

    def __init__(self, *args: Any, organisations: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        named = [(each["code"], each["label"]) for each in current_law().value("commission.seats", on=today).value]
        self.fields["code"].choices = named  # type: ignore[attr-defined]
        known = [(str(each.pk), each.name) for each in organisations]
        self.fields["organisation"].choices = [("", _("Aucune en particulier")), *known]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class EndForm(DatedForm, KeyedForm):
    """The day something ends."""

    ends_on = day_field(label=_("Ne siège plus à partir du"), required=True)
