"""The shape of what is written with her: a section of the form, the actions, the signatures, the talk on the risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.forms import LANGUAGES
from maillage.core.field_agreements import Decision
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import UploadField
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.exposures import CONCERNS, EXPOSURES, Concern
from maillage.pathway.psp.form_answers import MOST_ACTIONS, Action, Done
from maillage.pathway.psp.form_schema import DOMAINS, Domain, FieldKind, FormField, FormSection, Source
from maillage.pathway.psp.models import Kind, TalkOutcome
from maillage.pathway.psp.selectors import OpenedForm

_PAPERS_YEARS_AHEAD = 20
_OFF = {"autocomplete": "off"}
_EMPTY_ROWS = 2
DECISIONS = [
    (Decision.AGREED.value, _("elle est d'accord : cela part")),
    (Decision.WITHHELD.value, _("elle préfère que non : cela ne part pas")),
]
YES_NO = [("", _("pas demandé encore")), ("oui", _("oui")), ("non", _("non"))]


def _area(*, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **_OFF})


class SectionForm(DatedForm, VersionedForm):
    """One section: each field with what is typed, when it is typed here, and what she decides of it."""

    def __init__(self, *args: Any, section: FormSection, opened: OpenedForm, offered: Mapping[str, str], today: date, **more: Any) -> None:
        super().__init__(*args, today=today, **more)
        self.section = section
        for field in section.fields:
            if field.source is Source.FORM:
                self.fields[field.code] = _typed(field, initial=opened.value(field.code) or offered.get(field.code, ""))
            if field.to_state:
                self.fields[f"{field.code}_agreed"] = forms.ChoiceField(
                    label=_words_of(field, opened), choices=DECISIONS, widget=forms.RadioSelect, required=False,
                    initial=opened.answers.answer(field.code).decision.value,
                )  # fmt: skip
        for each in self.fields.values():
            if isinstance(each, DayField):
                each.today = today

    def values(self) -> dict[str, str]:
        """What was typed, as the form seals it."""
        typed = ((field.code, self.cleaned_data.get(field.code)) for field in self.section.fields if field.source is Source.FORM)
        return {code: value.isoformat() if isinstance(value, date) else str(value or "") for code, value in typed}

    def decisions(self, *, all_agreed: bool = False) -> dict[str, Decision]:
        """What she decided; `all_agreed` turns every field on which she did not say no into a yes."""
        said = {
            field.code: Decision(self.cleaned_data.get(f"{field.code}_agreed") or "") for field in self.section.fields if field.to_state
        }
        if not all_agreed:
            return said
        return {code: each if each is Decision.WITHHELD else Decision.AGREED for code, each in said.items()}


def _typed(field: FormField, *, initial: str) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": False, "help_text": field.help_text, "initial": initial}
    if field.kind is FieldKind.DAY:
        return DayField(years_ahead=_PAPERS_YEARS_AHEAD, **common)
    if field.kind is FieldKind.YES_NO:
        return forms.ChoiceField(choices=YES_NO, **common)
    widget = forms.TextInput(attrs=_OFF) if field.kind is FieldKind.LINE else _area(rows=3)
    return forms.CharField(max_length=field.longest, widget=widget, **common)


def _words_of(field: FormField, opened: OpenedForm) -> Any:
    if field.source is Source.FORM:
        return _("%(label)s : ce qu'elle en dit") % {"label": field.label}
    value = opened.live[field.code]
    if not value:
        return _("%(label)s (rien n'est noté dans le dossier)") % {"label": field.label}
    if field.kind is FieldKind.DAY:
        value = day_in_words(date.fromisoformat(value), language=speech.language())
    return _("%(label)s : %(value)s") % {"label": field.label, "value": value if len(value) < 300 else f"{value[:300]}…"}


class ActionsForm(VersionedForm):
    """The actions of the pathway: those written, and room for two more."""

    def __init__(self, *args: Any, planned: Sequence[Action], kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.renewal = kind == Kind.RENEWAL
        self.rows = min(MOST_ACTIONS, len(planned) + _EMPTY_ROWS)
        if self.is_bound:
            self.rows = min(MOST_ACTIONS, max(self.rows, sum(1 for name in self.data if name.startswith("what_"))))
        for index in range(self.rows):
            self._add(index, planned[index] if index < len(planned) else None)

    def _add(self, index: int, action: Action | None) -> None:
        domains = [("", _("Choisir le domaine")), *((domain.value, label) for domain, label in DOMAINS.items())]
        line: dict[str, Any] = {"required": False, "max_length": 160, "widget": forms.TextInput(attrs=_OFF)}
        self.fields[f"domain_{index}"] = forms.ChoiceField(
            label=_("Domaine"), choices=domains, required=False, initial=action.domain if action else ""
        )
        self.fields[f"what_{index}"] = forms.CharField(
            label=_("L'action"), required=False, max_length=600, widget=_area(rows=2), initial=action.what if action else ""
        )
        self.fields[f"who_{index}"] = forms.CharField(label=_("Qui la fait"), initial=action.who if action else "", **line)
        self.fields[f"when_{index}"] = forms.CharField(label=_("Quand"), initial=action.when if action else "", **line)
        if self.renewal:
            done = [("", _("à dire")), (Done.DONE, _("faite")), (Done.PARTLY, _("faite en partie")), (Done.NOT_DONE, _("pas faite"))]
            self.fields[f"done_{index}"] = forms.ChoiceField(
                label=_("Où elle en est"), choices=done, required=False, initial=action.done if action else ""
            )
            self.fields[f"why_{index}"] = forms.CharField(
                label=_("Pourquoi"), required=False, max_length=600, widget=_area(rows=2), initial=action.why if action else ""
            )
        self.fields[f"agreed_{index}"] = forms.ChoiceField(
            label=_("Ce qu'elle en dit"), choices=DECISIONS, widget=forms.RadioSelect, required=False,
            initial=action.decision.value if action else "",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An action that is written has its domain."""
        typed: dict[str, Any] = super().clean() or {}
        for index in range(self.rows):
            if str(typed.get(f"what_{index}", "")).strip() and not typed.get(f"domain_{index}"):
                self.add_error(f"domain_{index}", _("Dites de quel domaine est cette action."))
        return typed

    def groups(self) -> list[tuple[int, list[Any]]]:
        """The fields of each action together, for the page."""
        return [(index + 1, [self[name] for name in self.fields if name.endswith(f"_{index}")]) for index in range(self.rows)]

    def actions(self) -> list[Action]:
        """What was typed, in order."""
        typed = self.cleaned_data
        return [
            Action(
                domain=Domain(typed[f"domain_{index}"]),
                what=typed[f"what_{index}"].strip(),
                who=typed[f"who_{index}"].strip(),
                when=typed[f"when_{index}"].strip(),
                decision=Decision(typed[f"agreed_{index}"] or ""),
                done=Done(typed.get(f"done_{index}") or ""),
                why=(typed.get(f"why_{index}") or "").strip(),
            )
            for index in range(self.rows)
            if typed[f"what_{index}"].strip()
        ]


class SignatureForm(DatedForm, VersionedForm):
    """Both signatures, and the paper."""

    signed_by_her_on = DayField(label=_("Signé par elle le"), required=False)
    signed_by_association_on = DayField(label=_("Signé par l'association le"), required=False)
    explained_in = forms.ChoiceField(label=_("Langue dans laquelle on le lui a lu"), choices=[("", _("Choisir une langue")), *LANGUAGES])
    upload = UploadField(label=_("Le document signé, numérisé"), required=False, help_text=_("Un PDF, ou une photo."))


class ExposureForm(DatedForm, KeyedForm):
    """The talk: each point, her words if she wants, what she decides."""

    talked_on = DayField(label=_("Le jour de l'échange"), required=True)
    language = forms.ChoiceField(label=_("Langue dans laquelle on lui a expliqué"), choices=[("", _("Choisir une langue")), *LANGUAGES])
    interpreter = forms.BooleanField(label=_("Avec une interprète"), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, today=today, **more)
        self.fields["talked_on"].initial = today
        for each in EXPOSURES:
            self.fields[each.code] = forms.ChoiceField(
                label=each.question, choices=[(code.value, words) for code, words in CONCERNS.items()], widget=forms.RadioSelect,
                required=False, initial="",
            )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label=_("Ce qu'il faut retenir"), required=False, max_length=4000, widget=_area(rows=4),
            help_text=_("Scellé avec son récit. N'est jamais transmis, ni à la préfecture, ni à une autre association."),
        )  # fmt: skip
        self.fields["outcome"] = forms.ChoiceField(label=_("Ce qu'elle décide"), choices=TalkOutcome.choices, widget=forms.RadioSelect)

    def concerns(self) -> dict[str, Concern]:
        """What she answered, point by point; nothing ticked is "she did not say"."""
        return {each.code: Concern(self.cleaned_data[each.code] or Concern.UNSAID) for each in EXPOSURES}
