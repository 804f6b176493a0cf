"""Sites, rooms, activities, and what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.forms.modes import activity_label, said
from maillage.accompaniment.openings.models import Activity, Site
from maillage.accompaniment.openings.services import ActivityDraft, LackDraft
from maillage.core.openings.modes import ActivityKind
from maillage.core.openings.standing import Need
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

_QUIET = {"autocomplete": "off"}


def _by_key(rows: Sequence[Any]) -> dict[str, Any]:
    return {str(row.pk): row for row in rows}


def _choices(rows: dict[str, Any], nobody: Any) -> list[tuple[str, Any]]:
    return [("", nobody), *((pk, activity_label(row) if isinstance(row, Activity) else str(row)) for pk, row in rows.items())]


class SiteForm(VersionedForm):
    """A site by the name that the team gives it: never its address."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Nom du lieu"), max_length=60, widget=forms.TextInput(attrs=_QUIET),
        help_text=_("Comme l'équipe l'appelle, sans adresse : « le Local », « la salle du bas »."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Ville ou zone"), required=False, help_text=_("S'il en manque une, la déléguée du département l'ajoute.")
    )
    host = forms.ChoiceField(label=_("Prêté par"), required=False)

    def __init__(self, *args: Any, places: Sequence[Place], hosts: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.hosts = _by_key(places), _by_key(hosts)
        fields: dict[str, Any] = self.fields
        fields["place"].choices = _choices(self.places, _("Non précisée"))
        fields["host"].choices = _choices(self.hosts, _("C'est chez nous"))

    def values(self) -> dict[str, Any]:
        """What was typed, as the service asks it."""
        typed = self.cleaned_data
        return {"name": typed["name"], "place": self.places.get(typed["place"]), "host": self.hosts.get(typed["host"])}


class RoomForm(VersionedForm):
    """A room and how many people it holds."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nom de la salle"), max_length=60, widget=forms.TextInput(attrs=_QUIET))
    people_at_once = forms.IntegerField(label=_("Combien de personnes à la fois"), min_value=1, max_value=100, initial=1)


class ActivityForm(DatedForm, VersionedForm):
    """What we do, where, and what it cannot do without."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Ce que c'est"))
    name = forms.CharField(label=_("Son nom, s'il y en a plusieurs"), max_length=60, required=False, widget=forms.TextInput(attrs=_QUIET))
    site = forms.ChoiceField(label=_("Où"), required=False)
    needs_site = forms.BooleanField(label=_("Sans ce lieu, elle s'arrête"), required=False)
    partner = forms.ChoiceField(
        label=_("Animée par un partenaire"), required=False, help_text=_("S'il n'est pas là, l'activité s'arrête, et on le dit.")
    )
    staff_needed = forms.IntegerField(
        label=_("Combien de l'équipe pour la tenir"), min_value=0, max_value=50, initial=0, help_text=_("Zéro si personne n'est requis.")
    )
    pooled = forms.BooleanField(
        label=_("Équipe mise en commun"),
        required=False,
        help_text=_("S'il manque quelqu'un ici, une collègue d'une autre activité mise en commun prend le relais, au ralenti."),
    )
    started_on = DayField(label=_("Depuis le"), years_ahead=1)

    def __init__(self, *args: Any, sites: Sequence[Site], partners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites, self.partners = _by_key(sites), _by_key(partners)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = said(ActivityKind)
        fields["site"].choices = _choices(self.sites, _("Nulle part en particulier"))
        fields["partner"].choices = _choices(self.partners, _("Non, par nous"))

    def clean(self) -> dict[str, Any]:
        """What needs its site has one."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("needs_site") and not typed.get("site"):
            self.add_error("site", _("Choisissez le lieu sans lequel elle s'arrête."))
        return typed

    def draft(self) -> ActivityDraft:
        """The activity as it was typed."""
        typed = self.cleaned_data
        return ActivityDraft(
            kind=ActivityKind(typed["kind"]),
            name=typed["name"],
            site=self.sites.get(typed["site"]),
            needs_site=typed["needs_site"],
            partner=self.partners.get(typed["partner"]),
            staff_needed=typed["staff_needed"],
            pooled=typed["pooled"],
        )


class LackForm(DatedForm, VersionedForm):
    """What fails: a site, a partner, or part of the team of an activity."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    what = forms.ChoiceField(label=_("Ce qui manque"))
    present = forms.IntegerField(
        label=_("Combien de l'équipe sont là"), min_value=0, max_value=50, required=False, help_text=_("Seulement pour une équipe.")
    )
    starts_on = DayField(label=_("À partir du"), years_ahead=1)
    ends_on = DayField(label=_("Jusqu'au, ce jour compris"), required=False, years_ahead=1, help_text=_("Vide si nul ne le sait encore."))

    def __init__(
        self, *args: Any, sites: Sequence[Site], partners: Sequence[Organisation], activities: Sequence[Activity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        staffed = [each for each in activities if each.staff_needed]
        self.rows = {Need.SITE: _by_key(sites), Need.PARTNER: _by_key(partners), Need.STAFF: _by_key(staffed)}
        groups = ((Need.SITE, _("Un lieu")), (Need.PARTNER, _("Un partenaire")), (Need.STAFF, _("L'équipe d'une activité")))
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [
            (label, [(f"{need}:{pk}", label_) for pk, label_ in _choices(self.rows[need], "")[1:]])
            for need, label in groups
            if self.rows[need]
        ]

    def clean(self) -> dict[str, Any]:
        """A team says how many are there; an end after its start."""
        typed: dict[str, Any] = super().clean() or {}
        is_staff = str(typed.get("what", "")).startswith(Need.STAFF.value)
        if is_staff and typed.get("present") is None and "present" not in self.errors:
            self.add_error("present", _("Dites combien sont là, zéro s'il n'y a personne."))
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("La fin tombe avant le début."))
        return typed

    def draft(self) -> LackDraft:
        """What fails, as it was typed."""
        typed = self.cleaned_data
        need_code, _sep, pk = typed["what"].partition(":")
        need = Need(need_code)
        row = self.rows[need].get(pk)
        return LackDraft(
            need=need,
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            site=row if need is Need.SITE else None,
            partner=row if need is Need.PARTNER else None,
            activity=row if need is Need.STAFF else None,
            present=typed["present"] if need is Need.STAFF else None,
        )
