"""The shape of what the reception types: a delivery of letters, how she is told, how a letter leaves."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.kept_mail.models import Outcome, Sender
from maillage.accompaniment.kept_mail.selectors import Way
from maillage.accompaniment.people.selectors import PersonRow
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

LINES = 6
_NO_HISTORY = {"autocomplete": "off"}


class DeliveryForm(DatedForm, KeyedForm):
    """What is common to the letters of a delivery."""

    received_on = DayField(label=_("Arrivés le"), years_ahead=0)


class LetterForm(forms.Form):
    """One letter. A line whose file is empty counts for nothing."""

    who = forms.CharField(label=_("Pour qui"), max_length=60, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))
    sender = forms.ChoiceField(label=_("Expéditeur"), required=False, choices=[("", _("Choisir")), *Sender.choices])
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    asked = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("who") and not typed.get("sender"):
            self.add_error("sender", _("Choisissez l'expéditeur : il dit si le courrier presse."))
        return typed


@dataclass
class Line:
    """One line of the page: its form, the files among which to choose, the one found."""

    form: LetterForm
    candidates: Sequence[PersonRow] = ()
    found: Any = None

    @property
    def is_empty(self) -> bool:
        """Was nothing typed for whom?"""
        return not self.form.cleaned_data.get("who", "").strip()

    @property
    def chosen(self) -> uuid.UUID | None:
        """The file ticked among the candidates of these very words; None when the words changed since."""
        typed = self.form.cleaned_data
        same: bool = typed.get("asked") == typed.get("who")
        return typed.get("person") if same else None


@dataclass
class Delivery:
    """The whole form."""

    head: DeliveryForm
    lines: list[Line] = field(default_factory=list)

    @classmethod
    def made(cls, data: Any, *, today: date, first: str = "") -> Delivery:
        """Bound to what was sent, or empty with the first line filled."""
        head = DeliveryForm(data, today=today, initial={"received_on": today})
        forms_ = [LetterForm(data, prefix=f"l{rank}", initial={"who": first if rank == 0 else ""}) for rank in range(LINES)]
        return cls(head, [Line(each) for each in forms_])

    def is_valid(self) -> bool:
        """Is each line in shape? Every error is looked for, not the first only."""
        return all([self.head.is_valid(), *(line.form.is_valid() for line in self.lines)])


class TellForm(KeyedForm):
    """By which way she is told now: only those that her rule allows."""

    by = forms.ChoiceField(
        label=_("Comment elle est prévenue"), widget=forms.RadioSelect, error_messages={"required": _("Choisissez comment la prévenir.")}
    )

    def __init__(self, *args: Any, ways: Sequence[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [(way.by.value, way.by.label) for way in ways if way.allowed]  # type: ignore[attr-defined]


class LeaveForm(VersionedForm):
    """How a letter leaves."""

    outcome = forms.ChoiceField(
        label=_("Ce qu'il devient"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites ce que ce courrier devient.")},
    )
