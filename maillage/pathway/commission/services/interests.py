"""The register of declared interests: a tie with an organisation, said by the member or noted by the secretary."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Q

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions_composition as actions
from maillage.pathway.commission.errors import InterestUnclear, WrongDates
from maillage.pathway.commission.models import Interest, InterestTie, SeatHolder
from maillage.pathway.commission.services.moving import check_day_fit
from maillage.reference.organisations.models import Organisation


def require_for_holder(actor: Actor, holder: SeatHolder) -> None:
    """Whoever holds the seat speaks for herself; the secretary for anybody. Raises Denied."""
    if holder.user_id is None or holder.user_id != actor.user_id:
        require(actor, Permission.COMMISSION_MANAGE, on=holder)
    else:
        require(actor, Permission.COMMISSION_SEE, on=holder)


@idempotent(Interest)
@transaction.atomic
def declare_interest(
    *,
    actor: Actor,
    today: date,
    holder: SeatHolder,
    tie: InterestTie,
    organisation_id: uuid.UUID | None = None,
    words: str = "",
    starts_on: date | None = None,
) -> Interest:
    """Declare an interest: an organisation of the list, or one named in words. It proposes recusals, and decides none.

    Source: CRPA, art. R. 133-12. Raises Denied, DayUnfit, InterestUnclear for both or neither, or one already declared.
    """
    require_for_holder(actor, holder)
    check_day_fit(starts_on, today=today)
    holder = SeatHolder.unscoped.select_related("seat__commission").locked(holder.pk)
    named = words.strip()
    if (organisation_id is None) == (not named):
        raise InterestUnclear
    reachable = Organisation.unscoped.of_territory(holder.territory_id).order_by("pk")
    if organisation_id is not None and not reachable.filter(pk=organisation_id).exists():
        raise InterestUnclear
    known = Interest.unscoped.filter(holder=holder, words=named).in_force(today)
    if known.filter(Q(organisation=organisation_id) if organisation_id else Q(organisation=None)).exists():
        raise InterestUnclear
    interest = Interest.unscoped.create(
        holder=holder, organisation_id=organisation_id, words=named, tie=tie, starts_on=starts_on or today, declared_on=today
    )
    record(actor, actions.INTEREST_DECLARED, interest, today=today, starts_on=interest.starts_on, tie=tie)
    return interest


@transaction.atomic
def end_interest(*, actor: Actor, today: date, interest: Interest, ends_on: date) -> Interest:
    """Note the first day on which an interest no longer holds. Raises Denied, DayUnfit, WrongDates."""
    require_for_holder(actor, interest.holder)
    check_day_fit(ends_on, today=today)
    interest = Interest.unscoped.select_related("holder__seat__commission").locked(interest.pk)
    if interest.ends_on == ends_on:
        return interest
    if interest.ends_on is not None or ends_on <= interest.starts_on:
        raise WrongDates
    interest.ends_on = ends_on
    interest.version += 1
    interest.save(update_fields=["ends_on", "version"])
    record(actor, actions.INTEREST_ENDED, interest, today=today, ends_on=ends_on)
    return interest
