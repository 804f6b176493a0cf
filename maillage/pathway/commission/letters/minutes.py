"""The minutes of a session, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.core.law import current_law
from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words, say
from maillage.pathway.commission.letters.minutes_draft import DraftBlock, chairs_of, hour_words
from maillage.pathway.commission.letters.words import in_french, mode_words, outcome_words, when_words
from maillage.pathway.commission.models import (
    BlockCode,
    Item,
    OutcomeCode,
    Presence,
    PresenceSpan,
    RecusalReason,
    Session,
)
from maillage.pathway.commission.rules import SeatNow, Sitting


@in_french
def minutes(
    session: Session,
    sitting: Sitting,
    *,
    items: Sequence[Item],
    blocks: Sequence[DraftBlock],
    checkpoint: str,
    approved_on: date | None,
    today: date,
) -> bytes:
    """The minutes (CRPA, art. R. 133-13): names and qualities, matters, sense of each deliberation, proxies, disagreements."""
    chairs = [{"capacity": who.title, "name": who.display_name} for who in chairs_of(session, sitting)]
    return render_pdf(
        template="minutes",
        data={
            "sender": [session.organisation.name, session.commission.territory.name],
            "heading": _("Procès-verbal de la commission départementale"),
            "lead": _("Approuvé le %(day)s.") % {"day": day_words(approved_on)} if approved_on else _("Projet, avant son approbation."),
            "facts": _facts(session, sitting),
            "attendance": {
                "headers": [_("Siège"), _("Nom et qualité"), _("Présence")],
                "rows": presence_rows(sitting),
                "note": _quorum_rule(session),
            },
            "items": list(_parts(blocks, items={item.pk: item for item in items})),
            "closing": [each.text for each in blocks if each.code == BlockCode.CLOSING and each.text],
            "signatures": [
                *(chairs or [{"capacity": _("La présidence de la commission")}]),
                {"capacity": _("Le secrétariat de la commission")},
            ],
            "checkpoint": checkpoint,
        },
        title=_("Procès-verbal"),
        timestamp=today,
    ).content


def _quorum_rule(session: Session) -> str:
    """What the law asked of this session, which is not the same in writing nor at a second convocation."""
    if session.is_written:
        return _("La moitié au moins des membres doit participer (ordonnance n° 2014-1329, art. 4). Nul ne vote par mandat.")
    if session.second_convocation:
        return _("Seconde convocation, sur le même ordre du jour : aucun quorum n'est exigé (CRPA, art. R. 133-10).")
    return _("La moitié au moins des membres, présents, à distance ou représentés (CRPA, art. R. 133-10).")


def _facts(session: Session, sitting: Sitting) -> list[list[str]]:
    source = current_law().value("minutes.content", on=session.held_on).source
    return [
        [_("Séance"), session.get_kind_display()],
        [_("Date"), when_words(session)],
        [_("Forme"), mode_words(session)],
        [_("Convocation"), day_words(session.convened_on) if session.convened_on else ""],
        [_("Quorum"), "\n".join(_quorums(sitting))],
        [_("Contenu"), source.title],
    ]


def _quorums(sitting: Sitting) -> Iterator[str]:
    """The quorum as it stood, or at each hour when it changed."""
    if not sitting.moments:
        yield say(sitting.quorum().phrase)
    for at in sitting.moments:
        yield _("À %(hour)s : %(quorum)s") % {"hour": hour_words(at), "quorum": say(sitting.moved(at=at).quorum().phrase)}


def presence_rows(sitting: Sitting) -> list[list[str]]:
    """Each seat, who held it and in which quality, and how it took part."""
    return [_presence_row(each, sitting) for each in sitting.seats]


def _presence_row(each: SeatNow, sitting: Sitting) -> list[str]:
    spans = [row for row in sitting.spans if row.seat_id == each.seat.pk]
    by_substitute = any(row.by_substitute for row in spans)
    who = each.deputy if by_substitute and each.deputy is not None else each.holder or each.deputy
    name = f"{who.display_name}, {who.title}" if who is not None else _("siège vacant")
    return [each.seat.label, name, "\n".join(_presence(row) for row in spans) or str(Presence.ABSENT.label)]


def _presence(row: PresenceSpan) -> str:
    if row.proxy_to is not None:
        said = _("a donné mandat à : %(seat)s") % {"seat": row.proxy_to.label}
    else:
        channel = str(row.get_channel_display())
        said = _("%(channel)s, par suppléance") % {"channel": channel} if row.by_substitute else channel
    if row.arrived_at is not None:
        said = _("%(said)s, à partir de %(hour)s") % {"said": said, "hour": hour_words(row.arrived_at)}
    return _("%(said)s, jusqu'à %(hour)s") % {"said": said, "hour": hour_words(row.left_at)} if row.left_at is not None else said


def _parts(blocks: Sequence[DraftBlock], *, items: Mapping[Any, Item]) -> Iterator[dict[str, Any]]:
    """The matters in their order; a disagreement follows the deliberation that it is about."""
    dissents = {each.item_id: each.text for each in blocks if each.code == BlockCode.DISSENT}
    for each in blocks:
        if each.code == BlockCode.ITEM and each.item_id in items:
            yield _item(items[each.item_id], heading=each.heading, text=each.text, dissents=dissents.get(each.item_id, ""))
        elif each.code in (BlockCode.OPENING, BlockCode.POINT):
            yield {"heading": each.heading, "blocks": [each.text] if each.text else []}


def _item(item: Item, *, heading: str, text: str, dissents: str) -> dict[str, Any]:
    facts = [[_("Objet"), str(item.application.get_kind_display())], [_("Présentée par"), item.application.organisation.name]]
    out = [f"{row.seat.label} ({RecusalReason(row.reason).label})" for row in item.recusals.all()]
    facts += [[_("Déport"), "\n".join(out)]] if out else []
    if item.outcome == OutcomeCode.EXAMINED and item.quorum_needed is not None:
        figures = {"counted": item.quorum_counted, "needed": item.quorum_needed}
        facts.append([_("Quorum sur ce point"), _("%(counted)s membres comptés, %(needed)s nécessaires") % figures])
    facts += [[_("Issue"), outcome_words(item)]]
    blocks = [text] if text else []
    if dissents:
        blocks.append(_("Désaccords consignés : %(words)s") % {"words": dissents})
    return {"heading": heading, "facts": facts, "blocks": blocks}
