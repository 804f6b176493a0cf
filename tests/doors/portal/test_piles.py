"""The lists behind the numbers: filters by codes, out of scope is 404, empty lists teach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.services import offer_follow_up
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles import PILES
from maillage.doors.portal.piles.registry import register
from maillage.doors.portal.values import Asked
from tests.accompaniment.making import make_person
from tests.cast import TODAY, CastClient, actor_of
from tests.doors.portal.world import make_preparing, make_wish

STATE_ONLY = ["deposees", "seances", "mes-seances", "avis", "a-preparer", "a-signer", "sieges", "archives-a-proposer"]


@pytest.mark.parametrize("code", sorted(PILES))
@pytest.mark.parametrize("who", ["nora", "aude", "ops"])
def test_no_list_opens_to_a_role_without_files(client: CastClient, code: str, who: str, request: pytest.FixtureRequest) -> None:
    answer = client.as_(request.getfixturevalue(who)).get(pile_link(code))

    assert answer.status_code == 404


@pytest.mark.parametrize("code", STATE_ONLY)
def test_the_lists_of_the_state_are_not_there_for_an_association(client: CastClient, alice: Any, code: str) -> None:
    assert client.as_(alice).get(pile_link(code)).status_code == 404


@pytest.mark.parametrize("code", ["demandes", "dossiers", "pieces", "sans-echange", "sans-referente", "a-deposer"])
def test_the_lists_of_an_association_are_not_there_for_the_state(client: CastClient, dana: Any, code: str) -> None:
    assert client.as_(dana).get(pile_link(code)).status_code == 404


def test_an_unknown_list_is_404(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(pile_link("tout")).status_code == 404


@pytest.mark.parametrize("code", sorted(set(PILES) - set(STATE_ONLY) - {"protections", "alertes-mineures", "changements-a-achever"}))
def test_an_empty_list_teaches(client: CastClient, alice: Any, code: str) -> None:
    page = client.as_(alice).get(pile_link(code)).content.decode()

    assert "mg-empty" in page


@pytest.mark.parametrize("code", STATE_ONLY[:2] + STATE_ONLY[4:])
def test_an_empty_list_of_the_state_teaches(client: CastClient, dana: Any, code: str) -> None:
    assert "mg-empty" in client.as_(dana).get(pile_link(code)).content.decode()


@pytest.mark.parametrize("code", ["mes-seances", "avis"])
def test_an_empty_list_of_a_seat_teaches(client: CastClient, marc: Any, code: str) -> None:
    assert "mg-empty" in client.as_(marc).get(pile_link(code)).content.decode()


def test_a_list_is_narrowed_by_the_codes_of_its_address(client: CastClient, alice: Any, iris: Any) -> None:
    make_wish(alice)
    make_preparing(alice)
    make_preparing(iris)

    answer = client.as_(alice).get(pile_link("demandes", etat="preparing", pour="moi"))

    assert answer.context["seen"].page.paginator.count == 1


def test_a_code_that_is_not_a_choice_is_ignored(client: CastClient, alice: Any) -> None:
    make_wish(alice)

    answer = client.as_(alice).get(pile_link("demandes", etat="rien", pour="elle"))

    assert answer.context["seen"].page.paginator.count == 1


def test_another_association_sees_none_of_these_rows(client: CastClient, alice: Any, charlie: Any) -> None:
    make_wish(alice)

    assert client.as_(charlie).get(pile_link("demandes")).context["seen"].page.paginator.count == 0


def test_a_long_list_is_cut_into_pages(client: CastClient, alice: Any) -> None:
    for _ in range(26):
        make_person(alice)

    page = client.as_(alice).get(f"{pile_link('dossiers')}?page=2")

    assert len(page.context["seen"].lines) == 1


def test_a_list_asks_no_more_queries_with_more_rows(client: CastClient, alice: Any, django_assert_max_num_queries: Any) -> None:
    signed_in, counts = client.as_(alice), []
    for times in (2, 18):
        for _ in range(times):
            make_preparing(alice)
        with django_assert_max_num_queries(40) as asked:
            signed_in.get(pile_link("demandes"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_front_of_a_list_is_its_number_and_its_first_lines_in_one_query(alice: Any, django_assert_num_queries: Any) -> None:
    for _ in range(4):
        make_preparing(alice)
    found = PILES["demandes"].find(Asked(actor=actor_of(alice), today=TODAY))

    with django_assert_num_queries(1):
        front = found.front(3)

    assert (front.number, list(front.lines)) == (found.count, found.lines(0, 3))


def test_a_task_of_the_home_reads_no_rule_that_it_does_not_show(alice: Any, django_assert_num_queries: Any) -> None:
    people = [make_person(alice, pseudonym=name) for name in ("Lune", "Brume")]
    later = TODAY + timedelta(days=45)
    found = PILES["sans-echange"].find(Asked(actor=actor_of(alice, later), today=later))

    with django_assert_num_queries(1):
        front = found.front(3, titles_only=True)

    assert {line.title for line in front.lines} == {person.reference for person in people}


def test_the_front_of_an_empty_list_is_no_line(alice: Any) -> None:
    front = PILES["demandes"].find(Asked(actor=actor_of(alice), today=TODAY)).front(3)

    assert (front.number, front.lines) == (0, ())


def test_a_list_is_never_declared_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        register(PILES["demandes"])


def test_lists_stand_under_one_address() -> None:
    assert reverse("portal:pile", args=["pieces"]) == "/a-faire/pieces/"


def test_what_a_colleague_proposes_is_on_my_home_and_leads_to_the_answer(client: CastClient, alice: Any, iris: Any) -> None:
    person = make_person(alice)
    offer_follow_up(actor=actor_of(alice), today=TODAY, person=person, to_user_id=iris.pk)

    home = client.as_(iris).get("/").content.decode()
    pile = client.as_(iris).get(pile_link("suivis-proposes")).content.decode()

    assert "1 suivi proposé" in home
    assert person.reference in pile
    assert reverse("people:offers") in pile


def test_nothing_proposed_the_home_stays_calm(client: CastClient, alice: Any) -> None:
    assert "Suivis proposés" not in client.as_(alice).get("/").content.decode()
