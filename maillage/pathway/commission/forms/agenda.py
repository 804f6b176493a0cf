"""A session planned, its agenda, its convocation, its cancellation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.deliberation import Mode, legal_bases
from maillage.core.law import NoValueInForce, current_law
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.forms.fields import OFF, day_field, text_field
from maillage.pathway.commission.models import (
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
    window_until = day_field(
        label=_("Ou un jour à fixer, au plus tard le"),
        help_text=_("Si le jour n'est pas encore fixé : mettez au-dessus le premier jour possible, et ici le dernier."),
    )
    opens_on = day_field(label=_("Ouverture de l'échange d'écrits"), help_text=_("Seulement par écrit."))
    reading_until = day_field(
        label=_("Dernier jour de lecture des documents"),
        help_text=_("Laissez vide : le dernier jour de la séance. La lecture s'arrête aussi à la clôture, si elle vient avant."),
    )
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
        self.today = today
        bases = [(each["code"], _base_words(each)) for each in current_law().value("session.legal_bases", on=today).value]
        self.fields["legal_basis"].choices = [("", _("Sur place : aucune")), *bases]  # type: ignore[attr-defined]
        known = [(str(rule.pk), f"{rule.basis} ({day_words(rule.adopted_on)})") for rule in rules if rule.allowed]
        self.fields["local_rule"].choices = [("", _("Aucun")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The base of a session at a distance is one of those in force for that form on its first day; otherwise they are named."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        first = typed.get("opens_on") or typed.get("held_on")
        mode, base = typed.get("mode"), typed.get("legal_basis")
        if first is None or not base or mode in (None, ModeChoice.IN_PERSON):
            return typed
        known_on = max(self.today, first) if typed.get("from_paper") else self.today
        try:
            possible = legal_bases(on=first, law=current_law(), mode=Mode(mode), known_on=known_on)
        except NoValueInForce:
            return typed
        if base not in {each.code for each in possible}:
            named = ", ".join(each.article for each in possible) or _("aucune")
            words = _("Cette base ne vaut pas pour cette forme ce jour-là. En vigueur : %(named)s.") % {"named": named}
            self.add_error("legal_basis", words)
        return typed


def _base_words(base: Mapping[str, Any]) -> str:
    """A base with the days between which it holds, when it is not for good."""
    words = f"{base['article']} — {base['label']}"
    if base.get("to") is None:
        return words
    return _("%(base)s (du %(first)s au %(last)s)") % {
        "base": words, "first": day_words(base["from"]), "last": day_words(base["to"])
    }  # fmt: skip


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
