"""What becomes of an item: examined, not examined, adjourned; and of the session: closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from maillage.core import deliberation as core
from maillage.core.clock.waiting import Cause
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.ui.speech import day_words, say
from maillage.foundation.vault import seal
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    ItemsLeft,
    NextDateTooSoon,
    NextDateUnclear,
    NoQuorum,
    QuorumKept,
    RuleRefused,
    StillHeard,
    WindowRunning,
    WordsMissing,
)
from maillage.pathway.commission.errors_convening import PointsLeft
from maillage.pathway.commission.errors_voting import CountAsked, CountNotAsked, SenseMissing
from maillage.pathway.commission.models import (
    AskedKind,
    AskedOf,
    Deliberation,
    Item,
    ItemSense,
    ItemWay,
    Minutes,
    NotExaminedCause,
    OutcomeCode,
    Session,
    Writing,
)
from maillage.pathway.commission.notices import OUTCOME, key_workers_of
from maillage.pathway.commission.rules import Sitting, recused_on
from maillage.pathway.commission.services.moving import check_move, locked_item, move, require_open_item, sitting_day
from maillage.pathway.commission.services.planning import destroy_papers
from maillage.pathway.commission.services.putting_off import tell_if_again
from maillage.pathway.commission.services.recusing import recuse_computed
from maillage.pathway.commission.services.voting import ballots_of, freeze_electorate, throw_ballots
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.services import mark_examined, put_back


@dataclass(frozen=True, repr=False)
class Examined:
    """The commission gave its opinion: by consensus of a given sense, or by a counted vote when one was asked. `words` and `dissents` go
    to the minutes. No `way`: the one in which the item is; another one than it is in is refused.
    """

    way: ItemWay | None = None
    sense: ItemSense | None = None
    words: str = ""
    dissents: str = ""


@dataclass(frozen=True)
class NotExamined:
    """It was not examined, and why. `next_on` is the date of the next session; None says that it is not known."""

    cause: NotExaminedCause
    next_on: date | None = None


@dataclass(frozen=True, repr=False)
class Adjourned:
    """More is asked: what (a code that the association reads, words that it does not), from whom, by when."""

    asked_kind: AskedKind
    asked_of: AskedOf
    asked_by: date
    asked: str
    next_on: date | None = None


Outcome = Examined | NotExamined | Adjourned


@idempotent(Item)
@transaction.atomic
def close_item(*, actor: Actor, today: date, item: Item, outcome: Outcome, happened_on: date | None = None, at: time | None = None) -> Item:
    """Give an item its outcome, once. Examined: quorum, then the count or the consensus; the wait becomes that of the decision.
    Not examined or adjourned: the application goes back to wait, under its cause, with a next date or *unknown*.
    In writing nothing is examined while the exchange runs: after its last day, or as soon as every seat that may vote has answered.

    Source: CRPA, art. R. 133-10 to R. 133-13; ordonnance 2014-1329, art. 4 in writing. Raises Denied, ItemClosed, NotOpen,
    NoQuorum, QuorumKept, WindowRunning, CountNotAsked, CountAsked, SenseMissing, RuleRefused, NextDateTooSoon, WordsMissing,
    psp DateBeforePrevious.
    """
    require(actor, Permission.SESSION_CONDUCT, on=item)
    item = locked_item(item)
    require_open_item(item)
    day = sitting_day(item.session, happened_on=happened_on, today=today)
    if isinstance(outcome, Examined):
        _examine(item, outcome, actor=actor, today=today, day=day)
    elif isinstance(outcome, NotExamined):
        _leave(item, outcome, actor=actor, today=today, day=day)
    else:
        _adjourn(item, outcome, actor=actor, today=today, day=day)
    _note_course(item, at=at)
    notify(topic=OUTCOME, user_ids=key_workers_of(item.application, today=today), today=today)
    if not isinstance(outcome, Examined):
        tell_if_again(item, today=today)
    return item


def _note_course(item: Item, *, at: time | None) -> None:
    """The hour of the outcome, and nothing in progress any more."""
    Session.unscoped.filter(pk=item.session_id, current_item=item).update(current_item=None)
    if at is not None:
        item.closed_at = at
        item.save(update_fields=["closed_at"])


def _examine(item: Item, outcome: Examined, *, actor: Actor, today: date, day: date) -> None:
    recuse_computed(actor=actor, today=today, items=[item], day=day)
    sitting = Sitting.of(item.session, day=day)
    recused = recused_on(item)
    quorum = sitting.quorum_on(item, recused=recused)
    if not quorum.reached:
        raise NoQuorum(say(quorum.phrase))
    if item.hearings.filter(left_at=None).exists():
        raise StillHeard
    electorate = sitting.electorate(recused=recused)
    way = _way(item, outcome)
    ballots = ballots_of(item, electorate=electorate)
    if not {right.seat for right in electorate.rights} <= set(ballots):
        require_vote_over(sitting, today=today)
    result = _result(sitting, outcome, way=way, ballots=ballots, electorate=electorate)
    freeze_electorate(item, electorate=electorate)
    mark_examined(actor=actor, today=today, application=item.application, examined_on=day)
    _close(
        item,
        OutcomeCode.EXAMINED,
        day=day,
        way=way,
        sense=ItemSense(result.sense.value),
        favourable=result.favourable,
        unfavourable=result.unfavourable,
        abstentions=result.abstentions,
        silent=result.silent,
        casting_vote_used=result.casting_vote_used,
        fragile=result.fragile or getattr(quorum, "fragile", False),
        quorum_counted=quorum.counted,
        quorum_needed=quorum.needed,
    )
    throw_ballots(item)  # The guard of the closing has counted them again: only totals remain.
    _write_words(item, words=outcome.words, dissents=outcome.dissents)
    record(actor, actions.ITEM_EXAMINED, item, today=today, number=item.number, happened_on=day, sense=item.sense)


def _way(item: Item, outcome: Examined) -> ItemWay:
    """Consensus unless a count was asked. Raises CountNotAsked, CountAsked when the outcome says otherwise; SenseMissing."""
    counted = item.counted_asked_on is not None
    if (outcome.way == ItemWay.COUNTED and not counted) or (item.session.is_written and not counted):
        raise CountNotAsked
    if counted and (outcome.way == ItemWay.CONSENSUS or outcome.sense is not None):
        raise CountAsked
    if not counted and outcome.sense is None:
        raise SenseMissing
    return ItemWay.COUNTED if counted else ItemWay.CONSENSUS


def require_vote_over(sitting: Sitting, *, today: date) -> None:
    """Raises WindowRunning until the last day of the vote of a written session has passed: whoever votes that evening is counted.

    The papers of an exchange that is over may be entered under its last day, once that day has passed.
    """
    session = sitting.session
    if not session.is_written:
        return
    last = Writing.unscoped.filter(session=session).values_list("vote_until", flat=True).first() or session.held_on
    if (today if session.from_paper else sitting.day) <= last:
        raise WindowRunning(held_on=day_words(last))


def _result(
    sitting: Sitting, outcome: Examined, *, way: ItemWay, ballots: Mapping[str, core.Vote], electorate: core.Electorate
) -> core.Result:
    law, on = current_law(), sitting.day
    try:
        if way == ItemWay.CONSENSUS:
            sense = core.Sense((outcome.sense or ItemSense.DIVIDED).value)
            return core.consensus(sense=sense, electorate=electorate, on=on, law=law)
        return core.count_votes(electorate=electorate, ballots=ballots, on=on, law=law)
    except core.Refused as refused:
        raise RuleRefused(say(refused.phrase)) from refused


def _leave(item: Item, outcome: NotExamined, *, actor: Actor, today: date, day: date) -> None:
    counted = _quorum_lost(item, today=today, day=day) if outcome.cause == NotExaminedCause.NO_QUORUM else {}
    throw_ballots(item)
    _check_next(outcome.next_on, day=day)
    put_back(
        actor=actor, today=today, application=item.application, cause=outcome.cause.waiting, detail=outcome.cause.value, happened_on=day
    )
    next_known = outcome.next_on is not None
    _close(item, OutcomeCode.NOT_EXAMINED, day=day, cause=outcome.cause, next_known=next_known, next_on=outcome.next_on, **counted)
    record(actor, actions.ITEM_NOT_EXAMINED, item, today=today, number=item.number, cause=outcome.cause, happened_on=day)


def _quorum_lost(item: Item, *, today: date, day: date) -> dict[str, int]:
    """What was counted when it lacked: the minutes say it, and a second convocation rests on it. Raises QuorumKept, WindowRunning."""
    sitting = Sitting.of(item.session, day=day)
    quorum = sitting.quorum_on(item, recused=recused_on(item))
    if quorum.reached:
        raise QuorumKept
    require_vote_over(sitting, today=today)
    return {"quorum_counted": quorum.counted, "quorum_needed": quorum.needed}


def _adjourn(item: Item, outcome: Adjourned, *, actor: Actor, today: date, day: date) -> None:
    throw_ballots(item)
    _check_next(outcome.next_on, day=day)
    if not outcome.asked.strip():
        raise WordsMissing
    put_back(actor=actor, today=today, application=item.application, cause=Cause.ADJOURNED, detail=outcome.asked_of.value, happened_on=day)
    _close(
        item,
        OutcomeCode.ADJOURNED,
        day=day,
        asked_kind=outcome.asked_kind,
        asked_of=outcome.asked_of,
        asked_by=outcome.asked_by,
        next_known=outcome.next_on is not None,
        next_on=outcome.next_on,
    )
    _write_words(item, asked=outcome.asked)
    record(actor, actions.ITEM_ADJOURNED, item, today=today, number=item.number, asked_by=outcome.asked_by, happened_on=day)


def _check_next(next_on: date | None, *, day: date) -> None:
    if next_on is not None and next_on <= day:
        raise NextDateTooSoon


def _close(item: Item, code: OutcomeCode, *, day: date, **changes: object) -> None:
    for name, value in {"outcome": code, "closed_on": day, **changes}.items():
        setattr(item, name, value)
    item.version += 1
    item.save(update_fields=["outcome", "closed_on", "version", *changes])


def _write_words(item: Item, *, asked: str = "", words: str = "", dissents: str = "") -> None:
    """The words are the State's: under the key of the minutes, which outlives the session's."""
    if not (asked.strip() or words.strip() or dissents.strip()):
        return
    minutes = Minutes.unscoped.get(session_id=item.session_id)
    deliberation = Deliberation(minutes=minutes, item=item)
    seal(deliberation, asked=asked.strip(), words=words.strip(), dissents=dissents.strip())
    deliberation.save(force_insert=True)


@transaction.atomic
def note_next_date(*, actor: Actor, today: date, item: Item, next_on: date) -> Item:
    """The next date of an item that was put off becomes known: the alert stops. Raises Denied, NextDateUnclear, NextDateTooSoon."""
    require(actor, Permission.COMMISSION_MANAGE, on=item)
    item = Item.unscoped.select_related("session").locked(item.pk)
    if item.next_known is None or item.closed_on is None:
        raise NextDateUnclear
    _check_next(next_on, day=item.closed_on)
    item.next_known, item.next_on = True, next_on
    item.version += 1
    item.save(update_fields=["next_known", "next_on", "version"])
    record(actor, actions.NEXT_DATE, item, today=today, next_on=next_on)
    return item


@transaction.atomic
def close_session(*, actor: Actor, today: date, session: Session, happened_on: date | None = None, at: time | None = None) -> Session:
    """Close for good a session whose items all have an outcome, at an hour when it is known. The reading copies and their key are
    destroyed; the words of the deliberations stay under the key of the minutes. Raises Denied, StateRefused, ItemsLeft, PointsLeft.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    check_move(session, to=State.CLOSED)
    left = session.items.filter(outcome="").count()
    if left:
        raise ItemsLeft(count=left)
    points = session.points.filter(outcome="").count()
    if points:
        raise PointsLeft(count=points)
    day = sitting_day(session, happened_on=happened_on, today=today)
    move(session, to=State.CLOSED, closed_on=day, closed_at=at)
    record(actor, actions.CLOSED, session, today=today, happened_on=day)
    destroy_papers(actor=actor, today=today, session=session)
    return session
