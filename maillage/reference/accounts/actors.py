"""From a signed-in user to the actor of the request."""

from __future__ import annotations

from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.actor import Mandate as ActorMandate
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.moment import Moment
from maillage.reference.accounts.models import Mandate
from maillage.reference.organisations.models import FilesOpenTo

# These two must see the whole list to do their work: who is followed, by whom. Neither opens what is sealed.
TEAM_WIDE_ROLES = frozenset({Role.MANAGER, Role.RECEPTION})


def read_actor(*, user: Any, moment: Moment) -> Actor:
    """The actor with the mandates in force on the business day, read now from the database (one query)."""
    rows = Mandate.unscoped.filter(user_id=user.pk).in_force(today=moment.today).select_related("organisation__territory")
    rows = rows.order_by("starts_on", "pk")
    return Actor(user_id=user.pk, name=user.display_name, mandates=tuple(_mandate(row) for row in rows))


def _mandate(row: Mandate) -> ActorMandate:
    role, seat = Role(row.role), row.organisation.territory
    return ActorMandate(
        id=row.pk,
        role=role,
        organisation_id=row.organisation_id,
        territory_id=row.territory_id,
        rights=row.right_set,
        team_scope=row.organisation.files_open_to == FilesOpenTo.TEAM or role in TEAM_WIDE_ROLES,
        place=(row.organisation.name, seat.name if seat is not None else ""),
    )
