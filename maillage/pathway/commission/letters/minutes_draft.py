"""The first words of the minutes, written from what the session recorded: nothing is made up, what nobody noted stays empty."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.letters.words import in_french, when_words
from maillage.pathway.commission.models import AgendaPoint, BlockCode, HeardKind, Hearing, Item, SeatHolder, Session
from maillage.pathway.commission.rules import Sitting


@dataclass(frozen=True, repr=False)
class DraftBlock:
    """One paragraph to begin with, or as it stands."""

    code: BlockCode
    heading: str
    text: str
    item_id: uuid.UUID | None = None


@dataclass(frozen=True, repr=False)
class ItemWords:
    """What was said on one item: the deliberation, and each hearing with its words."""

    words: str = ""
    asked: str = ""
    dissents: str = ""
    hearings: tuple[tuple[Hearing, str], ...] = ()


@in_french
def draft_blocks(
    session: Session, sitting: Sitting, *, lines: Sequence[Item | AgendaPoint], words: Mapping[uuid.UUID, ItemWords]
) -> list[DraftBlock]:
    """The minutes to begin with (CRPA, art. R. 133-13), in the order of the agenda. Session numbers only."""
    blocks = [DraftBlock(BlockCode.OPENING, _("Ouverture de la séance"), _opening(session, sitting))]
    for line in lines:
        if isinstance(line, Item):
            blocks += _item_blocks(line, words.get(line.pk, ItemWords()))
        else:
            blocks.append(DraftBlock(BlockCode.POINT, line.title, _point(line)))
    return [*blocks, DraftBlock(BlockCode.CLOSING, _("Clôture de la séance"), _closing(session))]


def chairs_of(session: Session, sitting: Sitting) -> list[SeatHolder]:
    """Who presides: the holder, or her substitute, of the seat named for this session; else of each seat that chairs (two in Paris)."""
    named = [each for each in sitting.seats if each.seat.pk == session.presiding_id]
    found = []
    for each in named or [each for each in sitting.seats if each.seat.chairs]:
        by_substitute = any(row.seat_id == each.seat.pk and row.by_substitute for row in sitting.spans)
        found.append(each.deputy if by_substitute and each.deputy is not None else each.holder or each.deputy)
    return [who for who in found if who is not None]


def _opening(session: Session, sitting: Sitting) -> str:
    presiding = _(" et de ").join(f"{who.display_name}, {who.title}" for who in chairs_of(session, sitting))
    chair = _(", sous la présidence de %(who)s") % {"who": presiding} if presiding else ""
    said = _("La commission a siégé %(when)s%(chair)s.") % {"when": _when(session), "chair": chair}
    sentences = [said]
    if session.convened_on is not None:
        sentences.append(_("La convocation, avec l'ordre du jour, a été adressée le %(day)s.") % {"day": day_words(session.convened_on)})
    if session.urgency:
        sentences.append(_("Elle l'a été en urgence : %(reason)s") % {"reason": session.urgency})
    if session.second_convocation:
        sentences.append(_("Elle suit une séance sans quorum, sur le même ordre du jour : aucun n'est exigé (CRPA, art. R. 133-10)."))
    return " ".join(sentences)


def _when(session: Session) -> str:
    return when_words(session) if session.opens_on is not None else _("le %(day)s") % {"day": when_words(session)}


def _item_blocks(item: Item, said: ItemWords) -> list[DraftBlock]:
    heading = _("Point n° %(number)s") % {"number": item.number}
    paragraphs = [_hearing(row, words) for row, words in said.hearings]
    paragraphs += [said.words, _("Il est demandé : %(asked)s") % {"asked": said.asked} if said.asked else ""]
    return [
        DraftBlock(BlockCode.ITEM, heading, "\n\n".join(each for each in paragraphs if each), item_id=item.pk),
        DraftBlock(BlockCode.DISSENT, heading, said.dissents, item_id=item.pk),
    ]


def _hearing(row: Hearing, words: str) -> str:
    if row.kind == HeardKind.ASSOCIATION:
        sense = _("Son propre avis motivé : %(sense)s.") % {"sense": row.get_sense_display()} if row.sense else ""
        who = _("L'association qui présente la demande est entendue")
    elif row.kind == HeardKind.PERSON:
        sense = _("(%(interpreter)s)") % {"interpreter": row.get_interpreter_display()}
        who = _("La personne concernée est entendue, comme elle l'a voulu")
    else:
        sense, who = "", _("Une autre personne utile à l'examen est entendue")
    return " ".join(each for each in (f"{who}, {_hours(row.arrived_at, row.left_at)}.", sense, words) if each)


def _hours(arrived: time, left: time | None) -> str:
    if left is None:
        return _("à %(hour)s") % {"hour": hour_words(arrived)}
    return _("de %(first)s à %(last)s, puis sort") % {"first": hour_words(arrived), "last": hour_words(left)}


def hour_words(at: time) -> str:
    """As people say it: 14 h 05."""
    return at.strftime("%H h %M")


def _point(point: AgendaPoint) -> str:
    return f"{point.get_outcome_display().capitalize()}. {point.words}".strip() if point.outcome else point.words


def _closing(session: Session) -> str:
    if session.closed_on is None:
        return ""
    return _("L'ordre du jour étant épuisé, la séance est close le %(day)s.") % {"day": day_words(session.closed_on)}
