"""Every write about territories."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from maillage.core.phonetics import folded
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.reference.territories import actions
from maillage.reference.territories.errors import (
    AlreadyClosed,
    CityClosed,
    CityUnfit,
    ClosesTooEarly,
    PlaceKnown,
    PlaceKnownClosed,
    PlaceServes,
    PlaceServesUntil,
    PlaceUnnamed,
    StillOpen,
    TerritoryUnfit,
)
from maillage.reference.territories.models import Place, PlaceKind, Territory
from maillage.reference.territories.selectors import first_day_free, serving

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
def add_place(*, actor: Actor, territory: Territory, kind: PlaceKind, name: str, today: date, parent: Place | None = None) -> Place:
    """Name a city of a department, or a wide zone, of one city (`parent`) or of none. Its delegate may, and the machine.

    Raises Denied, PlaceUnnamed, PlaceKnown (however it is written), CityUnfit.
    """
    require(actor, Permission.ORGANISATION_MANAGE, on=territory)
    city = _city(parent, territory_id=territory.pk, kind=kind, today=today)
    words = _free_name(name, territory_id=territory.pk, today=today)
    place: Place = Place.unscoped.create(territory=territory, kind=kind, name=words, parent=city)
    record(actor, actions.PLACE_ADDED, place, today=today, chain=None, territory=territory.code, kind=str(kind))
    return place


@idempotent(Place)
@transaction.atomic
def change_place(*, actor: Actor, place: Place, seen: int, name: str, today: date, parent: Place | None = None) -> Place:
    """Name it otherwise, or put a zone in another city. What was noted there follows.

    Raises Denied, PlaceUnnamed, PlaceKnown, CityUnfit, Stale.
    """
    require(actor, Permission.ORGANISATION_MANAGE, on=place)
    place = Place.unscoped.select_related("parent").locked(place.pk)
    kept = parent is not None and parent.pk == place.parent_id
    city = place.parent if kept else _city(parent, territory_id=place.territory_id, kind=PlaceKind(place.kind), today=today)
    words = _free_name(name, territory_id=place.territory_id, today=today, but=place)
    changed = place.save_version(seen=seen, changes={"name": words, "parent": city})
    record(actor, actions.PLACE_CHANGED, place, today=today, chain=None, territory=place.territory_id, kind=place.kind)
    return changed


@idempotent(Place)
@transaction.atomic
def close_place(*, actor: Actor, place: Place, seen: int, closed_on: date, today: date) -> Place:
    """From a day on, it is chosen no more. Nothing is deleted, and nothing that is to come may stand on it.

    Raises Denied, AlreadyClosed, ClosesTooEarly, PlaceServes, Stale.
    """
    require(actor, Permission.ORGANISATION_MANAGE, on=place)
    place = Place.unscoped.locked(place.pk)
    if place.closed_on is not None and place.closed_on <= today:
        raise AlreadyClosed(day=speech.day_words(place.closed_on))
    if closed_on < today:
        raise ClosesTooEarly
    _ask_who_stands(place, on=closed_on)
    changed = place.save_version(seen=seen, changes={"closed_on": closed_on})
    record(actor, actions.PLACE_CLOSED, place, today=today, chain=None, territory=place.territory_id, kind=place.kind, closed_on=closed_on)
    return changed


@idempotent(Place)
@transaction.atomic
def reopen_place(*, actor: Actor, place: Place, seen: int, today: date) -> Place:
    """It may be chosen again, from now on. Raises Denied, StillOpen, CityClosed, Stale."""
    require(actor, Permission.ORGANISATION_MANAGE, on=place)
    place = Place.unscoped.select_related("parent").locked(place.pk)
    if place.closed_on is None:
        raise StillOpen
    if place.parent is not None and place.parent.closed_on is not None:
        raise CityClosed(city=place.parent.name)
    changed = place.save_version(seen=seen, changes={"closed_on": None})
    record(actor, actions.PLACE_REOPENED, place, today=today, chain=None, territory=place.territory_id, kind=place.kind)
    return changed


def _city(parent: Place | None, *, territory_id: str, kind: PlaceKind, today: date) -> Place | None:
    """The city of a zone, held until the end: it does not close meanwhile."""
    if parent is None:
        return None
    city = Place.unscoped.locked(parent.pk)
    unfit = kind != PlaceKind.ZONE or city.kind != PlaceKind.CITY or city.territory_id != territory_id or city.closed_on is not None
    if unfit:
        raise CityUnfit
    return city


def _free_name(name: str, *, territory_id: str, today: date, but: Place | None = None) -> str:
    """The name, its spaces put right, once nothing in the department reads the same: accents, case and signs set aside."""
    words = " ".join(name.split())
    read = folded(words)
    if not read:
        raise PlaceUnnamed
    Territory.unscoped.locked(territory_id)  # two people who add the same one: the second reads what the first wrote
    others = Place.unscoped.filter(territory_id=territory_id)
    for each in others.exclude(pk=but.pk) if but is not None else others:
        if folded(each.name) == read:
            raise PlaceKnown(name=each.name) if each.is_open(on=today) else PlaceKnownClosed(name=each.name)
    return words


def _ask_who_stands(place: Place, *, on: date) -> None:
    standing = serving(place, on=on)
    if not standing:
        return
    what = " ; ".join(speech.say(each.words) for each in standing)
    if any(each.until is None for each in standing):
        raise PlaceServes(what=what)
    raise PlaceServesUntil(what=what, day=speech.day_words(first_day_free(standing, today=on)))
