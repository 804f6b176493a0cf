"""What this room tells, and to whom: that something awaits them, never about whom."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Role
from maillage.foundation.notifications import topic
from maillage.reference.accounts.models import Mandate

FILED = topic(
    "psp.filed",
    label=_("Demande déposée"),
    subject=_("Une demande est arrivée"),
    sentence=_("Une demande est déposée dans votre département : elle attend d'être inscrite à l'ordre du jour d'une séance."),
)


def receiving_roles() -> list[str]:
    """The roles that receive applications for the commission."""
    return [role.value for role in Role if Permission.APPLICATION_RECEIVE in ROLES[role].permissions]


def secretaries_of(territory_id: str, *, today: date) -> list[uuid.UUID]:
    """Who receives applications in a department today. Nobody: the State's side does not use Maillage there."""
    mandates = Mandate.unscoped.filter(role__in=receiving_roles(), territory_id=territory_id, user__is_active=True).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())
