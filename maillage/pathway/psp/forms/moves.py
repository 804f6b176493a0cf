"""The shape of what is typed when an application is held, withdrawn, or goes to another association."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Channel
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.models import HoldReason, Passing, Piece, TransferRefusal
from maillage.reference.organisations.models import Organisation

_OFF = {"autocomplete": "off"}


class HoldForm(DatedForm, KeyedForm):
    """Why an application is not presented for now."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=HoldReason.choices, widget=forms.RadioSelect)
    piece = forms.ChoiceField(label=_("La pièce qui manque"), required=False, help_text=_("Seulement si c'est une pièce qui n'arrive pas."))
    happened_on = DayField(label=_("Depuis quel jour"))
    review_on = DayField(label=_("En reparler le"), required=False)

    def __init__(self, *args: Any, pieces: Iterable[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["piece"].choices = [("", "—"), *((str(each.pk), each.label) for each in pieces)]  # type: ignore[attr-defined]


class WithdrawForm(DatedForm, KeyedForm):
    """She no longer wants it: since when."""

    happened_on = DayField(label=_("Le jour où elle l'a dit"))
    sure = forms.BooleanField(label=_("C'est son choix, et elle sait ce que cela arrête"))


class ProposeForm(KeyedForm):
    """To whom, and what passes."""

    receiver = forms.ChoiceField(label=_("L'association qui reprendrait son suivi"))
    passing = forms.MultipleChoiceField(
        label=_("Ce qu'elle accepte de faire passer"),
        choices=Passing.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Rien de coché ne part avant que l'association accepte. Les notes, la santé et le séjour ne passent jamais."),
    )

    def __init__(self, *args: Any, receivers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), f"{each.territory.name} : {each.name}" if each.territory else each.name) for each in receivers]
        self.fields["receiver"].choices = [("", _("Choisir l'association")), *known]  # type: ignore[attr-defined]


class AcceptForm(KeyedForm):
    """Accepting: what is asked only where she did not agree to pass her own."""

    pseudonym = forms.CharField(label=_("Nom d'usage du dossier"), max_length=60, widget=forms.TextInput(attrs=_OFF))
    channel = forms.ChoiceField(label=_("Comment la joindre sans risque"), choices=Channel.choices, initial=Channel.NONE_KNOWN)
    safe_contact = forms.CharField(
        label=_("Ce qu'il faut savoir pour la joindre"), required=False, max_length=500, widget=forms.TextInput(attrs=_OFF)
    )

    def __init__(self, *args: Any, passing: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = set(passing)
        if Passing.PSEUDONYM in given:
            del self.fields["pseudonym"]
        if Passing.CONTACT in given:
            del self.fields["channel"], self.fields["safe_contact"]


class RefuseForm(KeyedForm):
    """Why the receiving association cannot."""

    refusal = forms.ChoiceField(label=_("Pourquoi"), choices=TransferRefusal.choices, widget=forms.RadioSelect)


class PrefectAnswerForm(DatedForm, KeyedForm):
    """The receiving prefect's answer."""

    granted = forms.ChoiceField(
        label=_("Ce que dit la réponse"),
        choices=[("yes", _("le parcours continue dans ce département")), ("no", _("le parcours n'est pas repris ici"))],
        widget=forms.RadioSelect,
    )
    happened_on = DayField(label=_("Le jour de la réponse"))
