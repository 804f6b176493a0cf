"""A session planned, its agenda, its convocation, its cancellation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.law import current_law
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import OFF, UNKNOWN_DATE, day_field, text_field
from maillage.pathway.commission.models import (
    CancelCause,
    Kind,
    LocalRule,
    ModeChoice,
    SendingMeans,
    Session,
)
from maillage.pathway.psp.models import Application


class PlanForm(DatedForm, KeyedForm):
    """A session to come, or already held and entered from its papers."""

    kind = forms.ChoiceField(label=_("Séance de"), choices=Kind.choices)
    mode = forms.ChoiceField(label=_("Forme"), choices=ModeChoice.choices)
    held_on = day_field(label=_("Jour de la séance"), required=True, help_text=_("Pour un échange d'écrits : le dernier jour, inclus."))
    opens_on = day_field(label=_("Ouverture de l'échange d'écrits"), help_text=_("Seulement par écrit."))
    starts_at = forms.TimeField(label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time", **OFF}))
    place = text_field(label=_("Lieu"), help_text=_("Une salle, ou « lien envoyé à part »."))
    legal_basis = forms.ChoiceField(
        label=_("Base légale"), required=False, help_text=_("À distance ou par écrit : le texte en vigueur ce jour-là.")
    )
    local_rule = forms.ChoiceField(label=_("Texte local"), required=False, help_text=_("Quand la base est une règle locale datée."))
    chair_decided_on = day_field(label=_("Décision de la présidence"), help_text=_("À distance ou par écrit : le jour où elle l'a décidé."))
    from_paper = forms.BooleanField(label=_("Séance déjà tenue, enregistrée d'après les papiers"), required=False)

    def __init__(self, *args: Any, rules: Iterable[LocalRule], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        bases = [
            (each["code"], f"{each['article']} — {each['label']}") for each in current_law().value("session.legal_bases", on=today).value
        ]
        self.fields["legal_basis"].choices = [("", _("Sur place : aucune")), *bases]  # type: ignore[attr-defined]
        known = [(str(rule.pk), f"{rule.basis} ({rule.adopted_on:%d/%m/%Y})") for rule in rules if rule.allowed]
        self.fields["local_rule"].choices = [("", _("Aucun")), *known]  # type: ignore[attr-defined]


class AgendaForm(KeyedForm):
    """Applications that await a session."""

    applications = forms.MultipleChoiceField(label=_("Demandes à inscrire"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: Iterable[tuple[Application, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].choices = [(str(each.pk), words) for each, words in waiting]  # type: ignore[attr-defined]


class ScheduleForm(KeyedForm):
    """A session in preparation."""

    session = forms.ChoiceField(label=_("Séance"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sessions: Iterable[tuple[Session, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [(str(each.pk), words) for each, words in sessions]  # type: ignore[attr-defined]


class ConveneForm(DatedForm, KeyedForm):
    """How the convocation leaves."""

    means = forms.ChoiceField(label=_("Envoi par"), choices=SendingMeans.choices)
    urgency = text_field(
        label=_("Motif d'urgence"), help_text=_("Seulement si le délai de cinq jours francs ne peut pas être tenu."), longest=200
    )
    happened_on = day_field(label=_("Envoyée le"), help_text=_("Laissez vide si elle part aujourd'hui."))


class CancelForm(DatedForm, KeyedForm):
    """Why a session does not take place."""

    cause = forms.ChoiceField(label=_("Cause"), choices=CancelCause.choices, widget=forms.RadioSelect)
    next_on = day_field(label=_("Prochaine séance"), help_text=UNKNOWN_DATE)
