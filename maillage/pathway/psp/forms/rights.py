"""The shape of what is typed about the residence document, the allowance, the review, the end of a pathway, and simulations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.allowance import Check, Condition
from maillage.core.law import Regime
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.psp.models import EndOutcome, InterruptionCause, Pause, PermitRefusal, Proposal
from maillage.pathway.psp.reviews import Domain, Done, ReviewContent

_PAPERS_YEARS_AHEAD = 20
_OFF = {"autocomplete": "off"}
MOST_CHILDREN = 15


def _day(*, label: Any, required: bool = False, **more: Any) -> DayField:
    return DayField(label=label, required=required, **more)


def _choice(*, label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("Choisir dans la liste")), *choices], required=False, **more)


class PermitDaysForm(DatedForm, VersionedForm):
    """Every day of one residence document, in the order in which it happens."""

    asked_on = _day(label=_("Demandé le"))
    appointment_on = _day(label=_("Rendez-vous le"), help_text=_("Le jour donné par la préfecture, même à venir."))
    receipt_on = _day(label=_("Récépissé remis le"))
    receipt_until = _day(label=_("Récépissé valable jusqu'au"))
    delivered_on = _day(label=_("Titre remis le"))
    expires_on = _day(label=_("Dernier jour de validité du titre"), years_ahead=_PAPERS_YEARS_AHEAD)
    refused_on = _day(label=_("Refusé le"), help_text=_("Le jour de la décision de refus, ou celui où le silence vaut refus."))
    refusal = _choice(label=_("Motif du refus"), choices=PermitRefusal.choices)


class AllowanceAskForm(DatedForm, VersionedForm):
    """The allowance is asked for."""

    asked_on = _day(label=_("Demandée le"), required=True)
    children = forms.IntegerField(label=_("Enfants à sa charge"), min_value=0, max_value=MOST_CHILDREN, initial=0)


class AllowanceDaysForm(DatedForm, VersionedForm):
    """What happened to one allowance, in order."""

    asked_on = _day(label=_("Demandée le"))
    refused_on = _day(label=_("Refusée le"), help_text=_("Seulement si la préfecture a refusé."))
    children = forms.IntegerField(
        label=_("Enfants à sa charge"), min_value=0, max_value=MOST_CHILDREN, help_text=_("Le montant du mois en dépend.")
    )
    sent_on = _day(label=_("Dossier envoyé à la MSA le"))
    first_paid_on = _day(label=_("Premier versement reçu le"))
    suspended_on = _day(label=_("Suspendue le"))
    suspension = _choice(label=_("Pourquoi elle est suspendue"), choices=Pause.choices)
    resumed_on = _day(label=_("Reprise le"))
    ended_on = _day(label=_("Arrêtée le"), help_text=_("Avant la fin prévue : une décision du préfet prend effet le mois suivant."))
    ending = _choice(label=_("Pourquoi elle est arrêtée"), choices=Pause.choices)


CHECK_WORDS = ((Check.UNKNOWN.value, _("à vérifier")), (Check.YES.value, _("oui")), (Check.NO.value, _("non")))


class ConditionsForm(VersionedForm):
    """The conditions of the allowance, each known or not."""

    def __init__(self, *args: Any, checks: dict[Condition, Check] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for condition in Condition:
            self.fields[condition.value] = forms.ChoiceField(
                label=speech.say(condition.label),
                choices=CHECK_WORDS,
                widget=forms.RadioSelect,
                initial=(checks or {}).get(condition, Check.UNKNOWN).value,
            )

    @property
    def checks(self) -> dict[Condition, Check]:
        """What was ticked."""
        return {condition: Check(self.cleaned_data[condition.value]) for condition in Condition}


class MsaForm(KeyedForm):
    """The number that the MSA gave her."""

    number = forms.CharField(label=_("Numéro donné par la MSA"), required=False, max_length=40, widget=forms.TextInput(attrs=_OFF))


class MonthForm(KeyedForm):
    """A month that did not come, among those due."""

    month = forms.ChoiceField(label=_("Le mois qui n'est pas venu"))

    def __init__(self, *args: Any, months: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]


class EndForm(DatedForm, KeyedForm):
    """How a pathway ended, and when."""

    outcome = forms.ChoiceField(label=_("Comment il se termine"), choices=EndOutcome.choices, widget=forms.RadioSelect)
    ended_on = _day(label=_("Dernier jour du parcours"), required=True)


class InterruptionForm(DatedForm, KeyedForm):
    """Days without effective accompaniment."""

    cause = forms.ChoiceField(label=_("Pourquoi"), choices=InterruptionCause.choices, widget=forms.RadioSelect)
    starts_on = _day(label=_("Premier jour sans accompagnement"), required=True)
    ends_on = _day(label=_("Dernier jour sans accompagnement"), help_text=_("Vide si cela dure encore."))


_DONE = [("", Done.NOT_CONCERNED.label), *((each.value, each.label) for each in Done if each.value)]


class ReviewForm(DatedForm, VersionedForm):
    """The review of a term: what was done per domain, the words, what is proposed."""

    held_on = _day(label=_("Tenu le"), required=True)
    words = forms.CharField(
        label=_("Le bilan, avec ses mots"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, **_OFF}),
        help_text=_("Ce qui a avancé, ce qui a manqué, ce qu'elle veut pour la suite."),
    )
    proposal = forms.ChoiceField(label=_("Ce que le bilan propose"), choices=Proposal.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, content: ReviewContent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = content or ReviewContent()
        if content is not None:
            self.fields["words"].initial = content.words
        for domain in Domain:
            done, words = known.points.get(domain.value, ("", ""))
            self.fields[f"done_{domain.value}"] = forms.ChoiceField(
                label=capfirst(str(domain.label)), choices=_DONE, required=False, initial=done
            )
            self.fields[f"words_{domain.value}"] = forms.CharField(
                label=gettext("%(domain)s, en quelques mots") % {"domain": capfirst(str(domain.label))},
                required=False,
                max_length=400,
                initial=words,
                widget=forms.TextInput(attrs=_OFF),
            )
        self.order_fields(
            ["key", "version", "held_on", *(f"{part}_{d.value}" for d in Domain for part in ("done", "words")), "words", "proposal"]
        )

    def content(self) -> ReviewContent:
        """What was typed, in the shape that is sealed."""
        typed = self.cleaned_data
        points = {d.value: (typed[f"done_{d.value}"], typed[f"words_{d.value}"].strip()) for d in Domain}
        return ReviewContent(words=typed["words"].strip(), points=points)


class StartForm(DatedForm):
    """What a simulation of the start rests on. Nothing of it is kept."""

    later_on = _day(label=_("Et si elle est prête le"), help_text=_("Par défaut, dans deux mois."))
    decision_days = forms.IntegerField(
        label=_("Jours entre la séance et la décision"),
        min_value=0,
        max_value=180,
        required=False,
        help_text=_("Une hypothèse à vous, pas une règle : 15 jours si rien n'est dit."),
    )


class RegimeForm(forms.Form):
    """The regime to try."""

    regime = forms.ChoiceField(label=_("Le régime à essayer"))

    def __init__(self, *args: Any, regimes: Iterable[Regime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = [(each.id, f"{each.id}, {each.title}") for each in regimes]  # type: ignore[attr-defined]


class PeriodForm(DatedForm):
    """The period over which waits are added up, both days included."""

    du = _day(label=_("Du"))
    au = _day(label=_("Au"))

    def period(self, *, today: date) -> tuple[date, date]:
        """The days asked, or the twelve months up to today; never past today, never upside down."""
        first = self.cleaned_data.get("du") if self.is_valid() else None
        last = self.cleaned_data.get("au") if self.is_valid() else None
        last = min(last or today, today)
        first = first or last.replace(year=last.year - 1, day=min(last.day, 28))
        return min(first, last), last
