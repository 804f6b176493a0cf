"""The convocation of one seat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.agenda import AgendaLine
from maillage.pathway.commission.letters.words import in_french, mode_words, when_words
from maillage.pathway.commission.models import Seat, SeatHolder, Session


@in_french
def convocation(
    session: Session,
    seat: Seat,
    holder: SeatHolder,
    *,
    agenda: Sequence[AgendaLine],
    sent_on: date,
    urgency: str,
    replaces: date | None = None,
) -> bytes:
    """The convocation of one seat, with the agenda by session numbers (CRPA, art. R. 133-5 and R. 133-8)."""
    rows = [_line(line, seat=seat) for line in agenda]
    body: list[Any] = [
        _("Vous êtes convoqué(e) à la séance suivante, au titre du siège « %(seat)s ».") % {"seat": seat.label},
        *([_replaced(replaces)] if replaces is not None else []),
        {"facts": _facts(session)},
        {"heading": _("Ordre du jour")},
        {"table": {"headers": [_("Numéro de séance"), _("Objet"), _("Vous concernant")], "rows": rows}}
        if rows
        else _("Sans demande individuelle."),
        {"note": _drawn(on_screen=holder.user_id is not None)},
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


def _drawn(*, on_screen: bool) -> str:
    """Where the papers are read: on screen, or for a member without account in a set numbered for her seat."""
    if on_screen:
        return _("Les numéros sont tirés au sort pour cette séance seulement. Les documents se lisent dans l'outil, jamais par courriel.")
    return _(
        "Les numéros sont tirés au sort pour cette séance seulement. Les documents vous sont remis sur papier, en un jeu numéroté que "
        "vous rendez après la séance ; jamais par courriel."
    )


def _facts(session: Session) -> list[list[str]]:
    facts = [[_("Séance"), session.get_kind_display()], [_("Date"), when_words(session)], [_("Forme"), mode_words(session)]]
    facts += [[_("Lieu"), session.place]] if session.place else []
    facts += [[_("Documents lisibles jusqu'au"), day_words(session.reading_until)]]
    return facts


def _line(line: AgendaLine, *, seat: Seat) -> list[str]:
    if line.item is None:
        return ["", line.words, ""]
    recused = any(row.seat_id == seat.pk for row in line.item.recusals.all())
    return [str(line.item.number), line.words, _("déport") if recused else ""]


def _replaced(day: date) -> str:
    return _("Cette convocation remplace celle du %(day)s : seule celle-ci vaut, et votre réponse est demandée à nouveau.") % {
        "day": day_words(day)
    }


def _convocation_rules(session: Session, *, urgency: str) -> list[Any]:
    rules = [_("Un membre empêché peut donner mandat à un autre membre, qui n'en détient qu'un (CRPA, art. R. 133-9).")]
    if session.is_written:
        rules = [
            _(
                "Chaque membre participe par écrit jusqu'au dernier jour inclus ; "
                "la moitié au moins doit participer (ordonnance n° 2014-1329)."
            )
        ]
    if session.first_session is not None:
        rules.append(
            _(
                "Seconde convocation, la séance du %(day)s n'ayant pas réuni le quorum, sur le même ordre du jour : "
                "aucun quorum n'est exigé (CRPA, art. R. 133-10)."
            )
            % {"day": day_words(session.first_session.held_on)}
        )
    if urgency.strip():
        rules.append(_("Convocation en urgence : %(why)s (CRPA, art. R. 133-8).") % {"why": urgency.strip()})
    rules.append(_("Qui a un intérêt personnel à un point, ou l'a présenté, ne prend pas part à sa délibération (CRPA, art. R. 133-12)."))
    return [{"list": rules}]
