"""The shape of what is typed about a contact, her word, and a need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import (
    LONGEST,
    Contact,
    ContactKind,
    ContactWay,
    Course,
    CourseReason,
    Helped,
    Initiator,
    Mood,
    Reached,
    ServiceKind,
    Theme,
    Wish,
)
from maillage.accompaniment.contacts.services import ContactDraft, Need
from maillage.accompaniment.intake.models import NoSolution, Partner
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import PROMISE_LIMIT, Towards
from maillage.accompaniment.notes.services import PromiseMade
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

_QUIET = {"autocomplete": "off"}
WORDS_LIMIT = 1_000
LEVELS = [(Level.TEAM.value, Level.TEAM.label), (Level.ME.value, Level.ME.label)]
# What a tap is for comes first: what nobody knows is the last answer, and the one that a stray Enter gives.
MOODS = [Mood.WELL, Mood.TIRED, Mood.WORRIED, Mood.ALONE, Mood.ANGRY, Mood.DISTRESS]
# As chips, the most usual first: three to a line on a phone.
WAY_TAPS = [
    (ContactWay.PHONE, _("téléphone")),
    (ContactWay.MESSAGING, _("messagerie")),
    (ContactWay.SMS, _("SMS")),
    (ContactWay.ON_SITE, _("chez nous")),
    (ContactWay.OUTSIDE, _("dehors")),
    (ContactWay.VIDEO, _("visio")),
    (ContactWay.VISIT, _("chez elle")),
    (ContactWay.MAIL, _("courriel")),
    (ContactWay.LETTER, _("lettre")),
    (ContactWay.PARTNER, _("partenaire")),
]
MORE = ("kind", "happened_on", "at", "minutes", "themes", "next_on", "words", "level")


class ContactFields(DatedForm):
    """What is common to a contact noted and a contact corrected."""

    way = forms.ChoiceField(
        label=_("Par où"),
        choices=WAY_TAPS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Touchez d'abord par où : c'est la seule chose demandée.")},
    )
    initiated_by = forms.ChoiceField(label=_("Qui a commencé"), choices=Initiator.choices, widget=forms.RadioSelect, initial=Initiator.HER)
    mood = forms.ChoiceField(label=_("Comment allait-elle"), choices=Mood.choices, widget=forms.RadioSelect, required=False)
    kind = forms.ChoiceField(label=_("Ce que c'était"), choices=ContactKind.choices, widget=forms.RadioSelect, initial=ContactKind.INFORMAL)
    happened_on = DayField(label=_("Le jour"), years_ahead=0)
    at = forms.TimeField(
        label=_("L'heure"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh", "%Hh%M"],
        help_text=_("Vide : maintenant pour aujourd'hui, inconnue pour un jour passé."),
        widget=forms.TimeInput(attrs={"type": "time", **_QUIET}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez une heure, par exemple 14:00.")},
    )
    minutes = forms.IntegerField(
        label=_("Combien de minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **_QUIET}),
    )
    themes = forms.MultipleChoiceField(label=_("De quoi"), choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple)
    next_on = DayField(label=_("Prochain contact le"), required=False, years_ahead=1)

    def _said(self, **more: Any) -> ContactDraft:
        typed = self.cleaned_data
        return ContactDraft(
            way=ContactWay(typed["way"]),
            kind=ContactKind(typed["kind"]),
            initiated_by=Initiator(typed["initiated_by"]),
            mood=Mood(typed["mood"] or Mood.UNKNOWN),
            happened_on=typed["happened_on"],
            at=typed["at"],
            minutes=typed["minutes"],
            themes=typed["themes"],
            next_on=typed["next_on"],
            **more,
        )


class ContactForm(ContactFields, KeyedForm):
    """Three taps: with whom (the page), by which way, how she was. The rest if it is worth it. `writes`: may she write notes?"""

    words = forms.CharField(
        label=_("En un mot"),
        required=False,
        max_length=WORDS_LIMIT,
        help_text=_("Une ligne : elle devient une note. Ni nom, ni adresse, ni numéro."),
        widget=forms.Textarea(attrs={"rows": 2, **_QUIET}),
    )
    level = forms.ChoiceField(label=_("Qui lira ces mots"), choices=LEVELS, widget=forms.RadioSelect, initial=Level.TEAM, required=False)

    def __init__(self, *args: Any, today: date, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["happened_on"].initial = today
        if not writes:
            del self.fields["words"], self.fields["level"]

    def draft(self) -> ContactDraft:
        """The contact as the service takes it."""
        typed = self.cleaned_data
        return self._said(words=typed.get("words", ""), level=Level(typed.get("level") or Level.TEAM))

    @property
    def more(self) -> list[BoundField]:
        """What is not asked."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def has_more(self) -> bool:
        """Is something typed, or wrong, among what is folded?"""
        folded = [name for name in MORE if name in self.fields]
        return any(self.errors.get(name) for name in folded) or bool(self.initial.get("kind") == ContactKind.FORMAL)

    @property
    def moods(self) -> Iterator[tuple[str, Any, bool]]:
        """The buttons: code, words, and was it the one just tapped."""
        tapped = self.data.get("mood", "") if self.is_bound else ""
        for mood in MOODS:
            yield mood.value, mood.label, mood.value == tapped


class CorrectionForm(ContactFields, VersionedForm):
    """A contact corrected; its words are corrected in their note."""

    known_names = ("way", "initiated_by", "mood", "kind", "happened_on", "minutes", "themes", "next_on")

    @classmethod
    def known(cls, contact: Contact) -> dict[str, Any]:
        """What is noted."""
        return {name: getattr(contact, name) for name in cls.known_names}

    def draft(self) -> ContactDraft:
        """The contact as the service takes it."""
        return self._said()

    def codes(self) -> dict[str, Any]:
        """What was typed, in the names of the row."""
        return {name: self.cleaned_data[name] for name in self.known_names}


class TaskForm(DatedForm, KeyedForm):
    """Something to do for her."""

    promise = forms.CharField(
        label=_("Ce qui est à faire"),
        max_length=PROMISE_LIMIT,
        help_text=_("Par exemple : « lui porter un colis vendredi »."),
        widget=forms.TextInput(attrs=_QUIET),
        error_messages={"required": _("Dites en quelques mots ce qui est à faire.")},
    )
    due_on = DayField(label=_("Pour quand"), required=False, years_ahead=1)

    def made(self) -> PromiseMade:
        """As the service takes it: promised to her."""
        return PromiseMade(what=self.cleaned_data["promise"], towards=Towards.HER, due_on=self.cleaned_data["due_on"])


class NeedForm(KeyedForm):
    """What came of a need, in one tap: a code, and where it asks one, to whom or why."""

    need = forms.ChoiceField(choices=Need.choices)
    oriented_to = forms.ChoiceField(choices=[("", ""), *Partner.choices], required=False)
    no_solution = forms.ChoiceField(choices=[("", ""), *NoSolution.choices], required=False)


class HerWordForm(DatedForm, KeyedForm):
    """One optional question, asked by phone."""

    helped = forms.ChoiceField(
        label=_("« Nos appels vous aident-ils ? »"),
        choices=Helped.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qu'elle a répondu.")},
    )
    wish = forms.ChoiceField(
        label=_("« Voulez-vous qu'on continue ? »"),
        choices=Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qu'elle a répondu.")},
    )
    said_on = DayField(label=_("Dit le"), years_ahead=0)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["said_on"].initial = today


class CourseForm(KeyedForm):
    """What we do of our calls, and why."""

    course = forms.ChoiceField(
        label=_("Ce que nous faisons"),
        choices=Course.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la suite donnée à nos appels.")},
    )
    reason = forms.ChoiceField(
        label=_("Pourquoi"),
        choices=CourseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la raison : elle se lira dans un an.")},
    )


class TapForm(KeyedForm):
    """What one tap on a service sends."""

    organisation = forms.UUIDField()
    service = forms.ChoiceField(choices=ServiceKind.choices)
    reached = forms.ChoiceField(choices=Reached.choices)
