"""Opinions asked before the session: the question, and its answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import day_field, words_field
from maillage.pathway.commission.models import Convocation, Seat


class AskForm(DatedForm, KeyedForm):
    """Whom, what, by when, and who will read the answers."""

    seats = forms.MultipleChoiceField(label=_("À quels sièges"), widget=forms.CheckboxSelectMultiple)
    question = words_field(label=_("La question"), required=True, help_text=_("Sans nom : le numéro de séance suffit."))
    due_on = day_field(label=_("Réponse attendue au plus tard le"), required=True)
    confidential = forms.BooleanField(
        label=_("Confidentiel"),
        required=False,
        help_text=_(
            "Coché : seuls le secrétariat et la présidence lisent la réponse. Sinon, les membres qui lisent ce point la lisent aussi."
        ),
    )

    def __init__(self, *args: Any, convocations: Iterable[Convocation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Seat] = {}
        choices = []
        for each in convocations:
            self.known[str(each.seat_id)] = each.seat
            words = each.seat.label if each.reader_id else _("%(seat)s (sur papier)") % {"seat": each.seat.label}
            choices.append((str(each.seat_id), words))
        self.fields["seats"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Seat]:
        """The seats ticked."""
        return [self.known[pk] for pk in self.cleaned_data["seats"]]


class AnswerForm(VersionedForm):
    """The opinion of a seat, in its own words."""

    answer = words_field(label=_("Mon avis"), required=True, help_text=_("Sans nom. Il peut changer jusqu'à l'ouverture de la séance."))

    def __init__(self, *args: Any, about: uuid.UUID | None = None, **kwargs: Any) -> None:
        # Two seats of one reader make two forms on one page: their fields need ids of their own.
        kwargs.setdefault("auto_id", f"avis_{str(about or '')[:8]}_%s")
        super().__init__(*args, **kwargs)
        self.about = about


class PaperAnswerForm(DatedForm, VersionedForm):
    """The same, entered from what the seat sent on paper, by mail or said on the phone."""

    answer = words_field(label=_("Ce que dit le siège"), required=True, help_text=_("Repris de son écrit, sans nom."))
    received_on = day_field(label=_("Reçu le"), help_text=_("Laissez vide si c'est aujourd'hui."))
