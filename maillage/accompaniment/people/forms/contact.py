"""The shape of how she may be reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.forms.files import WAYS
from maillage.accompaniment.people.models import Answering, Channel, ContactRule, Leaving
from maillage.accompaniment.people.models.contact_rule import SEALED_OF_RULE, STANDINGS, WAY_FIELDS
from maillage.accompaniment.people.rules import RuleDraft, load_windows
from maillage.core.reach import dialable
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing, Window
from maillage.foundation.ui.answers import VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField

_QUIET = {"autocomplete": "off"}
ALL_WAYS = [
    *WAYS[:4],
    (Channel.LETTER, _("par lettre")),
    (Channel.PARTNER, _("par un partenaire")),
    (Channel.KEY_WORKER, _("de vive voix, par sa référente, quand elle vient")),
    (Channel.VISIT, _("en allant la voir")),
    (Channel.NONE_KNOWN, _("aucun canal connu : elle nous voit quelque part")),
]
WAY_LABELS = {
    Way.PHONE: _("Par téléphone"),
    Way.SMS: _("Par SMS"),
    Way.MESSAGING: _("Par messagerie"),
    Way.MAIL: _("Par courriel"),
    Way.LETTER: _("Par lettre"),
    Way.PARTNER: _("Par un partenaire"),
    Way.KEY_WORKER: _("De vive voix, par sa référente"),
    Way.VISIT: _("En allant la voir"),
}
_DAYS = [(0, _("lundi")), (1, _("mardi")), (2, _("mercredi")), (3, _("jeudi")), (4, _("vendredi")), (5, _("samedi")), (6, _("dimanche"))]


def _days() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(label=_("Jours"), choices=_DAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh", "%Hh%M"],
        widget=forms.TimeInput(attrs={"type": "time", **_QUIET}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez une heure, par exemple 14:00.")},
    )


def _text(label: Any, help_text: Any = "", *, most: int = 200, rows: int = 0, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **_QUIET}) if rows else forms.TextInput(attrs=_QUIET)
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=widget)


def check_number(typed: str) -> None:
    """A number that can be dialled, and nothing else."""
    if not dialable(typed):
        raise forms.ValidationError(_("Écrivez un seul numéro, par exemple 06 00 00 12 34 ; le reste va dans le champ au-dessus."))


class ContactRuleForm(DatedForm, VersionedForm):
    """One column: the safest way and its words, each way, when, and what to know before."""

    preferred = forms.ChoiceField(label=_("La façon la plus sûre de la joindre"), choices=ALL_WAYS, widget=forms.RadioSelect)
    words = _text(
        _("Le numéro, l'adresse, le partenaire, ou l'endroit où elle nous voit"),
        _("Ce qu'il faut pour la joindre. Fermé par défaut : chaque ouverture est inscrite au journal."),
        most=400,
        rows=2,
        required=True,
    )
    number = forms.CharField(
        label=_("Son numéro"),
        required=False,
        max_length=30,
        help_text=_("Celui qu'on peut composer, seul : il sera proposé d'un geste, quand ses consignes le permettent."),
        widget=forms.TextInput(attrs={"inputmode": "tel", **_QUIET}),
        validators=[check_number],
    )
    email = forms.EmailField(label=_("Son adresse électronique"), required=False, widget=forms.EmailInput(attrs=_QUIET))
    by_key_worker = forms.ChoiceField(label=WAY_LABELS[Way.KEY_WORKER], choices=STANDINGS)
    by_partner = forms.ChoiceField(label=WAY_LABELS[Way.PARTNER], choices=STANDINGS)
    by_phone = forms.ChoiceField(label=WAY_LABELS[Way.PHONE], choices=STANDINGS)
    by_sms = forms.ChoiceField(label=WAY_LABELS[Way.SMS], choices=STANDINGS)
    by_messaging = forms.ChoiceField(label=WAY_LABELS[Way.MESSAGING], choices=STANDINGS)
    by_mail = forms.ChoiceField(label=WAY_LABELS[Way.MAIL], choices=STANDINGS)
    by_letter = forms.ChoiceField(label=WAY_LABELS[Way.LETTER], choices=STANDINGS)
    by_visit = forms.ChoiceField(label=WAY_LABELS[Way.VISIT], choices=STANDINGS)
    silent_until = DayField(
        label=_("Ne pas la contacter avant le"),
        required=False,
        years_ahead=1,
        help_text=_("Jusque-là, rien ne part, par aucun moyen. Laissez vide s'il n'y a pas de danger particulier."),
    )
    days = _days()
    opens = _hour(_("À partir de"))
    closes = _hour(_("Jusqu'à"))
    days_2 = _days()
    opens_2 = _hour(_("À partir de"))
    closes_2 = _hour(_("Jusqu'à"))
    answering = forms.ChoiceField(label=_("Qui peut répondre"), choices=Answering.choices)
    answerers = _text(_("Les personnes de confiance"), _("Qui, et ce qu'elles savent de nous."))
    leaving = forms.ChoiceField(label=_("Ce qu'on peut laisser"), choices=Leaving.choices)
    never_say = _text(_("Ce qu'il ne faut jamais dire ni écrire"), _("Un mot, un lieu, le nom de l'association."), most=400, rows=2)
    code_word = _text(_("Un mot convenu avec elle"), _("S'il manque, ce n'est pas elle : raccrochez."), most=40)
    alias = _text(_("Sous quel nom nous présenter"), _("Choisi avec elle, s'il faut parler à quelqu'un d'autre."), most=60)

    def groups(self) -> Iterator[tuple[Any, str, list[BoundField]]]:
        """The form in parts: title, code, fields."""
        parts = (
            (_("La façon la plus sûre"), "surest", ("preferred", "words", "number", "email")),
            (_("Chaque façon de la joindre"), "ways", tuple(name for name in self.fields if name.startswith("by_"))),
            (_("Quand"), "when", ("silent_until", "days", "opens", "closes")),
            (_("À savoir avant de la joindre"), "before", ("answering", "answerers", "leaving", "never_say", "code_word", "alias")),
        )
        for title, code, names in parts:
            yield title, code, [self[name] for name in names]

    def again(self) -> list[BoundField]:
        """A second moment of the week."""
        return [self[name] for name in ("days_2", "opens_2", "closes_2")]

    def clean(self) -> dict[str, Any]:
        """The preferred way is a permitted one; a moment of the week has its days and both its hours."""
        typed: dict[str, Any] = super().clean() or {}
        preferred = typed.get("preferred")
        if preferred and preferred != Channel.NONE_KNOWN:
            name = WAY_FIELDS[Way(preferred)]
            if typed.get(name) == Standing.UNKNOWN:
                typed[name] = Standing.ALLOWED.value
            elif typed.get(name) == Standing.FORBIDDEN:
                self.add_error(name, _("C'est la façon choisie plus haut : elle ne peut pas être à « jamais »."))
        for suffix in ("", "_2"):
            self._check_window(typed, suffix)
        return typed

    def _check_window(self, typed: dict[str, Any], suffix: str) -> None:
        days, opens, closes = (typed.get(f"{name}{suffix}") for name in ("days", "opens", "closes"))
        if f"opens{suffix}" in self.errors or f"closes{suffix}" in self.errors:
            return
        if days and (opens is None) != (closes is None):
            self.add_error(f"closes{suffix}" if closes is None else f"opens{suffix}", _("Donnez les deux heures, ou aucune."))
        elif not days and (opens is not None or closes is not None):
            self.add_error(f"days{suffix}", _("Cochez au moins un jour."))

    def draft(self) -> RuleDraft:
        """What was typed, as a version of her rule."""
        typed = self.cleaned_data
        windows = (self._window(""), self._window("_2"))
        return RuleDraft(
            preferred=Channel(typed["preferred"]),
            ways={way: Standing(typed[name]) for way, name in WAY_FIELDS.items()},
            windows=tuple(each for each in windows if each is not None),
            silent_until=typed["silent_until"],
            answering=Answering(typed["answering"]),
            leaving=Leaving(typed["leaving"]),
            sealed={name: typed[name] for name in SEALED_OF_RULE},
        )

    def _window(self, suffix: str) -> Window | None:
        days = self.cleaned_data[f"days{suffix}"]
        if not days:
            return None
        opens, closes = self.cleaned_data[f"opens{suffix}"], self.cleaned_data[f"closes{suffix}"]
        return Window(days=frozenset(days), opens=opens or time(0), closes=closes or time(0))


def initial_of(rule: ContactRule | None, *, texts: dict[str, str]) -> dict[str, Any]:
    """What the form shows first: the version in force."""
    if rule is None:
        return {**dict.fromkeys(WAY_FIELDS.values(), Standing.UNKNOWN.value), **texts}
    codes = ("preferred", *WAY_FIELDS.values(), "silent_until", "answering", "leaving")
    shown: dict[str, Any] = {name: getattr(rule, name) for name in codes}
    for suffix, window in zip(("", "_2"), load_windows(rule.windows), strict=False):
        whole_day = window.opens == window.closes
        shown[f"days{suffix}"] = sorted(window.days)
        shown[f"opens{suffix}"] = None if whole_day else window.opens
        shown[f"closes{suffix}"] = None if whole_day else window.closes
    return shown | texts
