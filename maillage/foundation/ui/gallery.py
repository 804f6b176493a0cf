"""What the gallery shows: invented values, enough for each component to appear in each of its states."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.cap import CapMeter, Term, cap_meter
from maillage.core.clock.ends import end_of_right
from maillage.core.clock.explained import ExplainedDate, explain_date
from maillage.core.clock.spans import Span, SpanKind
from maillage.core.clock.timeline import Timeline, build_timeline
from maillage.core.clock.waiting import Cause, Fact, WaitingCut, cut_waiting
from maillage.core.law import Law, Right, current_law
from maillage.core.observations import Break, Point, Series
from maillage.core.observations import cut as cut_series
from maillage.core.phrase import phrase
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.explanation import Reason
from maillage.foundation.ui.filters import Choice, read_filter
from maillage.foundation.ui.gestures import Offer
from maillage.foundation.ui.pictures.funnel import Stage
from maillage.foundation.ui.pictures.session_wheel import Presence, Seat
from maillage.foundation.ui.tabs import TabLink

TODAY = date(2020, 5, 19)
_TYPED = {"pseudonym": "", "channel": "pigeon", "note": "Elle préfère le matin.", "needs": ["care"]}


class ExampleForm(forms.Form):
    """One field of each shape."""

    pseudonym = forms.CharField(label=_("Pseudonyme"), max_length=40, help_text=_("Celui qu'elle choisit. Jamais son vrai prénom."))
    channel = forms.ChoiceField(
        label=_("Comment la joindre sans danger"),
        choices=[("message", _("par message")), ("call", _("par appel")), ("none", _("aucun moyen connu : elle passe à la permanence"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Langue"), choices=[("", _("Choisir")), ("fr", _("français")), ("en", _("anglais"))], required=False
    )
    since = forms.DateField(label=_("Depuis le"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("Ce qu'il faut savoir"), required=False, widget=forms.Textarea)
    needs = forms.MultipleChoiceField(
        label=_("Besoins dits par elle"),
        choices=[("shelter", _("un hébergement")), ("care", _("un médecin")), ("language", _("des cours de français"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    scan = forms.FileField(label=_("Document"), required=False, help_text=_("PDF ou photo, 10 Mo au plus."))
    agreed = forms.BooleanField(label=_("Elle a donné son accord pour cette transmission"), required=False)


def examples(query: Any) -> dict[str, Any]:
    """Everything the gallery's template names."""
    return {
        "today": TODAY,
        "soon": date(2020, 5, 29),
        "far": date(2020, 9, 30),
        "past": date(2020, 5, 4),
        "form": ExampleForm(),
        "wrong": ExampleForm(
            {"pseudonym": "", "channel": "pigeon", "note": "Elle préfère le matin.", "needs": ["care"]}, auto_id="revoir_%s"
        ),
        "reasons": _reasons(),
        "explained": _explained(current_law()),
        "timeline": _timeline(current_law()),
        "cut": _cut(),
        "meter": _meter(current_law()),
        "stages": _stages(),
        "series": _series(),
        "seats": _seats(),
        "steps": _steps(),
        "filters": _filters(query),
        "page": Paginator(range(1, 118), 20).get_page(query.get("page")),
        "tabs": _tabs(),
        "sentences": _sentences(),
        "offers": _offers(),
        "stale": _stale(),
        "stale_labels": {"note": _("Note de suivi"), "language": _("Langue")},
        "opening_reasons": [("contact", _("la joindre")), ("letter", _("préparer un courrier")), ("emergency", _("urgence"))],
    }


def _reasons() -> tuple[Any, ...]:
    return (
        phrase("Le parcours commence le {day}.", day=date(2019, 12, 2)),
        Reason(_("Six mois plus tard, il finit le 2 juin 2020."), source="CASF, art. L. 121-9", confidence=_("lu dans le texte")),  # type: ignore[arg-type]
        Reason(
            _("L'ordonnance du 25 mars 2020 le prolonge peut-être."),  # type: ignore[arg-type]
            source=_("Ordonnance n° 2020-312"),  # type: ignore[arg-type]
            confidence=_("à confirmer auprès de la préfecture"),  # type: ignore[arg-type]
            sure=False,
        ),
    )


def _explained(law: Law) -> ExplainedDate:
    """A term that a regime of the spring prolongs."""
    expires = date(2020, 3, 20)
    end = end_of_right(right=Right.PSP, expires=expires, as_known_on=TODAY, law=law)
    rule = law.value("psp.initial_months", on=date(2019, 9, 20))
    return explain_date(
        what=phrase("Terme de la période {number}", number=1),
        ordinary=expires,
        events=[phrase("Premier jour de la période : le {day}.", day=date(2019, 9, 20))],
        rules=[(phrase("Une période dure six mois, comptés de mois en mois depuis le {day}.", day=date(2019, 9, 20)), rule)],
        end=end,
    )


def _timeline(law: Law) -> Timeline:
    def prolonged(kind: SpanKind, right: Right, starts: date, expires: date) -> Span:
        computed = end_of_right(right=right, expires=expires, as_known_on=TODAY, law=law)
        return Span(kind=kind, starts=starts, expires=expires, computed=computed)

    spans = (
        prolonged(SpanKind.PATHWAY, Right.PSP, date(2019, 6, 1), date(2019, 11, 30)),
        prolonged(SpanKind.PATHWAY, Right.PSP, date(2019, 12, 1), date(2020, 5, 31)),
        prolonged(SpanKind.PERMIT, Right.RESIDENCE_DOCUMENT, date(2019, 7, 15), date(2020, 1, 14)),
        prolonged(SpanKind.PERMIT, Right.RESIDENCE_DOCUMENT, date(2020, 2, 20), date(2020, 3, 31)),
        Span(kind=SpanKind.ALLOWANCE, starts=date(2019, 7, 1), expires=date(2020, 5, 31)),
        Span(kind=SpanKind.ACCREDITATION, starts=date(2018, 6, 15), expires=date(2021, 6, 14)),
    )
    return build_timeline(spans=spans, today=TODAY)


def _cut() -> WaitingCut:
    facts = (
        Fact(Cause.PIECE, date(2019, 12, 10), date(2020, 1, 21), detail="CPAM"),
        Fact(Cause.HER_CHOICE, date(2020, 1, 21), date(2020, 1, 30)),
        Fact(Cause.NO_SESSION, date(2020, 2, 3), date(2020, 3, 5)),
        Fact(Cause.CANCELLED, date(2020, 3, 17), date(2020, 5, 14)),
        Fact(Cause.MODE_UNSUITABLE, date(2020, 5, 14)),
    )
    return cut_waiting(wished=date(2019, 11, 25), decided=None, until=TODAY, facts=facts)


def _stages() -> tuple[Stage, ...]:
    counts = ((_("annonces vues"), 212), (_("personnes jointes"), 96), (_("réponses"), 31), (_("rencontrées"), 6), (_("accompagnées"), 2))
    return tuple(Stage(label, number) for label, number in counts)


def _series() -> Series:
    counts = ((date(2020, 3, 3), 14), (date(2020, 3, 10), 11), (date(2020, 3, 24), 4), (date(2020, 4, 7), 0), (date(2020, 5, 12), 6))
    breaks = [Break(date(2020, 3, 17), "ralenti"), Break(date(2020, 5, 11), "ouvert")]
    return cut_series([Point(day, number, f"{day}") for day, number in counts], breaks=breaks)


def _meter(law: Law) -> CapMeter:
    terms = (Term(date(2019, 6, 1), date(2019, 12, 1)), Term(date(2019, 12, 1), date(2020, 6, 1)))
    return cap_meter(terms=terms, on=TODAY, law=law)


def _seats() -> list[Seat]:
    return [
        Seat(_("Présidence"), Presence.PRESENT),
        Seat(_("Direction départementale de la cohésion sociale"), Presence.PRESENT),
        Seat(_("Police nationale"), Presence.REMOTE),
        Seat(_("Gendarmerie"), Presence.REMOTE),
        Seat(_("Parquet"), Presence.PROXY),
        Seat(_("Éducation nationale"), Presence.PRESENT),
        Seat(_("Agence régionale de santé"), Presence.REMOTE),
        Seat(_("Conseil départemental"), Presence.ABSENT),
        Seat(_("Association Les Passerelles"), Presence.RECUSED),
        Seat(_("Association du Pont-Neuf"), Presence.PRESENT),
    ]


def _steps() -> list[tuple[str, Any]]:
    return [
        ("preparing", _("en préparation")),
        ("ready", _("prête")),
        ("filed", _("déposée")),
        ("scheduled", _("inscrite à une séance")),
        ("examined", _("examinée")),
        ("decided", _("décidée")),
    ]


def _filters(query: Any) -> list[Any]:
    states = [Choice("ready", _("prête"), 4), Choice("filed", _("déposée"), 11), Choice("examined", _("examinée"), 2)]
    return [read_filter(query, code="etat", label=_("État"), choices=states)]


def _tabs() -> tuple[TabLink, ...]:
    named = (("summary", _("Résumé")), ("notes", _("Notes")), ("applications", _("Demandes")), ("history", _("Historique")))
    return tuple(TabLink(code=code, label=words, url=f"?page={code}", current=code == "summary") for code, words in named)


def _sentences() -> list[Any]:
    lines = [
        (date(2020, 5, 18), "Alice Martin a déposé la demande d'engagement."),
        (date(2020, 5, 11), "Alice Martin a ouvert l'identité, pour préparer un courrier."),
        (date(2020, 3, 16), "La séance du 17 mars a été annulée."),
    ]
    return [SimpleNamespace(on=on, at=datetime(on.year, on.month, on.day, tzinfo=UTC), text=text) for on, text in lines]


def _offers() -> tuple[Offer, ...]:
    return (
        Offer(code="psp", label=_("Commencer une demande d'engagement"), url="?geste=psp", icon="route"),
        Offer(code="blocker", label=_("Signaler un point de blocage"), url="", icon="flag", reason=_("Aucune pièce n'est en attente.")),
    )


def _stale() -> Stale:
    return Stale(
        current={"note": "Rappelée lundi. Elle viendra jeudi à 10 h.", "language": "anglais"},
        submitted={"note": "Elle demande un rendez-vous l'après-midi.", "language": "anglais"},
        version=4,
    )
