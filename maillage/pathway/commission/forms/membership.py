"""Who holds a seat, what they declare, what makes them ready; the local rules; the room of a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm
from maillage.pathway.commission.forms.fields import NOTHING, day_field, text_field
from maillage.pathway.commission.models import DeputyTie, InterestTie, ModeChoice, RuleAuthor, RuleScope

_HOLDER = [("", _("La personne titulaire")), *DeputyTie.choices]


class HolderForm(DatedForm, KeyedForm):
    """Who holds a seat. `tie` empty: the holder; else a deputy, and what binds them. It is not asked where the code has no deputy."""

    display_name = text_field(label=_("Nom"), required=True)
    title = text_field(label=_("Qualité"), required=True, help_text=_("Par exemple : vice-procureure, chef de service."))
    user = forms.ChoiceField(
        label=_("Compte"), required=False, help_text=_("Sans compte, le secrétariat note pour ce siège ce qui vient sur papier.")
    )
    tie = forms.ChoiceField(
        label=_("Titulaire, ou suppléance"),
        required=False,
        help_text=_("Une suppléance vient du même service, ou de la même assemblée pour un siège élu (CRPA, art. R. 133-3)."),
    )
    starts_on = day_field(label=_("À partir du"), required=True)
    mandate_until = day_field(
        label=_("Dernier jour du mandat"), help_text=_("D'après l'arrêté. Une alerte paraît trois mois avant ; rien ne s'arrête seul.")
    )

    def __init__(self, *args: Any, users: Iterable[Any], substitutable: bool, until: date | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(str(each.pk), each.display_name) for each in users]
        self.fields["user"].choices = [("", _("Sans compte")), *known]  # type: ignore[attr-defined]
        self.fields["tie"].choices = [(code, word) for code, word in _HOLDER if substitutable or not code]  # type: ignore[attr-defined]
        if not substitutable:
            self.fields["tie"].help_text = _("Ce siège est désigné pour sa qualification : pas de suppléance (CRPA, art. R. 133-3).")
        self.fields["starts_on"].initial = today
        self.fields["mandate_until"].initial = until


class MandateForm(DatedForm, VersionedForm):
    """The last day of a mandate."""

    until = day_field(label=_("Dernier jour du mandat"), help_text=_("D'après l'arrêté. Laissez vide s'il n'est pas connu."))


class SeatEndForm(DatedForm, KeyedForm):
    """The day a seat leaves the local order."""

    ends_on = day_field(label=_("Ne figure plus à l'arrêté à partir du"), required=True)


class InterestForm(DatedForm, KeyedForm):
    """A tie with an organisation: of the list, or named."""

    tie = forms.ChoiceField(label=_("Lien"), choices=InterestTie.choices)
    organisation = forms.ChoiceField(label=_("Organisation du département"), required=False)
    words = text_field(
        label=_("Ou une autre organisation"),
        help_text=_("Son nom seulement. Ne nommez jamais une personne, ni un membre de votre famille, ni une personne accompagnée."),
    )
    starts_on = day_field(label=_("Depuis le"), required=True)

    def __init__(self, *args: Any, organisations: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(str(each.pk), each.name) for each in organisations]
        self.fields["organisation"].choices = [("", _("Aucune de la liste")), *known]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class InterestEndForm(DatedForm, KeyedForm):
    """The day an interest ends."""

    ends_on = day_field(label=_("Ne vaut plus à partir du"), required=True)


class ReadyForm(DatedForm, KeyedForm):
    """When what is ticked was done. The ticks themselves are one list, `ready`: the holder and the check."""

    done_on = day_field(label=_("Fait le"), required=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["done_on"].initial = today


class PresidingForm(KeyedForm):
    """Which of the chair's seats presides."""

    seat = forms.ChoiceField(label=_("Qui préside cette séance"))

    def __init__(self, *args: Any, chairs: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.seat.pk), each.seat.label) for each in chairs]
        self.fields["seat"].choices = [(NOTHING, _("Ensemble : leurs voix ne départagent que si elles s'accordent")), *known]  # type: ignore[attr-defined]


class RuleForm(DatedForm, KeyedForm):
    """A dated local rule."""

    mode = forms.ChoiceField(label=_("Forme de séance"), choices=ModeChoice.choices)
    allowed = forms.ChoiceField(
        label=_("Ce que dit la règle"),
        choices=[("yes", _("cette forme est prévue ici")), ("no", _("cette forme est jugée inadaptée"))],
        widget=forms.RadioSelect,
    )
    scope = forms.ChoiceField(label=_("Pour quelles demandes"), choices=RuleScope.choices)
    reason = text_field(label=_("Raison"), required=True, longest=240, help_text=_("Elle est lue par la commission. Sans nommer personne."))
    author = forms.ChoiceField(label=_("Qui le dit"), choices=RuleAuthor.choices)
    basis = text_field(label=_("Texte local"), required=True, help_text=_("Délibération, règlement intérieur ou arrêté."), longest=160)
    adopted_on = day_field(label=_("Adoptée le"), required=True)


class RuleEndForm(DatedForm, KeyedForm):
    """The day a local rule ends."""

    ends_on = day_field(label=_("Ne vaut plus à partir du"), required=True)


class RoomForm(forms.Form):
    """How many applications a session takes, when one wants to know."""

    annee = forms.TypedChoiceField(label=_("Année"), coerce=int, required=False)
    points = forms.IntegerField(
        label=_("Demandes par séance"), required=False, min_value=1, max_value=200, help_text=_("Laissez vide : autant qu'il en vient.")
    )

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["annee"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
