"""The minutes corrected, read again, approved, signed, sent; and the archives' answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import OFF, day_field, seat_choices, text_field
from maillage.pathway.commission.models import Convocation, Seat, SendingMeans, VisaAnswer
from maillage.pathway.commission.models.minutes_text import LONGEST


def _long_text(*, label: Any, help_text: Any = "", rows: int = 10) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **OFF})
    return forms.CharField(label=label, required=False, help_text=help_text, max_length=LONGEST, widget=widget)


class ReviewForm(DatedForm, KeyedForm):
    """Until when the members read the draft again."""

    until = day_field(label=_("Relecture possible jusqu'au"), required=True, help_text=_("Ce jour compris. Vous pourrez prolonger."))


class TextForm(VersionedForm):
    """The words of a block, by the secretary."""

    text = _long_text(
        label=_("Texte"), help_text=_("Numéros de séance seulement : ni nom, ni pseudonyme, ni adresse d'une personne suivie.")
    )


class CorrectionForm(VersionedForm):
    """Other words that a member proposes."""

    seat = forms.ChoiceField(label=_("Pour le siège"))
    text = _long_text(label=_("Le passage, tel que vous le proposez"), help_text=_("Numéros de séance seulement : ni nom, ni pseudonyme."))
    why = _long_text(label=_("Pourquoi"), help_text=_("En une phrase, pour le secrétariat."), rows=2)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seat_choices(seats)  # type: ignore[attr-defined]


class SetAsideForm(KeyedForm):
    """Why a correction is set aside."""

    why = forms.CharField(
        label=_("Pourquoi elle est écartée"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, **OFF}),
        help_text=_("Qui l'a proposée le lira tant que la relecture dure."),
    )  # fmt: skip


class ApprovalForm(DatedForm, KeyedForm):
    """The day of the approval."""

    happened_on = day_field(label=_("Approuvé le"), help_text=_("Laissez vide pour aujourd'hui."))


class SignOffForm(DatedForm, KeyedForm):
    """The signed paper."""

    signed_on = day_field(label=_("Signé le"), help_text=_("Laissez vide pour aujourd'hui."))
    scan = UploadField(label=_("Procès-verbal signé, numérisé"), required=True)


class SendMinutesForm(DatedForm, KeyedForm):
    """The day, then for each member and for the authority: the means, and what proves it."""

    sent_on = day_field(label=_("Envoyé le"), help_text=_("Laissez vide pour aujourd'hui."))

    def __init__(self, *args: Any, convocations: Iterable[Convocation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipients: dict[str, uuid.UUID | None] = {"authority": None}
        self._add("authority", _("Autorité qui décide"), means=SendingMeans.HAND)
        for row in convocations:
            name = f"seat-{row.seat_id}"
            self.recipients[name] = row.seat_id
            self._add(name, f"{row.seat.label} : {row.holder.display_name}", means=SendingMeans(row.means))

    def _add(self, name: str, label: Any, *, means: SendingMeans) -> None:
        self.fields[f"means-{name}"] = forms.ChoiceField(label=label, choices=SendingMeans.choices, initial=means)
        self.fields[f"proof-{name}"] = text_field(
            label=_("Preuve : %(who)s") % {"who": label}, help_text=_("Numéro d'envoi, reçu, adresse.")
        )

    def sendings(self) -> dict[uuid.UUID | None, tuple[SendingMeans, str]]:
        """By recipient."""
        typed = self.cleaned_data
        return {key: (SendingMeans(typed[f"means-{name}"]), typed[f"proof-{name}"]) for name, key in self.recipients.items()}


class VisaAskForm(DatedForm, KeyedForm):
    """The list submitted to the archives."""

    list_reference = text_field(label=_("Référence du bordereau d'élimination"), required=True, longest=80)
    asked_on = day_field(label=_("Soumis le"), help_text=_("Laissez vide pour aujourd'hui."))


class VisaForm(DatedForm, KeyedForm):
    """What the archives answered."""

    answer = forms.ChoiceField(label=_("Réponse"), choices=VisaAnswer.choices, widget=forms.RadioSelect)
    visa_on = day_field(label=_("Datée du"), required=True)
    reference = text_field(label=_("Référence du visa"), required=True, longest=80)
    given_by = text_field(label=_("Nom de la personne qui l'a signé"), required=True)
    capacity = text_field(label=_("Sa qualité"), required=True, help_text=_("Par exemple : directrice des archives départementales."))
    scan = UploadField(label=_("Le visa, numérisé"), required=False)


class EliminateForm(KeyedForm):
    """The last word before nothing can be read."""

    sure = forms.BooleanField(label=_("J'ai lu : rien ne pourra plus être relu, ni depuis une sauvegarde"))
