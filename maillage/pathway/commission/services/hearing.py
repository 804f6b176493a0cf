"""Whoever is heard before the deliberation: the presenting association first, the person concerned at her wish only; then they leave."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import HeardAlready, HeardOtherwise, HourUnfit, NameMissing, NotHerWish
from maillage.pathway.commission.models import HeardKind, Hearing, Interpreter, Item, Minutes, OwnOpinion, Session
from maillage.pathway.commission.services.moving import locked_item, require_open_item


@dataclass(frozen=True, repr=False)
class Heard:
    """What the secretary types. `who` is a name with its quality and `words` the reasoned opinion or what was said: both sealed."""

    kind: HeardKind
    arrived_at: time
    left_at: time | None = None
    sense: OwnOpinion | None = None
    who: str = ""
    words: str = ""
    wished_on: date | None = None
    interpreter: Interpreter | None = None


@dataclass(frozen=True, repr=False)
class HeardWords:
    """What was sealed of a hearing."""

    who: str
    words: str


@idempotent(Hearing)
@transaction.atomic
def record_hearing(*, actor: Actor, today: date, item: Item, heard: Heard) -> Hearing:
    """Note who is heard on an item that is open, from which hour, and what the association says in its own name.

    The person concerned is not convened: she is heard when she wishes it, understood. Source: CRPA, art. R. 133-6; circular 2017/18.
    Somebody else is heard under her name and quality: the minutes say whom. Raises Denied, ItemClosed, NotOpen, NotHerWish,
    NameMissing, HeardAlready, HourUnfit.
    """
    require(actor, Permission.SESSION_CONDUCT, on=item)
    item = locked_item(item)
    require_open_item(item)
    _check(item, heard, today=today)
    hearing = Hearing(
        minutes=Minutes.unscoped.get(session_id=item.session_id),
        item=item,
        kind=heard.kind,
        arrived_at=heard.arrived_at,
        left_at=heard.left_at,
        sense=heard.sense or "",
        wished_on=heard.wished_on,
        interpreter=heard.interpreter or "",
    )
    seal(hearing, who=heard.who.strip(), words=heard.words.strip())
    hearing.save(force_insert=True)
    record(actor, actions.HEARD, item, today=today, number=item.number, kind=heard.kind, at=heard.arrived_at.strftime("%H:%M"))
    return hearing


def _check(item: Item, heard: Heard, *, today: date) -> None:
    if heard.kind is HeardKind.PERSON and (heard.wished_on is None or heard.wished_on > today or heard.interpreter is None):
        raise NotHerWish
    if heard.kind is HeardKind.OTHER and not heard.who.strip():
        raise NameMissing
    if heard.left_at is not None and heard.left_at < heard.arrived_at:
        raise HourUnfit
    if heard.kind is not HeardKind.OTHER and Hearing.unscoped.filter(item=item, kind=heard.kind).exists():
        raise HeardAlready


@transaction.atomic
def end_hearing(*, actor: Actor, today: date, hearing: Hearing, at: time, sense: OwnOpinion | None = None, words: str = "") -> Hearing:
    """Whoever was heard leaves, and the association's own reasoned opinion is recorded: the deliberation may begin.

    Said twice, it changes nothing. Left already, what it said is added while the item is open, and never replaces what was noted.
    Raises Denied, ItemClosed, NotOpen, HourUnfit, HeardOtherwise.
    """
    require(actor, Permission.SESSION_CONDUCT, on=hearing.item)
    item = locked_item(hearing.item)
    hearing = Hearing.unscoped.locked(hearing.pk)
    if hearing.left_at is not None:
        return _add_opinion(hearing, item, actor=actor, today=today, sense=sense, words=words.strip())
    require_open_item(item)
    if at < hearing.arrived_at:
        raise HourUnfit
    hearing.left_at, hearing.sense = at, sense or hearing.sense
    if words.strip():
        seal(hearing, words=words.strip())
    hearing.save(update_fields=["left_at", "sense", *(["words"] if words.strip() else [])])
    record(actor, actions.HEARD_LEFT, item, today=today, number=item.number, at=at.strftime("%H:%M"))
    return hearing


def _add_opinion(hearing: Hearing, item: Item, *, actor: Actor, today: date, sense: OwnOpinion | None, words: str) -> Hearing:
    """What is still said of somebody who left: an opinion that nobody noted yet is, another one than noted is refused, not lost."""
    noted = _words_of(hearing, today=today)
    new_sense, new_words = sense is not None and sense != hearing.sense, bool(words) and words != noted
    if not new_sense and not new_words:
        return hearing
    require_open_item(item)
    if (new_sense and hearing.sense) or (new_words and noted):
        raise HeardOtherwise
    hearing.sense = sense or hearing.sense
    if new_words:
        seal(hearing, words=words)
    hearing.save(update_fields=["sense", *(["words"] if new_words else [])])
    record(actor, actions.HEARD_LEFT, item, today=today, number=item.number, at=f"{hearing.left_at:%H:%M}")
    return hearing


def _words_of(hearing: Hearing, *, today: date) -> str:
    """What was noted, read by the machine to be compared: it goes to nobody."""
    minutes = Minutes.unscoped.get(pk=hearing.minutes_id)
    opened = open_part(actor=system_actor(), subject=minutes, part=Part.DELIBERATION, reason=Reason.MACHINE, today=today, system=True)
    return opened.read(hearing, "words")


def open_hearings(*, actor: Actor, today: date, session: Session) -> dict[uuid.UUID, HeardWords]:
    """What was said in the hearings of a session, for the minutes; the reading is journaled. Raises Denied."""
    require(actor, Permission.DELIBERATION_OPEN, on=session)
    rows = list(Hearing.unscoped.filter(item__session=session).order_by("item__rank", "arrived_at", "pk"))
    if not rows:
        return {}
    minutes = Minutes.unscoped.get(session=session)
    opened = open_part(actor=actor, subject=minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=today)
    return {row.pk: HeardWords(who=opened.read(row, "who"), words=opened.read(row, "words")) for row in rows}
