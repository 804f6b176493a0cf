"""In which departments somebody works. Where organisations are seated is known above: their room says it here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope

Seats = Callable[[Collection[uuid.UUID]], Collection[str]]

_seats: list[Seats] = []


def register_seats(seats: Seats) -> None:
    """Say which function answers the departments of organisations. Raises ValueError when another one already does."""
    if _seats not in ([], [seats]):
        raise ValueError("the departments of organisations have two resolvers")
    _seats[:] = [seats]


def departments_of(actor: Actor) -> frozenset[str]:
    """The departments of all her mandates: those that they name, and those where her organisations are seated."""
    return actor.territory_ids | _seated(actor.organisation_ids)


def departments_where(actor: Actor, permission: Permission) -> frozenset[str]:
    """The same, of the mandates that give a permission."""
    granting = list(actor.granting(permission))
    named = {mandate.territory_id for mandate in granting if mandate.scope is Scope.TERRITORY and mandate.territory_id is not None}
    return _seated({mandate.organisation_id for mandate in granting if mandate.scope is Scope.ORGANISATION}) | named


def _seated(organisation_ids: Collection[uuid.UUID]) -> frozenset[str]:
    return frozenset(code for seats in _seats for code in seats(organisation_ids)) if organisation_ids else frozenset()
