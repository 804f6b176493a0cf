"""The minutes of a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words, say
from maillage.pathway.commission.letters.words import in_french, mode_words, outcome_words, when_words
from maillage.pathway.commission.models import (
    Item,
    Presence,
    PresenceSpan,
    RecusalReason,
    Session,
)
from maillage.pathway.commission.rules import Sitting


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


def _presence(row: PresenceSpan | None) -> str:
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
