"""The shape of what is typed about the commission."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.law import current_law
from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    CancelCause,
    DecisionSense,
    ItemSense,
    Kind,
    LocalRule,
    ModeChoice,
    NotExaminedCause,
    Presence,
    RecusalReason,
    RuleScope,
    Seat,
    SendingMeans,
    Session,
    VoteSense,
)
from maillage.pathway.psp.models import Application

_OFF = {"autocomplete": "off"}
_NOTHING = "none"
_UNKNOWN_DATE = _("Laissez vide si la date n'est pas connue : l'attente reste visible et comptée.")


def day_field(*, label: Any, required: bool = False, help_text: Any = "") -> DayField:
    """A day, typed in the browser's own calendar, within what can be true."""
    return DayField(label=label, required=required, help_text=help_text)


def text_field(*, label: Any, required: bool = False, help_text: Any = "", longest: int = 120) -> forms.CharField:
    """A short text."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=longest, widget=forms.TextInput(attrs=_OFF))


def words_field(*, label: Any, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A longer text."""
    widget = forms.Textarea(attrs={"rows": 4, **_OFF})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=4000, widget=widget)


def _seats(rows: Iterable[Seat]) -> list[tuple[str, str]]:
    return [(str(seat.pk), seat.label) for seat in rows]


class SetUpForm(DatedForm, KeyedForm):
    """The commission of a department."""

    territory = forms.ChoiceField(label=_("Département"))
    order_reference = text_field(label=_("Arrêté de composition"), help_text=_("Numéro et date de l'arrêté préfectoral."), longest=80)
    since = day_field(label=_("Sièges en place depuis le"), required=True)

    def __init__(self, *args: Any, territories: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["territory"].choices = list(territories)  # type: ignore[attr-defined]
        self.fields["since"].initial = today


class SeatForm(DatedForm, KeyedForm):
    """A seat of the local order."""

    code = forms.ChoiceField(label=_("Qualité"))
    label = text_field(label=_("Intitulé local"), help_text=_("Laissez vide pour garder celui de la liste nationale."), longest=160)
    organisation = forms.ChoiceField(
        label=_("Organisation qui tient le siège"),
        required=False,
        help_text=_("Pour une association agréée : elle ne délibère pas sur les demandes qu'elle présente."),
    )
    starts_on = day_field(label=_("À partir du"), required=True)

    def __init__(self, *args: Any, organisations: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        named = [(each["code"], each["label"]) for each in current_law().value("commission.seats", on=today).value]
        self.fields["code"].choices = named  # type: ignore[attr-defined]
        known = [(str(each.pk), each.name) for each in organisations]
        self.fields["organisation"].choices = [("", _("Aucune en particulier")), *known]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class HolderForm(DatedForm, KeyedForm):
    """Who holds a seat."""

    display_name = text_field(label=_("Nom"), required=True)
    title = text_field(label=_("Qualité"), required=True, help_text=_("Par exemple : vice-procureure, chef de service."))
    user = forms.ChoiceField(
        label=_("Compte"), required=False, help_text=_("Sans compte, le secrétariat note pour ce siège ce qui vient sur papier.")
    )
    deputy = forms.BooleanField(label=_("Suppléance"), required=False)
    starts_on = day_field(label=_("À partir du"), required=True)

    def __init__(self, *args: Any, users: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        known = [(str(each.pk), each.display_name) for each in users]
        self.fields["user"].choices = [("", _("Sans compte")), *known]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


class EndForm(DatedForm, KeyedForm):
    """The day something ends."""

    ends_on = day_field(label=_("Ne siège plus à partir du"), required=True)


class RuleForm(DatedForm, KeyedForm):
    """A dated local rule."""

    mode = forms.ChoiceField(label=_("Forme de séance"), choices=ModeChoice.choices)
    allowed = forms.ChoiceField(
        label=_("Ce que dit la règle"),
        choices=[("yes", _("cette forme est prévue ici")), ("no", _("cette forme est jugée inadaptée"))],
        widget=forms.RadioSelect,
    )
    scope = forms.ChoiceField(label=_("Pour quelles demandes"), choices=RuleScope.choices)
    reason = text_field(label=_("Raison"), required=True, longest=240)
    basis = text_field(label=_("Texte local"), required=True, help_text=_("Délibération, règlement intérieur ou arrêté."), longest=160)
    adopted_on = day_field(label=_("Adoptée le"), required=True)


class PlanForm(DatedForm, KeyedForm):
    """A session to come, or already held and entered from its papers."""

    kind = forms.ChoiceField(label=_("Séance de"), choices=Kind.choices)
    mode = forms.ChoiceField(label=_("Forme"), choices=ModeChoice.choices)
    held_on = day_field(label=_("Jour de la séance"), required=True, help_text=_("Pour un échange d'écrits : le dernier jour, inclus."))
    opens_on = day_field(label=_("Ouverture de l'échange d'écrits"), help_text=_("Seulement par écrit."))
    starts_at = forms.TimeField(label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time", **_OFF}))
    place = text_field(label=_("Lieu"), help_text=_("Une salle, ou « lien envoyé à part »."))
    legal_basis = forms.ChoiceField(
        label=_("Base légale"), required=False, help_text=_("À distance ou par écrit : le texte en vigueur ce jour-là.")
    )
    local_rule = forms.ChoiceField(label=_("Texte local"), required=False, help_text=_("Quand la base est une règle locale datée."))
    chair_decided_on = day_field(label=_("Décision de la présidence"), help_text=_("À distance ou par écrit : le jour où elle l'a décidé."))
    from_paper = forms.BooleanField(label=_("Séance déjà tenue, enregistrée d'après les papiers"), required=False)

    def __init__(self, *args: Any, rules: Iterable[LocalRule], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        bases = [
            (each["code"], f"{each['article']} — {each['label']}") for each in current_law().value("session.legal_bases", on=today).value
        ]
        self.fields["legal_basis"].choices = [("", _("Sur place : aucune")), *bases]  # type: ignore[attr-defined]
        known = [(str(rule.pk), f"{rule.basis} ({rule.adopted_on:%d/%m/%Y})") for rule in rules if rule.allowed]
        self.fields["local_rule"].choices = [("", _("Aucun")), *known]  # type: ignore[attr-defined]


class AgendaForm(KeyedForm):
    """Applications that await a session."""

    applications = forms.MultipleChoiceField(label=_("Demandes à inscrire"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: Iterable[tuple[Application, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].choices = [(str(each.pk), words) for each, words in waiting]  # type: ignore[attr-defined]


class ScheduleForm(KeyedForm):
    """A session in preparation."""

    session = forms.ChoiceField(label=_("Séance"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sessions: Iterable[tuple[Session, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [(str(each.pk), words) for each, words in sessions]  # type: ignore[attr-defined]


class ConveneForm(DatedForm, KeyedForm):
    """How the convocation leaves."""

    means = forms.ChoiceField(label=_("Envoi par"), choices=SendingMeans.choices)
    urgency = text_field(
        label=_("Motif d'urgence"), help_text=_("Seulement si le délai de cinq jours francs ne peut pas être tenu."), longest=200
    )
    happened_on = day_field(label=_("Envoyée le"), help_text=_("Laissez vide si elle part aujourd'hui."))


class OpenForm(DatedForm, KeyedForm):
    """The day of the opening, when it is entered afterwards."""

    happened_on = day_field(label=_("Ouverte le"), help_text=_("Laissez vide si elle s'ouvre aujourd'hui."))


class CancelForm(DatedForm, KeyedForm):
    """Why a session does not take place."""

    cause = forms.ChoiceField(label=_("Cause"), choices=CancelCause.choices, widget=forms.RadioSelect)
    next_on = day_field(label=_("Prochaine séance"), help_text=_UNKNOWN_DATE)


class PresenceForm(KeyedForm):
    """The sheet of presences: one choice per seat, a proxy being one of them."""

    def __init__(self, *args: Any, seats: Iterable[tuple[Seat, str]], channels: Iterable[Presence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(seats)
        ways = [(each.value, each.label) for each in channels]
        for seat, now in rows:
            others = [
                (f"proxy:{other.pk}", _("mandat à : %(seat)s") % {"seat": other.label}) for other, _now in rows if other.pk != seat.pk
            ]
            choices = [*ways, (Presence.ABSENT.value, Presence.ABSENT.label), *(others if Presence.WRITTEN not in channels else ())]
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(label=seat.label, choices=choices, initial=now)

    def sheet(self) -> tuple[dict[uuid.UUID, Presence], dict[uuid.UUID, uuid.UUID]]:
        """Presences, and proxies from giver to holder."""
        typed = {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seat-")}
        proxies = {seat: uuid.UUID(value[6:]) for seat, value in typed.items() if value.startswith("proxy:")}
        return {seat: Presence(value) for seat, value in typed.items() if seat not in proxies}, proxies


class OpinionsForm(KeyedForm):
    """The opinions that came on paper: one choice per seat that may vote."""

    def __init__(self, *args: Any, voters: Iterable[tuple[Seat, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat, now in voters:
            self.fields[f"seen-{seat.pk}"] = forms.CharField(required=False, initial=now, max_length=12, widget=forms.HiddenInput())
            field = forms.ChoiceField(
                label=seat.label, choices=[(_NOTHING, _("rien de noté")), *VoteSense.choices], initial=now or _NOTHING
            )
            self.fields[f"seat-{seat.pk}"] = field

    @property
    def asks(self) -> bool:
        """Is there a seat to note?"""
        return any(name.startswith("seat-") for name in self.fields)

    def senses(self) -> dict[uuid.UUID, VoteSense]:
        """The opinions typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name.startswith("seat-") and value != _NOTHING}
        return {uuid.UUID(name[5:]): VoteSense(value) for name, value in typed.items()}

    def seen(self) -> dict[uuid.UUID, str]:
        """The opinions that the sheet showed, nothing being ""."""
        return {uuid.UUID(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("seen-")}


class OpinionForm(KeyedForm):
    """The opinion of a member."""

    seat = forms.ChoiceField(label=_("Pour le siège"))
    sense = forms.ChoiceField(label=_("Mon avis"), choices=VoteSense.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = _seats(seats)  # type: ignore[attr-defined]


class RecusalForm(KeyedForm):
    """A seat that does not deliberate on an item."""

    seat = forms.ChoiceField(label=_("Siège"))
    reason = forms.ChoiceField(label=_("Raison"), choices=RecusalReason.choices, initial=RecusalReason.PERSONAL)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = _seats(seats)  # type: ignore[attr-defined]


class ExaminedForm(KeyedForm):
    """The opinion of the commission."""

    prefix = "examinee"
    way = forms.ChoiceField(
        label=_("Comment l'avis est rendu"),
        choices=[
            ("counted", _("par un vote compté : les avis notés ci-dessus")),
            ("favourable", _("par consensus, favorable")),
            ("unfavourable", _("par consensus, défavorable")),
        ],
        widget=forms.RadioSelect,
    )
    words = words_field(label=_("Ce que dit la commission"), help_text=_("Ira au procès-verbal, sous la clé du secrétariat. Sans nom."))
    dissents = words_field(label=_("Désaccords que des membres font noter"), help_text=_("Une ligne par membre."))

    def sense(self) -> ItemSense | None:
        """The sense of a consensus, None for a count."""
        way = self.cleaned_data["way"]
        return None if way == "counted" else ItemSense(way)


class NotExaminedForm(DatedForm, KeyedForm):
    """Why it was not examined, and until when."""

    prefix = "non-examinee"
    cause = forms.ChoiceField(
        label=_("Pourquoi"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in NotExaminedCause if each is not NotExaminedCause.SESSION_CANCELLED],
    )  # fmt: skip
    next_on = day_field(label=_("Prochaine séance"), help_text=_UNKNOWN_DATE)


class AdjournedForm(DatedForm, KeyedForm):
    """What more is asked, from whom, by when."""

    prefix = "ajournee"
    asked_kind = forms.ChoiceField(label=_("Ce qui est demandé"), choices=AskedKind.choices)
    asked_of = forms.ChoiceField(label=_("À qui"), choices=AskedOf.choices)
    asked_by = day_field(label=_("Pour le"), required=True)
    asked = words_field(label=_("En quelques mots"), required=True, help_text=_("Lu par le secrétariat seulement."))
    next_on = day_field(label=_("Prochaine séance"), help_text=_UNKNOWN_DATE)


class NextDateForm(DatedForm, KeyedForm):
    """The next date, once known."""

    next_on = day_field(label=_("Prochaine séance"), required=True)


class MinutesForm(DatedForm, KeyedForm):
    """The day of the approval, and the signed paper."""

    happened_on = day_field(label=_("Approuvé le"), help_text=_("Laissez vide pour aujourd'hui."))
    scan = UploadField(label=_("Procès-verbal signé, numérisé"), required=False)


class DecisionForm(KeyedForm):
    """What the prefect will sign."""

    sense = forms.ChoiceField(label=_("Décision"), choices=DecisionSense.choices, widget=forms.RadioSelect)
    motives = forms.MultipleChoiceField(
        label=_("Motifs, en cas de refus"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Un refus a au moins un motif de la liste, et ses mots."),
    )  # fmt: skip
    words = words_field(label=_("Motifs en mots, en droit et en fait"), help_text=_("Obligatoires pour un refus. Elle les lira."))
    fragile_confirmed = forms.BooleanField(label=_("J'ai relu les motifs signalés comme fragiles et je les maintiens"), required=False)

    def __init__(self, *args: Any, motives: Iterable[Mapping[str, Any]], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fragile = _("%(label)s — fragile en droit")
        choices = [(row["code"], fragile % {"label": row["label"]} if kind in row["fragile_on"] else row["label"]) for row in motives]
        self.fields["motives"].choices = choices  # type: ignore[attr-defined]


class SignedForm(DatedForm, KeyedForm):
    """The decision as signed outside. `version` is that of the decision read."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    signed_on = day_field(label=_("Signée le"), required=True)
    number = text_field(label=_("Numéro de l'arrêté"), required=True, longest=40)
    signatory_name = text_field(label=_("Nom de la personne qui a signé"), required=True)
    signatory_capacity = text_field(label=_("Sa qualité"), required=True, help_text=_("Par exemple : préfet, secrétaire générale."))
    delegation_reference = text_field(label=_("Délégation de signature"), help_text=_("Son arrêté, si ce n'est pas le préfet."))
    starts_on = day_field(label=_("Le parcours commence le"), help_text=_("S'il est accordé. Laissez vide pour le jour de la signature."))
    scan = UploadField(label=_("Décision signée, numérisée"), required=False)


class NotifiedForm(DatedForm, KeyedForm):
    """The day she was told."""

    notified_on = day_field(label=_("Notifiée le"), required=True)
