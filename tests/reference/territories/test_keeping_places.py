"""Cities and zones: named by the delegate, never twice, closed when nothing stands on them, opened again, never deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
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
)
from maillage.reference.territories.models import Place, PlaceKind
from maillage.reference.territories.reach import register_seats
from maillage.reference.territories.selectors import get_department, get_place, open_places, see_departments
from maillage.reference.territories.services import add_place, change_place, close_place, reopen_place
from maillage.reference.territories.uses import Use, register
from tests.accompaniment.openings.making import add_activity, make_manager
from tests.accompaniment.outreach.making import count_online, observe, plan, walk
from tests.cast import TODAY, actor_of, make_territory

pytestmark = pytest.mark.django_db
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


def named(dana: Any, name: str = "Les Quais", *, kind: PlaceKind = PlaceKind.ZONE, parent: Any = None, territory: str = "F1") -> Any:
    return add_place(actor=actor_of(dana), territory=make_territory(territory), kind=kind, name=name, parent=parent, today=TODAY)


def close(dana: Any, place: Any, *, on: date = TODAY, seen: int | None = None) -> Any:
    return close_place(actor=actor_of(dana), place=place, seen=seen or place.version, closed_on=on, today=TODAY)


def change(dana: Any, place: Any, name: str, *, parent: Any = None, seen: int | None = None) -> Any:
    return change_place(actor=actor_of(dana), place=place, seen=seen or place.version, name=name, parent=parent, today=TODAY)


def open_again(dana: Any, place: Any) -> Any:
    return reopen_place(actor=actor_of(dana), place=place, seen=place.version, today=TODAY)


def add_site(hugo: Any, association: Any, place: Any, name: str = "Le Local") -> Any:
    from maillage.accompaniment.openings.services import add_site as add

    return add(actor=actor_of(hugo), today=TODAY, organisation=association, name=name, place=place)


# Names


@pytest.mark.parametrize("again", ["LES  QUAIS", "les quais", "Lès-Quais", "Les Quais."])
def test_a_name_is_refused_however_it_is_written_again(dana: Any, again: str) -> None:
    named(dana)

    with pytest.raises(PlaceKnown, match="Les Quais"):
        named(dana, again)


def test_a_city_and_a_zone_do_not_share_a_name(dana: Any) -> None:
    named(dana, "Fontbrune", kind=PlaceKind.CITY)

    with pytest.raises(PlaceKnown):
        named(dana, "Fontbrune")


def test_two_departments_may(dana: Any, eve: Any) -> None:
    named(dana)

    assert named(eve, territory="F2").name == "Les Quais"


def test_the_name_of_a_closed_one_is_kept_for_it(dana: Any) -> None:
    close(dana, named(dana))

    with pytest.raises(PlaceKnownClosed, match="rouvrez"):
        named(dana)


def test_a_name_without_a_letter_is_no_name(dana: Any) -> None:
    with pytest.raises(PlaceUnnamed):
        named(dana, " - ")


def test_a_place_keeps_its_own_name_when_it_is_written_better(dana: Any) -> None:
    changed = change(dana, named(dana, "les quais"), "Les Quais")

    assert changed.name == "Les Quais"


def test_it_does_not_take_the_name_of_another(dana: Any) -> None:
    named(dana, "La gare")

    with pytest.raises(PlaceKnown):
        change(dana, named(dana), "la Gare")


def test_a_stale_edit_carries_both_names(dana: Any) -> None:
    place = named(dana)
    change(dana, place, "Les Quais nord")

    with pytest.raises(Stale) as raised:
        change(dana, place, "Les Quais sud", seen=1)

    assert (raised.value.current["name"], raised.value.submitted["name"]) == ("Les Quais nord", "Les Quais sud")


# Cities


def test_a_zone_stands_in_a_city_and_moves_to_another(dana: Any) -> None:
    first, second = named(dana, "Fontbrune", kind=PlaceKind.CITY), named(dana, "Aubrevaux", kind=PlaceKind.CITY)
    zone = named(dana, parent=first)

    changed = change(dana, zone, zone.name, parent=second)

    assert changed.parent == second


@pytest.mark.parametrize("unfit", ["a zone", "elsewhere", "closed"])
def test_a_zone_stands_in_nothing_but_an_open_city_of_its_department(dana: Any, eve: Any, unfit: str) -> None:
    city = {
        "a zone": lambda: named(dana, "La gare"),
        "elsewhere": lambda: named(eve, "Loin", kind=PlaceKind.CITY, territory="F2"),
        "closed": lambda: close(dana, named(dana, "Fontbrune", kind=PlaceKind.CITY)),
    }[unfit]()

    with pytest.raises(CityUnfit):
        named(dana, parent=city)


def test_a_city_stands_in_no_city(dana: Any) -> None:
    with pytest.raises(CityUnfit):
        named(dana, "Aubrevaux", kind=PlaceKind.CITY, parent=named(dana, "Fontbrune", kind=PlaceKind.CITY))


@pytest.mark.db_truth
def test_the_database_refuses_it_too(dana: Any, territory_x: Any) -> None:
    city = named(dana, "Fontbrune", kind=PlaceKind.CITY)

    with pytest.raises(IntegrityError):
        Place.unscoped.create(territory=territory_x, kind="city", name="Aubrevaux", parent=city)


# Who


@pytest.mark.parametrize("who", ["eve", "hugo", "alice", "paul"])
def test_nobody_but_the_delegate_of_the_department_writes(who: str, request: Any, dana: Any) -> None:
    place, stranger = named(dana), request.getfixturevalue(who)

    for act in (
        lambda: named(stranger, "La gare"),
        lambda: change(stranger, place, "La gare"),
        lambda: close(stranger, place),
        lambda: open_again(stranger, place),
    ):
        with pytest.raises(Denied):
            act()


def test_a_place_of_elsewhere_is_out_of_scope(dana: Any, eve: Any, nora: Any) -> None:
    place = named(dana)

    for stranger in (eve, nora):
        with pytest.raises(OutOfScope):
            get_place(actor=actor_of(stranger), pk=place.pk, today=TODAY)


def test_an_association_finds_the_places_of_the_department_where_it_is_seated(dana: Any, alice: Any) -> None:
    place = named(dana)

    assert get_place(actor=actor_of(alice), pk=place.pk, today=TODAY) == place


def test_a_department_of_elsewhere_is_out_of_scope(eve: Any, territory_x: Any) -> None:
    with pytest.raises(OutOfScope):
        get_department(actor=actor_of(eve), pk="F1", today=TODAY)


def test_the_seats_of_organisations_are_told_once() -> None:
    with pytest.raises(ValueError, match="two resolvers"):
        register_seats(lambda organisation_ids: ())


# Closing


def test_a_closed_zone_is_chosen_no_more_from_its_day_on(dana: Any) -> None:
    place = close(dana, named(dana), on=TOMORROW)

    assert open_places(["F1"], on=TODAY) == [place]
    assert open_places(["F1"], on=TOMORROW) == []


def test_but_by_what_had_chosen_it(dana: Any) -> None:
    place = close(dana, named(dana))

    assert open_places(["F1"], on=TODAY, kept=place.pk) == [place]


def test_nothing_closes_in_the_past(dana: Any) -> None:
    with pytest.raises(ClosesTooEarly):
        close(dana, named(dana), on=TODAY - timedelta(days=1))


def test_nothing_closes_twice(dana: Any) -> None:
    with pytest.raises(AlreadyClosed, match="mardi 19 mai 2020"):
        close(dana, close(dana, named(dana)), on=TOMORROW)


def test_a_closing_to_come_may_be_put_off(dana: Any) -> None:
    place = close(dana, close(dana, named(dana), on=TOMORROW), on=NEXT_WEEK)

    assert place.closed_on == NEXT_WEEK


def test_a_site_keeps_its_town_open_and_says_whose_it_is(dana: Any, hugo: Any, association_a: Any) -> None:
    town = named(dana, "Fontbrune", kind=PlaceKind.CITY)
    add_site(hugo, association_a, town)

    with pytest.raises(PlaceServes, match="Association A y tient un lieu d'accueil") as raised:
        close(dana, town)

    assert "Le Local" not in raised.value.sentence


def test_a_site_that_was_left_does_not(dana: Any, hugo: Any, association_a: Any) -> None:
    town = named(dana, "Fontbrune", kind=PlaceKind.CITY)
    site = add_site(hugo, association_a, town)
    type(site).unscoped.filter(pk=site.pk).update(left_on=TODAY)

    assert close(dana, town).closed_on == TODAY


def test_rounds_to_come_say_from_which_day_their_zone_may_close(dana: Any, alice: Any, association_a: Any) -> None:
    for day in (TOMORROW, NEXT_WEEK):
        plan(alice, association_a, day=day)
    zone = Place.unscoped.get()

    with pytest.raises(PlaceServesUntil, match=r"prévoit 2 maraudes, la dernière le mardi 26 mai 2020.* à partir du mercredi 27 mai 2020"):
        close(dana, zone)

    assert close(dana, zone, on=NEXT_WEEK + timedelta(days=1)).closed_on == date(2020, 5, 27)


def test_rounds_that_took_place_do_not_keep_it_open(dana: Any, alice: Any, association_a: Any) -> None:
    walk(alice, association_a)

    assert close(dana, Place.unscoped.get()).closed_on == TODAY


def test_an_online_round_that_goes_on_does(dana: Any, alice: Any, association_a: Any) -> None:
    zone = named(dana)
    count_online(alice, association_a, zone_id=zone.pk)

    with pytest.raises(PlaceServes, match="tournée en ligne"):
        close(dana, zone)


def test_a_city_closes_after_its_zones(dana: Any) -> None:
    city = named(dana, "Fontbrune", kind=PlaceKind.CITY)
    zone = named(dana, parent=city)

    with pytest.raises(PlaceServes, match="la zone « Les Quais » y est ouverte"):
        close(dana, city)

    close(dana, zone, on=TOMORROW)
    assert close(dana, city, on=TOMORROW).closed_on == TOMORROW


# Opening again


def test_a_closed_zone_opens_again(dana: Any) -> None:
    place = open_again(dana, close(dana, named(dana)))

    assert open_places(["F1"], on=TODAY) == [place]


def test_an_open_one_does_not(dana: Any) -> None:
    with pytest.raises(StillOpen):
        open_again(dana, named(dana))


def test_a_zone_waits_for_its_city(dana: Any) -> None:
    city = named(dana, "Fontbrune", kind=PlaceKind.CITY)
    zone = close(dana, named(dana, parent=city))
    close(dana, city)

    with pytest.raises(CityClosed, match="Fontbrune"):
        open_again(dana, zone)


# What is said of it


def test_every_act_is_in_the_journal_without_the_name(dana: Any) -> None:
    zone = named(dana)
    zone = close(dana, change(dana, zone, "Les Quais nord"))
    open_again(dana, zone)

    assert [each.text for each in history_of(zone)] == [
        "Dana a rouvert une zone.",
        "Dana a fermé une zone à partir du 19 mai 2020.",
        "Dana a modifié le nom d'une zone, ou sa ville.",
        "Dana a ajouté une zone au département.",
    ]


def test_the_delegate_counts_what_attaches_to_a_place_and_a_manager_what_is_hers(
    dana: Any, hugo: Any, alice: Any, charlie: Any, association_a: Any, association_b: Any
) -> None:
    walk(alice, association_a)
    zone = Place.unscoped.get()
    walk(charlie, association_b)
    observe(alice, association_a, zone_id=zone.pk)
    count_online(alice, association_a, zone_id=zone.pk)
    add_activity(hugo, association_a, site=add_site(hugo, association_a, zone))
    make_manager(association_b, name="Berthe")

    (all_of_it,), (mine,) = ([each.zones[0] for each in see_departments(actor=actor_of(who), today=TODAY)] for who in (dana, hugo))

    assert all_of_it.uses == ("1 lieu d'accueil", "1 activité", "2 maraudes", "1 tournée en ligne", "1 observation")
    assert mine.uses == ("1 lieu d'accueil", "1 activité", "1 maraude", "1 tournée en ligne", "1 observation")


def test_a_kind_of_use_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        register(Use(code="outreach.rounds", said=str, count=lambda place_ids, *, own, today: {}))


def test_the_machine_names_places_too(territory_x: Any) -> None:
    made = add_place(actor=system_actor(), territory=territory_x, kind=PlaceKind.CITY, name="Fontbrune", today=TODAY)

    assert made.is_open(on=TODAY)
