"""Every write about organisations."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from maillage.core.clock.terms import add_months
from maillage.core.law import Law, current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.reference.organisations import actions
from maillage.reference.organisations.errors import (
    AccreditationKnown,
    AlreadyWithdrawn,
    DatesUnfit,
    KindUnfit,
    NameTaken,
    NotAnAssociation,
    OrderIncomplete,
    StatusHeld,
)
from maillage.reference.organisations.models import (
    Accreditation,
    AccreditationState,
    FilesOpenTo,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    StatusKind,
)
from maillage.reference.territories.models import Territory


@idempotent(Organisation)
@transaction.atomic
def register_organisation(
    *,
    actor: Actor,
    kind: OrganisationKind | str,
    name: str,
    territory: Territory | None,
    today: date,
    institution: str = "",
    files_open_to: FilesOpenTo | str = FilesOpenTo.TEAM,
) -> Organisation:
    """Add an organisation. The delegate may in her department; a national one (no territory) comes from the machine only.

    Raises Denied, KindUnfit, NameTaken.
    """
    if territory is None and not actor.system:
        raise Denied
    require(actor, Permission.ORGANISATION_MANAGE, on=territory)
    kind = OrganisationKind(kind)
    if (kind is OrganisationKind.INSTITUTION) != bool(institution):
        raise KindUnfit
    words = " ".join(name.split())
    if Organisation.unscoped.filter(territory=territory, name=words).exists():
        raise NameTaken
    organisation = Organisation.unscoped.create(
        kind=kind, institution=institution, name=words, territory=territory, files_open_to=FilesOpenTo(files_open_to)
    )
    record(actor, actions.REGISTERED, organisation, today=today, kind=kind.value)
    return organisation


@transaction.atomic
def open_files_to(*, actor: Actor, organisation: Organisation, open_to: FilesOpenTo, seen: int, today: date) -> Organisation:
    """Say who reads the association's files: the team, or those who follow each file. Its manager decides. Raises Denied, Stale."""
    if not actor.system and organisation.pk not in _own(actor):
        raise Denied
    organisation = Organisation.unscoped.locked(organisation.pk)
    organisation = organisation.save_version(seen=seen, changes={"files_open_to": open_to})
    record(actor, actions.FILES_OPENED_TO, organisation, today=today, open_to=open_to.value)
    return organisation


@transaction.atomic
def close_organisation(*, actor: Actor, organisation: Organisation, closed_on: date, today: date) -> Organisation:
    """Note that an organisation has closed: from that day its mandates open nothing. Only around it, never by itself. Raises Denied."""
    if not actor.system and not _is_around(actor, organisation):
        raise Denied
    organisation = Organisation.unscoped.locked(organisation.pk)
    organisation.closed_on = closed_on
    organisation.version += 1
    organisation.save(update_fields=["closed_on", "version"])
    record(actor, actions.CLOSED, organisation, today=today, closed_on=closed_on)
    return organisation


@idempotent(OrganisationStatus)
@transaction.atomic
def record_status(
    *, actor: Actor, organisation: Organisation, status: StatusKind | str, starts_on: date, today: date, ends_on: date | None = None
) -> OrganisationStatus:
    """Note a status from a day on. Its manager or its delegate may. Raises Denied, DatesUnfit, StatusHeld."""
    require(actor, Permission.ORGANISATION_MANAGE, on=organisation)
    organisation = Organisation.unscoped.locked(organisation.pk)
    if ends_on is not None and ends_on <= starts_on:
        raise DatesUnfit
    status = StatusKind(status)
    held = OrganisationStatus.unscoped.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on), organisation=organisation, status=status)
    if ends_on is not None:
        held = held.filter(starts_on__lt=ends_on)
    if held.exists():
        raise StatusHeld
    row = OrganisationStatus.unscoped.create(organisation=organisation, status=status, starts_on=starts_on, ends_on=ends_on)
    record(actor, actions.STATUS_RECORDED, row, today=today, chain=organisation.pk, status=status.value, starts_on=starts_on)
    return row


@transaction.atomic
def end_status(*, actor: Actor, status: OrganisationStatus, ends_on: date, today: date) -> OrganisationStatus:
    """Note the first day without a status. Raises Denied, DatesUnfit."""
    require(actor, Permission.ORGANISATION_MANAGE, on=status.organisation)
    row = OrganisationStatus.unscoped.locked(status.pk)
    if ends_on <= row.starts_on:
        raise DatesUnfit
    row.ends_on = ends_on
    row.version += 1
    row.save(update_fields=["ends_on", "version"])
    record(actor, actions.STATUS_ENDED, row, today=today, chain=row.organisation_id, status=row.status, ends_on=ends_on)
    return row


@idempotent(Accreditation)
@transaction.atomic
def record_accreditation(
    *,
    actor: Actor,
    organisation: Organisation,
    territory: Territory,
    granted_on: date,
    today: date,
    order_number: str = "",
    tacit: bool = False,
    expires_on: date | None = None,
    law: Law | None = None,
) -> Accreditation:
    """Record an accreditation as its order says it; without `expires_on`, the term of the law (36 months) counts from its day.

    The State records it: the delegate of the department concerned, or the machine. Source: CASF, art. R. 121-12-1 to -5;
    parameter `agrement.months`. Raises Denied, NotAnAssociation, OrderIncomplete, DatesUnfit, AccreditationKnown, NoValueInForce.
    """
    require(actor, Permission.ORGANISATION_MANAGE, on=territory)
    organisation = Organisation.unscoped.locked(organisation.pk)
    if organisation.kind != OrganisationKind.ASSOCIATION:
        raise NotAnAssociation
    number = order_number.strip()
    if tacit == bool(number):
        raise OrderIncomplete
    expires_on = expires_on or _legal_term(granted_on, law=law or current_law())
    if expires_on <= granted_on:
        raise DatesUnfit
    if Accreditation.unscoped.filter(organisation=organisation, territory=territory, granted_on=granted_on).exists():
        raise AccreditationKnown
    accreditation = Accreditation.unscoped.create(
        organisation=organisation,
        territory=territory,
        granted_on=granted_on,
        expires_on=expires_on,
        order_number=number,
        state=AccreditationState.TACIT if tacit else AccreditationState.GRANTED,
    )
    record(actor, actions.ACCREDITED, accreditation, today=today, chain=organisation.pk, granted_on=granted_on, expires_on=expires_on)
    return accreditation


@transaction.atomic
def withdraw_accreditation(*, actor: Actor, accreditation: Accreditation, withdrawn_on: date, today: date) -> Accreditation:
    """Record that the prefect withdrew an accreditation. Raises Denied, AlreadyWithdrawn, DatesUnfit."""
    require(actor, Permission.ORGANISATION_MANAGE, on=accreditation.territory)
    row = Accreditation.unscoped.locked(accreditation.pk)
    if row.state == AccreditationState.WITHDRAWN:
        raise AlreadyWithdrawn
    if withdrawn_on < row.granted_on:
        raise DatesUnfit
    row.state, row.withdrawn_on = AccreditationState.WITHDRAWN, withdrawn_on
    row.version += 1
    row.save(update_fields=["state", "withdrawn_on", "version"])
    record(actor, actions.WITHDRAWN, row, today=today, chain=row.organisation_id, withdrawn_on=withdrawn_on)
    return row


def _legal_term(granted_on: date, *, law: Law) -> date:
    return add_months(granted_on, int(law.value("agrement.months", on=granted_on).value))


def _own(actor: Actor) -> frozenset[object]:
    return frozenset(m.organisation_id for m in actor.granting(Permission.ORGANISATION_MANAGE) if m.scope is Scope.ORGANISATION)


def _is_around(actor: Actor, organisation: Organisation) -> bool:
    granting = actor.granting(Permission.ORGANISATION_MANAGE)
    return any(m.scope is Scope.TERRITORY and m.territory_id == organisation.territory_id for m in granting)
