"""What this room shows on the file: whether she has an access, and until when."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.doors.own_access import selectors
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her open access, for whoever may open one; nothing when she has none: the tab is enough."""
    if not actor.may(Permission.HER_ACCESS_OPEN, on=obj):
        return None
    access = selectors.open_access_of(obj)
    if access is None:
        return None
    return Shown(
        template="own_access/panel.html", data={"access": access, "over": not access.in_force(today=today), "shown": access.cards.count()}
    )
