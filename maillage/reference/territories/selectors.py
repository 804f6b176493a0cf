"""What other rooms read about territories. Nothing here is secret."""

from __future__ import annotations

from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.territories.models import Place, Territory


def get_territory(code: str) -> Territory:
    """A department by its code. Raises OutOfScope."""
    found = Territory.unscoped.filter(pk=code).select_related("region").first()
    if found is None:
        raise OutOfScope
    return found


def places_of(territory: Territory) -> list[Place]:
    """The cities and zones of a department, cities first, by name."""
    return list(Place.unscoped.filter(territory=territory).order_by("kind", "name"))
