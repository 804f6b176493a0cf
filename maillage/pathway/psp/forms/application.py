"""The shape of what is typed about an application and a pathway."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.phrase import Phrase
from maillage.foundation.documents import UploadField
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.models import HER_KINDS, Kind, Pathway
from maillage.pathway.psp.workflow import State
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Territory

_NO_HISTORY = {"autocomplete": "off"}


# Papers of hers may be valid for long; the day of her birth is bounded by the longest of lives.
_PAPERS_YEARS_AHEAD = 20
_OLDEST_BIRTH = date(1900, 1, 1)


def _day(*, label: Any, required: bool = False, **more: Any) -> DayField:
    return DayField(label=label, required=required, **more)


def _words(*, label: Any, required: bool = False, help_text: Any = "", rows: int = 6, longest: int = 8000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, **_NO_HISTORY})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=area, max_length=longest)


def _line(*, label: Any, longest: int = 80) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, widget=forms.TextInput(attrs=_NO_HISTORY))


class WishForm(DatedForm, KeyedForm):
    """What she asks, and since when."""

    kind = forms.ChoiceField(label=_("Ce qu'elle demande"), choices=HER_KINDS, widget=forms.RadioSelect)
    wished_on = _day(
        label=_("Depuis quel jour"), required=True, help_text=_("Le jour où elle l'a dit : c'est de là que son attente se compte.")
    )


class TextForm(VersionedForm):
    """Her project and commitments, and what is asked beside the pathway."""

    project = _words(label=_("Son projet"), help_text=_("Ce qu'elle veut, avec ses mots : logement, soins, droits, travail."))
    commitments = _words(label=_("Ses engagements, et ceux de l'association"))
    asks_permit = forms.BooleanField(label=_("Elle demande aussi un titre de séjour"), required=False)
    asks_allowance = forms.BooleanField(label=_("Elle demande aussi l'aide financière (AFIS)"), required=False)


class PaperStepForm(DatedForm, KeyedForm):
    """A step that was done on paper: which, when, the decision's sense, the scan."""

    to = forms.ChoiceField(label=_("L'étape"), widget=forms.RadioSelect)
    happened_on = _day(label=_("Le jour où elle a eu lieu"), required=True)
    granted = forms.ChoiceField(
        label=_("Ce que dit la décision"),
        choices=[("yes", _("demande accordée")), ("no", _("demande refusée"))],
        widget=forms.RadioSelect,
        required=False,
    )
    upload = UploadField(label=_("Le papier, numérisé"), required=False)

    def __init__(self, *args: Any, steps: Iterable[tuple[State, Phrase]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state.value, speech.say(label)) for state, label in steps]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["to"].initial = choices[0][0]
        if State.DECIDED.value not in dict(choices):
            del self.fields["granted"]

    @property
    def sense(self) -> bool | None:
        """Granted, refused, or not said."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("granted", ""))


class DayForm(DatedForm, KeyedForm):
    """A single day."""

    day = _day(label=_("Le jour"), required=True)


class BeginForm(DatedForm, KeyedForm):
    """The first day of a term; and which pathway is renewed, when her file is not known here."""

    starts_on = _day(label=_("Premier jour"), required=True, help_text=_("Celui que dit la décision ; sinon, celui de la notification."))
    pathway = forms.ChoiceField(label=_("Le parcours renouvelé"))

    def __init__(self, *args: Any, pathways: Iterable[Pathway] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), each.entry.number) for each in pathways]
        if known:
            self.fields["pathway"].choices = [("", _("Choisir le numéro de la première demande")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["pathway"]


class PermitForm(DatedForm, VersionedForm):
    """The residence document."""

    asked_on = _day(label=_("Demandé le"))
    delivered_on = _day(label=_("Remis le"))
    expires_on = _day(label=_("Dernier jour de validité"), years_ahead=_PAPERS_YEARS_AHEAD)


class AllowanceForm(DatedForm, VersionedForm):
    """The allowance."""

    decided_on = _day(label=_("Décidée le"), required=True)
    starts_on = _day(label=_("Du"), required=True)
    expires_on = _day(label=_("Au"), required=True)
    first_paid_on = _day(label=_("Premier versement reçu le"))


class ReceiveForm(DatedForm, KeyedForm):
    """An application that came on paper to the State's side."""

    territory = forms.ChoiceField(label=_("Département"))
    association = forms.ChoiceField(label=_("Association qui accompagne"))
    kind = forms.ChoiceField(label=_("Nature de la demande"), choices=HER_KINDS, widget=forms.RadioSelect, initial=Kind.FIRST)
    received_on = _day(label=_("Reçue le"), required=True)
    last_name = _line(label=_("Nom"))
    first_name = _line(label=_("Prénom"))
    birth_date = _day(label=_("Date de naissance"), earliest=_OLDEST_BIRTH, years_ahead=0)
    nationality = _line(label=_("Nationalité"), longest=60)
    project = _words(label=_("Projet"))
    commitments = _words(label=_("Engagements"))
    asks_permit = forms.BooleanField(label=_("Demande un titre de séjour"), required=False)
    asks_allowance = forms.BooleanField(label=_("Demande l'aide financière (AFIS)"), required=False)
    scan = UploadField(label=_("La demande, numérisée"), required=False)

    def __init__(
        self, *args: Any, territories: Iterable[Territory], associations: Iterable[Organisation], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        places = [(each.code, each.name) for each in territories]
        self.fields["association"].choices = [  # type: ignore[attr-defined]
            ("", _("Choisir l'association")),
            *((str(each.pk), each.name) for each in associations),
        ]
        self.fields["received_on"].initial = today
        if len(places) > 1:
            self.fields["territory"].choices = places  # type: ignore[attr-defined]
        else:
            del self.fields["territory"]

    FIELDS = ("last_name", "first_name", "nationality", "project", "commitments")

    def content(self) -> dict[str, str]:
        """What was typed, as the extract names it."""
        typed = self.cleaned_data
        words = {name: typed[name] for name in self.FIELDS}
        words["birth_date"] = typed["birth_date"].isoformat() if typed["birth_date"] else ""
        return words | {name: "oui" if typed[name] else "non" for name in ("asks_permit", "asks_allowance")}
