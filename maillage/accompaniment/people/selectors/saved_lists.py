"""Saved lists: a name over filters, with how many files answer today."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from maillage.accompaniment.people.models import SavedList
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Scope
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, SealErased, open_parts
from maillage.reference.accounts.models import Mandate, User

SHOWN = 12


@dataclass(frozen=True)
class ListRow:
    """A saved list as it is shown: its name, its filters, how many files answer (None: not counted)."""

    id: uuid.UUID
    name: str
    filters: Mapping[str, str]
    shared: bool
    may_remove: bool

    @property
    def query(self) -> str:
        """Its filters as an address writes them."""
        return urlencode(self.filters)


def get_saved_list(*, actor: Actor, pk: uuid.UUID, today: date) -> SavedList:
    """A list of the actor's, or shared with her team. Raises OutOfScope."""
    found: SavedList | None = SavedList.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def saved_lists_of(actor: Actor, *, today: date, codes: Collection[str]) -> list[ListRow]:
    """The lists that the actor may open, hers first; twelve at most.

    `codes` are the filters that she may use: a list that needs another one is left out.
    """
    if not actor.may(Permission.PERSON_LIST):
        return []
    found = list(SavedList.objects.visible_to(actor, today=today).order_by("saved_on", "pk"))
    found.sort(key=lambda each: each.owner_id != actor.user_id)
    kept = [each for each in found if set(each.filters) <= set(codes)][:SHOWN]
    opened = open_parts(actor=actor, subjects=kept, part=Part.LABEL, reason=Reason.LIST, today=today)
    rows = []
    for each in kept:
        try:
            name = opened.read(each, "name")
        except SealErased:
            continue
        rows.append(
            ListRow(
                id=each.pk,
                name=name,
                filters=each.filters,
                shared=each.shared_with_id is not None,
                may_remove=each.owner_id == actor.user_id or actor.may(Permission.PERSON_ASSIGN, on=each),
            )
        )
    return rows


def colleagues_listed(actor: Actor, *, today: date) -> list[User]:
    """Who may be key worker in the actor's associations today, by name."""
    own = {mandate.organisation_id for mandate in actor.granting(Permission.PERSON_LIST) if mandate.scope is Scope.ORGANISATION}
    roles = [role.value for role, spec in ROLES.items() if Permission.PERSON_EDIT in spec.permissions]
    working = Mandate.unscoped.in_force(today=today).filter(organisation__in=own, role__in=roles)
    return list(User.objects.filter(pk__in=working.order_by().values("user"), is_active=True).order_by("display_name", "pk"))
