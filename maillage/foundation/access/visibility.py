"""Which rows an actor may see: a closed vocabulary of dimensions, each of which gives a `Q`.

A model declares `visibility = OwnOrganisation(...) | FiledHere(...)`; dimensions combine with *or*. No free lambda: later,
the same declaration writes the row-level policy of PostgreSQL.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope

Whole = frozenset[tuple[str, uuid.UUID]]
"""Organisations, each with the path by which a row says that it belongs there."""
NO_ROW = Q(pk__in=())
ALL_ROWS = ~NO_ROW


class Dimension(ABC):
    """One reason for which a row may be seen."""

    @abstractmethod
    def rows(self, actor: Actor, *, today: date) -> Q:
        """The rows that this dimension opens to the actor today."""

    def whole(self, actor: Actor) -> Whole:
        """The organisations of which it opens every row."""
        return frozenset()

    def rows_beyond(self, whole: Whole, actor: Actor, *, today: date) -> Q:
        """`rows`, but for those of the organisations that another dimension opens whole: nothing is asked twice of the database."""
        return self.rows(actor, today=today)

    @abstractmethod
    def sentence(self) -> str:
        """The dimension in English words, for the generated reference."""

    def __or__(self, other: Dimension) -> Dimension:
        return AnyOf((*self.parts(), *other.parts()))

    def parts(self) -> tuple[Dimension, ...]:
        """The dimensions combined here."""
        return (self,)


@dataclass(frozen=True)
class AnyOf(Dimension):
    """Seen when one of the dimensions opens the row."""

    dimensions: tuple[Dimension, ...]

    def rows(self, actor: Actor, *, today: date) -> Q:
        opened, whole = NO_ROW, self.whole(actor)
        for dimension in self.dimensions:
            opened |= dimension.rows_beyond(whole, actor, today=today)
        return opened

    def whole(self, actor: Actor) -> Whole:
        return frozenset().union(*(dimension.whole(actor) for dimension in self.dimensions))

    def sentence(self) -> str:
        return ", or ".join(dimension.sentence() for dimension in self.dimensions)

    def parts(self) -> tuple[Dimension, ...]:
        return self.dimensions


@dataclass(frozen=True)
class OwnOrganisation(Dimension):
    """Rows of an organisation where the actor holds a mandate that gives `by`, team-wide."""

    path: str
    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        organisations = self._organisations(actor)
        return Q(**{f"{self.path}__in": organisations}) if organisations else NO_ROW

    def whole(self, actor: Actor) -> Whole:
        return frozenset((self.path, organisation) for organisation in self._organisations(actor))

    def _organisations(self, actor: Actor) -> list[uuid.UUID]:
        return [m.organisation_id for m in actor.granting(self.by) if m.scope is Scope.ORGANISATION and m.team_scope]

    def sentence(self) -> str:
        return f"my organisation's ({self.path}) with `{self.by}`"


@dataclass(frozen=True)
class Narrowed(Dimension):
    """Among the rows that `dimension` opens, those whose `path` holds one of `values`: the levels of a note."""

    dimension: Dimension
    path: str
    values: tuple[str, ...]

    def rows(self, actor: Actor, *, today: date) -> Q:
        return self.dimension.rows(actor, today=today) & Q(**{f"{self.path}__in": self.values})

    def sentence(self) -> str:
        return f"{self.dimension.sentence()}, where {self.path} is {' or '.join(self.values)}"


@dataclass(frozen=True)
class Assigned(Dimension):
    """Rows whose `user_path` names the actor, inside an organisation where a mandate gives `by`."""

    user_path: str
    organisation_path: str
    by: Permission
    ends_path: str | None = None

    def rows(self, actor: Actor, *, today: date) -> Q:
        return self.rows_beyond(frozenset(), actor, today=today)

    def rows_beyond(self, whole: Whole, actor: Actor, *, today: date) -> Q:
        granted = [m.organisation_id for m in actor.granting(self.by) if m.scope is Scope.ORGANISATION]
        organisations = [each for each in granted if (self.organisation_path, each) not in whole]
        if not organisations or actor.user_id is None:
            return NO_ROW
        mine = Q(**{self.user_path: actor.user_id, f"{self.organisation_path}__in": organisations})
        if self.ends_path is not None:
            mine &= Q(**{f"{self.ends_path}__isnull": True}) | Q(**{f"{self.ends_path}__gt": today})
        return mine

    def sentence(self) -> str:
        return f"assigned to me ({self.user_path}) with `{self.by}`"


@dataclass(frozen=True)
class Guest(Dimension):
    """Rows of another organisation where a `link` row names the actor, from an organisation where a mandate gives `by`.

    The link must have begun, not ended, and rest on an accord that holds today: withdrawn or expired, nothing is left.
    Never part of `visibility`: it is a model's `shared_visibility`, and opens its `shared_parts` alone.
    """

    link: str
    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        organisations = [m.organisation_id for m in actor.granting(self.by) if m.scope is Scope.ORGANISATION]
        if not organisations or actor.user_id is None:
            return NO_ROW
        link, accord = self.link, f"{self.link}__accord"
        named = Q(**{f"{link}__user": actor.user_id, f"{link}__association__in": organisations, f"{link}__starts_on__lte": today})
        not_ended = Q(**{f"{link}__ends_on__isnull": True}) | Q(**{f"{link}__ends_on__gt": today})
        given = Q(**{f"{accord}__given_on__lte": today, f"{accord}__withdrawn_on__isnull": True})
        not_expired = Q(**{f"{accord}__expires_on__isnull": True}) | Q(**{f"{accord}__expires_on__gte": today})
        return named & not_ended & given & not_expired

    def sentence(self) -> str:
        return f"shared with me by an accord in force ({self.link}) with `{self.by}`"


@dataclass(frozen=True)
class Mine(Dimension):
    """Rows addressed to the actor herself, whatever her mandates: her news, her settings."""

    user_path: str

    def rows(self, actor: Actor, *, today: date) -> Q:
        return Q(**{self.user_path: actor.user_id}) if actor.user_id is not None else NO_ROW

    def sentence(self) -> str:
        return f"addressed to me ({self.user_path})"


@dataclass(frozen=True)
class Territory(Dimension):
    """Rows of a territory where the actor holds a mandate that gives `by`."""

    path: str
    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        # Only the roles of the State reach a territory: an association seated there reads nothing by it.
        territories = [m.territory_id for m in actor.granting(self.by) if m.scope is Scope.TERRITORY and m.territory_id is not None]
        return Q(**{f"{self.path}__in": territories}) if territories else NO_ROW

    def sentence(self) -> str:
        return f"of my territory ({self.path}) with `{self.by}`"


@dataclass(frozen=True)
class FiledHere(Dimension):
    """Rows filed with the State in a territory of the actor: nothing before the filing."""

    path: str
    filed_path: str
    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        return Territory(self.path, by=self.by).rows(actor, today=today) & Q(**{f"{self.filed_path}__isnull": False})

    def sentence(self) -> str:
        return f"filed ({self.filed_path}) in my territory ({self.path}) with `{self.by}`"


@dataclass(frozen=True)
class SeatInOpenSession(Dimension):
    """Rows of a session where the actor has a seat, while its state is open **and** its deadline not passed: both."""

    user_path: str
    state_path: str
    open_states: tuple[str, ...]
    until_path: str
    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        if actor.user_id is None or not any(actor.granting(self.by)):
            return NO_ROW
        return Q(**{self.user_path: actor.user_id, f"{self.state_path}__in": self.open_states, f"{self.until_path}__gte": today})

    def sentence(self) -> str:
        return f"of an open session where I have a seat ({self.user_path}) with `{self.by}`"


@dataclass(frozen=True)
class National(Dimension):
    """Every row, for a mandate of national reach that gives `by`."""

    by: Permission

    def rows(self, actor: Actor, *, today: date) -> Q:
        return ALL_ROWS if any(m.scope is Scope.NATIONAL for m in actor.granting(self.by)) else NO_ROW

    def sentence(self) -> str:
        return f"every one, nationally, with `{self.by}`"


@dataclass(frozen=True)
class Aggregate(Dimension):
    """No row: only published counts."""

    def rows(self, actor: Actor, *, today: date) -> Q:
        return NO_ROW

    def sentence(self) -> str:
        return "never as a row: counts only"


@dataclass(frozen=True)
class Nobody(Dimension):
    """No row through `objects`: the services alone read it."""

    def rows(self, actor: Actor, *, today: date) -> Q:
        return NO_ROW

    def sentence(self) -> str:
        return "nobody"


@dataclass(frozen=True)
class Everybody(Dimension):
    """Reference rows that any signed-in user may read: territories, names of organisations."""

    def rows(self, actor: Actor, *, today: date) -> Q:
        return ALL_ROWS if actor.is_known else NO_ROW

    def sentence(self) -> str:
        return "any signed-in user"
