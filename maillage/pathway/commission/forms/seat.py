"""What the secretary enters for one seat: how it takes part, and its ballot on one item."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.pathway.commission.forms.live import hour_field
from maillage.pathway.commission.models import Presence, Seat, VoteSense


class SeatPresenceForm(KeyedForm):
    """How the seat takes part from an hour on, or to whom it gives its proxy."""

    how = forms.ChoiceField(label=_("Ce siège"))
    by_substitute = forms.BooleanField(label=_("Par la personne suppléante"), required=False)
    at = hour_field(label=_("Heure"), help_text=_("Laissez vide si c'est ainsi depuis l'ouverture."))

    def __init__(self, *args: Any, channels: Iterable[Presence], seats: Iterable[Seat], substitutable: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proxies = [(f"proxy:{seat.pk}", _("donne mandat à : %(seat)s") % {"seat": seat.label}) for seat in seats]
        ways = [(each.value, each.label) for each in (*channels, Presence.ABSENT)]
        self.fields["how"].choices = [*ways, *proxies]  # type: ignore[attr-defined]
        if not substitutable:
            del self.fields["by_substitute"]

    def said(self) -> tuple[Presence, uuid.UUID | None]:
        """The channel, and the seat that receives the proxy."""
        value = self.cleaned_data["how"]
        return (Presence.PROXY, uuid.UUID(value[6:])) if value.startswith("proxy:") else (Presence(value), None)


class SeatBallotForm(KeyedForm):
    """The ballot that the seat gave on paper, or said in session. `seen` is what the page showed of it, nothing being ""."""

    item = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    sense = forms.ChoiceField(choices=[("", _("choisissez")), *VoteSense.choices], error_messages={"required": _("Choisissez une voix.")})

    def __init__(self, *args: Any, number: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"voix-{number}-%s", **kwargs})
        self.fields["sense"].label = _("Voix du siège, point n° %(number)s") % {"number": number}
