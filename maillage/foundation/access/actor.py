"""Who acts: read from the database at each request, frozen, passed to every service and selector."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import RIGHT_PERMISSIONS, ROLES, Right, Role, Scope
from maillage.foundation.kernel.errors import Denied


@dataclass(frozen=True)
class Mandate:
    """One role held now in one organisation, and for the roles of the State in one territory."""

    id: uuid.UUID
    role: Role
    organisation_id: uuid.UUID
    territory_id: str | None = None
    rights: frozenset[Right] = frozenset()
    team_scope: bool = True  # False: sees only the files assigned to her
    place: tuple[str, str] = field(default=("", ""), compare=False)  # its organisation and the territory of that one, in words

    @property
    def scope(self) -> Scope:
        return ROLES[self.role].scope

    def grants(self, permission: Permission) -> bool:
        """Does the role, or a right added to it, give this permission?"""
        return permission in ROLES[self.role].permissions or any(permission in RIGHT_PERMISSIONS[right] for right in self.rights)

    def covers(self, obj: Any) -> bool:
        """Does the mandate reach this object, by its organisation or its territory?"""
        if self.scope is Scope.ORGANISATION:
            return getattr(obj, "organisation_id", None) == self.organisation_id
        if self.scope is Scope.TERRITORY:
            return self.territory_id is not None and getattr(obj, "territory_id", None) == self.territory_id
        return True


@dataclass(frozen=True)
class Place:
    """An association, a department or both, for the question "may she act there?" before any row exists."""

    organisation_id: uuid.UUID | None = None
    territory_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in user with the mandates in force today, a command, or nobody. `user_id` is None for the last two."""

    user_id: uuid.UUID | None
    name: str = ""
    mandates: tuple[Mandate, ...] = ()
    system: bool = False
    verified_at: Any = field(default=None, compare=False)

    @property
    def is_known(self) -> bool:
        """True for a signed-in user."""
        return self.user_id is not None

    def granting(self, permission: Permission) -> Iterator[Mandate]:
        """The mandates that give a permission."""
        return (mandate for mandate in self.mandates if mandate.grants(permission))

    def may(self, permission: Permission, *, on: Any = None) -> bool:
        """May this actor, in general or on this object? The machine itself (`system`) may."""
        if self.system:
            return True
        return any(on is None or mandate.covers(on) for mandate in self.granting(permission))

    def has_role(self, role: Role) -> bool:
        """Does one of the mandates carry this role?"""
        return any(mandate.role is role for mandate in self.mandates)

    @property
    def organisation_ids(self) -> frozenset[uuid.UUID]:
        """The organisations of every mandate."""
        return frozenset(mandate.organisation_id for mandate in self.mandates)

    @property
    def territory_ids(self) -> frozenset[str]:
        """The territories of every mandate that has one."""
        return frozenset(mandate.territory_id for mandate in self.mandates if mandate.territory_id is not None)


NOBODY = Actor(user_id=None)


def system_actor(name: str = "système") -> Actor:
    """The machine: background tasks and commands. Journaled as such; never made from a request."""
    return Actor(user_id=None, name=name, system=True)


def require(actor: Actor, permission: Permission, *, on: Any = None) -> None:
    """Refuse loudly. Raises Denied with a sentence, unless a mandate gives the permission on this object."""
    if not actor.may(permission, on=on):
        raise Denied(_("Votre rôle ne permet pas cet acte ici. Demandez à la personne responsable de votre organisation."))
