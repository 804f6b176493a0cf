"""Who sits: seats with what alerts about them, the two kinds of session, what a member declares, who is ready."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.core import deliberation as core
from maillage.core.deliberation.mandates import MandateEnd, MandateState, mandate_end, vacancy
from maillage.core.law import Law, current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.explanation import Reason
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.models import (
    Commission,
    Interest,
    Item,
    Kind,
    ModeChoice,
    Readiness,
    ReadyCheck,
    Recusal,
    Seat,
    SeatHolder,
    Session,
)
from maillage.pathway.commission.rules import SeatNow, seats_now, seats_on
from maillage.pathway.commission.selectors.sessions import reason_of


@dataclass(frozen=True)
class SeatLine:
    """A seat on the page of the composition: who holds it, how its mandates stand, since when it is vacant."""

    now: SeatNow
    ends: tuple[MandateEnd, ...]

    @property
    def alerts(self) -> tuple[MandateEnd, ...]:
        """What is to be done about it."""
        return tuple(each for each in self.ends if each.alerts)

    @property
    def vacant(self) -> bool:
        """Does nobody hold it?"""
        return self.now.holder is None


def seat_lines(commission: Commission, *, today: date) -> list[SeatLine]:
    """The seats of today, in the order of the local list; three queries, whatever their number."""
    rows = Seat.unscoped.filter(commission=commission).in_force(today).select_related("commission", "holder_organisation")
    return lines_of(list(rows.order_by("rank", "label", "pk")), today=today)


def lines_of(seats: list[Seat], *, today: date) -> list[SeatLine]:
    """The same, for these seats."""
    law, last = current_law(), _last_holders(seats, today=today)
    return [SeatLine(each, _ends(each, last=last.get(each.seat.pk), today=today, law=law)) for each in seats_now(seats, day=today)]


def _last_holders(seats: Iterable[Seat], *, today: date) -> dict[uuid.UUID, SeatHolder]:
    rows = SeatHolder.unscoped.filter(seat__in=[seat.pk for seat in seats], deputy=False, ends_on__lte=today)
    return {row.seat_id: row for row in rows.order_by("ends_on", "pk")}


def _ends(now: SeatNow, *, last: SeatHolder | None, today: date, law: Law) -> tuple[MandateEnd, ...]:
    if now.holder is None:
        since = (last.ends_on if last is not None else None) or now.seat.starts_on
        return (vacancy(since=since, mandate_until=last.mandate_until if last is not None else None, law=law, today=today),)
    held = [each for each in (now.holder, now.deputy) if each is not None]
    return tuple(mandate_end(until=each.mandate_until, today=today, law=law) for each in held)


def reasons_of(ends: Iterable[MandateEnd]) -> list[Reason]:
    """These ends in words, each with its text."""
    return [reason_of(core.Ruling(not each.alerts, each.phrase, each.because, each.confidence)) for each in ends]


@dataclass(frozen=True)
class KindLine:
    """Who composes one kind of session: the base of its quorum."""

    kind: Kind
    composition: core.Composition
    quorum: core.Quorum

    @property
    def reasons(self) -> list[Reason]:
        """Who, and by which text."""
        return [reason_of(self.composition), reason_of(self.quorum)]


def kind_lines(seats: Sequence[SeatNow], *, today: date) -> list[KindLine]:
    """The lists of the kinds of session that the law knows on a day: one until the end of 2025, two since."""
    law = current_law()
    known = {row["code"] for row in law.value("sessions.kinds", on=today).value}
    kinds = [kind for kind in Kind if kind.value in known] or [Kind.INDIVIDUAL_PSP]
    rows = [each.as_core() for each in seats]
    composed = [core.compose(seats=rows, kind=core.SessionKind(kind.value), on=today, law=law) for kind in kinds]
    return [KindLine(kind, each, _quorum_of(each, today=today, law=law)) for kind, each in zip(kinds, composed, strict=True)]


def _quorum_of(composition: core.Composition, *, today: date, law: Law) -> core.Quorum:
    """What would be needed, before anybody comes."""
    return core.quorum(composition=composition, attending=(), proxies=(), recused=frozenset(), second_convocation=False, on=today, law=law)


def get_tended_holder(*, actor: Actor, pk: uuid.UUID, today: date) -> SeatHolder:
    """Who holds a seat, for the secretariat, the chair, or herself; or OutOfScope: another member's page is nobody's business."""
    rows = SeatHolder.objects.visible_to(actor, today=today).select_related("seat__commission__territory", "seat__holder_organisation")
    found = rows.filter(pk=pk).first()
    if found is None or not (actor.may(Permission.SESSION_CONDUCT, on=found) or is_own(actor, found)):
        raise OutOfScope
    return found


def is_own(actor: Actor, holder: SeatHolder) -> bool:
    """Is the actor who holds this seat?"""
    return holder.user_id is not None and holder.user_id == actor.user_id


def get_interest(*, actor: Actor, pk: uuid.UUID, today: date) -> Interest:
    """A declared interest, for the secretariat, the chair, or whoever declared it; or OutOfScope."""
    rows = Interest.unscoped.select_related("holder__seat__commission__territory", "organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    get_tended_holder(actor=actor, pk=found.holder_id, today=today)
    return found


def own_holders(actor: Actor, *, today: date) -> list[SeatHolder]:
    """The seats that the actor holds, or stands in for, today."""
    if actor.user_id is None:
        return []
    rows = SeatHolder.objects.visible_to(actor, today=today).filter(user_id=actor.user_id).in_force(today)
    return list(rows.select_related("seat__commission__territory").order_by("seat__rank", "pk"))


def interests_of(holder: SeatHolder) -> list[Interest]:
    """What this member declared, what still holds first."""
    rows = Interest.unscoped.filter(holder=holder).select_related("organisation").order_by("-starts_on", "pk")
    return sorted(rows, key=lambda each: each.ends_on is not None)


def register_of(commission: Commission, *, today: date) -> list[Interest]:
    """The interests in force of whoever sits today, in the order of the seats."""
    rows = Interest.unscoped.filter(holder__seat__commission=commission).in_force(today)
    sitting = SeatHolder.unscoped.in_force(today).order_by("pk").values("pk")
    rows = rows.filter(holder__in=sitting).select_related("organisation", "holder__seat__commission")
    return list(rows.order_by("holder__seat__rank", "holder__seat__label", "pk"))


@dataclass(frozen=True)
class InterestOn:
    """An interest that meets an item: the presenting association is the organisation it names."""

    seat: Seat
    holder: SeatHolder
    interest: Interest


def interests_by_item(session: Session, *, day: date) -> dict[uuid.UUID, tuple[InterestOn, ...]]:
    """The recusals to propose on each open item of a session, from the register; not where the seat is recused already. Four queries.

    An interest proposes, and does not recuse: whether it is personal in this matter is judged item by item (CRPA, art. R. 133-12).
    """
    seats = {each.seat.pk: each.seat for each in seats_on(session, day=day)}
    rows = (
        Interest.unscoped.filter(organisation__isnull=False, holder__seat__in=seats).in_force(day).select_related("organisation", "holder")
    )
    interests = [row for row in rows.order_by("holder__seat__rank", "pk") if row.holder.holds_on(day)]
    items = list(session.items.filter(outcome="").select_related("application").order_by("rank", "pk"))
    out = set(Recusal.unscoped.filter(item__in=items).order_by("pk").values_list("item_id", "seat_id"))
    return {
        item.pk: tuple(
            InterestOn(seats[row.holder.seat_id], row.holder, row)
            for row in interests
            if row.organisation_id == item.application.organisation_id and (item.pk, row.holder.seat_id) not in out
        )
        for item in items
    }


def interests_on(item: Item, *, day: date) -> tuple[InterestOn, ...]:
    """The same, for one item."""
    return interests_by_item(item.session, day=day).get(item.pk, ())


def interests_in_words(session: Session, *, day: date) -> list[Interest]:
    """Interests with an organisation that is not of the list: nothing can be computed, somebody keeps them in mind."""
    seats = [each.seat.pk for each in seats_on(session, day=day)]
    rows = Interest.unscoped.filter(organisation=None, holder__seat__in=seats).in_force(day).select_related("holder__seat__commission")
    return [row for row in rows.order_by("holder__seat__rank", "pk") if row.holder.holds_on(day)]


@dataclass(frozen=True)
class ReadyLine:
    """A seat and what was checked for whoever would be convened."""

    seat: Seat
    holder: SeatHolder
    done: dict[str, date]

    @property
    def checks(self) -> list[tuple[ReadyCheck, date | None]]:
        """Each check with the day it was done."""
        return [(code, self.done.get(code.value)) for code in ReadyCheck]

    @property
    def missing(self) -> list[ReadyCheck]:
        """What is not done."""
        return [code for code in ReadyCheck if code.value not in self.done]


def ready_lines(session: Session) -> list[ReadyLine]:
    """Each seat of a session with what makes its holder ready to sit at a distance; vacant seats have nobody to be ready."""
    sitting = [(each.seat, each.holder or each.deputy) for each in seats_on(session, day=session.first_day)]
    held = [(seat, holder) for seat, holder in sitting if holder is not None]
    done: dict[uuid.UUID, dict[str, date]] = {}
    for row in Readiness.unscoped.filter(holder__in=[holder.pk for _, holder in held]).order_by("pk"):
        done.setdefault(row.holder_id, {})[row.code] = row.done_on
    return [ReadyLine(seat, holder, done.get(holder.pk, {})) for seat, holder in held]


def readiness_of(holder: SeatHolder) -> list[tuple[ReadyCheck, date | None]]:
    """What was checked for one member."""
    done = dict(Readiness.unscoped.filter(holder=holder).order_by("pk").values_list("code", "done_on"))
    return [(code, done.get(code.value)) for code in ReadyCheck]


def not_ready(session: Session, *, today: date) -> tuple[ReadyLine, ...]:
    """Who would be convened at a distance without being ready. Nobody for a session in person: nothing is needed there."""
    if session.mode == ModeChoice.IN_PERSON:
        return ()
    return tuple(line for line in ready_lines(session) if line.missing)


def chair_seats(session: Session) -> list[SeatNow]:
    """The seats that chair this commission on the day of a session."""
    return [each for each in seats_on(session, day=session.first_day) if each.seat.chairs]


def presiding_words(session: Session) -> str:
    """Who presides, as the papers say it: one seat, or several together."""
    chairs = [each.seat for each in chair_seats(session) if session.presiding_id in (None, each.seat.pk)]
    return " et ".join(seat.label for seat in chairs)


def seats_to_tend(actor: Actor, *, today: date) -> list[tuple[SeatLine, MandateEnd]]:
    """Vacant seats, and mandates over or nearly, in the departments where the actor keeps the secretariat; the most pressing first."""
    territories = sorted({each.territory_id for each in actor.granting(Permission.COMMISSION_MANAGE) if each.territory_id})
    rows = Seat.unscoped.filter(commission__territory__in=territories).in_force(today)
    seats = list(rows.select_related("commission__territory", "holder_organisation").order_by("rank", "label", "pk"))
    found = [(line, end) for line in lines_of(seats, today=today) for end in line.alerts]
    return sorted(found, key=lambda pair: pair[1].state is not MandateState.OVER)


def spoken(ends: Iterable[MandateEnd]) -> list[Any]:
    """The sentences alone."""
    return [say(each.phrase) for each in ends]


def mandate_reasons(holder: SeatHolder, *, today: date) -> list[Reason]:
    """How one mandate stands, with its text."""
    return reasons_of((mandate_end(until=holder.mandate_until, today=today, law=current_law()),))


def remaining_mandate(seat: Seat, *, today: date) -> date | None:
    """The last day of the mandate that somebody who replaces would finish (CRPA, art. R. 133-4); None when it is over or not known."""
    last = SeatHolder.unscoped.filter(seat=seat, deputy=False).order_by("-starts_on", "pk").first()
    until = last.mandate_until if last is not None else None
    return until if until is not None and until >= today else None
