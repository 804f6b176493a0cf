"""The only way in: an invitation by somebody who may give the role, sent to one address, good for seven days and one use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.reference.accounts import actions
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.addresses import normalise_email
from maillage.reference.accounts.errors import CannotGrant, InvitationForSomebodyElse, InvitationOver
from maillage.reference.accounts.grants import check_fit, check_grant
from maillage.reference.accounts.models import Invitation, User
from maillage.reference.accounts.services.mandates import has_manager, write_mandate
from maillage.reference.accounts.services.users import create_user
from maillage.reference.accounts.tasks import send_invitation
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Territory

GOOD_FOR = timedelta(days=7)


def hash_token(token: str) -> str:
    """What the database keeps of the token that is in the mail."""
    return hashlib.sha256(token.encode()).hexdigest()


@idempotent(Invitation)
@transaction.atomic
def invite_user(
    *,
    actor: Actor,
    email: str,
    display_name: str,
    role: Role,
    organisation: Organisation,
    today: date,
    now: datetime,
    territory: Territory | None = None,
    rights: Iterable[Right] = (),
    mandate_ends_on: date | None = None,
) -> Invitation:
    """Invite an address for a role. Whether it already has an account is neither asked nor told.

    The mail is sent by a task, which makes the token: the database never holds it. An earlier open invitation of the same
    address for the same role is cancelled. Raises CannotGrant, RoleUnfit, RightUnfit, AddressUnfit.
    """
    territory_id = territory.pk if territory is not None else None
    _check_may_invite(actor, role=role, organisation=organisation, territory_id=territory_id, rights=rights, today=today)
    check_fit(role=role, organisation=organisation, territory_id=territory_id, rights=rights)
    address = normalise_email(email)
    earlier = Invitation.unscoped.filter(email=address, organisation=organisation, role=role.value, accepted_at=None, cancelled_at=None)
    earlier.update(cancelled_at=now)
    invitation = Invitation.unscoped.create(
        email=address,
        display_name=" ".join(display_name.split()),
        role=role.value,
        organisation=organisation,
        territory_id=territory_id,
        rights=sorted(right.value for right in rights),
        mandate_ends_on=mandate_ends_on,
        invited_by_id=actor.user_id,
        token_hash=hash_token(secrets.token_urlsafe(32)),  # opens nothing: nobody has seen it
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    record(actor, actions.INVITED, invitation, today=today, role=role.value)
    send_invitation.enqueue(str(invitation.pk))
    return invitation


@transaction.atomic
def send_again(*, actor: Actor, invitation: Invitation, today: date, now: datetime) -> Invitation:
    """Send a new link for an open invitation: the earlier link dies, seven days begin again. Raises Denied, InvitationOver."""
    require(actor, Permission.ACCOUNT_INVITE, on=invitation)
    invitation = Invitation.unscoped.locked(invitation.pk)
    if invitation.accepted_at is not None or invitation.cancelled_at is not None:
        raise InvitationOver
    invitation.expires_at = now + GOOD_FOR
    invitation.save(update_fields=["expires_at"])
    record(actor, actions.INVITED, invitation, today=today, role=invitation.role)
    send_invitation.enqueue(str(invitation.pk))
    return invitation


@transaction.atomic
def cancel_invitation(*, actor: Actor, invitation: Invitation, today: date, now: datetime) -> Invitation:
    """Close an invitation that was not accepted. Raises Denied, InvitationOver."""
    require(actor, Permission.ACCOUNT_INVITE, on=invitation)
    invitation = Invitation.unscoped.locked(invitation.pk)
    if not invitation.is_open(now=now):
        raise InvitationOver
    invitation.cancelled_at = now
    invitation.save(update_fields=["cancelled_at"])
    record(actor, actions.INVITATION_CANCELLED, invitation, today=today)
    return invitation


@transaction.atomic
def accept_invitation(
    *, token: str, today: date, now: datetime, user: User | None = None, display_name: str = "", password: str = ""
) -> User:
    """Take up an invitation: the account is made with its password, or the mandate is added to the account signed in.

    The right of the person who invited is asked again, as it is today: an invitation does not outlive her mandate. Raises
    InvitationOver, InvitationForSomebodyElse, AlreadyHeld, and Django's ValidationError for a password that is too weak.
    """
    found = Invitation.unscoped.filter(token_hash=hash_token(token)).first()
    if found is None:
        raise InvitationOver
    organisation = Organisation.unscoped.locked(found.organisation_id)
    invitation = Invitation.unscoped.locked(found.pk)
    if not invitation.is_open(now=now) or invitation.token_hash != found.token_hash:
        raise InvitationOver
    _check_still_granted(invitation, organisation=organisation, moment=Moment(now=now, today=today))
    known = User.objects.filter(email=invitation.email).first()
    if known is not None and (user is None or user.pk != known.pk):
        raise InvitationForSomebodyElse
    if known is None:
        if user is not None:
            raise InvitationForSomebodyElse
        known = _new_user(invitation, display_name=display_name, password=password, today=today)
    mandate = write_mandate(
        user=known,
        role=Role(invitation.role),
        organisation=organisation,
        territory_id=invitation.territory_id,
        rights=[Right(right) for right in invitation.rights],
        starts_on=today,
        ends_on=invitation.mandate_ends_on,
        granted_by_id=invitation.invited_by_id,
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    accepting = Actor(user_id=known.pk, name=known.display_name)
    record(accepting, actions.INVITATION_ACCEPTED, invitation, today=today)
    record(accepting, actions.MANDATE_GRANTED, mandate, today=today, role=mandate.role, user=known.pk, starts_on=today)
    return known


def _new_user(invitation: Invitation, *, display_name: str, password: str, today: date) -> User:
    name = display_name or invitation.display_name
    validate_password(password, User(email=invitation.email, display_name=name))
    return create_user(actor=system_actor("invitation"), email=invitation.email, display_name=name, password=password, today=today)


def _check_still_granted(invitation: Invitation, *, organisation: Organisation, moment: Moment) -> None:
    inviter = invitation.invited_by
    if inviter is None:  # a command, on the server
        return
    if not inviter.is_active:
        raise InvitationOver
    try:
        _check_may_invite(
            read_actor(user=inviter, moment=moment),
            role=Role(invitation.role),
            organisation=organisation,
            territory_id=invitation.territory_id,
            rights=[Right(right) for right in invitation.rights],
            today=moment.today,
        )
    except CannotGrant:
        raise InvitationOver from None


def _check_may_invite(
    actor: Actor, *, role: Role, organisation: Organisation, territory_id: str | None, rights: Iterable[Right], today: date
) -> None:
    check_grant(
        actor=actor,
        by=Permission.ACCOUNT_INVITE,
        role=role,
        organisation=organisation,
        territory_id=territory_id,
        rights=rights,
        user_id=None,
        has_manager=has_manager(organisation_id=organisation.pk, today=today),
    )
