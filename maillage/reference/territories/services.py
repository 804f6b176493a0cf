"""Every write about territories."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.reference.territories import actions
from maillage.reference.territories.errors import PlaceKnown, TerritoryUnfit
from maillage.reference.territories.models import Place, PlaceKind, Territory

_FICTIONAL = re.compile(r"F[0-9A-Z]{1,5}", re.ASCII)


@transaction.atomic
def register_fictional_territory(*, actor: Actor, code: str, name: str, today: date) -> Territory:
    """Add an invented department, for the demonstration and the tests. Only the machine may. Raises Denied, TerritoryUnfit."""
    if not actor.system:
        raise Denied
    if not _FICTIONAL.fullmatch(code) or Territory.unscoped.filter(pk=code).exists():
        raise TerritoryUnfit
    territory = Territory.unscoped.create(code=code, name=name, fictional=True)
    record(actor, actions.TERRITORY_REGISTERED, territory, today=today, chain=None)
    return territory


@idempotent(Place)
@transaction.atomic
def add_place(*, actor: Actor, territory: Territory, kind: PlaceKind, name: str, today: date) -> Place:
    """Name a city or a wide zone of a department. Its delegate may, and the machine. Raises Denied, PlaceKnown."""
    require(actor, Permission.ORGANISATION_MANAGE, on=territory)
    words = " ".join(name.split())
    if Place.unscoped.filter(territory=territory, kind=kind, name=words).exists():
        raise PlaceKnown
    place = Place.unscoped.create(territory=territory, kind=kind, name=words)
    record(actor, actions.PLACE_ADDED, place, today=today, chain=None, territory=territory.code, kind=str(kind))
    return place
