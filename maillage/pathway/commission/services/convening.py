"""Convening: the notice, one letter per seat, the reading copies under the session's key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from maillage.core.deliberation import check_notice
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_generated, store_generated
from maillage.foundation.journal import record
from maillage.foundation.notifications import notify
from maillage.foundation.vault import Part
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.agenda import sent_agenda
from maillage.pathway.commission.errors import AgendaEmpty, Changed, NobodyToConvene
from maillage.pathway.commission.errors_convening import ConvocationReplaced, DayNotFixed, NotConvened
from maillage.pathway.commission.models import (
    Convocation,
    ConvocationReply,
    Kind,
    Minutes,
    SeatHolder,
    SendingMeans,
    Session,
)
from maillage.pathway.commission.notices import CONVENED
from maillage.pathway.commission.rules import check_distance, refuse_unless, seats_on
from maillage.pathway.commission.services.moving import check_move, day_of, move
from maillage.pathway.commission.services.reading import seal_papers
from maillage.pathway.commission.services.recusing import recuse_in_session
from maillage.pathway.commission.services.second import check_second
from maillage.pathway.commission.workflow import READING_STATES, State


@dataclass(frozen=True)
class _Letter:
    """What goes to one seat, printed and encrypted before the transaction."""

    seat_id: uuid.UUID
    holder: SeatHolder
    letter: Prepared


@dataclass(frozen=True)
class _Sending:
    """What leaves: when, how, why in a hurry, and the day of the convocation that it replaces."""

    day: date
    means: SendingMeans
    urgency: str = ""
    replaces: date | None = None


def convene(
    *,
    actor: Actor,
    today: date,
    session: Session,
    urgency: str = "",
    means: SendingMeans = SendingMeans.MAIL,
    happened_on: date | None = None,
) -> Session:
    """Send the convocation, its agenda and its papers to each seat that has somebody; the reading begins. When one had left already and
    the session changed since then, each letter says which one it replaces, and each seat answers anew.

    Five clear days before the session, or urgency with its reason (CRPA, art. R. 133-8); a second convocation repeats the first
    agenda and says that no quorum is asked (art. R. 133-10). Letters are printed before the transaction: if the session changed
    meanwhile, nothing leaves. Raises Denied, StateRefused, DayNotFixed, AgendaEmpty, NobodyToConvene, RuleRefused, DateInFuture, Changed.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)
    check_move(session, to=State.CONVENED)
    if session.window_until is not None:
        raise DayNotFixed
    day = day_of(happened_on=happened_on, today=today)
    sending = _Sending(day=day, means=means, urgency=urgency.strip(), replaces=_last_replaced(session))
    _check(session, day=day, urgency=urgency)
    printed = _print(session, sending)
    if not printed:
        raise NobodyToConvene
    return _send(actor=actor, today=today, session=session, printed=printed, sending=sending)


def _last_replaced(session: Session) -> date | None:
    """The day of the convocation that had left before the session changed."""
    return Convocation.unscoped.filter(session=session, replaced_on__isnull=False).aggregate(last=Max("sent_on"))["last"]


def _check(session: Session, *, day: date, urgency: str) -> None:
    if session.kind == Kind.INDIVIDUAL_PSP and not session.items.filter(outcome="").exists():
        raise AgendaEmpty
    refuse_unless(check_notice(sent_on=day, session_on=session.first_day, law=current_law(), urgency=urgency))
    refuse_unless(check_distance(session, members=len(seats_on(session, day=session.first_day)), known_on=day))
    if session.first_session is not None:
        check_second(session, first=session.first_session, day=day)


def _print(session: Session, sending: _Sending) -> list[_Letter]:
    agenda = sent_agenda(session)
    minutes = Minutes.unscoped.get(session=session)
    found = []
    for each in seats_on(session, day=session.first_day):
        holder = each.holder or each.deputy
        if holder is not None:
            pdf = letters.convocation(
                session, each.seat, holder, agenda=agenda, sent_on=sending.day, urgency=sending.urgency, replaces=sending.replaces
            )
            found.append(_Letter(seat_id=each.seat.pk, holder=holder, letter=prepare_generated(owner=minutes, content=pdf)))
    return found


@transaction.atomic
def _send(*, actor: Actor, today: date, session: Session, printed: list[_Letter], sending: _Sending) -> Session:
    seen = session.version
    session = Session.unscoped.locked(session.pk)
    if session.version != seen:
        raise Changed
    move(session, to=State.CONVENED, convened_on=sending.day, urgency=sending.urgency)
    seal_papers(session, actor=actor, today=today)
    readers = [_write(session, letter, sending, actor=actor, today=today) for letter in printed]
    recuse_in_session(actor=actor, today=today, session=session)
    action = actions.CONVENED if sending.replaces is None else actions.RECONVENED
    record(actor, action, session, today=today, held_on=session.held_on, seats=len(printed), urgent=bool(sending.urgency))
    told = [reader for reader in readers if reader is not None]
    notify(topic=CONVENED, user_ids=told, today=today, day=session.first_day, link_name="commission:reading", link_pk=session.pk)
    return session


def _write(session: Session, letter: _Letter, sending: _Sending, *, actor: Actor, today: date) -> uuid.UUID | None:
    """Keep the letter of one seat, which opens the reading. Answers who reads, when the member has an account."""
    document = store_generated(
        actor=actor,
        owner=Minutes.unscoped.get(session=session),
        part=Part.DELIBERATION,
        name=f"Convocation {session.held_on.isoformat()}",
        content=letter.letter,
        today=today,
        purpose="convocation",
    )
    convocation = Convocation.unscoped.create(
        session=session,
        seat_id=letter.seat_id,
        holder=letter.holder,
        reader_id=letter.holder.user_id,
        reads_until=_last_reading_day(session, letter.holder),
        sent_on=sending.day,
        means=sending.means,
        document=document.pk,
    )
    return convocation.reader_id


def _last_reading_day(session: Session, holder: SeatHolder) -> date:
    if holder.ends_on is None:
        return session.reading_until
    return min(session.reading_until, date.fromordinal(holder.ends_on.toordinal() - 1))


@transaction.atomic
def send_to_deputy(*, actor: Actor, today: date, convocation: Convocation) -> Convocation:
    """Address a convocation to the deputy of its seat, who reads and sits instead of the holder (CRPA, art. R. 133-3).

    Raises Denied, ConvocationReplaced, NotConvened (before the convocation, or once the session is over), NobodyToConvene when the seat has
    no deputy on the day of the session.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=convocation)
    convocation = Convocation.unscoped.select_related("session", "seat").locked(convocation.pk)
    if convocation.replaced_on is not None:
        raise ConvocationReplaced
    session = convocation.session
    if session.state not in READING_STATES:
        raise NotConvened
    # Whoever sits that day: a deputy whose time ends before the session stands in for nobody. An exchange of writings lasts several days.
    day = max(session.first_day, today) if session.is_written else session.first_day
    deputy = SeatHolder.unscoped.filter(seat=convocation.seat, deputy=True).in_force(day).order_by("-starts_on", "pk").first()
    if deputy is None:
        raise NobodyToConvene
    # A seat that is substituted gives no proxy (art. R. 133-9): the deputy answers anew.
    ConvocationReply.unscoped.filter(convocation=convocation).delete()
    convocation.holder, convocation.reader_id = deputy, deputy.user_id
    convocation.reads_until, convocation.acknowledged_on = _last_reading_day(convocation.session, deputy), None
    convocation.version += 1
    convocation.save(update_fields=["holder", "reader", "reads_until", "acknowledged_on", "version"])
    if deputy.user_id is not None:
        notify(
            topic=CONVENED,
            user_ids=[deputy.user_id],
            today=today,
            day=convocation.session.first_day,
            link_name="commission:reading",
            link_pk=convocation.session_id,
        )
    record(actor, actions.HOLDER_NAMED, convocation, today=today, starts_on=today)
    recuse_in_session(actor=actor, today=today, session=convocation.session)
    return convocation


@transaction.atomic
def acknowledge(*, actor: Actor, today: date, convocation: Convocation, happened_on: date | None = None) -> Convocation:
    """Note that a member received the convocation: by the member, or by the secretary from what came back. Raises Denied, DateInFuture."""
    if convocation.reader_id is None or convocation.reader_id != actor.user_id:
        require(actor, Permission.COMMISSION_MANAGE, on=convocation)
    convocation = Convocation.unscoped.select_related("session").locked(convocation.pk)
    if convocation.acknowledged_on is None:
        convocation.acknowledged_on = max(day_of(happened_on=happened_on, today=today), convocation.sent_on)
        convocation.save(update_fields=["acknowledged_on"])
        record(actor, actions.ACKNOWLEDGED, convocation, today=today)
    return convocation
