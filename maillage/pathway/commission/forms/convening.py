"""Before the sitting: points without application, the day fixed, answers, reminders, proofs, sets of papers, the second convocation."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import OFF, day_field, text_field
from maillage.pathway.commission.models import PointKind, PointOutcome, Presence, ReminderMeans, Seat

TODAY_WHEN_EMPTY = _("Laissez vide pour aujourd'hui.")


def _hour_field() -> forms.TimeField:
    return forms.TimeField(label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time", **OFF}))


class PointForm(KeyedForm):
    """A point without application."""

    kind = forms.ChoiceField(label=_("Sorte de point"), choices=PointKind.choices, widget=forms.RadioSelect)
    title = text_field(label=_("Intitulé"), required=True, help_text=_("Il part dans la convocation : ne nommez personne."), longest=160)


class PointOutcomeForm(DatedForm, KeyedForm):
    """What became of a point."""

    outcome = forms.ChoiceField(label=_("Suite"), choices=PointOutcome.choices, widget=forms.RadioSelect)
    words = text_field(label=_("En quelques mots"), help_text=_("Ce qui a été dit ou décidé, sans nommer personne."), longest=400)
    happened_on = day_field(label=_("Noté le"), help_text=TODAY_WHEN_EMPTY)


class FixDayForm(DatedForm, KeyedForm):
    """The day of a session that had only a window, or another day for one that is not convened."""

    held_on = day_field(label=_("Jour de la séance"), required=True)
    starts_at = _hour_field()
    place = text_field(label=_("Lieu"), help_text=_("Une salle, ou « lien envoyé à part »."))


class SecondForm(FixDayForm):
    """When the session that repeats the agenda takes place."""

    chair_decided_on = day_field(
        label=_("Décision de la présidence"), help_text=_("À distance : le jour où elle l'a décidé. Vide : celle de la première séance.")
    )


class ReplyForm(DatedForm, KeyedForm):
    """What a seat answers: a channel, an absence, or a proxy to another seat."""

    reply = forms.ChoiceField(label=_("Ce siège"), widget=forms.RadioSelect)
    happened_on = day_field(label=_("Répondu le"), help_text=TODAY_WHEN_EMPTY)

    def __init__(self, *args: Any, channels: Iterable[Presence], seats: Iterable[Seat], dated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Presence.IN_PERSON: _("sera sur place"),
            Presence.VIDEO: _("sera en visioconférence"),
            Presence.PHONE: _("sera au téléphone"),
        }
        words |= {Presence.WRITTEN: _("participera par écrit"), Presence.ABSENT: _("ne participera pas")}
        proxies = [(f"proxy:{seat.pk}", _("donne mandat à : %(seat)s") % {"seat": seat.label}) for seat in seats]
        choices = [(each.value, words[each]) for each in (*channels, Presence.ABSENT)]
        self.fields["reply"].choices = [*choices, *proxies]  # type: ignore[attr-defined]
        if not dated:
            del self.fields["happened_on"]

    def said(self) -> tuple[Presence, uuid.UUID | None]:
        """The presence, and the seat that receives the proxy."""
        value = self.cleaned_data["reply"]
        if value.startswith("proxy:"):
            return Presence.PROXY, uuid.UUID(value[6:])
        return Presence(value), None


class _SeatsForm(DatedForm, KeyedForm):
    seats = forms.MultipleChoiceField(label=_("Sièges"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, seats: Iterable[tuple[Seat, str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(seats)
        self.fields["seats"].choices = [(str(seat.pk), words) for seat, words, _ticked in rows]  # type: ignore[attr-defined]
        self.fields["seats"].initial = [str(seat.pk) for seat, _words, ticked in rows if ticked]

    def chosen(self) -> list[uuid.UUID]:
        """The seats ticked."""
        return [uuid.UUID(pk) for pk in self.cleaned_data["seats"]]


class RemindForm(_SeatsForm):
    """Who is reminded, and how."""

    means = forms.ChoiceField(label=_("Par"), choices=ReminderMeans.choices)
    happened_on = day_field(label=_("Relancés le"), help_text=TODAY_WHEN_EMPTY)


class ProofForm(_SeatsForm):
    """The proof that convocations left."""

    reference = text_field(label=_("Référence"), help_text=_("Numéro d'envoi, accusé du serveur de courriel, bordereau."), longest=80)
    scan = UploadField(label=_("La preuve, numérisée"), required=False)
    happened_on = day_field(label=_("Datée du"), help_text=TODAY_WHEN_EMPTY)


class PaperSetsForm(_SeatsForm):
    """To whom a numbered set is handed."""

    happened_on = day_field(label=_("Remis le"), help_text=TODAY_WHEN_EMPTY)


class PaperSetForm(DatedForm, KeyedForm):
    """The day a set came back, or was destroyed."""

    happened_on = day_field(label=_("Le"), help_text=TODAY_WHEN_EMPTY)
