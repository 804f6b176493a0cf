"""The sheet of presences, hour by hour: arrivals, departures, channels, substitutes and proxies."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.db import transaction

from maillage.core.deliberation import Proxy, check_proxy
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    ChannelUnfit,
    HourMissing,
    HourUnfit,
    NoDeputy,
    NoProxyInWriting,
    PresencesChanged,
    SeatNotSitting,
    SeatVacant,
)
from maillage.pathway.commission.errors_voting import PresenceInWriting
from maillage.pathway.commission.models import ModeChoice, Presence, PresenceSpan, Seat, Session
from maillage.pathway.commission.models.presence import presence_code
from maillage.pathway.commission.rules import Sitting, refuse_unless
from maillage.pathway.commission.services.moving import require_open, sitting_day

CHANNELS = {
    ModeChoice.IN_PERSON: (Presence.IN_PERSON, Presence.VIDEO, Presence.PHONE),
    ModeChoice.HYBRID: (Presence.IN_PERSON, Presence.VIDEO, Presence.PHONE),
    ModeChoice.VIDEO: (Presence.VIDEO, Presence.PHONE),
    ModeChoice.PHONE: (Presence.PHONE, Presence.VIDEO),
    ModeChoice.WRITTEN: (Presence.WRITTEN,),
}
"""Distance counts in the quorum of any meeting (CRPA, art. R. 133-10); writing is a procedure of its own."""


@transaction.atomic
def record_attendance(
    *, actor: Actor, today: date, session: Session, seat: Seat, channel: Presence, by_substitute: bool = False, at: time | None = None
) -> PresenceSpan | None:
    """Note how a seat takes part from an hour on; without an hour, from the opening, which corrects the sheet. Absent ends what was noted.

    Once an item is closed the hour is asked: what was counted stands. In writing a seat takes part by what it writes or votes, noted by its
    own act. Raises Denied, NotOpen, PresenceInWriting, SeatNotSitting, SeatVacant, ChannelUnfit, HourMissing, HourUnfit,
    NoDeputy (CRPA, art. R. 133-3).
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    if session.is_written:
        raise PresenceInWriting
    _sitting_with(session, seat, today=today)
    if channel is not Presence.ABSENT and channel not in CHANNELS[ModeChoice(session.mode)]:
        raise ChannelUnfit
    if by_substitute and not seat.substitutable:
        raise NoDeputy
    span = _change(session, seat, channel=channel, by_substitute=by_substitute, proxy_to=None, at=at)
    record(actor, actions.PRESENCE, session, today=today, channel=channel, seat=seat.pk, **_hour(at))
    return span


@transaction.atomic
def record_departure(*, actor: Actor, today: date, session: Session, span: PresenceSpan, at: time) -> PresenceSpan:
    """Whoever was there leaves, or a proxy ends, at that hour. Said twice, it changes nothing.

    Raises Denied, NotOpen, PresenceInWriting, HourUnfit.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    if session.is_written:
        raise PresenceInWriting
    span = PresenceSpan.unscoped.select_related("session", "seat").get(pk=span.pk, session=session)
    if span.left_at is not None:
        return span
    _end(span, at=at)
    record(actor, actions.LEFT, session, today=today, seat=span.seat_id, **_hour(at))
    return span


@transaction.atomic
def record_proxy(*, actor: Actor, today: date, session: Session, giver: Seat, holder: Seat, at: time | None = None) -> PresenceSpan:
    """Note that a seat that is not there, or leaves at that hour, entrusts its vote to another.

    Source: CRPA, art. R. 133-9: one per holder, from a member who is not substituted (at no time of this session, by caution).
    Raises Denied, NotOpen, NoProxyInWriting, SeatNotSitting, SeatVacant, RuleRefused, HourMissing, HourUnfit.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = Session.unscoped.locked(session.pk)
    require_open(session)
    if session.is_written:
        raise NoProxyInWriting
    sitting = _sitting_with(session, giver, today=today)
    refuse_unless(
        check_proxy(
            proxy=Proxy(giver=str(giver.pk), holder=str(holder.pk)),
            composition=sitting.composition,
            substituted={str(span.seat_id) for span in sitting.spans if span.by_substitute},
            others=[proxy for proxy in sitting.proxies if proxy.giver != str(giver.pk)],
            on=sitting.day,
            law=current_law(),
        )
    )
    span = _change(session, giver, channel=Presence.PROXY, by_substitute=False, proxy_to=holder, at=at)
    record(actor, actions.PROXY, session, today=today, giver=giver.pk, holder=holder.pk, **_hour(at))
    if span is None:
        raise RuntimeError("a proxy is a span")
    return span


@idempotent(Session)
@transaction.atomic
def record_presences(
    *,
    actor: Actor,
    today: date,
    session: Session,
    presences: Mapping[uuid.UUID, Presence],
    proxies: Mapping[uuid.UUID, uuid.UUID],
    substitutes: frozenset[uuid.UUID] = frozenset(),
    seen: Mapping[uuid.UUID, str] | None = None,
    at: time | None = None,
) -> Session:
    """Note the whole sheet at once: how each seat takes part, then who gave a proxy to whom. What did not change is left as it is.

    `seen` is what the sheet showed for each seat (`PresenceSpan.code`): a choice left as it was shown writes nothing, and one that would
    change what somebody else noted since is refused. Raises Denied, PresencesChanged, and as `record_attendance` and `record_proxy`.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    Session.unscoped.locked(session.pk)
    seats = {seat.pk: seat for seat in Seat.unscoped.filter(commission_id=session.commission_id).order_by("rank", "pk")}
    wanted = {pk: presence_code(channel, by_substitute=pk in substitutes) for pk, channel in presences.items()}
    wanted |= {giver: presence_code(Presence.PROXY, proxy_to=holder) for giver, holder in proxies.items()}
    changed = _changed(session, wanted, seen=seen, seats=seats)
    with_hour: dict[str, Any] = {"actor": actor, "today": today, "session": session, "at": at}
    for pk, channel in presences.items():
        if pk in changed:
            record_attendance(seat=seats[pk], channel=channel, by_substitute=pk in substitutes, **with_hour)
    for giver, holder in proxies.items():
        if giver in changed:
            record_proxy(giver=seats[giver], holder=seats[holder], **with_hour)
    return session


def _changed(
    session: Session, wanted: Mapping[uuid.UUID, str], *, seen: Mapping[uuid.UUID, str] | None, seats: Mapping[uuid.UUID, Seat]
) -> set[uuid.UUID]:
    """The seats of the sheet to write. Raises PresencesChanged, with their names, for those that changed since it was shown."""
    absent = presence_code(Presence.ABSENT)
    noted = {span.seat_id: span.code for span in PresenceSpan.unscoped.lasting().filter(session=session).order_by("pk")}
    shown = noted if seen is None else seen
    touched = {pk for pk, code in wanted.items() if code != noted.get(pk, absent) and code != shown.get(pk, absent)}
    stale = [seats[pk].label for pk in seats if pk in touched and shown.get(pk, absent) != noted.get(pk, absent)]
    if stale:
        raise PresencesChanged(seats=", ".join(stale))
    return touched


def _change(
    session: Session, seat: Seat, *, channel: Presence, by_substitute: bool, proxy_to: Seat | None, at: time | None
) -> PresenceSpan | None:
    """End what lasts and begin what is said; without an hour, or at the hour when it began, what was noted is corrected in place."""
    lasting = PresenceSpan.unscoped.lasting().select_related("session").filter(session=session, seat=seat).first()
    said = (channel, by_substitute, proxy_to.pk if proxy_to is not None else None)
    if lasting is not None and (lasting.channel, lasting.by_substitute, lasting.proxy_to_id) == said:
        return lasting
    if at is None and not session.from_paper and session.items.exclude(outcome="").exists():
        raise HourMissing
    if lasting is not None and at not in (None, lasting.arrived_at):
        _end(lasting, at=at)
        lasting = None
    if channel is Presence.ABSENT:
        if lasting is not None:
            lasting.delete()
        return None
    if lasting is not None:
        lasting.channel, lasting.by_substitute, lasting.proxy_to = channel, by_substitute, proxy_to
        lasting.save(update_fields=["channel", "by_substitute", "proxy_to"])
        return lasting
    left = PresenceSpan.unscoped.filter(session=session, seat=seat).order_by("-left_at").values_list("left_at", flat=True).first()
    if left is not None and (at is None or at < left):
        raise HourUnfit
    return PresenceSpan.unscoped.create(
        session=session, seat=seat, channel=channel, by_substitute=by_substitute, proxy_to=proxy_to, arrived_at=at
    )


def _end(span: PresenceSpan, *, at: time | None) -> None:
    if at is None or (span.arrived_at is not None and at < span.arrived_at):
        raise HourUnfit
    span.left_at = at
    span.save(update_fields=["left_at"])


def _hour(at: time | None) -> dict[str, Any]:
    return {"at": at.strftime("%H:%M")} if at is not None else {}


def _sitting_with(session: Session, seat: Seat, *, today: date) -> Sitting:
    sitting = Sitting.of(session, day=sitting_day(session, happened_on=None, today=today))
    known = sitting.composition.seat(str(seat.pk))
    if known is None:
        raise SeatNotSitting
    if known.vacant:
        raise SeatVacant
    return sitting
