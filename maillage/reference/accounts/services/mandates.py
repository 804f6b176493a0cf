"""Giving and ending mandates."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.reference.accounts import actions
from maillage.reference.accounts.errors import AlreadyHeld, DatesUnfit, LastManager, MandateOver
from maillage.reference.accounts.grants import check_fit, check_grant
from maillage.reference.accounts.models import EndReason, Mandate, User
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Territory


@idempotent(Mandate)
@transaction.atomic
def grant_mandate(
    *,
    actor: Actor,
    user: User,
    role: Role,
    organisation: Organisation,
    starts_on: date,
    today: date,
    territory: Territory | None = None,
    rights: Iterable[Right] = (),
    ends_on: date | None = None,
) -> Mandate:
    """Give a role to somebody who has an account; the roles of the State name their territory. Raises CannotGrant, NotOneself, RoleUnfit,
    RightUnfit, DatesUnfit, AlreadyHeld.
    """
    organisation = Organisation.unscoped.locked(organisation.pk)
    territory_id = territory.pk if territory is not None else None
    check_grant(
        actor=actor,
        by=Permission.MANDATE_MANAGE,
        role=role,
        organisation=organisation,
        territory_id=territory_id,
        rights=rights,
        user_id=user.pk,
        has_manager=has_manager(organisation_id=organisation.pk, today=today),
    )
    mandate = write_mandate(
        user=user,
        role=role,
        organisation=organisation,
        territory_id=territory_id,
        rights=rights,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by_id=actor.user_id,
    )
    record(actor, actions.MANDATE_GRANTED, mandate, today=today, role=role.value, user=user.pk, starts_on=starts_on, ends_on=ends_on)
    return mandate


def write_mandate(
    *,
    user: User,
    role: Role,
    organisation: Organisation,
    territory_id: str | None,
    rights: Iterable[Right],
    starts_on: date,
    ends_on: date | None,
    granted_by_id: uuid.UUID | None,
) -> Mandate:
    """The row itself, once it is authorised. Raises RoleUnfit, RightUnfit, DatesUnfit, AlreadyHeld."""
    rights = frozenset(rights)
    check_fit(role=role, organisation=organisation, territory_id=territory_id, rights=rights)
    if ends_on is not None and ends_on <= starts_on:
        raise DatesUnfit
    held = Mandate.unscoped.filter(user=user, role=role.value, organisation=organisation, territory_id=territory_id)
    if held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).exists():
        raise AlreadyHeld
    return Mandate.unscoped.create(
        user=user,
        role=role.value,
        organisation=organisation,
        territory_id=territory_id,
        rights=sorted(right.value for right in rights),
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by_id=granted_by_id,
    )


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, reason: EndReason, today: date) -> Mandate:
    """End a mandate now: the next request of its holder is without it. Raises Denied, MandateOver, LastManager."""
    require(actor, Permission.MANDATE_MANAGE, on=mandate)
    organisation = Organisation.unscoped.locked(mandate.organisation_id)
    mandate = Mandate.unscoped.locked(mandate.pk)
    if mandate.ends_on is not None and mandate.ends_on <= today:
        raise MandateOver
    if _is_own_and_last_manager(actor, mandate=mandate, today=today):
        raise LastManager
    close_mandate(mandate, reason=reason, today=today, ended_by_id=actor.user_id)
    record(
        actor,
        actions.MANDATE_ENDED,
        mandate,
        today=today,
        chain=organisation.pk,
        role=mandate.role,
        user=mandate.user_id,
        reason=reason.value,
    )
    return mandate


def close_mandate(mandate: Mandate, *, reason: EndReason, today: date, ended_by_id: uuid.UUID | None) -> None:
    """Write the end of a locked mandate; one that has not begun ends before its first day."""
    mandate.ends_on = max(today, mandate.starts_on)
    mandate.ended_by_id, mandate.ended_reason = ended_by_id, reason.value
    mandate.version += 1
    mandate.save(update_fields=["ends_on", "ended_by", "ended_reason", "version"])


def has_manager(*, organisation_id: uuid.UUID, today: date, besides: uuid.UUID | None = None) -> bool:
    """Does somebody manage this organisation today, whose account is open (other than the user `besides`)?"""
    rows = Mandate.unscoped.filter(organisation_id=organisation_id, role=Role.MANAGER.value, user__is_active=True).in_force(today=today)
    return rows.exclude(user_id=besides).exists() if besides is not None else rows.exists()


def _is_own_and_last_manager(actor: Actor, *, mandate: Mandate, today: date) -> bool:
    mine = mandate.role == Role.MANAGER.value and mandate.user_id == actor.user_id
    return mine and not has_manager(organisation_id=mandate.organisation_id, today=today, besides=mandate.user_id)
