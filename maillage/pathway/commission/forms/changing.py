"""The shape of what is ticked when a session cannot be held as planned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.deliberation import LegalBase
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.forms.fields import OFF, day_field, text_field
from maillage.pathway.commission.models import CancelCause, Item, LocalRule, ModeChoice, NotExaminedCause

OTHERWISE, SOME, NOT_AT_ALL = "otherwise", "some", "not_at_all"
KNOWN, UNKNOWN = "known", "unknown"
_CAUSES = (NotExaminedCause.MODE_UNSUITABLE, NotExaminedCause.PIECE_AWAITED, NotExaminedCause.NOT_REACHED)
# The quorum is counted in session: before it, nobody knows whether it will lack.
_CAUSES_IN_SESSION = (*_CAUSES, NotExaminedCause.NO_QUORUM)
_HELD = ("mode", "held_on", "opens_on", "starts_at", "place", "legal_basis", "local_rule", "chair_decided_on", "again", "urgency")

_ASKED = {OTHERWISE: ("mode", "held_on"), SOME: ("put_off", "cause", "next_known"), NOT_AT_ALL: ("cancel_cause", "next_known")}


class ChangeForm(DatedForm, VersionedForm):
    """What becomes of the session, what becomes of those who wait, and until when."""

    act = forms.ChoiceField(label=_("Ce que devient la séance"), widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("Forme"), choices=ModeChoice.choices, required=False)
    legal_basis = forms.ChoiceField(label=_("Base légale"), required=False, help_text=_("Aucune n'est nécessaire sur place."))
    local_rule = forms.ChoiceField(label=_("Texte local"), required=False, help_text=_("Quand la base est une règle locale datée."))
    chair_decided_on = day_field(label=_("Décision de la présidence"), help_text=_("À distance ou par écrit : le jour où elle l'a décidé."))
    held_on = day_field(label=_("Jour de la séance"), help_text=_("Par écrit : le dernier jour, inclus."))
    opens_on = day_field(label=_("Ouverture de l'échange d'écrits"), help_text=_("Seulement par écrit."))
    starts_at = forms.TimeField(label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time", **OFF}))
    place = text_field(label=_("Lieu"), help_text=_("Une salle, ou « lien envoyé à part »."))
    again = forms.BooleanField(
        label=_("Convoquer à nouveau tout de suite"), required=False,
        help_text=_("Une lettre par siège, qui dit laquelle elle remplace. Sans cela, la séance revient en préparation."),
    )  # fmt: skip
    urgency = text_field(label=_("Motif d'urgence"), help_text=_("Seulement si le délai ne peut pas être tenu."), longest=200)
    put_off = forms.MultipleChoiceField(label=_("Demandes reportées"), required=False, widget=forms.CheckboxSelectMultiple)
    cause = forms.ChoiceField(label=_("Pourquoi elles sont reportées"), required=False, widget=forms.RadioSelect)
    cancel_cause = forms.ChoiceField(
        label=_("Pourquoi la séance n'a pas lieu"), required=False, widget=forms.RadioSelect, choices=CancelCause.choices
    )
    next_known = forms.ChoiceField(
        label=_("La prochaine date"), required=False, widget=forms.RadioSelect,
        choices=[(KNOWN, _("elle est connue")), (UNKNOWN, _("elle n'est pas connue : l'attente continue d'être comptée, et alerte"))],
    )  # fmt: skip
    next_on = day_field(label=_("Prochaine séance"), help_text=_("Seulement si elle est connue."))

    def __init__(
        self, *args: Any, items: Iterable[tuple[Item, str]], bases: Iterable[LegalBase], rules: Iterable[LocalRule], open_now: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.open_now = open_now
        choose: dict[str, Any] = {name: self.fields[name] for name in ("act", "put_off", "cause", "legal_basis", "local_rule")}
        choose["cause"].choices = [(each.value, each.label) for each in (_CAUSES_IN_SESSION if open_now else _CAUSES)]
        choose["put_off"].choices = [(str(item.pk), words) for item, words in items]
        choose["legal_basis"].choices = [("", _("Sur place : aucune")), *((each.code, f"{each.article} — {each.label}") for each in bases)]
        known = [(str(each.pk), f"{each.basis} ({day_words(each.adopted_on)})") for each in rules]
        choose["local_rule"].choices = [("", _("Aucun")), *known]
        some = (SOME, _("elle se tient comme prévu, sauf pour les demandes cochées plus bas"))
        otherwise = (OTHERWISE, _("elle se tient autrement, ou un autre jour"))
        none = (NOT_AT_ALL, _("elle n'a pas lieu : toutes les demandes sont reportées"))
        choose["act"].choices = [some] if open_now else [otherwise, some, none]
        # What each choice asks: the page shows it as asked, and what was not chosen is asked of nobody.
        for name in (
            _ASKED.get(self.data.get("act", ""), ()) if self.is_bound else ("mode", "held_on", "cause", "cancel_cause", "next_known")
        ):
            self.fields[name].required = True
        if open_now:
            self.initial.setdefault("act", SOME)
            for name in (*_HELD, "cancel_cause"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Nobody is put off without a cause, nor without a word on the next date."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("act") == OTHERWISE and typed.get("put_off"):
            self._ask("cause", "next_known")
        if typed.get("next_known") == KNOWN:
            self._ask("next_on")
        return typed

    def _ask(self, *names: str) -> None:
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("À remplir pour ce que vous avez choisi."))
