"""The cities and zones of the four departments, named by their delegates; one that nobody goes to any more is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.reference.territories.models import Place, PlaceKind, Territory
from maillage.reference.territories.services import add_place, close_place

DRAWN_ON = date(2020, 1, 4)
CLOSED_ON = date(2020, 2, 3)


@dataclass(frozen=True)
class Map:
    """One department: who holds its network, its cities with their zones, the zones of no city, those that were closed."""

    delegate: str
    cities: tuple[tuple[str, tuple[str, ...]], ...] = ()
    zones: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


OLD_MARKET = "Ancien marché"
MAPS = {
    "F1": Map(
        "dana",
        cities=(("Lysmont", ("Rive droite", "Quartier de la gare", OLD_MARKET)), ("Montaubrel", ())),
        closed=(OLD_MARKET,),
    ),
    "F2": Map("eve", cities=(("Combeval", ("Zone des quais", "Zone du canal")),), zones=("Vallée haute",)),
    "F3": Map("gaelle", zones=("Littoral",)),
    "F4": Map("hanna", zones=("Plaine est",)),
}


def _draw(day: date, *, stage: Stage, code: str, drawn: Map) -> None:
    actor, territory = stage.actor(drawn.delegate, day), Territory.unscoped.get(pk=code)
    for name, zones in drawn.cities:
        city = add_place(actor=actor, today=day, territory=territory, kind=PlaceKind.CITY, name=name)
        for zone in zones:
            add_place(actor=actor, today=day, territory=territory, kind=PlaceKind.ZONE, name=zone, parent=city)
    for zone in drawn.zones:
        add_place(actor=actor, today=day, territory=territory, kind=PlaceKind.ZONE, name=zone)


def _close(day: date, *, stage: Stage, code: str, drawn: Map) -> None:
    for place in Place.unscoped.filter(territory_id=code, name__in=drawn.closed).order_by("name"):
        close_place(actor=stage.actor(drawn.delegate, day), today=day, place=place, seen=place.version, closed_on=day)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    for code, drawn in MAPS.items():
        chronicle.at(DRAWN_ON, partial(_draw, stage=stage, code=code, drawn=drawn))
        chronicle.at(CLOSED_ON, partial(_close, stage=stage, code=code, drawn=drawn))
