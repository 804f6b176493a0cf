"""What is typed while the commission sits: comings and goings, hearings, what is left."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import OFF, UNKNOWN_DATE, day_field, seat_choices, text_field, words_field
from maillage.pathway.commission.models import HeardKind, Interpreter, OwnOpinion, Presence, Seat

_LEAVES = "leaves"


def hour_field(*, label: Any, help_text: Any = "") -> forms.TimeField:
    """An hour and minutes; nothing typed is now."""
    return forms.TimeField(
        label=label, required=False, help_text=help_text, widget=forms.TimeInput(attrs={"type": "time", **OFF}, format="%H:%M")
    )


class MoveForm(forms.Form):
    """Somebody comes, leaves, or gives a proxy. It has no key: said twice, it changes nothing."""

    seat = forms.ChoiceField(label=_("Siège"))
    how = forms.ChoiceField(label=_("Ce qui change"))
    holder = forms.ChoiceField(label=_("À qui, pour un mandat"), required=False)
    by_substitute = forms.BooleanField(label=_("Par la personne suppléante"), required=False)
    at = hour_field(label=_("Heure"), help_text=_("Laissez vide pour maintenant."))

    def __init__(self, *args: Any, seats: Iterable[Seat], channels: Iterable[Presence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = seat_choices(seats)
        ways = [(each.value, _("arrive, %(channel)s") % {"channel": each.label}) for each in channels]
        self.fields["seat"].choices = known  # type: ignore[attr-defined]
        self.fields["how"].choices = [*ways, (_LEAVES, _("part")), (Presence.PROXY.value, _("donne mandat"))]  # type: ignore[attr-defined]
        self.fields["holder"].choices = [("", _("personne")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A proxy says to whom."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("how") == Presence.PROXY and not typed.get("holder"):
            self.add_error("holder", _("Dites à qui le mandat est donné."))
        return typed

    def seat_id(self) -> uuid.UUID:
        """The seat that changes."""
        return uuid.UUID(self.cleaned_data["seat"])

    def channel(self) -> Presence:
        """How it takes part from then on."""
        how = self.cleaned_data["how"]
        return Presence.ABSENT if how == _LEAVES else Presence(how)

    def holder_id(self) -> uuid.UUID:
        """To whom the proxy goes."""
        return uuid.UUID(self.cleaned_data["holder"])


class HearAssociationForm(KeyedForm):
    """The association that presents the request comes in."""

    prefix = "association"
    who = text_field(label=_("Qui la représente, et sa qualité"), help_text=_("Pour le procès-verbal ; scellé avec lui."))
    arrived_at = hour_field(label=_("Heure d'entrée"), help_text=_("Laissez vide pour maintenant."))


class HearPersonForm(DatedForm, KeyedForm):
    """The person concerned, if she wishes it."""

    prefix = "personne"
    wished_on = day_field(label=_("Elle l'a demandé le"), required=True)
    interpreter = forms.ChoiceField(label=_("Pour se comprendre"), choices=Interpreter.choices, widget=forms.RadioSelect)
    arrived_at = hour_field(label=_("Heure d'entrée"), help_text=_("Laissez vide pour maintenant."))


class HearOtherForm(KeyedForm):
    """Somebody else whose knowledge is useful."""

    prefix = "autre"
    who = text_field(label=_("Qui, et sa qualité"), required=True, help_text=_("Pour le procès-verbal ; scellé avec lui."))
    arrived_at = hour_field(label=_("Heure d'entrée"), help_text=_("Laissez vide pour maintenant."))


class HeardEndForm(KeyedForm):
    """Whoever was heard leaves; the association said its own opinion."""

    prefix = "sortie"
    sense = forms.ChoiceField(label=_("Son avis propre"), choices=OwnOpinion.choices, required=False, widget=forms.RadioSelect)
    words = words_field(
        label=_("Ce qu'elle en dit, et pourquoi"), help_text=_("Ira au procès-verbal, à part de l'avis de la commission. Sans nom.")
    )
    left_at = hour_field(label=_("Heure de sortie"), help_text=_("Laissez vide pour maintenant."))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != HeardKind.ASSOCIATION:
            del self.fields["sense"]
            self.fields["words"].label = _("Ce qui est à noter")


class RestForm(DatedForm, KeyedForm):
    """The quorum is lost: what is left waits for another session."""

    prefix = "reste"
    next_on = day_field(label=_("Prochaine séance"), help_text=UNKNOWN_DATE)
