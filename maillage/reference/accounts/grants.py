"""Who may give which role to whom: one table and one function, asked when inviting, when accepting and when granting."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Right, Role, Scope
from maillage.reference.accounts.errors import CannotGrant, NotOneself, RightUnfit, RoleUnfit
from maillage.reference.organisations.models import Organisation, OrganisationKind

_FIELD = frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.PARTNER})
_SEATS = frozenset(OrganisationKind)
_KINDS: Mapping[Role, frozenset[OrganisationKind]] = {
    Role.CASEWORKER: _FIELD,
    Role.OUTREACH_WORKER: _FIELD,
    Role.RECEPTION: _FIELD,
    Role.READER: _FIELD,
    Role.MANAGER: _FIELD,
    Role.DELEGATE: frozenset({OrganisationKind.DELEGATION}),
    Role.SECRETARY: frozenset({OrganisationKind.DELEGATION, OrganisationKind.PREFECTURE}),
    Role.MEMBER: _SEATS,
    Role.CHAIR: frozenset({OrganisationKind.PREFECTURE}),
    Role.PREFECT_OFFICE: frozenset({OrganisationKind.PREFECTURE}),
    Role.FOREIGNERS_SERVICE: frozenset({OrganisationKind.PREFECTURE, OrganisationKind.STATE_SERVICE}),
}
RIGHT_HOLDERS = frozenset({Role.CASEWORKER, Role.OUTREACH_WORKER})
# In a team of four the manager is also a key worker: these she may take herself, never a right over health or residence.
MANAGER_MAY_TAKE = frozenset({Role.CASEWORKER, Role.OUTREACH_WORKER, Role.RECEPTION})


def check_fit(*, role: Role, organisation: Organisation, territory_id: str | None, rights: Iterable[Right]) -> None:
    """Does such a mandate make sense, whoever gives it? Raises RoleUnfit, RightUnfit."""
    if organisation.kind not in _KINDS.get(role, frozenset(OrganisationKind)):
        raise RoleUnfit
    if (ROLES[role].scope is Scope.TERRITORY) != (territory_id is not None):
        raise RoleUnfit
    if frozenset(rights) and role not in RIGHT_HOLDERS:
        raise RightUnfit


def check_grant(
    *,
    actor: Actor,
    by: Permission,
    role: Role,
    organisation: Organisation,
    territory_id: str | None,
    rights: Iterable[Right],
    user_id: uuid.UUID | None,
    has_manager: bool,
) -> None:
    """May the actor give this mandate? `user_id` is None for somebody who has no account yet. Raises CannotGrant, NotOneself.

    - A manager gives the roles of her own organisation.
    - A delegate gives the State's roles and the seats of her own department, and the first manager of an association that has
      none: she never places anybody else inside an association.
    - Nobody gives herself a mandate, but for the roles that a manager of a small team also holds.
    - The other roles (national, operator) are given by a command, on the server.
    """
    if actor.system:
        return
    if actor.user_id is None:
        raise CannotGrant
    inside = any(m.scope is Scope.ORGANISATION and m.organisation_id == organisation.pk for m in actor.granting(by))
    around = any(m.scope is Scope.TERRITORY and m.territory_id == organisation.territory_id for m in actor.granting(by))
    mine = user_id is not None and user_id == actor.user_id
    if ROLES[role].scope is Scope.ORGANISATION and inside:
        if mine and (role not in MANAGER_MAY_TAKE or frozenset(rights)):
            raise NotOneself
        return
    state_role = ROLES[role].scope is Scope.TERRITORY and around and territory_id == organisation.territory_id
    first_manager = role is Role.MANAGER and around and not has_manager
    if not (state_role or first_manager):
        raise CannotGrant
    if mine:
        raise NotOneself


def grantable_roles(*, actor: Actor, organisation: Organisation, has_manager: bool) -> list[Role]:
    """The roles that the actor may give to somebody else in this organisation, in the order of the table."""
    found = []
    for role, spec in ROLES.items():
        territory_id = organisation.territory_id if spec.scope is Scope.TERRITORY else None
        try:
            check_fit(role=role, organisation=organisation, territory_id=territory_id, rights=())
            check_grant(
                actor=actor,
                by=Permission.ACCOUNT_INVITE,
                role=role,
                organisation=organisation,
                territory_id=territory_id,
                rights=(),
                user_id=None,
                has_manager=has_manager,
            )
        except (CannotGrant, RoleUnfit):
            continue
        found.append(role)
    return found
