"""What the pages about accounts read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role, Scope
from maillage.foundation.access.session_store import OpenSession, open_sessions
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.places import Place
from maillage.reference.accounts.devices import describe_device
from maillage.reference.accounts.errors import InvitationOver
from maillage.reference.accounts.grants import grantable_roles
from maillage.reference.accounts.models import Invitation, Mandate, User
from maillage.reference.accounts.services.invitations import hash_token
from maillage.reference.organisations.models import Organisation


def get_mandate(*, actor: Actor, pk: uuid.UUID, today: date) -> Mandate:
    """A mandate that the actor manages. Raises OutOfScope."""
    found = Mandate.objects.visible_to(actor, today=today).select_related("user", "organisation").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_invitation(*, actor: Actor, pk: uuid.UUID, today: date) -> Invitation:
    """An invitation that the actor may follow. Raises OutOfScope."""
    found = Invitation.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def my_mandates(*, actor: Actor, today: date) -> list[Mandate]:
    """The actor's own mandates, in force or to come."""
    if actor.user_id is None:
        return []
    rows = Mandate.unscoped.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), user_id=actor.user_id)
    return list(rows.select_related("organisation", "territory").order_by("starts_on", "pk"))


@dataclass(frozen=True)
class Device:
    """One of my open sessions, in words."""

    session: OpenSession
    words: str


def my_devices(*, actor: Actor, current_key: str | None, now: datetime) -> list[Device]:
    """The actor's open sessions, this one included, the latest used first."""
    if actor.user_id is None:
        return []
    return [Device(each, describe_device(each.device)) for each in open_sessions(user_id=actor.user_id, current_key=current_key, now=now)]


@dataclass(frozen=True)
class Team:
    """The people of the organisations, or of the department, that the actor administers."""

    mandates: list[Mandate]
    invitations: list[Invitation]


def team(*, actor: Actor, today: date, now: datetime) -> Team:
    """Mandates in force or to come, and open invitations, that the actor may follow; two queries, whatever their number."""
    mandates = Mandate.objects.visible_to(actor, today=today).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), user__is_active=True)
    invitations = Invitation.objects.visible_to(actor, today=today).filter(accepted_at=None, cancelled_at=None, expires_at__gt=now)
    return Team(
        mandates=list(mandates.select_related("user", "organisation").order_by("organisation__name", "user__display_name", "role", "pk")),
        invitations=list(invitations.select_related("organisation").order_by("-created_at", "pk")),
    )


def invitation_offers(*, actor: Actor, today: date) -> list[tuple[Organisation, Role]]:
    """Every organisation and role for which the actor may invite somebody today; two queries."""
    organisations = list(_administered(actor, today=today))
    managed = set(
        Mandate.unscoped.in_force(today=today)
        .filter(role=Role.MANAGER.value, organisation__in=organisations, user__is_active=True)
        .values_list("organisation_id", flat=True)
    )
    return [
        (organisation, role)
        for organisation in organisations
        for role in grantable_roles(actor=actor, organisation=organisation, has_manager=organisation.pk in managed)
    ]


def _administered(actor: Actor, *, today: date) -> Iterable[Organisation]:
    granting = list(actor.granting(Permission.ACCOUNT_INVITE))
    own = [m.organisation_id for m in granting if m.scope is Scope.ORGANISATION]
    around = [m.territory_id for m in granting if m.scope is Scope.TERRITORY]
    return Organisation.unscoped.open_on(today).filter(Q(pk__in=own) | Q(territory_id__in=around)).order_by("name", "pk")


@dataclass(frozen=True)
class InvitationSeen:
    """An invitation as the person who follows its link sees it."""

    invitation: Invitation
    has_account: bool
    account_id: uuid.UUID | None


def see_invitation(*, token: str, now: datetime) -> InvitationSeen:
    """The open invitation of a token. Raises InvitationOver for every other token, in the same words."""
    found = Invitation.unscoped.filter(token_hash=hash_token(token)).select_related("organisation").first()
    if found is None or not found.is_open(now=now):
        raise InvitationOver
    known = User.objects.filter(email=found.email).only("pk").first()
    return InvitationSeen(found, has_account=known is not None, account_id=known.pk if known else None)


def names_of(user_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """The names of users, for the sentences of the journal; one query."""
    return dict(User.objects.filter(pk__in=list(user_ids)).values_list("pk", "display_name"))


def place_of(actor: Actor) -> Place:
    """Organisation and territory at the top of each page, of the mandate held the longest; read with the mandates, in no query."""
    first = next(iter(actor.mandates), None)
    if first is None:
        return Place()
    organisation, territory = first.place
    return Place(organisation=organisation, territory=territory)
