"""A session held in writing: exchanges, their closing, the vote and its duration, more time, the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F, Max

from maillage.core import deliberation as core
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import Topic, notify
from maillage.foundation.ui.speech import day_words, say
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import Recused, RuleRefused, SeatNotSitting
from maillage.pathway.commission.errors_voting import (
    ExchangesOver,
    ExchangesRunning,
    NothingWritten,
    NotWritten,
    ResultsTooSoon,
    VoteDayUnfit,
    VoteNotOpen,
    VoteOpenAlready,
)
from maillage.pathway.commission.models import Convocation, Exchange, Extension, Item, Minutes, Recusal, Seat, Session, Writing
from maillage.pathway.commission.notices import EXTENDED, RESULTS, VOTE_OPENED, WRITING_OPENED
from maillage.pathway.commission.reading_rights import open_convocations
from maillage.pathway.commission.rules import seats_on
from maillage.pathway.commission.services.moving import day_of, locked_item, require_open, require_window, sitting_day, touch
from maillage.pathway.commission.services.outcomes import Examined, close_item
from maillage.pathway.commission.services.recusing import recuse_in_session
from maillage.pathway.commission.services.voting import open_ballots, require_own_seat, take_part_in_writing

_NOON, _END = time(12, 0), time(23, 59)


def begin_writing(session: Session, *, today: date) -> Writing:
    """The exchange of a session just opened begins; members convened are told until when. Called where the session opens."""
    writing, made = Writing.unscoped.get_or_create(session=session)
    if made:
        _tell(session, topic=WRITING_OPENED, today=today, day=session.held_on)
    return writing


@idempotent(Exchange)
@transaction.atomic
def write_exchange(
    *, actor: Actor, today: date, session: Session, seat: Seat, words: str, item: Item | None = None, happened_on: date | None = None
) -> Exchange:
    """Write in the exchanges for a seat, on one item or on the whole agenda: by its holder, or by the secretary from what came back.

    Sealed with the minutes, read by the members who deliberate on it. Source: ordonnance 2014-1329, art. 3; decree 2014-1627.
    Raises Denied, NotYourSeat, SeatNotSitting, Recused, NotWritten, NotOpen, WindowClosed, ExchangesOver, NothingWritten.
    """
    by_secretary = actor.may(Permission.COMMISSION_MANAGE, on=session)
    if not by_secretary:
        require(actor, Permission.OPINION_GIVE, on=session)
        require_own_seat(actor, session, seat=seat, today=today)
    session, writing = _locked(session)
    day = sitting_day(session, happened_on=happened_on, today=today)
    _require_exchanges(session, writing, day=day)
    _require_deliberates(session, seat, item=item, day=day)
    if not words.strip():
        raise NothingWritten
    minutes = Minutes.unscoped.get(session=session)
    number = (Exchange.unscoped.filter(minutes=minutes).aggregate(last=Max("number"))["last"] or 0) + 1
    exchange = Exchange(minutes=minutes, item=item, seat=seat, number=number, given_on=day, by_secretary=by_secretary)
    seal(exchange, words=words.strip())
    exchange.save(force_insert=True)
    take_part_in_writing(session, seat)
    record(actor, actions.EXCHANGE_WRITTEN, session, today=today, number=number, seat=seat.pk)
    return exchange


def _require_exchanges(session: Session, writing: Writing, *, day: date) -> None:
    require_window(session, day=day)
    if writing.exchanges_closed_on is not None:
        raise ExchangesOver


def _require_deliberates(session: Session, seat: Seat, *, item: Item | None, day: date) -> None:
    if seat.pk not in {each.seat.pk for each in seats_on(session, day=day)}:
        raise SeatNotSitting
    if item is not None and item.session_id != session.pk:
        raise OutOfScope
    if item is not None and Recusal.unscoped.filter(item=item, seat=seat).exists():
        raise Recused


@transaction.atomic
def close_exchanges(*, actor: Actor, today: date, session: Session, happened_on: date | None = None) -> Writing:
    """The chair closes the exchanges, or whoever keeps the session notes it: nothing more is written, the vote may open. Twice is once.

    Raises Denied, NotWritten, NotOpen.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session, writing = _locked(session)
    if writing.exchanges_closed_on is None:
        writing.exchanges_closed_on = sitting_day(session, happened_on=happened_on, today=today)
        _save(writing, "exchanges_closed_on")
        record(actor, actions.EXCHANGES_CLOSED, session, today=today)
    return writing


@transaction.atomic
def open_vote(*, actor: Actor, today: date, session: Session, until: date, happened_on: date | None = None) -> Writing:
    """The chair opens the vote on every item and says how long: to the end of `until`, within the window announced. Members are told.

    Source: decree 2014-1627. Raises Denied, NotWritten, NotOpen, ExchangesRunning, VoteOpenAlready, VoteDayUnfit.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session, writing = _locked(session)
    if writing.exchanges_closed_on is None:
        raise ExchangesRunning
    if writing.vote_until is not None:
        raise VoteOpenAlready(until=day_words(writing.vote_until))
    day = sitting_day(session, happened_on=happened_on, today=today)
    if not day <= until <= session.held_on:
        raise VoteDayUnfit(held_on=day_words(session.held_on))
    recuse_in_session(actor=actor, today=today, session=session)
    for item in Item.unscoped.filter(session=session, outcome="").order_by("rank", "pk"):
        open_ballots(locked_item(item), on=day)
    writing.vote_opened_on, writing.vote_until = day, until
    _save(writing, "vote_opened_on", "vote_until")
    record(actor, actions.VOTE_OPENED, session, today=today, happened_on=day, until=until)
    _tell(session, topic=VOTE_OPENED, today=today, day=until)
    return writing


@transaction.atomic
def extend_writing(*, actor: Actor, today: date, session: Session, until: date, happened_on: date | None = None) -> Session:
    """The chair gives more time, before the closing that it moves: of the exchanges, or of the vote once it is open. Members are told.

    What is read stays open as long. Source: ordonnance 2014-1329, art. 3; decree 2014-1627.
    Raises Denied, NotWritten, NotOpen, RuleRefused.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session, writing = _locked(session)
    day = sitting_day(session, happened_on=happened_on, today=today)
    closes = writing.vote_until or session.held_on
    _check_extension(session, closes=closes, until=until, day=day)
    rank = Extension.unscoped.filter(session=session).count() + 1
    during_vote = writing.vote_until is not None
    Extension.unscoped.create(session=session, rank=rank, decided_on=day, closed_before=closes, until=until, during_vote=during_vote)
    if during_vote:
        writing.vote_until = until
        _save(writing, "vote_until")
    _move_last_day(session, until=until)
    record(actor, actions.WRITING_EXTENDED, session, today=today, until=until)
    _tell(session, topic=EXTENDED, today=today, day=until)
    return session


def _check_extension(session: Session, *, closes: date, until: date, day: date) -> None:
    try:
        core.written_window(
            opens=datetime.combine(session.first_day, time(0, 0)),
            closes=datetime.combine(closes, _END),
            prolongations=[core.Prolongation(decided_at=datetime.combine(day, _NOON), until=datetime.combine(until, _END))],
            law=current_law(),
        )
    except core.Refused as refused:
        raise RuleRefused(say(refused.phrase)) from refused


def _move_last_day(session: Session, *, until: date) -> None:
    """The last day of the session, and of its reading, follow; so does the date that earlier sittings announced for these applications."""
    before, read_before = session.held_on, session.reading_until
    if until <= before:
        return
    applications = Item.unscoped.filter(session=session).order_by("pk").values("application_id")
    earlier = Item.unscoped.put_back().filter(application_id__in=applications, next_on=before)
    earlier.update(next_on=until, version=F("version") + 1)
    reading = max(read_before, until)
    Convocation.unscoped.filter(session=session, reads_until=read_before).update(reads_until=reading)
    touch(session, held_on=until, reading_until=reading)


@transaction.atomic
def count_writing(*, actor: Actor, today: date, session: Session, happened_on: date | None = None) -> Session:
    """Count the vote of every item that is still open, all or none: when its last day has come, or when everybody answered.

    Raises Denied, NotWritten, NotOpen, VoteNotOpen, WindowRunning, NoQuorum when less than half took part.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session, writing = _locked(session)
    if writing.vote_until is None:
        raise VoteNotOpen
    for item in Item.unscoped.filter(session=session, outcome="").order_by("rank", "pk"):
        close_item(actor=actor, today=today, item=item, outcome=Examined(), happened_on=happened_on)
    return session


@transaction.atomic
def send_results(*, actor: Actor, today: date, session: Session, happened_on: date | None = None) -> Writing:
    """The results go to the members: told where they have an account; the paper is printed for the others. Twice is once.

    Source: decree 2014-1627. Raises Denied, NotWritten, VoteNotOpen, ResultsTooSoon, DateInFuture.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session, writing = _locked(session, open_only=False)
    if writing.vote_opened_on is None:
        raise VoteNotOpen
    if session.items.filter(outcome="").exists():
        raise ResultsTooSoon
    if writing.results_sent_on is None:
        writing.results_sent_on = max(day_of(happened_on=happened_on, today=today), writing.vote_opened_on)
        _save(writing, "results_sent_on")
        record(actor, actions.RESULTS_SENT, session, today=today)
        _tell(session, topic=RESULTS, today=today, day=session.held_on, page="commission:own_results")
    return writing


@dataclass(frozen=True, repr=False)
class Contribution:
    """What a seat wrote, opened for somebody who may read it."""

    exchange: Exchange
    words: str


def read_exchanges(*, actor: Actor, today: date, session: Session) -> tuple[Contribution, ...]:
    """What was written so far, in order: all of it for whoever keeps the minutes; for a member convened, what concerns items on which
    a seat of hers deliberates, while the reading lasts. The reading is journaled. Raises OutOfScope.
    """
    minutes = Minutes.unscoped.get(session=session)
    rows = list(Exchange.unscoped.filter(minutes=minutes).select_related("seat", "item").order_by("number"))
    if actor.may(Permission.DELIBERATION_OPEN, on=session):
        return _opened(minutes, rows, actor=actor, today=today)
    own = {each.seat_id for each in open_convocations(actor, today=today).filter(session=session).order_by("pk")}
    if not own:
        raise OutOfScope
    out: dict[object, set[object]] = {}
    for item_id, seat_id in Recusal.unscoped.filter(item__session=session, seat__in=own).order_by("pk").values_list("item_id", "seat_id"):
        out.setdefault(item_id, set()).add(seat_id)
    mine = [row for row in rows if row.item_id is None or not own <= out.get(row.item_id, set())]
    if mine:
        with transaction.atomic():
            record(actor, actions.EXCHANGES_READ, session, today=today, count=len(mine))
    return _opened(minutes, mine, actor=system_actor(), today=today)


def _opened(minutes: Minutes, rows: Sequence[Exchange], *, actor: Actor, today: date) -> tuple[Contribution, ...]:
    if not rows:
        return ()
    reason = Reason.MACHINE if actor.system else Reason.SESSION
    opened = open_part(actor=actor, subject=minutes, part=Part.DELIBERATION, reason=reason, today=today, system=actor.system)
    return tuple(Contribution(exchange=row, words=opened.read(row, "words")) for row in rows)


def _locked(session: Session, *, open_only: bool = True) -> tuple[Session, Writing]:
    session = Session.unscoped.locked(session.pk)
    if not session.is_written:
        raise NotWritten
    if open_only:
        require_open(session)
    writing, _ = Writing.unscoped.get_or_create(session=session)
    return session, Writing.unscoped.locked(writing.pk)


def _save(writing: Writing, *fields: str) -> None:
    writing.version += 1
    writing.save(update_fields=[*fields, "version"])


def _tell(session: Session, *, topic: Topic, today: date, day: date, page: str = "commission:own_writing") -> None:
    readers = Convocation.unscoped.filter(session=session).exclude(reader=None).order_by("pk").values_list("reader_id", flat=True)
    notify(topic=topic, user_ids=list(readers), today=today, day=day, link_name=page, link_pk=session.pk)
