"""The shape of what she agrees to, of vital danger, and of her mandates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.forms.files import LANGUAGES
from maillage.accompaniment.people.models import (
    ActingMandate,
    ActKind,
    Danger,
    Interpreted,
    Means,
    Procedure,
    Proof,
    Purpose,
    RecipientKind,
    TellingPoint,
    ToldHow,
)
from maillage.accompaniment.people.selectors.accords import KINDS_IN_DANGER, RecipientChoice
from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField

_CHOOSE_LANGUAGE = [("", _("Choisir une langue")), *LANGUAGES]


class AccordForm(DatedForm, KeyedForm):
    """What she agreed to, for one purpose."""

    recipient = forms.ChoiceField(label=_("Envers qui"))
    means = forms.ChoiceField(label=_("Par quel moyen"), choices=Means.choices, initial=Means.ANY, required=False)
    language = forms.ChoiceField(label=_("Langue dans laquelle on lui a expliqué"), choices=_CHOOSE_LANGUAGE)
    interpreted = forms.ChoiceField(
        label=_("Qui a traduit"),
        choices=Interpreted.choices,
        initial=Interpreted.NOBODY,
        required=False,
        help_text=_("Une personne de son entourage n'est pas un interprète : reprenez l'accord avec un professionnel dès que possible."),
    )
    proof = forms.ChoiceField(
        label=_("Comment elle a donné son accord"),
        choices=[(each.value, each.label) for each in (Proof.SIGNED, Proof.ORAL)],
        initial=Proof.SIGNED,
        widget=forms.RadioSelect,
    )
    scan = UploadField(label=_("Le papier signé, numérisé"), required=False)
    given_on = DayField(label=_("Jour où elle l'a donné"))
    expires_on = DayField(
        label=_("Dernier jour"), required=False, help_text=_("Ensuite, l'accord n'autorise plus rien. Laissez vide s'il n'a pas de fin.")
    )

    def __init__(self, *args: Any, purpose: Purpose, recipients: Iterable[RecipientChoice], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(each.code, each.label) for each in recipients]
        self.fields["recipient"].choices = known if len(known) == 1 else [("", _("Choisir")), *known]  # type: ignore[attr-defined]
        self.fields["given_on"].initial = today
        if purpose is Purpose.FILE_APPLICATION:
            self.fields["recipient"].label = _("À qui sa demande sera transmise")
            del self.fields["means"]


class OverrideForm(KeyedForm):
    """A vital danger: to whom, which, in a few words, for how many days."""

    danger = forms.ChoiceField(label=_("Le danger"), choices=Danger.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qui se passe, en quelques mots"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Pour la collègue qui lira en second. Les faits, rien d'autre."),
    )
    recipient_kind = forms.ChoiceField(
        label=_("À qui parler d'elle"),
        choices=[(each.value, RecipientKind(each).label) for each in KINDS_IN_DANGER],
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("Pendant combien de temps"),
        coerce=int,
        initial=1,
        choices=[(1, _("aujourd'hui seulement")), (3, _("3 jours")), (7, _("7 jours")), (15, _("15 jours, le plus long"))],
    )


class SecondReadingForm(KeyedForm):
    """Yes or no, by another person."""

    answer = forms.ChoiceField(
        label=_("Votre lecture"),
        choices=[
            ("yes", _("je confirme : sa vie est en danger, il faut le dire")),
            ("no", _("je refuse : nous lui demanderons son accord")),
        ],
        widget=forms.RadioSelect,
    )


class ToldForm(DatedForm, KeyedForm):
    """When and how she was told."""

    told_on = DayField(label=_("Jour où elle l'a appris"), years_ahead=0)
    how = forms.ChoiceField(label=_("Comment"), choices=ToldHow.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["told_on"].initial = today


class MandateForm(DatedForm, KeyedForm):
    """What she entrusts, until when, and what she was told before."""

    procedures = forms.MultipleChoiceField(
        label=_("Ce que nous pourrons faire en son nom"), choices=Procedure.choices, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=_("Premier jour"))
    last_on = DayField(label=_("Dernier jour"), help_text=_("Un an au plus : ensuite, on le lui redemande."))
    told_points = forms.MultipleChoiceField(
        label=_("Ce qui lui a été dit avant"),
        choices=TellingPoint.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Les deux premiers points sont indispensables."),
    )
    told_words = forms.CharField(
        label=_("Ce qu'elle a voulu préciser"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    told_on = DayField(label=_("Jour où on le lui a expliqué"), years_ahead=0)
    told_how = forms.ChoiceField(label=_("Comment"), choices=ToldHow.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Dans quelle langue"), choices=_CHOOSE_LANGUAGE)
    scan = UploadField(label=_("Le mandat signé, numérisé"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["starts_on"].initial = self.fields["told_on"].initial = today


class EndMandateForm(KeyedForm):
    """Who ends it."""

    by = forms.ChoiceField(
        label=_("Qui y met fin"),
        choices=[("her", _("elle, sans avoir à dire pourquoi")), ("us", _("nous : il n'est plus utile"))],
        widget=forms.RadioSelect,
    )


class ActForm(DatedForm, KeyedForm):
    """One thing done in her name."""

    procedure = forms.ChoiceField(label=_("Pour quoi"))
    kind = forms.ChoiceField(label=_("Ce qui a été fait"), choices=ActKind.choices)
    done_on = DayField(label=_("Jour où c'était fait"), years_ahead=0)
    told_on = DayField(
        label=_("Jour où elle l'a appris"), required=False, years_ahead=0, help_text=_("Laissez vide si ce n'est pas encore fait.")
    )

    def __init__(self, *args: Any, mandate: ActingMandate, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        chosen = [(code, Procedure(code).label) for code in mandate.procedures]
        self.fields["procedure"].choices = chosen  # type: ignore[attr-defined]
        self.fields["done_on"].initial = today
