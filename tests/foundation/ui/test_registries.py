"""Navigation, gestures, guards, places: rooms register, pages list, and nobody imports upward."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest

from maillage.foundation.access.actor import NOBODY
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.ui import gestures, guards, navigation, places, tabs
from maillage.foundation.ui.gestures import Gesture
from maillage.foundation.ui.guards import Answer
from maillage.foundation.ui.navigation import Item
from maillage.foundation.ui.places import Place
from maillage.foundation.ui.tabs import Tab
from tests.foundation.ui.conftest import somebody


@pytest.fixture(autouse=True)
def _empty_registries(monkeypatch):
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(gestures, "_gestures", {})
    monkeypatch.setattr(guards, "_providers", {})
    monkeypatch.setattr(places, "_resolvers", [])
    monkeypatch.setattr(tabs, "_tabs", {})


def _item(code="gallery", **changes):
    return Item(**{"code": code, "label": code, "icon": "house", "url_name": "ui:gallery", **changes})


def test_the_rail_follows_the_order_of_the_items():
    navigation.register(_item("b", order=2))
    navigation.register(_item("a", order=1))

    assert [link.item.code for link in navigation.links_for(somebody())] == ["a", "b"]


def test_the_rail_shows_only_what_my_role_uses():
    navigation.register(_item(permission=Permission.PERSON_LIST))

    assert navigation.links_for(somebody(Role.AUDITOR)) == ()


def test_nobody_has_no_rail():
    navigation.register(_item())

    assert navigation.links_for(NOBODY) == ()


def test_an_item_whose_page_does_not_exist_is_left_out_and_named():
    navigation.register(_item("later", url_name="nowhere:at_all"))

    assert navigation.links_for(somebody()) == ()
    assert navigation.unresolved() == ("later",)


def test_the_page_where_one_stands_wins_over_its_room():
    navigation.register(_item("room", order=1, url_name="ui:quit"))
    navigation.register(_item("page", order=2))

    current = [link.item.code for link in navigation.links_for(somebody(), view_name="ui:gallery") if link.current]

    assert current == ["page"]


def test_a_page_of_a_room_lights_the_item_of_the_room():
    navigation.register(_item())

    assert navigation.links_for(somebody(), view_name="ui:theme")[0].current


def test_two_items_may_not_share_a_code():
    navigation.register(_item())

    with pytest.raises(ValueError, match="twice"):
        navigation.register(_item(label="autre"))


def _gesture(**changes):
    given = {
        "code": "psp",
        "place": "people.person",
        "label": "Demander",
        "permission": Permission.APPLICATION_PREPARE,
        "url_name": "ui:gallery",
    }
    return Gesture(**{**given, "in_path": False, "prefill": lambda obj: {"person": obj.pk}, **changes})


def _person():
    return SimpleNamespace(pk=uuid.UUID(int=9), organisation_id=uuid.UUID(int=2))


def test_a_gesture_is_prefilled_by_ids():
    gestures.register(_gesture())

    (offer,) = gestures.gestures_for("people.person", somebody(), _person())

    assert offer.url == f"/galerie/?person={uuid.UUID(int=9)}"


def test_a_gesture_never_carries_a_text():
    gestures.register(_gesture(prefill=lambda obj: {"name": "Lune et son histoire"}))

    with pytest.raises(ValueError, match="never by text"):
        gestures.gestures_for("people.person", somebody(), _person())


def test_a_gesture_that_my_role_may_not_do_is_not_offered():
    gestures.register(_gesture())

    assert gestures.gestures_for("people.person", somebody(Role.READER), _person()) == ()


def test_a_gesture_on_a_file_of_others_is_not_offered():
    gestures.register(_gesture())

    assert gestures.gestures_for("people.person", somebody(), SimpleNamespace(pk=1, organisation_id=uuid.UUID(int=8))) == ()


def test_a_gesture_not_possible_now_says_why():
    gestures.register(_gesture(reason=lambda actor, obj: "Une demande est déjà en cours."))

    (offer,) = gestures.gestures_for("people.person", somebody(), _person())

    assert (offer.url, offer.reason) == ("", "Une demande est déjà en cours.")


def test_a_guard_without_provider_refuses_with_a_reason():
    answer = guards.ask("may_contact", person=1)

    assert not answer
    assert str(answer.reason)


def test_a_guard_gives_its_provider_the_facts():
    guards.register("may_contact", lambda *, hour: Answer(allowed=hour < 18, reason="jamais après 18 h"))

    assert guards.ask("may_contact", hour=10)
    assert not guards.ask("may_contact", hour=20)


def test_a_question_has_one_provider():
    guards.register("may_contact", lambda: Answer(allowed=True))

    with pytest.raises(ValueError, match="two providers"):
        guards.register("may_contact", lambda: Answer(allowed=True))


def test_my_place_is_said_by_whoever_knows():
    places.register_place_resolver(lambda actor: Place("Les Passerelles", "Fontbrune"))

    assert places.place_of(somebody()) == Place("Les Passerelles", "Fontbrune")


def test_nobody_stands_nowhere():
    assert places.place_of(NOBODY) == Place()


def _tab(code="file", **changes):
    return Tab(
        **{"code": code, "place": "a.file", "label": code, "url_name": "people:file", "permission": Permission.PERSON_LIST, **changes}
    )


FILE = SimpleNamespace(pk=uuid.UUID(int=7), organisation_id=uuid.UUID(int=2))


def _strip(role=Role.CASEWORKER, *, current="", file=FILE):
    return tabs.tabs_for("a.file", actor=somebody(role), obj=file, current=current)


def test_the_strip_follows_the_order_of_the_tabs_of_its_place():
    for tab in (_tab("b", order=2), _tab("a", order=1), _tab("c", place="elsewhere")):
        tabs.register(tab)

    assert [link.code for link in _strip()] == ["a", "b"]


def test_a_tab_that_my_role_does_not_open_is_not_there():
    tabs.register(_tab(permission=Permission.NOTES_OPEN))

    assert _strip(Role.RECEPTION) == ()


def test_a_tab_of_a_file_of_another_association_is_not_there():
    tabs.register(_tab())

    assert _strip(file=SimpleNamespace(pk=FILE.pk, organisation_id=uuid.UUID(int=9))) == ()


def test_a_tab_may_hide_because_its_existence_says_too_much():
    tabs.register(_tab(shown=lambda actor, obj: False))

    assert _strip() == ()


def test_a_tab_whose_room_is_not_built_is_not_there_and_is_told():
    tabs.register(_tab(url_name="nowhere:file"))

    assert _strip() == ()
    assert tabs.unresolved() == ("file",)


def test_the_tab_where_one_stands_is_marked():
    for tab in (_tab("a"), _tab("b")):
        tabs.register(tab)

    assert [link.current for link in _strip(current="b")] == [False, True]


def test_a_tab_code_is_taken_once():
    tabs.register(_tab())

    with pytest.raises(ValueError, match="file"):
        tabs.register(_tab(label="autre"))
