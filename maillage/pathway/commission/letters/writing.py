"""The papers of a written session: the notice of its opening, and its results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.core import deliberation as core
from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words, say
from maillage.pathway.commission.letters.words import in_french, mode_words, outcome_words, when_words
from maillage.pathway.commission.models import Extension, Item, Session, Writing


@in_french
def writing_opening(session: Session, *, items: Sequence[Item], today: date) -> bytes:
    """The chair tells the members the first and the last day, and how to take part (decree 2014-1627). Session numbers only."""
    body: list[Any] = [
        _("La présidence de la commission tient la séance suivante par échange d'écrits."),
        {"facts": [*_facts(session), [_("Ouverture"), _("%(day)s à 0 h 00") % {"day": day_words(session.first_day)}]]},
        {"facts": [[_("Clôture, au plus tôt"), _("%(day)s à 23 h 59") % {"day": day_words(session.held_on)}]]},
        {"heading": _("Ordre du jour")},
        {"table": {"headers": [_("Numéro de séance"), _("Objet")], "rows": _agenda(items)}},
        {"heading": _("Comment participer")},
        {
            "list": [
                _("Lisez les documents et écrivez dans l'outil, avec votre compte ; sans compte, répondez au secrétariat par courrier."),
                _("Ce que vous écrivez n'est lu que par les membres qui délibèrent sur le point, et reste confidentiel."),
                _("La présidence clôt les échanges, puis ouvre le vote en disant sa durée ; elle peut prolonger avant la clôture."),
                _("La moitié au moins des membres doit participer (ordonnance n° 2014-1329, art. 4). Nul ne vote par mandat."),
                _("Qui a un intérêt personnel à un point, ou l'a présenté, n'y prend pas part (CRPA, art. R. 133-12)."),
            ]
        },
    ]
    return _letter(session, subject=_("Ouverture d'une séance par échange d'écrits"), body=body, today=today)


@in_french
def writing_results(
    session: Session,
    *,
    writing: Writing,
    items: Sequence[Item],
    extensions: Sequence[Extension],
    participation: core.Ruling,
    today: date,
) -> bytes:
    """The results that the chair sends to the members: participation, then the totals of each item. Session numbers only."""
    facts = [*_facts(session), [_("Participation"), say(participation.phrase)]]
    if writing.vote_opened_on is not None and writing.vote_until is not None:
        words = {"first": day_words(writing.vote_opened_on), "last": day_words(writing.vote_until)}
        facts.append([_("Vote"), _("du %(first)s au %(last)s inclus") % words])
    facts += [
        [
            _("Prolongation"),
            _("décidée le %(day)s, jusqu'au %(until)s") % {"day": day_words(each.decided_on), "until": day_words(each.until)},
        ]
        for each in extensions
    ]
    rows = [[str(item.number), item.application.get_kind_display(), outcome_words(item)] for item in items]
    body: list[Any] = [
        _("Voici les résultats de la séance tenue par échange d'écrits (décret n° 2014-1627)."),
        {"facts": facts},
        {"table": {"headers": [_("Numéro de séance"), _("Objet"), _("Résultat")], "rows": rows}},
        {"note": _("Il ne reste que des totaux : les voix de chacun ont été effacées après le recompte.")},
    ]
    return _letter(session, subject=_("Résultats d'une séance par échange d'écrits"), body=body, today=today)


def _facts(session: Session) -> list[list[str]]:
    return [[_("Séance"), session.get_kind_display()], [_("Date"), when_words(session)], [_("Forme"), mode_words(session)]]


def _agenda(items: Sequence[Item]) -> list[list[str]]:
    return [[str(item.number), item.application.get_kind_display()] for item in items]


def _letter(session: Session, *, subject: str, body: list[Any], today: date) -> bytes:
    return render_pdf(
        template="letter",
        data={
            "sender": [session.organisation.name, session.commission.territory.name],
            "recipient": [_("Aux membres de la commission départementale")],
            "place_and_date": day_words(today),
            "subject": subject,
            "salutation": _("Madame, Monsieur,"),
            "body": body,
            "closing": _("Je vous prie d'agréer l'expression de ma considération distinguée."),
            "signatures": [{"capacity": _("Pour la présidence de la commission, le secrétariat")}],
        },
        title=subject,
        timestamp=today,
    ).content
