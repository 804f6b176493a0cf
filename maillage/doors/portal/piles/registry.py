"""The lists behind the numbers: one function finds the rows, the home counts them, the page shows them. They cannot disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from maillage.doors.portal.values import Asked, Found
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


@dataclass(frozen=True)
class Pile:
    """One list. `teaches` says, when it is empty, what would stand there and how it comes.

    `owned`: rows may be kept to those that the actor follows. `states`: codes and words of the `etat` filter.
    """

    code: str
    title: Any
    lead: Any
    empty: Any
    teaches: Any
    permission: Permission
    find: Callable[[Asked], Found]
    scope: Scope | None = None
    owned: bool = False
    states: tuple[tuple[str, Any], ...] = ()

    def opens_to(self, actor: Actor) -> bool:
        """Does a mandate of this actor give the permission, at the reach that the list is for?"""
        return any(self.scope is None or mandate.scope is self.scope for mandate in actor.granting(self.permission))


PILES: dict[str, Pile] = {}


def register(pile: Pile) -> Pile:
    """Add a list. Raises ValueError when its code is taken."""
    if pile.code in PILES:
        raise ValueError(f"the list {pile.code} is declared twice")
    PILES[pile.code] = pile
    return pile
