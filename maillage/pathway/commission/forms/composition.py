"""The commission, its seats, who holds them, its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.law import current_law
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import day_field, text_field
from maillage.pathway.commission.models import (
    ModeChoice,
    RuleScope,
)


class SetUpForm(DatedForm, KeyedForm):
    """The commission of a department."""

    territory = forms.ChoiceField(label=_("Département"))
    order_reference = text_field(label=_("Arrêté de composition"), help_text=_("Numéro et date de l'arrêté préfectoral."), longest=80)
    since = day_field(label=_("Sièges en place depuis le"), required=True)

    def __init__(self, *args: Any, territories: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["territory"].choices = list(territories)  # type: ignore[attr-defined]
        self.fields["since"].initial = today


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


class HolderForm(DatedForm, KeyedForm):
    """Who holds a seat."""

    display_name = text_field(label=_("Nom"), required=True)
    title = text_field(label=_("Qualité"), required=True, help_text=_("Par exemple : vice-procureure, chef de service."))
    user = forms.ChoiceField(
        label=_("Compte"), required=False, help_text=_("Sans compte, le secrétariat note pour ce siège ce qui vient sur papier.")
    )
    deputy = forms.BooleanField(label=_("Suppléance"), required=False)
    starts_on = day_field(label=_("À partir du"), required=True)

    def __init__(self, *args: Any, users: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(str(each.pk), each.display_name) for each in users]
        self.fields["user"].choices = [("", _("Sans compte")), *known]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class EndForm(DatedForm, KeyedForm):
    """The day something ends."""

    ends_on = day_field(label=_("Ne siège plus à partir du"), required=True)


class RuleForm(DatedForm, KeyedForm):
    """A dated local rule."""

    mode = forms.ChoiceField(label=_("Forme de séance"), choices=ModeChoice.choices)
    allowed = forms.ChoiceField(
        label=_("Ce que dit la règle"),
        choices=[("yes", _("cette forme est prévue ici")), ("no", _("cette forme est jugée inadaptée"))],
        widget=forms.RadioSelect,
    )
    scope = forms.ChoiceField(label=_("Pour quelles demandes"), choices=RuleScope.choices)
    reason = text_field(label=_("Raison"), required=True, longest=240)
    basis = text_field(label=_("Texte local"), required=True, help_text=_("Délibération, règlement intérieur ou arrêté."), longest=160)
    adopted_on = day_field(label=_("Adoptée le"), required=True)
