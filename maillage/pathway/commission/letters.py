"""The papers of the commission, as data for the printer: convocation, minutes, decision. Agenda and minutes carry session numbers only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.deliberation import LegalBase, legal_bases
from maillage.core.law import current_law
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words, say
from maillage.pathway.commission.models import (
    Attendance,
    Decision,
    DecisionSense,
    Item,
    ItemWay,
    OutcomeCode,
    Presence,
    RecusalReason,
    Seat,
    SeatHolder,
    Session,
)
from maillage.pathway.commission.rules import Sitting

ORDER = Path(__file__).parent / "typst" / "order.typ"
P = ParamSpec("P")
R = TypeVar("R")


def in_french(build: Callable[P, R]) -> Callable[P, R]:
    """Official papers are in French, whatever the language of whoever prints them."""

    @wraps(build)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override("fr"):
            return build(*args, **kwargs)

    return wrapper


def base_of(session: Session) -> LegalBase | None:
    """The legal base of a session at a distance, as in force that day."""
    on = session.first_day
    return next((each for each in legal_bases(on=on, law=current_law(), known_on=date.max) if each.code == session.legal_basis), None)


def mode_words(session: Session) -> str:
    """The mode and its base in one sentence."""
    base, rule = base_of(session), session.local_rule
    said = session.get_mode_display()
    if rule is not None:
        return _("%(mode)s, sur la base du texte local du %(day)s : %(basis)s") % {
            "mode": said, "day": day_words(rule.adopted_on), "basis": rule.basis
        }  # fmt: skip
    return _("%(mode)s, sur la base de : %(basis)s") % {"mode": said, "basis": base.article} if base is not None else said


def when_words(session: Session) -> str:
    """The day and hour, or the window of a written exchange."""
    if session.opens_on is not None:
        return _("du %(first)s au %(last)s inclus") % {"first": day_words(session.opens_on), "last": day_words(session.held_on)}
    hour = _(" à %(hour)s") % {"hour": session.starts_at.strftime("%H h %M")} if session.starts_at else ""
    return f"{day_words(session.held_on)}{hour}"


@in_french
def convocation(session: Session, seat: Seat, holder: SeatHolder, *, items: Sequence[Item], sent_on: date, urgency: str) -> bytes:
    """The convocation of one seat, with the agenda by session numbers (CRPA, art. R. 133-5 and R. 133-8)."""
    facts = [[_("Séance"), session.get_kind_display()], [_("Date"), when_words(session)], [_("Forme"), mode_words(session)]]
    facts += [[_("Lieu"), session.place]] if session.place else []
    facts += [[_("Documents lisibles jusqu'au"), day_words(session.reading_until)]]
    recused = {item.pk for item in items for row in item.recusals.all() if row.seat_id == seat.pk}
    rows = [[str(item.number), item.application.get_kind_display(), _("déport") if item.pk in recused else ""] for item in items]
    body: list[Any] = [
        _("Vous êtes convoqué(e) à la séance suivante, au titre du siège « %(seat)s ».") % {"seat": seat.label},
        {"facts": facts},
        {"heading": _("Ordre du jour")},
        {"table": {"headers": [_("Numéro de séance"), _("Objet"), _("Vous concernant")], "rows": rows}}
        if rows
        else _("Sans demande individuelle."),
        {
            "note": _(
                "Les numéros sont tirés au sort pour cette séance seulement. Les documents se lisent dans l'outil, jamais par courriel."
            )
        },
        *_convocation_rules(session, urgency=urgency),
    ]
    return render_pdf(
        template="letter",
        data={
            "sender": [session.organisation.name, session.commission.territory.name],
            "recipient": [holder.display_name, holder.title],
            "place_and_date": day_words(sent_on),
            "subject": _("Convocation de la commission départementale"),
            "salutation": _("Madame, Monsieur,"),
            "body": body,
            "closing": _("Je vous prie d'agréer l'expression de ma considération distinguée."),
            "signatures": [{"capacity": _("Pour la présidence de la commission, le secrétariat")}],
        },
        title=_("Convocation"),
        timestamp=sent_on,
    ).content


def _convocation_rules(session: Session, *, urgency: str) -> list[Any]:
    rules = [_("Un membre empêché peut donner mandat à un autre membre, qui n'en détient qu'un (CRPA, art. R. 133-9).")]
    if session.is_written:
        rules = [
            _(
                "Chaque membre participe par écrit jusqu'au dernier jour inclus ; "
                "la moitié au moins doit participer (ordonnance n° 2014-1329)."
            )
        ]
    if session.second_convocation:
        rules.append(_("Seconde convocation sur le même ordre du jour : aucun quorum n'est exigé (CRPA, art. R. 133-10)."))
    if urgency.strip():
        rules.append(_("Convocation en urgence : %(why)s (CRPA, art. R. 133-8).") % {"why": urgency.strip()})
    rules.append(_("Qui a un intérêt personnel à un point, ou l'a présenté, ne prend pas part à sa délibération (CRPA, art. R. 133-12)."))
    return [{"list": rules}]


@in_french
def minutes(
    session: Session, sitting: Sitting, *, items: Sequence[Item], words: Mapping[Any, Mapping[str, str]], checkpoint: str, today: date
) -> bytes:
    """The minutes (CRPA, art. R. 133-13): names and qualities, matters, sense of each deliberation, proxies, disagreements."""
    quorum = sitting.quorum()
    return render_pdf(
        template="minutes",
        data={
            "sender": [session.organisation.name, session.commission.territory.name],
            "heading": _("Procès-verbal de la commission départementale"),
            "facts": [
                [_("Séance"), session.get_kind_display()],
                [_("Date"), when_words(session)],
                [_("Forme"), mode_words(session)],
                [_("Convocation"), day_words(session.convened_on) if session.convened_on else ""],
                [_("Quorum"), say(quorum.phrase)],
            ],
            "attendance": {
                "headers": [_("Siège"), _("Nom et qualité"), _("Présence")],
                "rows": _presences(sitting),
                "note": _("La moitié au moins des membres, présents, à distance ou représentés (CRPA, art. R. 133-10)."),
            },
            "items": [_item(item, words=words.get(item.pk, {})) for item in items],
            "closing": [_("Séance close le %(day)s.") % {"day": day_words(session.closed_on)}] if session.closed_on else [],
            "signatures": [{"capacity": _("La présidence de la commission")}, {"capacity": _("Le secrétariat de la commission")}],
            "checkpoint": checkpoint,
        },
        title=_("Procès-verbal"),
        timestamp=today,
    ).content


def _presences(sitting: Sitting) -> list[list[str]]:
    noted = {row.seat_id: row for row in sitting.attendances}
    rows = []
    for each in sitting.seats:
        row = noted.get(each.seat.pk)
        who = each.deputy if row is not None and row.by_substitute and each.deputy is not None else each.holder or each.deputy
        name = f"{who.display_name}, {who.title}" if who is not None else _("siège vacant")
        rows.append([each.seat.label, name, _presence(row)])
    return rows


def _presence(row: Attendance | None) -> str:
    if row is None:
        return str(Presence.ABSENT.label)
    if row.proxy_to is not None:
        return _("a donné mandat à : %(seat)s") % {"seat": row.proxy_to.label}
    said = str(row.get_channel_display())
    return _("%(channel)s, par suppléance") % {"channel": said} if row.by_substitute else said


def _item(item: Item, *, words: Mapping[str, str]) -> dict[str, Any]:
    facts = [[_("Objet"), str(item.application.get_kind_display())], [_("Présentée par"), item.application.organisation.name]]
    out = [f"{row.seat.label} ({RecusalReason(row.reason).label})" for row in item.recusals.all()]
    facts += [[_("Déport"), "\n".join(out)]] if out else []
    facts += [[_("Issue"), outcome_words(item)]]
    blocks = [text for text in (words.get("words", ""), words.get("asked", "")) if text]
    if words.get("dissents"):
        blocks.append(_("Désaccords consignés : %(words)s") % {"words": words["dissents"]})
    return {"heading": _("Point n° %(number)s") % {"number": item.number}, "facts": facts, "blocks": blocks}


def outcome_words(item: Item) -> str:
    """What became of an item, in one sentence."""
    if item.outcome == OutcomeCode.EXAMINED:
        return _examined_words(item)
    if item.outcome == OutcomeCode.NOT_EXAMINED:
        return _("Non examinée : %(cause)s. %(next)s") % {"cause": item.get_cause_display(), "next": next_words(item)}
    if item.outcome == OutcomeCode.ADJOURNED and item.asked_by is not None:
        return _("Ajournée : il est demandé %(what)s à %(whom)s, pour le %(day)s. %(next)s") % {
            "what": item.get_asked_kind_display(), "whom": item.get_asked_of_display(), "day": day_words(item.asked_by),
            "next": next_words(item),
        }  # fmt: skip
    if item.outcome in (OutcomeCode.WITHDRAWN, OutcomeCode.MOVED):
        return str(item.get_outcome_display()).capitalize() + "."
    return _("Sans issue à ce jour.")


def _examined_words(item: Item) -> str:
    said = str(item.get_sense_display())
    if item.way == ItemWay.CONSENSUS:
        return _("Examinée : %(sense)s, par consensus.") % {"sense": said}
    figures = {"sense": said, "yes": item.favourable, "no": item.unfavourable, "none": item.abstentions}
    counted = _("Examinée : %(sense)s (%(yes)s pour, %(no)s contre, %(none)s abstention(s)).") % figures
    return f"{counted} {_('Voix prépondérante de la présidence (CRPA, art. R. 133-11).')}" if item.casting_vote_used else counted


def next_words(item: Item) -> str:
    """The next date, or that it is not known."""
    if item.next_on is not None:
        return _("Prochaine séance : %(day)s.") % {"day": day_words(item.next_on)}
    return _("Date de la prochaine séance non connue.")


@in_french
def order(decision: Decision, *, person: Mapping[str, str], motives: Sequence[str], words: str, months: int, today: date) -> bytes:
    """The decision ready to be signed: granted, or refused with its reasons in law and in fact; with the remedies in both cases.

    It carries the civil name, read from the State's own copy. Source: CRPA, art. L. 211-2, L. 211-5, L. 212-1, L. 411-2.
    """
    granted = decision.sense == DecisionSense.GRANTED
    application, item = decision.application, decision.item
    seen = [
        _("Vu le code de l'action sociale et des familles, notamment ses articles L. 121-9 et R. 121-12-6 et suivants ;"),
        _("Vu la demande n° %(number)s déposée le %(day)s, présentée par %(association)s ;")
        % {"number": application.number, "day": day_words(application.filed_on or today), "association": application.organisation.name},
    ]
    if item is not None and item.closed_on is not None:
        seen.append(_("Vu l'avis de la commission départementale du %(day)s ;") % {"day": day_words(item.closed_on)})
    return render_pdf(
        template=ORDER,
        data={
            "sender": [_("Préfecture"), decision.territory.name],
            "heading": _order_heading(decision),
            "person": [[label, _plain(name, person[name])] for name, label in _person_labels().items() if person.get(name)],
            "seen": seen,
            "because": [] if granted else [*motives, words],
            "decides": _granted_articles(decision, months=months) if granted else [_("La demande est refusée.")],
            "remedies": {"blocks": _remedies()},
            "signatures": [{"capacity": _("Le préfet, ou par délégation\n(nom, qualité et signature)")}],
            "labels": {
                "because": _("Considérant ce qui suit :"),
                "decides": _("Décide :"),
                "article": _("Article"),
                "person": _("Personne concernée"),
            },
        },
        title=_order_heading(decision),
        timestamp=today,
    ).content


def _order_heading(decision: Decision) -> str:
    kind = str(decision.application.get_kind_display())
    return (_("Décision accordant : %(kind)s") if decision.sense == DecisionSense.GRANTED else _("Décision refusant : %(kind)s")) % {
        "kind": kind
    }


def _person_labels() -> dict[str, str]:
    return {"last_name": _("Nom"), "first_name": _("Prénom"), "birth_date": _("Date de naissance"), "nationality": _("Nationalité")}


def _plain(name: str, value: str) -> str:
    return day_in_words(date.fromisoformat(value)) if name == "birth_date" else value


def _granted_articles(decision: Decision, *, months: int) -> list[str]:
    length = ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return [
        _(
            "La demande est accordée pour une durée de %(length)s, à compter du jour que fixe la présente décision "
            "ou, à défaut, de sa notification."
        )
        % {"length": length},
        _("L'accompagnement est assuré par %(association)s.") % {"association": decision.application.organisation.name},
        _("Le droit au séjour et l'allocation font l'objet de décisions distinctes."),
    ]


def _remedies() -> list[Any]:
    return [
        {
            "list": [
                _("recours gracieux auprès de l'autorité qui a signé, ou hiérarchique auprès du ministre (CRPA, art. L. 411-2) ;"),
                _("recours devant le tribunal administratif, en règle générale dans les deux mois de la notification ;"),
                _("le juge apprécie la situation au jour où il statue (Conseil d'État, 19 novembre 2021, n° 440802)."),
            ]
        }
    ]
