"""The first words of the minutes, written from what the session recorded: nothing is made up, what nobody noted stays empty."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.agenda import put_off_before
from maillage.pathway.commission.letters.words import in_french, when_words
from maillage.pathway.commission.models import (
    AgendaPoint,
    BlockCode,
    HeardKind,
    Hearing,
    Item,
    NotExaminedCause,
    OutcomeCode,
    PointOutcome,
    SeatHolder,
    Session,
)
from maillage.pathway.commission.rules import Sitting, unheard_on


@dataclass(frozen=True, repr=False)
class DraftBlock:
    """One paragraph to begin with, or as it stands."""

    code: BlockCode
    heading: str
    text: str
    item_id: uuid.UUID | None = None


@dataclass(frozen=True, repr=False)
class HeardLine:
    """A hearing with what was sealed of it: the name and quality of whoever was heard, and what was said."""

    hearing: Hearing
    who: str = ""
    words: str = ""


@dataclass(frozen=True, repr=False)
class ItemWords:
    """What was said on one item: the deliberation, and each hearing with its words."""

    words: str = ""
    asked: str = ""
    dissents: str = ""
    hearings: tuple[HeardLine, ...] = ()


@in_french
def draft_blocks(
    session: Session, sitting: Sitting, *, lines: Sequence[Item | AgendaPoint], words: Mapping[uuid.UUID, ItemWords]
) -> list[DraftBlock]:
    """The minutes to begin with (CRPA, art. R. 133-13), in the order of the agenda. Session numbers only."""
    blocks = [DraftBlock(BlockCode.OPENING, _("Ouverture de la séance"), _opening(session, sitting))]
    for line in lines:
        if isinstance(line, Item):
            blocks += _item_blocks(line, words.get(line.pk, ItemWords()), session=session)
        else:
            blocks.append(DraftBlock(BlockCode.POINT, line.title, _point(line)))
    return [*blocks, DraftBlock(BlockCode.CLOSING, _("Clôture de la séance"), _closing(session, lines=lines))]


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
    sentences = [said, *_opened(session)]
    if session.convened_on is not None:
        sentences.append(_("La convocation, avec l'ordre du jour, a été adressée le %(day)s.") % {"day": day_words(session.convened_on)})
    if session.urgency:
        sentences.append(_("Elle l'a été en urgence : %(reason)s") % {"reason": session.urgency})
    if session.second_convocation:
        sentences.append(_("Elle suit une séance sans quorum, sur le même ordre du jour : aucun n'est exigé (CRPA, art. R. 133-10)."))
    return " ".join(sentences)


def _opened(session: Session) -> list[str]:
    """The hour of the opening, when it was noted; of an exchange of writings, its day too."""
    if session.opened_at is None or session.opened_on is None:
        return []
    hour = {"day": day_words(session.opened_on), "hour": hour_words(session.opened_at)}
    if session.is_written:
        return [_("L'échange d'écrits est ouvert le %(day)s à %(hour)s.") % hour]
    return [_("La séance est ouverte à %(hour)s.") % hour]


def _when(session: Session) -> str:
    return when_words(session) if session.opens_on is not None else _("le %(day)s") % {"day": when_words(session)}


def _item_blocks(item: Item, said: ItemWords, *, session: Session) -> list[DraftBlock]:
    heading = _("Point n° %(number)s") % {"number": item.number}
    paragraphs = [_hearing(line) for line in said.hearings]
    if unheard_on(item, session=session, heard=[line.hearing for line in said.hearings]):
        paragraphs.insert(0, _("L'association qui présente la demande n'a pas été entendue."))
    paragraphs += [said.words, _("Il est demandé : %(asked)s") % {"asked": said.asked} if said.asked else ""]
    return [
        DraftBlock(BlockCode.ITEM, heading, "\n\n".join(each for each in paragraphs if each), item_id=item.pk),
        DraftBlock(BlockCode.DISSENT, heading, said.dissents, item_id=item.pk),
    ]


def _hearing(line: HeardLine) -> str:
    row, sense = line.hearing, ""
    if row.kind == HeardKind.ASSOCIATION:
        sense = _("Son propre avis motivé : %(sense)s.") % {"sense": row.get_sense_display()} if row.sense else ""
        who = _named(_("L'association qui présente la demande est entendue"), who=line.who)
    elif row.kind == HeardKind.PERSON:
        # She is never named: session numbers only.
        sense = _("(%(interpreter)s)") % {"interpreter": row.get_interpreter_display()}
        who = _("La personne concernée est entendue, comme elle l'a voulu")
    else:
        who = _named(_("Une autre personne utile à l'examen est entendue"), who=line.who)
    return " ".join(each for each in (f"{who}, {_hours(row.arrived_at, row.left_at)}.", sense, line.words) if each)


def _named(said: str, *, who: str) -> str:
    return _("%(said)s (%(who)s)") % {"said": said, "who": who} if who else said


def _hours(arrived: time, left: time | None) -> str:
    if left is None:
        return _("à %(hour)s") % {"hour": hour_words(arrived)}
    return _("de %(first)s à %(last)s, puis sort") % {"first": hour_words(arrived), "last": hour_words(left)}


def hour_words(at: time) -> str:
    """As people say it: 14 h 05."""
    return at.strftime("%H h %M")


def _point(point: AgendaPoint) -> str:
    return f"{capfirst(point.get_outcome_display())}. {point.words}".strip() if point.outcome else point.words


def _closing(session: Session, *, lines: Sequence[Item | AgendaPoint]) -> str:
    """What was left and why, then the day and the hour: the agenda is exhausted only when everything on it was taken up."""
    if session.closed_on is None:
        return ""
    when = _("le %(day)s") % {"day": day_words(session.closed_on)}
    if session.closed_at is not None:
        when = _("%(when)s à %(hour)s") % {"when": when, "hour": hour_words(session.closed_at)}
    left = _left([line for line in lines if not isinstance(line, Item) or not put_off_before(line, session)])
    if session.is_written:
        return " ".join([*left, _("L'échange d'écrits est clos %(when)s.") % {"when": when}])
    if left:
        return " ".join([*left, _("La séance est close %(when)s.") % {"when": when}])
    return _("L'ordre du jour étant épuisé, la séance est close %(when)s.") % {"when": when}


def _left(lines: Sequence[Item | AgendaPoint]) -> list[str]:
    """What the session did not take up, for want of quorum or for the cause noted on each line."""
    items = [line for line in lines if isinstance(line, Item) and line.outcome == OutcomeCode.NOT_EXAMINED]
    points = [line for line in lines if isinstance(line, AgendaPoint) and line.outcome == PointOutcome.NOT_REACHED]
    lacked = sum(item.cause == NotExaminedCause.NO_QUORUM for item in items)
    others = len(items) - lacked + len(points)
    said = []
    if lacked:
        words = ngettext(
            "Faute de quorum, %(count)d point n'a pas été examiné.", "Faute de quorum, %(count)d points n'ont pas été examinés.", lacked
        )
        said.append(words % {"count": lacked})
    if others:
        words = ngettext(
            "%(count)d point n'a pas été abordé ou examiné, pour la cause qui y est dite.",
            "%(count)d points n'ont pas été abordés ou examinés, pour la cause qui y est dite.",
            others,
        )
        said.append(words % {"count": others})
    return said
