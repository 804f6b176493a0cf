"""An online round, an observation, an explanation: closed lists and counts. One short reference, and it takes no advert."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.errors import ReferenceUnfit
from maillage.accompaniment.outreach.models import (
    REFERENCE_LIMIT,
    STAGES,
    AdvertSite,
    Cause,
    Certainty,
    Direction,
    Measure,
    Method,
    Source,
    Theme,
)
from maillage.accompaniment.outreach.selectors.words import STAGE_WORDS
from maillage.accompaniment.outreach.services import CampaignDraft, ExplanationDraft, ObservationDraft
from maillage.core.short_reference import why_unfit
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

_NO_HISTORY = {"autocomplete": "off"}


class _PlacedForm(DatedForm, VersionedForm):
    """Whose it is, and in which zone if any."""

    organisation = forms.ChoiceField(label=_("Association"))
    zone = forms.ChoiceField(label=_("Zone"), required=False, help_text=_("Large : jamais une rue ni un point."))

    def __init__(self, *args: Any, organisations: Iterable[Organisation], zones: Iterable[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["version"].required = False
        self.organisations = list(organisations)
        if len(self.organisations) > 1:
            self.fields["organisation"].choices = [(str(each.pk), each.name) for each in self.organisations]  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        self.fields["zone"].choices = [("", _("Tout le département")), *((str(each.pk), each.name) for each in zones)]  # type: ignore[attr-defined]

    def placed(self) -> dict[str, Any]:
        """Whose and where, as the services take it."""
        chosen = self.cleaned_data.get("organisation") or str(self.organisations[0].pk)
        zone = self.cleaned_data["zone"]
        return {"organisation_id": uuid.UUID(chosen), "zone_id": uuid.UUID(zone) if zone else None}


class CampaignForm(_PlacedForm):
    """One kind of site, one method, one period, five counts. No field takes a word."""

    site = forms.ChoiceField(label=_("Genre de site"), choices=AdvertSite.choices, widget=forms.RadioSelect)
    method = forms.ChoiceField(label=_("Comment"), choices=Method.choices, widget=forms.RadioSelect)
    starts_on = DayField(label=_("Du"), years_ahead=0)
    ends_on = DayField(label=_("Au"), required=False, years_ahead=0, help_text=_("Vide : la tournée continue."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in STAGES:
            widget = forms.NumberInput(attrs={"inputmode": "numeric", **_NO_HISTORY})
            words = str(STAGE_WORDS[stage])
            self.fields[stage] = forms.IntegerField(label=words[0].upper() + words[1:], min_value=0, max_value=1_000_000, widget=widget)
            self.fields[stage].initial, self.fields[stage].required = 0, False

    def draft(self) -> CampaignDraft:
        """As the service takes it."""
        typed = self.cleaned_data
        counts: dict[str, Any] = {stage: typed[stage] or 0 for stage in STAGES}
        named = {name: typed[name] for name in ("site", "method", "starts_on", "ends_on")}
        return CampaignDraft(**self.placed(), **named, **counts)


class _SourcedForm(forms.Form):
    """Who says it, and which one when it is not ours."""

    source = forms.ChoiceField(label=_("Qui le dit"), choices=Source.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Lequel, en quelques mots"),
        required=False,
        max_length=REFERENCE_LIMIT,
        help_text=_("Pour un partenaire, la presse ou une plateforme : le nom et la date. Ni lien, ni numéro, ni texte d'annonce."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
    )

    def clean_reference(self) -> str:
        """Refused at the field too, so that what was typed is mended where it stands."""
        words: str = self.cleaned_data["reference"]
        why = why_unfit(words)
        if why is not None:
            raise ValidationError(ReferenceUnfit(why).sentence)
        return words


class ObservationForm(_PlacedForm, _SourcedForm):
    """One statement, with what it rests on and who says it."""

    theme = forms.ChoiceField(label=_("Ce qui est observé"), choices=Theme.choices)
    starts_on = DayField(label=_("Du"), years_ahead=0)
    ends_on = DayField(label=_("Au"), required=False, years_ahead=0, help_text=_("Vide : ce jour seulement."))
    direction = forms.ChoiceField(label=_("Dans quel sens"), choices=Direction.choices, widget=forms.RadioSelect)
    certainty = forms.ChoiceField(
        label=_("Sur quoi cela repose"),
        choices=Certainty.choices,
        widget=forms.RadioSelect,
        help_text=_("« Compté » : quelqu'un a compté. « Intuition » : personne n'a de chiffre, et c'est utile à savoir."),
    )
    number = forms.IntegerField(label=_("Combien"), min_value=0, max_value=1_000_000, required=False)
    measure = forms.ChoiceField(label=_("De quoi"), choices=[("", _("sans nombre")), *Measure.choices], required=False)
    cause = forms.ChoiceField(
        label=_("Une explication avancée"),
        choices=[("", _("aucune")), *Cause.choices],
        required=False,
        help_text=_("Elle sera notée comme une hypothèse de la même source, jamais comme un fait."),
    )
    field_order = (
        "organisation", "theme", "direction", "certainty", "number", "measure", "zone", "starts_on", "ends_on", "source", "reference",
        "cause",
    )  # fmt: skip

    def draft(self) -> ObservationDraft:
        """As the service takes it."""
        typed = self.cleaned_data
        named = ("theme", "direction", "certainty", "source", "starts_on", "ends_on", "number", "measure", "reference")
        why = ExplanationDraft(cause=typed["cause"], source=typed["source"], reference=typed["reference"])
        return ObservationDraft(**self.placed(), **{name: typed[name] for name in named}, explanations=(why,) if typed["cause"] else ())


class ExplanationForm(_SourcedForm, KeyedForm):
    """Why it may be so, according to somebody."""

    cause = forms.ChoiceField(label=_("L'explication avancée"), choices=Cause.choices, widget=forms.RadioSelect)
    field_order = ("cause", "source", "reference")

    def draft(self) -> ExplanationDraft:
        """As the service takes it."""
        typed = self.cleaned_data
        return ExplanationDraft(cause=typed["cause"], source=typed["source"], reference=typed["reference"])
