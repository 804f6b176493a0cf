"""The shape of what is asked of a colleague, and of what ends or closes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import ClosingReason, EndReason, KeyWorker, KeyWorkerRole, Refusal
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

_WORDS = {"rows": 3, "autocomplete": "off"}
# What a person may say; the others are written by the application itself.
END_REASONS = (EndReason.HANDED_OVER, EndReason.HER_CHOICE, EndReason.LEFT, EndReason.MISTAKE, EndReason.OTHER)
OFFERED_ROLES = (KeyWorkerRole.LEAD, KeyWorkerRole.SECOND, KeyWorkerRole.HEALTH, KeyWorkerRole.RIGHTS, KeyWorkerRole.SHELTER)


class OfferForm(DatedForm, KeyedForm):
    """To which colleague, in which role, in whose place, from when, until when. `colleagues`: (value, words), hers first."""

    to = forms.ChoiceField(label=_("À quelle collègue"), error_messages={"required": _("Choisissez une collègue.")})
    role = forms.ChoiceField(label=_("Pour être"), choices=[(each.value, each.label) for each in OFFERED_ROLES], widget=forms.RadioSelect)
    relays = forms.ChoiceField(label=_("Elle prend le relais de"), required=False)
    starts_on = DayField(label=_("À partir du"))
    until = DayField(
        label=_("Jour du retour"), required=False, help_text=_("Seulement pour un remplacement : ce jour-là, le suivi vous revient.")
    )

    def __init__(self, *args: Any, colleagues: Iterable[Any], present: Iterable[KeyWorker], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["to"].choices = [("", _("Choisir une collègue")), *colleagues]  # type: ignore[attr-defined]
        relayed = [(str(each.pk), each.user.display_name) for each in present]
        self.fields["relays"].choices = [("", _("personne : elle s'ajoute")), *relayed]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today
        self.fields["role"].initial = KeyWorkerRole.SECOND if relayed else KeyWorkerRole.LEAD


class HandOverFilesForm(DatedForm, KeyedForm):
    """Several of my files at once, for an absence or for good."""

    chosen = forms.MultipleChoiceField(
        label=_("Quels dossiers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins un dossier.")},
    )
    to = forms.ChoiceField(label=_("À quelle collègue"), error_messages={"required": _("Choisissez une collègue.")})
    starts_on = DayField(label=_("Premier jour d'absence"))
    until = DayField(
        label=_("Jour du retour"),
        required=False,
        help_text=_("Laissez vide si vous ne revenez pas sur ces dossiers : le relais est alors passé pour de bon."),
    )

    def __init__(self, *args: Any, files: Iterable[Any], colleagues: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = list(files)
        self.fields["chosen"].choices = known  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [value for value, _words in known]
        self.fields["to"].choices = [("", _("Choisir une collègue")), *colleagues]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class RefusalForm(KeyedForm):
    """Why one cannot take the file."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=Refusal.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qu'il faut savoir"), max_length=400, required=False, widget=forms.Textarea(attrs=_WORDS),
    )  # fmt: skip


class EndFollowUpForm(KeyedForm):
    """Why a follow-up ends."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=[(each.value, each.label) for each in END_REASONS], widget=forms.RadioSelect)


class CloseFileForm(VersionedForm):
    """Why the association closes the file."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=ClosingReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qu'il faudra savoir si elle revient"), max_length=1000, required=False, widget=forms.Textarea(attrs=_WORDS)
    )


class EraseFileForm(KeyedForm):
    """The reference of the file, copied by hand: an erasure is never a slip."""

    reference = forms.CharField(
        label=_("Recopiez la référence du dossier"),
        max_length=12,
        help_text=_("Elle est en haut de cette page. Rien ne pourra être retrouvé ensuite."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
