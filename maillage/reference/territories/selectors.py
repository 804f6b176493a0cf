"""What other rooms and the pages read about territories. Nothing here is secret; what stands on a place is counted, never named."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import speech
from maillage.reference.territories.errors import PlaceClosed
from maillage.reference.territories.models import Place, PlaceKind, Territory
from maillage.reference.territories.reach import departments_of, departments_where
from maillage.reference.territories.uses import Own, Standing, said_of, standing_at

HOLDS = Permission.ORGANISATION_MANAGE


@dataclass(frozen=True)
class PlaceSeen:
    """A place of the list: what attaches to it, in words, and the zones of a city. `held`: the reader may write it."""

    place: Place
    uses: tuple[str, ...]
    held: bool
    zones: tuple[PlaceSeen, ...] = ()

    @property
    def code(self) -> str:
        """Its id, as an address carries it."""
        return str(self.place.pk)

    @property
    def url(self) -> str:
        """Its page, for whoever keeps it."""
        return reverse("territories:place", args=[self.place.pk]) if self.held else ""

    @property
    def detail(self) -> str:
        """What a row says beside the name of one that has left its place in the tree."""
        return str(self.place.get_kind_display()) if self.place.closed_on is not None else ""


@dataclass(frozen=True)
class DepartmentSeen:
    """The cities of a department with their zones, the zones of no city, and those that are closed. `held`: the reader may write."""

    territory: Territory
    cities: tuple[PlaceSeen, ...]
    zones: tuple[PlaceSeen, ...]
    closed: tuple[PlaceSeen, ...]
    held: bool

    @property
    def is_empty(self) -> bool:
        """Is nothing named yet?"""
        return not (self.cities or self.zones or self.closed)

    @property
    def zone_count(self) -> int:
        """How many open zones there are, those of cities included."""
        return len(self.zones) + sum(len(city.zones) for city in self.cities)


def get_territory(code: str) -> Territory:
    """A department by its code. Raises OutOfScope."""
    found = Territory.unscoped.filter(pk=code).select_related("region").first()
    if found is None:
        raise OutOfScope
    return found


def get_department(*, actor: Actor, pk: Any, today: date) -> Territory:
    """A department where the actor works. Raises OutOfScope."""
    if pk not in departments_of(actor):
        raise OutOfScope
    return get_territory(pk)


def get_place(*, actor: Actor, pk: uuid.UUID, today: date) -> Place:
    """A city or a zone of a department where the actor works. Raises OutOfScope."""
    rows = Place.objects.visible_to(actor, today=today).select_related("territory", "parent")
    found: Place | None = rows.filter(pk=pk, territory_id__in=departments_of(actor)).first()
    if found is None:
        raise OutOfScope
    return found


def places_of(territory: Territory) -> list[Place]:
    """The cities and zones of a department, cities first, by name."""
    return list(Place.unscoped.filter(territory=territory).order_by("kind", "name"))


def open_places(territory_ids: Iterable[str | None], *, on: date, kept: uuid.UUID | None = None) -> list[Place]:
    """What may be chosen on a day in these departments, cities first, by name. `kept`: what was chosen before, open or not."""
    here = Place.unscoped.filter(territory_id__in={each for each in territory_ids if each is not None})
    chosen = here.open_on(on) if kept is None else here.open_on(on) | here.filter(pk=kept)
    return list(chosen.order_by("kind", "name", "pk"))


def open_cities(territory_id: str, *, on: date, kept: uuid.UUID | None = None) -> list[Place]:
    """The cities where a zone may be put."""
    return [each for each in open_places([territory_id], on=on, kept=kept) if each.kind == PlaceKind.CITY]


def ask_open(place: Place, *, on: date) -> None:
    """May it be chosen for a day? Raises PlaceClosed."""
    if place.closed_on is not None and place.closed_on <= on:
        raise PlaceClosed(name=place.name, day=speech.day_words(place.closed_on))


def serving(place: Place, *, on: date) -> tuple[Standing, ...]:
    """What a place would still serve for on a day: its open zones, and what the rooms say."""
    zones = Place.unscoped.filter(parent=place).open_on(on).order_by("closed_on", "name")
    inside = tuple(Standing(words=_("la zone « %(name)s » y est ouverte") % {"name": each.name}, until=_last_day(each)) for each in zones)
    return inside + standing_at(place.pk, on=on)


def first_day_free(standing: Iterable[Standing], *, today: date) -> date:
    """The first day on which nothing stands there any more; today when nobody knows, or when it is free."""
    ends = [each.until for each in standing]
    known = [end for end in ends if end is not None]
    return max(known) + timedelta(days=1) if known and len(known) == len(ends) else today


def _last_day(place: Place) -> date | None:
    return place.closed_on - timedelta(days=1) if place.closed_on is not None else None


def see_departments(*, actor: Actor, today: date) -> list[DepartmentSeen]:
    """The departments whose local network the actor holds, or where she runs an association, with all their places."""
    rows = Territory.unscoped.filter(pk__in=departments_where(actor, HOLDS)).order_by("name", "pk")
    return [_see(territory, actor=actor, today=today) for territory in rows]


def see_place(place: Place, *, actor: Actor, today: date) -> PlaceSeen:
    """One place, with what attaches to it, and the zones of a city."""
    rows = [place, *Place.unscoped.filter(parent=place).open_on(today).order_by("name", "pk")]
    said = said_of([each.pk for each in rows], own=_own(actor, place.territory), today=today)
    held = actor.may(HOLDS, on=place)
    zones = tuple(PlaceSeen(each, said[each.pk], held) for each in rows[1:])
    return PlaceSeen(place, said[place.pk], held, zones)


def _see(territory: Territory, *, actor: Actor, today: date) -> DepartmentSeen:
    rows = list(Place.unscoped.filter(territory=territory).select_related("parent").order_by("name", "pk"))
    said = said_of([each.pk for each in rows], own=_own(actor, territory), today=today)
    held = actor.may(HOLDS, on=territory)
    seen = {each.pk: PlaceSeen(each, said[each.pk], held) for each in rows}
    opened = [each for each in rows if each.is_open(on=today)]
    cities = [each for each in opened if each.kind == PlaceKind.CITY]
    inside = {city.pk: tuple(seen[each.pk] for each in opened if each.parent_id == city.pk) for city in cities}
    return DepartmentSeen(
        territory=territory,
        cities=tuple(PlaceSeen(city, said[city.pk], held, inside[city.pk]) for city in cities),
        zones=tuple(seen[each.pk] for each in opened if each.kind == PlaceKind.ZONE and each.parent_id not in inside),
        closed=tuple(seen[each.pk] for each in rows if not each.is_open(on=today)),
        held=held,
    )


def _own(actor: Actor, territory: Territory) -> Own:
    """Whoever holds the department counts everybody's; whoever runs an association counts what is hers."""
    if actor.may(HOLDS, on=territory):
        return None
    return frozenset(mandate.organisation_id for mandate in actor.granting(HOLDS) if mandate.scope is Scope.ORGANISATION)
