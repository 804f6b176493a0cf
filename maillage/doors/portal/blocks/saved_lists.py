"""The lists that somebody kept, or that her team shares: a number each, leading to its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
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

    rows = saved_lists_of(asked.actor, today=asked.today, codes=criteria.codes_for(asked.actor))
    if not rows:
        return None
    numbers = _numbers([row.filters for row in rows], asked=asked)
    page = reverse("people:list")
    counters = tuple(
        Counter(number=number, label=row.name, url=f"{page}?{row.query}", icon="users" if row.shared else "bookmark")
        for row, number in zip(rows, numbers, strict=True)
    )
    return Block(code="listes", title=_("Mes listes"), icon="bookmark", counters=counters, shape=Shape.PILLS)


def _numbers(lists: Sequence[Mapping[str, str]], *, asked: Asked) -> list[int]:
    """How many files answer to the filters of each list; one query."""
    people: Any = people_visible_to(asked.actor, today=asked.today)
    kept = [criteria.narrow(people, filters, actor=asked.actor, today=asked.today).order_by().values("pk") for filters in lists]
    wanted = {f"list_{rank}": Count("pk", filter=Q(pk__in=rows), distinct=True) for rank, rows in enumerate(kept)}
    found = people.order_by().aggregate(**wanted)
    return [found[name] for name in wanted]
