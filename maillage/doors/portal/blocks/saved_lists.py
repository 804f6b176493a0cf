"""The lists that somebody kept, or that her team shares: a number each, leading to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import criteria
from maillage.accompaniment.people.selectors import people_visible_to, saved_lists_of
from maillage.doors.portal.values import Asked, Block, Counter, Shape
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def kept_lists(asked: Asked) -> Block | None:
    """Nothing while no list is kept: the list of files teaches how."""
    if not any(mandate.scope is Scope.ORGANISATION for mandate in asked.actor.granting(Permission.PERSON_LIST)):
        return None

    def count(filters: Mapping[str, str]) -> int:
        people: Any = people_visible_to(asked.actor, today=asked.today)
        return int(criteria.narrow(people, filters, actor=asked.actor, today=asked.today).order_by().count())

    rows = saved_lists_of(asked.actor, today=asked.today, codes=criteria.codes_for(asked.actor), count=count)
    if not rows:
        return None
    page = reverse("people:list")
    counters = tuple(
        Counter(number=row.count or 0, label=row.name, url=f"{page}?{row.query}", icon="users" if row.shared else "bookmark")
        for row in rows
    )
    return Block(code="listes", title=_("Mes listes"), icon="bookmark", counters=counters, shape=Shape.PILLS)
