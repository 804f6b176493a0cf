"""A change of mode, what is ticked of what it carries, how she is told, how many came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models import Activity, Why
from maillage.accompaniment.openings.services import ModeDraft
from maillage.core.openings.modes import Exceptional, ModeKind
from maillage.core.safe_contact import Window
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField

_DAYS = [(0, _("lundi")), (1, _("mardi")), (2, _("mercredi")), (3, _("jeudi")), (4, _("vendredi")), (5, _("samedi")), (6, _("dimanche"))]


def said(codes: Any) -> Any:
    """The choices of a code of the rules, in the language of the page."""
    return lambda: [(each.value, capfirst(speech.say(each.label))) for each in codes]


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh", "%Hh%M"],
        widget=forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez une heure, par exemple 14:00.")},
    )


def activity_label(activity: Activity) -> str:
    """What it is, and where."""
    title = speech.say(activity.title)
    return f"{title[:1].upper()}{title[1:]}" + (f", {activity.site.name}" if activity.site is not None else "")


class ChangeForm(DatedForm, KeyedForm):
    """Which activities, in which mode, from when. What does not go with the mode is left aside."""

    activities = forms.MultipleChoiceField(
        label=_("Ce qui change"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Cochez au moins une activité.")}
    )
    kind = forms.ChoiceField(label=_("Comment cela fonctionne"), widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label=_("Combien de personnes en même temps, au plus"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Demandé au ralenti ; sinon, laissez vide s'il n'y a pas de limite."),
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Quels jours"),
        choices=_DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Demandés sur rendez-vous ; sinon, laissez vide pour les jours habituels."),
    )
    opens = _hour(_("À partir de"))
    closes = _hour(_("Jusqu'à"))
    exceptions = forms.MultipleChoiceField(
        label=_("On ouvre ou on se déplace quand même pour"), required=False, widget=forms.CheckboxSelectMultiple
    )
    why = forms.ChoiceField(label=_("Pourquoi"), choices=[("", _("Choisir")), *Why.choices])
    starts_on = DayField(label=_("À partir du"), years_ahead=1, help_text=_("Un jour passé corrige ce qui en était dit."))
    ends_on = DayField(label=_("Jusqu'au, ce jour compris"), years_ahead=2, required=False, help_text=_("Vide si nul ne le sait encore."))

    def __init__(self, *args: Any, activities: Sequence[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in activities}
        fields: dict[str, Any] = self.fields
        fields["activities"].choices = [(pk, activity_label(each)) for pk, each in self.known.items()]
        fields["kind"].choices = said(ModeKind)
        fields["exceptions"].choices = said(Exceptional)

    def clean(self) -> dict[str, Any]:
        """A mode says all that it needs: how many when slowed, which days and hours by appointment; an end after its start."""
        typed: dict[str, Any] = super().clean() or {}
        days, opens, closes = typed.get("days"), typed.get("opens"), typed.get("closes")
        if typed.get("kind") == ModeKind.SLOWED and not typed.get("capacity") and "capacity" not in self.errors:
            self.add_error("capacity", _("Au ralenti, dites combien de personnes à la fois."))
        if typed.get("kind") == ModeKind.APPOINTMENT and not days:
            self.add_error("days", _("Sur rendez-vous, cochez les jours où la porte s'ouvre."))
        if days and (opens is None or closes is None or closes <= opens) and not {"opens", "closes"} & set(self.errors):
            self.add_error("closes", _("Donnez les deux heures, la fin après le début."))
        if not days and (opens is not None or closes is not None):
            self.add_error("days", _("Cochez les jours de ces heures."))
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("La fin tombe avant le début."))
        return typed

    @property
    def chosen(self) -> list[Activity]:
        """The activities ticked."""
        return [self.known[pk] for pk in self.cleaned_data["activities"]]

    def draft(self) -> ModeDraft:
        """The mode as it was typed."""
        typed = self.cleaned_data
        windows = (Window(frozenset(typed["days"]), typed["opens"], typed["closes"]),) if typed["days"] else ()
        return ModeDraft(
            kind=ModeKind(typed["kind"]),
            why=Why(typed["why"]),
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            capacity=typed["capacity"],
            windows=windows,
            exceptions=frozenset(Exceptional(code) for code in typed["exceptions"]),
        )


class ApplyForm(KeyedForm):
    """How often to call, when the rhythm is raised."""

    every_days = forms.IntegerField(label=_("Appeler chacune au moins tous les … jours"), min_value=1, max_value=60, required=False)


class TellForm(KeyedForm):
    """By which way she is told now: only those that her rule allows."""

    by = forms.ChoiceField(
        label=_("Comment elle est prévenue"), widget=forms.RadioSelect, error_messages={"required": _("Choisissez comment la prévenir.")}
    )

    def __init__(self, *args: Any, ways: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = list(ways)  # type: ignore[attr-defined]


class AttendanceForm(DatedForm, KeyedForm):
    """Five seconds at the door: which activity, which day, how many at once, how many in all."""

    activity = forms.ChoiceField(label=_("Activité"))
    day = DayField(label=_("Le"), years_ahead=0)
    at_once = forms.IntegerField(label=_("Au plus en même temps"), min_value=0, max_value=500)
    total = forms.IntegerField(label=_("En tout"), min_value=0, max_value=2000)

    def __init__(self, *args: Any, activities: Sequence[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in activities}
        self.fields["activity"].choices = [(pk, activity_label(each)) for pk, each in self.known.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Activity:
        """The activity chosen."""
        return self.known[self.cleaned_data["activity"]]


class MonthForm(forms.Form):
    """Which month is looked at; what is not a month is today's."""

    mois = forms.RegexField(regex=r"^20\d\d-(0[1-9]|1[0-2])$", required=False)

    def first_day(self, *, today: date) -> date:
        """The first day of the month asked."""
        asked = self.cleaned_data.get("mois") if self.is_valid() else ""
        return date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
