"""The shape of what is typed about calls: an outcome in one tap, a rhythm, a raise, the reason of a printed list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import Cause, Mood, News, Rhythm
from maillage.accompaniment.contacts.models.attempt import OUTCOMES
from maillage.accompaniment.contacts.services.rhythm import RhythmDraft
from maillage.core.call_list import Outcome
from maillage.core.rhythm import FEWEST_DAYS, MOST_DAYS
from maillage.core.safe_contact import Channel
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.foundation.vault import Reason, reason_choices

CALLED_WAYS = [
    (Channel.PHONE.value, _("par téléphone")),
    (Channel.SMS.value, _("par SMS")),
    (Channel.MESSAGING.value, _("par messagerie")),
    (Channel.MAIL.value, _("par courriel")),
    (Channel.PARTNER.value, _("par un partenaire")),
    (Channel.VISIT.value, _("en allant la voir")),
    (Channel.LETTER.value, _("par lettre")),
]


class OutcomeForm(KeyedForm):
    """What came of a try: the button says it, the mood is optional."""

    channel = forms.ChoiceField(choices=CALLED_WAYS)
    outcome = forms.ChoiceField(choices=OUTCOMES)
    mood = forms.ChoiceField(choices=Mood.choices, required=False)
    seen = forms.IntegerField(min_value=0, required=False)

    def read(self) -> dict[str, Any]:
        """What was tapped, as the service takes it."""
        typed = self.cleaned_data
        return {
            "channel": Channel(typed["channel"]),
            "outcome": Outcome(typed["outcome"]),
            "mood": Mood(typed["mood"] or Mood.UNKNOWN),
            "seen": typed["seen"],
            "key": typed["key"],
        }


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=FEWEST_DAYS, max_value=MOST_DAYS)


class RhythmForm(DatedForm, VersionedForm):
    """What is agreed with her."""

    every_days = _days(_("Un contact tous les combien de jours"), _("7 pour chaque semaine, 14 pour tous les quinze jours."))
    caller = forms.TypedChoiceField(label=_("Qui l'appelle"), coerce=uuid.UUID)
    channel = forms.ChoiceField(label=_("Comment"), choices=CALLED_WAYS, help_text=_("Ses consignes de contact passent toujours avant."))
    counts_from = DayField(label=_("À partir du"), years_ahead=1)
    agreed_on = DayField(
        label=_("Convenu avec elle le"),
        required=False,
        years_ahead=0,
        help_text=_("Vide tant qu'elle n'a pas dit oui : c'est alors une proposition."),
    )

    def __init__(self, *args: Any, workers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caller"].choices = [(str(each.pk), each.display_name) for each in workers]  # type: ignore[attr-defined]

    def draft(self) -> RhythmDraft:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return RhythmDraft(
            every_days=typed["every_days"],
            caller_id=typed["caller"],
            channel=Channel(typed["channel"]),
            counts_from=typed["counts_from"],
            agreed_on=typed["agreed_on"],
        )


def initial_rhythm(rhythm: Rhythm | None, *, today: date, user_id: Any, preferred: str) -> dict[str, Any]:
    """What the form shows first: what is agreed, or a week, me, by the way she prefers."""
    if rhythm is None:
        known = {code for code, _label in CALLED_WAYS}
        channel = preferred if preferred in known else Channel.PHONE.value
        return {"every_days": 7, "caller": str(user_id), "channel": channel, "counts_from": today, "agreed_on": None}
    return {
        "every_days": rhythm.every_days,
        "caller": str(rhythm.caller_id),
        "channel": rhythm.channel,
        "counts_from": rhythm.counts_from,
        "agreed_on": rhythm.agreed_on,
    }


class RaiseForm(DatedForm, KeyedForm):
    """Rhythms raised for a while: for whom, how often, until when, why."""

    EVERYBODY, SILENT, FOLLOWED = "everybody", "silent", "followed"

    organisation = forms.TypedChoiceField(label=_("Association"), coerce=uuid.UUID)
    who = forms.ChoiceField(
        label=_("Pour qui"),
        widget=forms.RadioSelect,
        choices=[
            (EVERYBODY, _("toutes les personnes accompagnées, celles à venir aussi")),
            (SILENT, _("celles dont on est sans nouvelles")),
            (FOLLOWED, _("celles que suit une collègue")),
        ],
    )
    silent_days = forms.IntegerField(label=_("Sans nouvelles depuis combien de jours"), min_value=1, max_value=365, required=False)
    worker = forms.TypedChoiceField(label=_("Cette collègue"), coerce=uuid.UUID, required=False, empty_value=None)
    every_days = _days(_("Un contact tous les combien de jours"))
    until = DayField(
        label=_("Jusqu'au"), required=False, years_ahead=1, help_text=_("Vide : jusqu'à ce que vous remettiez les rythmes d'avant.")
    )
    cause = forms.ChoiceField(label=_("Pourquoi"), choices=Cause.choices)

    def __init__(self, *args: Any, organisations: Sequence[Any], workers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(str(each.pk), each.name) for each in organisations]  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = str(organisations[0].pk)
            self.fields["organisation"].widget = forms.HiddenInput()
        choices = [("", _("Choisir")), *((str(each.pk), each.display_name) for each in workers)]
        self.fields["worker"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A group says which one."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("who") == self.SILENT and not typed.get("silent_days") and "silent_days" not in self.errors:
            self.add_error("silent_days", _("Dites depuis combien de jours."))
        if typed.get("who") == self.FOLLOWED and not typed.get("worker") and "worker" not in self.errors:
            self.add_error("worker", _("Choisissez la collègue."))
        return typed


class NewsForm(VersionedForm):
    """How a search ended."""

    news = forms.ChoiceField(
        label=_("Quelles nouvelles"),
        choices=News.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites quelles nouvelles.")},
    )


class VitalForm(KeyedForm):
    """Why the vital list is printed: the journal keeps it."""

    REASONS = (Reason.URGENCY, Reason.HANDOVER, Reason.CONTACT)

    reason = forms.ChoiceField(label=_("Pourquoi l'imprimer"), widget=forms.RadioSelect, choices=reason_choices(*REASONS))
    organisation = forms.TypedChoiceField(label=_("Association"), coerce=uuid.UUID)

    def __init__(self, *args: Any, organisations: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(str(each.pk), each.name) for each in organisations]  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = str(organisations[0].pk)
            self.fields["organisation"].widget = forms.HiddenInput()
