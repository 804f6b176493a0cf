"""The commission of a department: inscribed once, its seats by the local order."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.core.deliberation import Standing
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions, actions_composition
from maillage.pathway.commission.errors import AlreadySetUp, FilingTimeUnfit, SeatKnown, WrongDates
from maillage.pathway.commission.models import FILING_DAYS_MOST, Commission, Seat
from maillage.pathway.commission.rules import known_rules
from maillage.pathway.commission.services.moving import check_day_fit
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.reference.territories.models import Territory


@idempotent(Commission)
@transaction.atomic
def set_up_commission(
    *,
    actor: Actor,
    today: date,
    territory: Territory,
    filing_deadline_days: int | None = None,
    order_reference: str = "",
    seats_of_law: bool = False,
    since: date | None = None,
) -> Commission:
    """Inscribe the commission of a department, its secretariat being the delegation's.

    `seats_of_law` begins with the seats that the code names (CASF, art. R. 121-12-7, parameter `commission.seats`), vacant, from
    `since`; the associations' seats are added one by one. Raises Denied, AlreadySetUp, NoSecretariat,
    FilingTimeUnfit.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=territory)
    _check_filing_time(filing_deadline_days)
    if Commission.unscoped.filter(territory=territory).exists():
        raise AlreadySetUp
    law = current_law()
    commission = Commission.unscoped.create(
        territory=territory,
        organisation=secretariat_of(territory.pk),
        filing_deadline_days=law.value("notice.margin_days", on=today).value if filing_deadline_days is None else filing_deadline_days,
        order_reference=order_reference.strip(),
    )
    record(actor, actions.SET_UP, commission, today=today)
    if seats_of_law:
        for named in law.value("commission.seats", on=today).value:
            if named["code"] != "associations":
                add_seat(actor=actor, today=today, commission=commission, code=named["code"], starts_on=since or today)
    return commission


def _check_filing_time(days: int | None) -> None:
    if days is not None and not 0 <= days <= FILING_DAYS_MOST:
        raise FilingTimeUnfit


@transaction.atomic
def change_order(
    *, actor: Actor, today: date, commission: Commission, seen: int, filing_deadline_days: int, order_reference: str
) -> Commission:
    """Note a new local order of the commission, or another local time to file; seats are ended and added one by one.

    No text fixes this time: it is the department's own custom. Raises Denied, FilingTimeUnfit, Stale.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=commission)
    _check_filing_time(filing_deadline_days)
    commission = Commission.unscoped.select_related("territory").locked(commission.pk)
    changes = {"filing_deadline_days": filing_deadline_days, "order_reference": order_reference.strip()}
    if all(getattr(commission, name) == value for name, value in changes.items()):
        return commission
    commission = commission.save_version(seen=seen, changes=changes)
    record(actor, actions_composition.ORDER_CHANGED, commission, today=today, days=filing_deadline_days)
    return commission


@idempotent(Seat)
@transaction.atomic
def add_seat(
    *,
    actor: Actor,
    today: date,
    commission: Commission,
    code: str,
    starts_on: date,
    label: str = "",
    organisation_id: uuid.UUID | None = None,
) -> Seat:
    """Add a seat of the local order. Its rank, standing and what it sits for come from the law's list (parameter `commission.seats`).

    A seat held by an association or an institution names it: the recusal of the presenting association comes from there.
    Raises Denied, DayUnfit, NoRuleThatDay, SeatKnown for a label already there, WrongDates for a code that the list does not know.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=commission)
    check_day_fit(starts_on, today=today)
    with known_rules():
        rows = current_law().value("commission.seats", on=starts_on).value
    named = next((each for each in rows if each["code"] == code), None)
    if named is None:
        raise WrongDates
    standing, words = Standing(named["standing"]), label.strip() or named["label"]
    commission = Commission.unscoped.locked(commission.pk)
    if Seat.unscoped.filter(commission=commission, label=words, ends_on=None).exists():
        raise SeatKnown
    seat = Seat.unscoped.create(
        commission=commission,
        code=code,
        label=words,
        rank=named["rank"],
        standing=standing,
        holder_organisation_id=organisation_id,
        chairs=code == "chair",
        substitutable=standing is not Standing.QUALIFIED,
        sits_individual=named["individual_psp"],
        starts_on=starts_on,
    )
    record(actor, actions.SEAT_ADDED, seat, today=today, code=code)
    return seat
