"""The shapes of an appointment: what is looked for, the moment taken, what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import MessageWay
from maillage.accompaniment.openings.models import Activity, AppointmentState, Room
from maillage.accompaniment.openings.services.booking import BookingDraft
from maillage.core.openings.modes import MeetingWay
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.foundation.ui.speech import say
from maillage.reference.accounts.models import User

MOMENT = "%Y-%m-%dT%H:%M"
LENGTHS = (15, 30, 45, 60, 90, 120)
_MINUTES = [(str(each), _("%(n)d minutes") % {"n": each}) for each in LENGTHS]


class LookForm(DatedForm):
    """What is looked for. Sent by GET: codes only."""

    activite = forms.ChoiceField(label=_("Pour"))
    facon = forms.ChoiceField(label=_("Comment"))
    duree = forms.ChoiceField(label=_("Durée"), choices=_MINUTES)
    avec = forms.ChoiceField(label=_("Avec"), required=False)
    salle = forms.ChoiceField(label=_("Salle"), required=False)
    des = DayField(label=_("À partir du"), years_ahead=1)

    def __init__(
        self, *args: Any, activities: Sequence[Activity], workers: Sequence[User], rooms: Sequence[Room] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activities = {str(each.pk): each for each in activities}
        self.rooms = {str(each.pk): each for each in rooms}
        where = [(key, _title(each)) for key, each in self.activities.items()]
        ways = [(way.value, capfirst(say(way.label))) for way in MeetingWay]
        who = [("", _("peu importe")), *((str(each.pk), each.display_name) for each in workers)]
        held = [("", _("aucune en particulier")), *((key, each.name) for key, each in self.rooms.items())]
        for name, choices in (("activite", where), ("facon", ways), ("avec", who), ("salle", held)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not self.rooms:
            del self.fields["salle"]

    @property
    def activity(self) -> Activity:
        """What it is for."""
        return self.activities[self.cleaned_data["activite"]]

    @property
    def way(self) -> MeetingWay:
        """How she is met."""
        return MeetingWay(self.cleaned_data["facon"])

    @property
    def worker_id(self) -> uuid.UUID | None:
        """With whom, when it matters."""
        return uuid.UUID(self.cleaned_data["avec"]) if self.cleaned_data.get("avec") else None

    @property
    def room(self) -> Room | None:
        """Where, when it matters and she comes."""
        return self.rooms.get(self.cleaned_data.get("salle", "")) if self.way is MeetingWay.IN_PERSON else None


def _title(activity: Activity) -> str:
    title = say(activity.title)
    return f"{title[:1].upper()}{title[1:]} ({activity.where})" if activity.where else f"{title[:1].upper()}{title[1:]}"


class TakeForm(LookForm, KeyedForm):
    """The moment that was chosen."""

    moment = forms.CharField(label=_("Le moment"), max_length=16)
    ensemble = forms.BooleanField(label=_("D'autres peuvent arriver au même moment : c'est voulu"), required=False)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_moment(self) -> datetime:
        """A day and an hour of the clock on the wall."""
        try:
            return datetime.strptime(self.cleaned_data["moment"], MOMENT)  # noqa: DTZ007  (the clock on the wall has no zone)
        except ValueError:
            raise forms.ValidationError(_("Choisissez un moment parmi ceux proposés.")) from None

    def draft(self) -> BookingDraft:
        """The appointment asked for."""
        at: datetime = self.cleaned_data["moment"]
        return BookingDraft(
            way=self.way,
            day=at.date(),
            starts=at.time(),
            minutes=int(self.cleaned_data["duree"]),
            worker_id=self.worker_id,
            room=self.room,
            together=self.cleaned_data["ensemble"],
        )


OUTCOMES = [
    (AppointmentState.HONOURED.value, _("Elle est venue, ou a répondu")),
    (AppointmentState.EXCUSED.value, _("Elle a prévenu qu'elle ne pouvait pas")),
    (AppointmentState.MISSED.value, _("Elle n'est pas venue")),
    (AppointmentState.CANCELLED_BY_US.value, _("Nous l'avons annulé")),
]


class OutcomeForm(VersionedForm):
    """What became of it."""

    state = forms.ChoiceField(
        label=_("Ce qu'il est devenu"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        help_text=_("Cela ne change rien d'autre : ni ses droits, ni sa place, ni sa demande."),
        error_messages={"required": _("Dites ce que ce rendez-vous est devenu.")},
    )


class RemindForm(VersionedForm):
    """By which way she is reminded."""

    way = forms.ChoiceField(label=_("Par"), choices=MessageWay.choices, widget=forms.RadioSelect)
