"""Presences, opinions, recusals."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import NOTHING, day_field, seat_choices
from maillage.pathway.commission.forms.live import hour_field
from maillage.pathway.commission.models import (
    Presence,
    RecusalReason,
    Seat,
    VoteSense,
)


class OpenForm(DatedForm, KeyedForm):
    """The day and the hour of the opening, when it is entered afterwards."""

    happened_on = day_field(label=_("Ouverte le"), help_text=_("Laissez vide si elle s'ouvre aujourd'hui."))
    at = hour_field(label=_("Heure d'ouverture"), help_text=_("Pour le procès-verbal. Laissez vide si elle s'ouvre maintenant."))


class PresenceForm(KeyedForm):
    """The sheet of presences: one choice per seat, a proxy being one of them. `again`: shown anew because it had changed."""

    again = False

    def __init__(self, *args: Any, seats: Iterable[tuple[Seat, str, str]], channels: Iterable[Presence], **kwargs: Any) -> None:
        """`seats`: each with what is noted now and what is proposed, which differ when its answer to the convocation is proposed."""
        super().__init__(*args, **kwargs)
        rows = list(seats)
        ways = [(each.value, each.label) for each in channels]
        for seat, noted, now in rows:
            others = [
                (f"proxy:{other.pk}", _("mandat à : %(seat)s") % {"seat": other.label}) for other, *_codes in rows if other.pk != seat.pk
            ]
            self.fields[f"seen-{seat.pk}"] = forms.CharField(initial=noted, max_length=60, widget=forms.HiddenInput())
            stands_in = [(f"substitute:{value}", _("%(channel)s, par suppléance") % {"channel": label}) for value, label in ways]
            ways_here = [*ways, *(stands_in if seat.substitutable else ())]
            choices = [*ways_here, (Presence.ABSENT.value, Presence.ABSENT.label), *(others if Presence.WRITTEN not in channels else ())]
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(label=seat.label, choices=choices, initial=now)

    def sheet(self) -> tuple[dict[uuid.UUID, Presence], dict[uuid.UUID, uuid.UUID], frozenset[uuid.UUID]]:
        """Presences, proxies from giver to holder, and the seats held by a substitute."""
        typed = {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seat-")}
        proxies = {seat: uuid.UUID(value[6:]) for seat, value in typed.items() if value.startswith("proxy:")}
        substitutes = frozenset(seat for seat, value in typed.items() if value.startswith("substitute:"))
        return (
            {seat: Presence(value.removeprefix("substitute:")) for seat, value in typed.items() if seat not in proxies},
            proxies,
            substitutes,
        )

    def chosen(self) -> dict[uuid.UUID, str]:
        """The choices that differ from what the sheet showed as noted."""
        seen = self.seen()
        typed = {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seat-")}
        return {pk: value for pk, value in typed.items() if value != seen[pk]}

    def seen(self) -> dict[uuid.UUID, str]:
        """What the sheet showed as noted."""
        return {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seen-")}


class OpinionsForm(KeyedForm):
    """The opinions that came on paper: one choice per seat that may vote."""

    def __init__(self, *args: Any, voters: Iterable[tuple[Seat, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat, now in voters:
            self.fields[f"seen-{seat.pk}"] = forms.CharField(required=False, initial=now, max_length=12, widget=forms.HiddenInput())
            field = forms.ChoiceField(label=seat.label, choices=[(NOTHING, _("rien de noté")), *VoteSense.choices], initial=now or NOTHING)
            self.fields[f"seat-{seat.pk}"] = field

    @property
    def asks(self) -> bool:
        """Is there a seat to note?"""
        return any(name.startswith("seat-") for name in self.fields)

    def senses(self) -> dict[uuid.UUID, VoteSense]:
        """The opinions typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name.startswith("seat-") and value != NOTHING}
        return {uuid.UUID(name[5:]): VoteSense(value) for name, value in typed.items()}

    def seen(self) -> dict[uuid.UUID, str]:
        """The opinions that the sheet showed, nothing being ""."""
        return {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seen-")}


class OpinionForm(KeyedForm):
    """The opinion of a member."""

    seat = forms.ChoiceField(label=_("Pour le siège"))
    sense = forms.ChoiceField(label=_("Mon avis"), choices=VoteSense.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seat_choices(seats)  # type: ignore[attr-defined]


class RecusalForm(KeyedForm):
    """A seat that does not deliberate on an item."""

    seat = forms.ChoiceField(label=_("Siège"))
    reason = forms.ChoiceField(label=_("Raison"), choices=RecusalReason.choices, initial=RecusalReason.PERSONAL)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seat_choices(seats)  # type: ignore[attr-defined]
