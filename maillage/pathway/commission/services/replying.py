"""After the convocation has left: what each seat answers, and reminders to those who do not."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction

from maillage.core.deliberation import Proxy, check_proxy
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.notifications import notify
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import ChannelUnfit, NoProxyInWriting
from maillage.pathway.commission.errors_convening import ConvocationReplaced, NobodyToRemind, NotConvened, ReplyTooLate
from maillage.pathway.commission.models import (
    Convocation,
    ConvocationReply,
    ModeChoice,
    Presence,
    Reminder,
    ReminderMeans,
    Seat,
    Session,
)
from maillage.pathway.commission.notices import PROXY_GIVEN, REMINDED
from maillage.pathway.commission.rules import Sitting, refuse_unless
from maillage.pathway.commission.services.moving import day_of
from maillage.pathway.commission.services.presence import CHANNELS
from maillage.pathway.commission.workflow import State


@transaction.atomic
def answer_convocation(
    *,
    actor: Actor,
    today: date,
    convocation: Convocation,
    presence: Presence,
    proxy_to: Seat | None = None,
    happened_on: date | None = None,
) -> ConvocationReply:
    """Answer for a seat: by which channel it attends, that it does not, or to whom it gives its proxy. Its holder answers by her
    account, the secretary writes down what came otherwise. It may change until the session opens, and it is worth an acknowledgement.

    Source: CRPA, art. R. 133-9 and R. 133-10. Raises Denied, ConvocationReplaced, ReplyTooLate, ChannelUnfit, NoProxyInWriting,
    RuleRefused, DateInFuture.
    """
    by_secretary = convocation.reader_id is None or convocation.reader_id != actor.user_id
    if by_secretary:
        require(actor, Permission.COMMISSION_MANAGE, on=convocation)
    # One at a time: of two proxies given at once to the same member, the second sees the first.
    Session.unscoped.locked(convocation.session_id)
    convocation = _current(convocation)
    if convocation.session.state != State.CONVENED:
        raise ReplyTooLate
    day = max(day_of(happened_on=happened_on, today=today), convocation.sent_on)
    _check_presence(convocation, presence, proxy_to=proxy_to)
    before = ConvocationReply.unscoped.filter(convocation=convocation).first()
    said = {"presence": presence, "proxy_to": proxy_to if presence is Presence.PROXY else None}
    if before is not None and (before.presence, before.proxy_to_id) == (presence, proxy_to.pk if said["proxy_to"] and proxy_to else None):
        return before
    reply, _ = ConvocationReply.unscoped.update_or_create(
        convocation=convocation, defaults={**said, "said_on": day, "by_secretary": by_secretary}
    )
    if convocation.acknowledged_on is None:
        convocation.acknowledged_on = day
        convocation.save(update_fields=["acknowledged_on"])
    record(actor, actions.REPLIED, convocation.session, today=today, presence=presence, seat=convocation.seat_id)
    _tell_proxy_holder(convocation, proxy_to=reply.proxy_to, today=today)
    return reply


def _current(convocation: Convocation) -> Convocation:
    convocation = Convocation.unscoped.select_related("session__commission", "seat", "holder").locked(convocation.pk)
    if convocation.replaced_on is not None:
        raise ConvocationReplaced
    return convocation


def _check_presence(convocation: Convocation, presence: Presence, *, proxy_to: Seat | None) -> None:
    session = convocation.session
    if presence is Presence.PROXY and proxy_to is not None:
        _check_proxy(convocation, proxy_to=proxy_to)
    elif presence is not Presence.ABSENT and presence not in CHANNELS[ModeChoice(session.mode)]:
        raise ChannelUnfit


def _check_proxy(convocation: Convocation, *, proxy_to: Seat) -> None:
    session = convocation.session
    if session.is_written:
        raise NoProxyInWriting
    sent = Convocation.unscoped.filter(session=session, replaced_on__isnull=True).select_related("holder", "reply").order_by("pk")
    given = [row for row in sent if row.pk != convocation.pk and getattr(row, "reply", None) is not None]
    refuse_unless(
        check_proxy(
            proxy=Proxy(giver=str(convocation.seat_id), holder=str(proxy_to.pk)),
            composition=Sitting.of(session, day=session.first_day).composition,
            substituted=[str(row.seat_id) for row in sent if row.holder.deputy],
            others=[
                Proxy(giver=str(row.seat_id), holder=str(row.reply.proxy_to_id)) for row in given if row.reply.presence == Presence.PROXY
            ],
            on=session.first_day,
            law=current_law(),
        )
    )


def _tell_proxy_holder(convocation: Convocation, *, proxy_to: Seat | None, today: date) -> None:
    if proxy_to is None:
        return
    rows = Convocation.unscoped.filter(session=convocation.session, seat=proxy_to, reader__isnull=False).order_by("pk")
    readers = list(rows.values_list("reader_id", flat=True))
    session = convocation.session
    notify(topic=PROXY_GIVEN, user_ids=readers, today=today, day=session.first_day, link_name="commission:reading", link_pk=session.pk)


def _sent(session: Session, seats: Collection[uuid.UUID]) -> list[Convocation]:
    rows = Convocation.unscoped.filter(session=session, replaced_on__isnull=True, seat_id__in=seats)
    return list(rows.order_by("seat__rank", "pk"))


@transaction.atomic
def remind(
    *,
    actor: Actor,
    today: date,
    session: Session,
    seats: Collection[uuid.UUID],
    means: ReminderMeans = ReminderMeans.HERE,
    happened_on: date | None = None,
) -> list[Reminder]:
    """Remind these seats that they have not answered: a dated row each, and a notice to those who have an account. Twice the same day
    is once. Raises Denied, NotConvened, NobodyToRemind, DateInFuture.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.locked(session.pk)
    if session.state != State.CONVENED:
        raise NotConvened
    day = day_of(happened_on=happened_on, today=today)
    silent = [row for row in _sent(session, seats) if not ConvocationReply.unscoped.filter(convocation=row).exists()]
    if not silent:
        raise NobodyToRemind
    already = set(Reminder.unscoped.filter(convocation__in=silent, sent_on=day).order_by("pk").values_list("convocation_id", flat=True))
    new = [row for row in silent if row.pk not in already]
    made = [Reminder.unscoped.create(convocation=row, sent_on=day, means=means) for row in new]
    if made:
        record(actor, actions.REMINDED, session, today=today, seats=len(made), means=means)
        readers = [row.reader_id for row in new if row.reader_id is not None]
        notify(topic=REMINDED, user_ids=readers, today=today, day=session.first_day, link_name="commission:reading", link_pk=session.pk)
    return made
