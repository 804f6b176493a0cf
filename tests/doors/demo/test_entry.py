"""The door of the demonstration: there only in a demonstration, forward only, and never silent about what it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.doors.demo import actions, services
from maillage.doors.demo.selectors import TOUR, address_of, cast_by_side, departments
from maillage.doors.demo.world import CAST, DEPARTMENTS
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.models import BusinessDay
from maillage.foundation.kernel.moment import read_moment
from tests.cast import TODAY, CastClient, give_mandate, make_organisation, make_user
from tests.walking import CODE


@pytest.fixture
def demonstration(settings: Any, db: None) -> date:
    """A demonstration that stands on 19 May 2020."""
    settings.MAILLAGE_DEMO = True
    BusinessDay.objects.create(day=TODAY)
    return TODAY


@pytest.fixture
def alice_of_the_demonstration(demonstration: date) -> Any:
    user = make_user("Alice Ferrand", email=address_of("alice"))
    give_mandate(user, Role.CASEWORKER, make_organisation(name="Les Passerelles"))
    return user


@pytest.mark.parametrize("route", ["demo:entry", "demo:enter_as", "demo:advance"])
def test_outside_a_demonstration_nothing_is_there(client: CastClient, db: None, route: str) -> None:
    address = reverse(route)

    answer = client.get(address) if route == "demo:entry" else client.post(address, {"slug": "alice", "day": "2020-06-01"})

    assert answer.status_code == 404


def test_the_door_presents_everybody_who_has_a_sentence(client: CastClient, demonstration: date) -> None:
    page = client.get(reverse("demo:entry")).content.decode()

    assert all(f"{cast.name.split()[0]}" in page for cast in CAST if cast.presented)


def test_the_main_cast_stands_on_three_sides(demonstration: date) -> None:
    sides = {side.code: {who.slug for who in side.characters} for side in cast_by_side()}

    assert {"alice", "hugo", "charlie"} <= sides["associations"]
    assert {"dana", "jean", "marc", "paul"} <= sides["etat"]
    assert {"nora", "aude", "ops"} <= sides["pays"]


def test_each_department_says_its_logic_and_lets_its_own_people_in(demonstration: date) -> None:
    shown = departments()

    assert [each.name for each in shown] == [each.name for each in DEPARTMENTS]
    assert all(str(each.sentence) for each in shown)
    assert {who.slug for each in shown for who in each.characters} == {cast.slug for cast in CAST if not cast.presented}


def test_the_tour_follows_people_of_the_cast() -> None:
    assert {slug for slug, _ in TOUR} <= {cast.slug for cast in CAST}


def test_the_tour_holds_the_session_of_the_day() -> None:
    told = [(slug, str(sentence)) for slug, sentence in TOUR]

    for slug, words in (
        ("dana", "« Ouvrir la séance »"),
        ("marc", "« Suivre la séance »"),
        ("dana", "par consensus"),
        ("dana", "« Clore le vote et compter »"),
        ("dana", "« Établir le procès-verbal »"),
    ):
        assert any(each == slug and words in sentence for each, sentence in told), words


def test_every_button_that_the_tour_quotes_is_there() -> None:
    quoted = {words for _slug, sentence in TOUR for words in re.findall(r"« ([A-ZÉ].+?) »", str(sentence))}
    sources = [path.read_text(encoding="utf-8") for kind in ("*.html", "*.py") for path in sorted(CODE.rglob(kind))]

    assert {words for words in quoted if not any(f'"{words}"' in text for text in sources)} == set()


def test_entering_as_alice_leads_to_her_home_under_the_banner(client: CastClient, alice_of_the_demonstration: Any) -> None:
    answer = client.post(reverse("demo:enter_as"), {"slug": "alice"}, follow=True)

    assert answer.redirect_chain == [(reverse("portal:home"), 302)]
    page = answer.content.decode()
    assert "mg-demo" in page
    assert "Vous êtes Alice Ferrand." in page
    assert f'href="{reverse("demo:entry")}"' in page


def test_changing_role_leaves_the_first_one(client: CastClient, alice_of_the_demonstration: Any) -> None:
    dana = make_user("Dana Kerloc'h", email=address_of("dana"))
    client.post(reverse("demo:enter_as"), {"slug": "alice"})

    client.post(reverse("demo:enter_as"), {"slug": "dana"})

    assert client.get("/").context["actor"].user_id == dana.pk


@pytest.mark.parametrize("slug", ["", "personne", "alice@demonstration.test"])
def test_nobody_enters_as_somebody_outside_the_cast(client: CastClient, alice_of_the_demonstration: Any, slug: str) -> None:
    assert client.post(reverse("demo:enter_as"), {"slug": slug}).status_code == 404


def test_a_character_not_built_yet_cannot_be_chosen(client: CastClient, demonstration: date) -> None:
    page = client.get(reverse("demo:entry")).content.decode()

    assert page.count('type="submit" disabled') == len(CAST)


def test_a_stranger_at_the_home_of_a_demonstration_is_led_to_its_door(client: CastClient, demonstration: date, settings: Any) -> None:
    settings.LOGIN_URL = "demo:entry"

    answer = client.get("/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("demo:entry"))


def test_the_day_moves_forward_for_everybody(client: CastClient, demonstration: date) -> None:
    client.post(reverse("demo:advance"), {"day": "2020-06-02"})

    assert read_moment().today == date(2020, 6, 2)


@pytest.mark.parametrize("days", [0, -1, -400])
def test_the_day_never_goes_back(demonstration: date, days: int) -> None:
    with pytest.raises(services.DayGoesForward):
        services.advance_day(actor=system_actor(), today=TODAY, to=TODAY + timedelta(days=days))

    assert BusinessDay.objects.get().day == TODAY


def test_a_slip_of_the_finger_does_not_lose_a_century(demonstration: date) -> None:
    with pytest.raises(services.DayTooFar):
        services.advance_day(actor=system_actor(), today=TODAY, to=TODAY + timedelta(days=367))


def test_outside_a_demonstration_no_service_moves_the_day(db: None) -> None:
    with pytest.raises(OutOfScope):
        services.advance_day(actor=system_actor(), today=TODAY, to=TODAY + timedelta(days=1))


def test_a_refused_day_is_said_on_the_page_and_kept_in_the_field(client: CastClient, demonstration: date) -> None:
    answer = client.post(reverse("demo:advance"), {"day": "2019-01-01"})

    assert answer.status_code == 422
    assert "vers l&#x27;avenir" in answer.content.decode()
    assert "2019-01-01" in answer.content.decode()


def test_moving_the_day_is_in_the_chain_of_the_system(demonstration: date) -> None:
    services.advance_day(actor=system_actor(), today=TODAY, to=date(2020, 6, 2))

    entry = Entry.unscoped.get(action=actions.DAY_ADVANCED.code)
    assert entry.chain.int == 0
    assert entry.on == date(2020, 6, 2)


def test_the_door_asks_as_few_queries_with_the_whole_cast_as_with_nobody(
    client: CastClient, demonstration: date, django_assert_max_num_queries: Any
) -> None:
    for cast in CAST:
        make_user(cast.name, email=address_of(cast.slug))

    with django_assert_max_num_queries(4):
        client.get(reverse("demo:entry"))
