"""Where an application may be received, and from whom."""

from __future__ import annotations

import uuid

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.territories.models import Territory


def receiving_territories(actor: Actor) -> list[Territory]:
    """The departments for whose commission the actor receives, by name."""
    codes = {m.territory_id for m in actor.granting(Permission.APPLICATION_RECEIVE) if m.territory_id}
    return list(Territory.unscoped.filter(pk__in=codes).order_by("name", "pk"))


def associations_in(territories: list[Territory]) -> list[Organisation]:
    """The associations seated or accredited in these departments, by name."""
    found: dict[uuid.UUID, Organisation] = {}
    for territory in territories:
        for each in Organisation.unscoped.of_territory(territory.pk).filter(kind=OrganisationKind.ASSOCIATION).order_by("name", "pk"):
            found[each.pk] = each
    return list(found.values())
