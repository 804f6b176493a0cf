"""The shape of a message: a text of the list, a way, a day and an hour when it says them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models.message import Handling, MessageWay
from maillage.accompaniment.contacts.selectors.messages import MessageDraft
from maillage.core.neutral import Template
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.foundation.ui.speech import say

_HOURS = [(f"{hour:02}:{minute:02}", f"{hour} h {minute:02}" if minute else f"{hour} h") for hour in range(7, 22) for minute in (0, 30)]


class DraftForm(DatedForm):
    """What to write. Sent by GET: codes only, nothing of hers."""

    modele = forms.ChoiceField(label=_("Le message"), widget=forms.RadioSelect)
    voie = forms.ChoiceField(label=_("La voie"), choices=MessageWay.choices, widget=forms.RadioSelect)
    jour = DayField(label=_("Le jour"), required=False, years_ahead=1)
    heure = forms.TimeField(label=_("L'heure"), required=False, input_formats=["%H:%M"], widget=forms.Select(choices=[("", "—"), *_HOURS]))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["modele"].choices = [(each.value, capfirst(say(each.label))) for each in Template]  # type: ignore[attr-defined]
        self.fields["jour"].help_text = self.fields["heure"].help_text = _("Seulement pour un rendez-vous ou un appel annoncé.")

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("modele") and Template(typed["modele"]).dated:
            for name in ("jour", "heure"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("Ce message dit un jour et une heure : donnez-les tous les deux."))
        return typed

    def draft(self) -> MessageDraft:
        """The message asked for; a day and an hour that it does not say are left out."""
        typed = self.cleaned_data
        template = Template(typed["modele"])
        day, hour = (typed["jour"], typed["heure"]) if template.dated else (None, None)
        return MessageDraft(template=template, way=MessageWay(typed["voie"]), day=day, hour=hour)


class SendForm(DraftForm, KeyedForm):
    """The message that was shown, sent. `suite`: the one that did not arrive, and its version."""

    suite = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class HandleForm(VersionedForm):
    """What was done of a message that did not arrive."""

    how = forms.ChoiceField(
        label=_("Ce qui a été fait"),
        choices=[choice for choice in Handling.choices if choice[0] != Handling.RESENT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites ce qui a été fait.")},
    )
