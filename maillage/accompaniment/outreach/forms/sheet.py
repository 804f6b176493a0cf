"""The sheet of a round, two minutes on a phone; and the plan of one to come."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import MOST, NOTE_LIMIT, Information, Orientation, Round, Seen
from maillage.accompaniment.outreach.selectors import Colleague
from maillage.accompaniment.outreach.services import RoundDraft, RoundPlan
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

_NO_HISTORY = {"autocomplete": "off"}
_CHIPS = 6  # more zones than this make a list
MET = ("met_new", "met_known")
GIVEN = ("kits", "masks")
COUNTS = (*MET, *GIVEN)


def _count(label: Any, *, least: int = 0) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "data-stepper": "", "class": "form-control", **_NO_HISTORY})
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, required=False, initial=least, widget=widget)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class WhereForm(DatedForm, VersionedForm):
    """Whose round it is, where, when and with whom."""

    organisation = forms.ChoiceField(label=_("Association"))
    zone = forms.ChoiceField(
        label=_("Zone"),
        help_text=_("Large : jamais une rue ni un point."),
        error_messages={"required": _("Choisissez la zone de la maraude.")},
    )
    day = DayField(label=_("Le"), years_ahead=1)
    starts = _hour(_("De"))
    ends = _hour(_("À"))
    team_size = _count(_("Dans l'équipe, bénévoles compris"), least=1)
    team = forms.MultipleChoiceField(label=_("Collègues présentes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        zones: Iterable[Place],
        colleagues: Iterable[Colleague],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["version"].required = False
        self.organisations = list(organisations)
        if len(self.organisations) > 1:
            self.fields["organisation"].choices = [(str(each.pk), each.name) for each in self.organisations]  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        zone: Any = self.fields["zone"]
        places = [(str(each.pk), each.name) for each in zones]
        zone.widget = forms.RadioSelect() if len(places) <= _CHIPS else forms.Select()
        zone.choices = places if len(places) <= _CHIPS else [("", _("Choisir")), *places]
        self.fields["team"].choices = [(str(each.id), each.name) for each in colleagues]  # type: ignore[attr-defined]

    def where(self) -> dict[str, Any]:
        """What both a plan and a sheet say."""
        typed = self.cleaned_data
        chosen = typed.get("organisation") or str(self.organisations[0].pk)
        return {
            "organisation_id": uuid.UUID(chosen),
            "zone_id": uuid.UUID(typed["zone"]),
            "day": typed["day"],
            "starts": typed["starts"],
            "ends": typed["ends"],
            "team_size": typed["team_size"] or 0,
            "team": tuple(uuid.UUID(each) for each in typed["team"]),
        }


class PlanForm(WhereForm):
    """A round to come."""

    def plan(self) -> RoundPlan:
        """As the service takes it."""
        return RoundPlan(**self.where())


class SheetForm(WhereForm):
    """What was seen and done. No name of anybody; every count may stay at nothing."""

    met_new = _count(_("Rencontrées, nouvelles"))
    met_known = _count(_("Rencontrées, connues"))
    kits = _count(_("Kits donnés"))
    masks = _count(_("Masques donnés"))
    clients = forms.ChoiceField(label=_("Clients, à vue d'œil"), choices=Seen.choices, widget=forms.RadioSelect, initial=Seen.UNSEEN)
    police = forms.ChoiceField(label=_("Police, à vue d'œil"), choices=Seen.choices, widget=forms.RadioSelect, initial=Seen.UNSEEN)
    information = forms.MultipleChoiceField(
        label=_("Ce qui a été expliqué"), choices=Information.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note de terrain"),
        required=False,
        max_length=NOTE_LIMIT,
        help_text=_("Pas de nom, pas d'adresse, pas de quoi reconnaître quelqu'un."),
        widget=forms.Textarea(attrs={"rows": 3, **_NO_HISTORY}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Orientation:
            field = _count(kind.label)
            field.initial = 0
            self.fields[f"to_{kind.value}"] = field

    @property
    def met_lines(self) -> list[BoundField]:
        """The first counts of the page."""
        return [self[name] for name in COUNTS]

    @property
    def orientation_lines(self) -> list[BoundField]:
        """How many were pointed where."""
        return [self[f"to_{kind.value}"] for kind in Orientation]

    def draft(self) -> RoundDraft:
        """As the service takes it."""
        typed = self.cleaned_data
        counts: dict[str, Any] = {name: typed[name] or 0 for name in COUNTS}
        return RoundDraft(
            **self.where(),
            **counts,
            information=tuple(typed["information"]),
            orientations={kind.value: typed[f"to_{kind.value}"] or 0 for kind in Orientation},
            clients=typed["clients"],
            police=typed["police"],
            note=typed["note"],
        )


def plan_of(street_round: Round, *, team: Iterable[uuid.UUID]) -> dict[str, Any]:
    """The values of a planned round, as the sheet starts from them."""
    return {
        "organisation": str(street_round.organisation_id),
        "zone": str(street_round.zone_id),
        "day": street_round.day,
        "starts": street_round.starts,
        "ends": street_round.ends,
        "team_size": street_round.team_size or 1,
        "team": [str(each) for each in team],
    }


def sheet_of(street_round: Round, *, team: Iterable[uuid.UUID], note: str) -> dict[str, Any]:
    """The values of a sheet, to correct it."""
    return {
        **plan_of(street_round, team=team),
        **{name: getattr(street_round, name) for name in COUNTS},
        "clients": street_round.clients,
        "police": street_round.police,
        "information": [each.topic for each in street_round.information.order_by("pk")],
        **{f"to_{each.kind}": each.number for each in street_round.orientations.order_by("pk")},
        "note": note,
    }
