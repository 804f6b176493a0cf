"""The shape of what is typed about pieces and about the list of pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.models import Issuer, OverlayChange, OverlayKinds, PapersChoice, PieceState, RefusalCause, ReminderMeans

_PAPERS_YEARS_AHEAD = 20
_OFF = {"autocomplete": "off"}


class PieceForm(DatedForm, VersionedForm):
    """One line of the checklist: its file, where it is, who gives it, its days."""

    upload = UploadField(
        label=_("Le fichier"), required=False, help_text=_("Un PDF, ou une photo du document. Un fichier déjà joint est remplacé.")
    )
    state = forms.ChoiceField(label=_("Où elle en est"), choices=PieceState.choices, widget=forms.RadioSelect)
    issuer = forms.ChoiceField(label=_("Qui doit la donner"), choices=Issuer.choices)
    asked_on = DayField(label=_("Demandée le"), required=False)
    expected_on = DayField(
        label=_("Annoncée pour le"), required=False, help_text=_("Le jour que le service a donné. Après lui, la pièce est en retard.")
    )
    remind_on = DayField(label=_("À relancer le"), required=False)
    received_on = DayField(label=_("Reçue le"), required=False)
    refused_on = DayField(label=_("Refusée le"), required=False)
    refusal = forms.ChoiceField(label=_("Pourquoi elle est refusée"), required=False, choices=[("", "—"), *RefusalCause.choices])
    valid_until = DayField(
        label=_("Valable jusqu'au"),
        required=False,
        help_text=_("Une pièce qui n'est plus valable est à redemander."),
        years_ahead=_PAPERS_YEARS_AHEAD,
    )


class ReminderForm(DatedForm, KeyedForm):
    """A reminder to whoever must give a piece."""

    done_on = DayField(label=_("Le jour de la relance"))
    means = forms.ChoiceField(label=_("Comment"), choices=ReminderMeans.choices, widget=forms.RadioSelect, initial=ReminderMeans.PHONE)
    again_on = DayField(label=_("À relancer de nouveau le"), required=False)


class SituationForm(VersionedForm):
    """What changes the list of pieces."""

    papers = forms.ChoiceField(label=_("Elle est"), choices=PapersChoice.choices, widget=forms.RadioSelect)
    has_children = forms.ChoiceField(
        label=_("A-t-elle des enfants avec elle, ou à déclarer ?"),
        choices=[("", _("pas encore dit")), ("yes", _("oui")), ("no", _("non"))],
        widget=forms.RadioSelect,
        required=False,
    )

    @property
    def children(self) -> bool | None:
        """Yes, no, or not said."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("has_children", ""))


class OverlayForm(KeyedForm):
    """A line of the department's own list."""

    change = forms.ChoiceField(label=_("Ce qui change"), choices=OverlayChange.choices, widget=forms.RadioSelect)
    code = forms.ChoiceField(label=_("La pièce de la liste nationale"), required=False, help_text=_("Sauf si vous ajoutez une pièce."))
    label = forms.CharField(label=_("La pièce à ajouter"), required=False, max_length=160, widget=forms.TextInput(attrs=_OFF))
    issuer = forms.ChoiceField(label=_("Qui doit la donner"), required=False, choices=[("", "—"), *Issuer.choices])
    kinds = forms.ChoiceField(label=_("Pour quelles demandes"), choices=OverlayKinds.choices, widget=forms.RadioSelect, initial="both")
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
        help_text=_("Toutes les associations la liront. N'y parlez d'aucune personne."),
    )

    def __init__(self, *args: Any, national: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "—"), *national]  # type: ignore[attr-defined]


class CorrectionForm(DatedForm, KeyedForm):
    """What the State asks to correct."""

    target = forms.ChoiceField(label=_("Ce qui est à reprendre"))
    problem = forms.ChoiceField(label=_("Ce qui ne va pas"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Dites-le en quelques mots"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, **_OFF}))
    answer_by = DayField(label=_("Pour quel jour"), required=False, help_text=_("Votre propre délai est suspendu jusqu'à la réponse."))

    def __init__(self, *args: Any, targets: Iterable[tuple[str, Any]], problems: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [("", _("Choisir une ligne ou une pièce")), *targets]  # type: ignore[attr-defined]
        self.fields["problem"].choices = list(problems)  # type: ignore[attr-defined]


class AnswerForm(KeyedForm):
    """An answer to a correction: a new file, words; her agreement on a line, or its value when it came on paper."""

    agreed = forms.BooleanField(label=_("Elle est d'accord pour que la ligne parte ainsi"), required=False)
    value = forms.CharField(label=_("Ce que la ligne devient"), required=False, max_length=2000, widget=forms.TextInput(attrs=_OFF))
    upload = UploadField(label=_("La nouvelle pièce"), required=False, help_text=_("Un PDF, ou une photo du document."))
    words = forms.CharField(
        label=_("Quelques mots pour le secrétariat"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4, **_OFF})
    )

    def __init__(self, *args: Any, on_paper: bool, about_line: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_paper:
            del self.fields["value"]
        if not about_line:
            del self.fields["agreed"]


class SettleForm(DatedForm, KeyedForm):
    """What the State makes of an answer."""

    outcome = forms.ChoiceField(
        label=_("La réponse convient-elle ?"),
        choices=[("accepted", _("oui : la correction est close")), ("again", _("non : je redemande"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Ce qui manque encore"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, **_OFF})
    )
    answer_by = DayField(label=_("Pour quel jour"), required=False)
