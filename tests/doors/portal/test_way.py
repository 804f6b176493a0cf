"""The way from a first request to a pathway: counts and days per association, and the home of whoever answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.doors.portal.way import way_of
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services import wish_from_request
from tests.accompaniment.intake.making import REACHED, make_receptionist, note, settle
from tests.cast import TODAY, CastClient, actor_of

APRIL = date(2020, 4, 6)


def counts(row: Any) -> tuple[int, ...]:
    return (row.requests, *(stage.count for stage in row.reached))


def tell(alice: Any) -> None:
    """Six requests: two new ones in April, of which one became a wish filed later; three in May, one too old."""
    note(alice, today=date(2019, 1, 7))
    leaving = note(alice, today=APRIL, triage="leave", public="new", **REACHED)
    settle(alice, note(alice, today=APRIL, public="new"), "no_solution", no_solution="no_shelter")
    wish_from_request(actor=actor_of(alice), today=date(2020, 4, 16), request=leaving)
    Application.unscoped.update(filed_on=date(2020, 5, 6), number="F1-2020-0001", state="filed")
    for day in (4, 5, 6):
        note(alice, today=date(2020, 5, day), triage="information")


def test_each_stage_is_counted_with_its_days(alice: Any) -> None:
    tell(alice)

    way = way_of(actor_of(alice), today=TODAY)

    assert counts(way.whole) == (5, 1, 1, 1, 0)
    assert [stage.days for _label, stage in way.stages] == [(10,), (10,), (30,), ()]
    assert "trop peu" in str(way.stages[0][1].sentence)


def test_it_is_cut_by_month_and_by_what_was_asked(alice: Any) -> None:
    tell(alice)

    way = way_of(actor_of(alice), today=TODAY)

    assert [(str(row.label), counts(row), row.new, row.unmet) for row in way.months] == [
        ("mai 2020", (3, 0, 0, 0, 0), 0, 0),
        ("avril 2020", (2, 1, 1, 1, 0), 2, 1),
    ]
    assert {row.code: row.requests for row in way.triages} == {"one_off": 1, "information": 3, "leave": 1}
    assert [(str(label), number) for label, number in way.missing] == [("aucune place d'hébergement", 1)]


def test_the_new_public_is_counted_apart(alice: Any) -> None:
    tell(alice)

    assert counts(way_of(actor_of(alice), today=TODAY, only_new=True).whole) == (2, 1, 1, 1, 0)


def test_an_association_counts_its_own_requests_alone(alice: Any, charlie: Any) -> None:
    tell(alice)

    assert way_of(actor_of(charlie), today=TODAY).whole.requests == 0


@pytest.mark.parametrize("who", ["dana", "nora", "marc"])
def test_nobody_outside_of_an_association_has_this_page(client: CastClient, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse("portal:requests_way")).status_code == 403
    with pytest.raises(Denied):
        way_of(actor_of(request.getfixturevalue(who)), today=TODAY)


def test_reception_does_not_learn_of_applications_here(client: CastClient, association_a: Any) -> None:
    assert client.as_(make_receptionist(association_a)).get(reverse("portal:requests_way")).status_code == 403


@pytest.mark.parametrize("who", ["alice", "bob", "hugo"])
def test_the_page_says_what_became_of_requests(client: CastClient, alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    tell(alice)

    page = client.as_(request.getfixturevalue(who)).get(reverse("portal:requests_way")).content.decode().replace("&#x27;", "'")

    assert all(words in page for words in ("5 demandes notées", "1 sur 5", "Avril 2020", "Aucune place d'hébergement"))


def test_the_empty_page_teaches_and_a_strange_filter_is_ignored(client: CastClient, alice: Any) -> None:
    page = client.as_(alice).get(reverse("portal:requests_way"), {"public": "<x>"}).content.decode()

    assert "Ici se lira le chemin des demandes" in page


def test_hundreds_of_requests_cost_what_few_cost(client: CastClient, alice: Any) -> None:
    tell(alice)
    reader, address = client.as_(alice), reverse("portal:requests_way")
    reader.get(address)
    with CaptureQueriesContext(connection) as few:
        reader.get(address)
    for _each in range(40):
        note(alice)
    with CaptureQueriesContext(connection) as many:
        reader.get(address)

    assert len(many) == len(few)


# The home


def test_the_home_says_who_waits_for_an_answer_and_leads_there(client: CastClient, alice: Any) -> None:
    note(alice, today=APRIL)
    urgent = note(alice, triage="urgent")

    home = client.as_(alice).get("/").content.decode()
    pile = client.as_(alice).get("/a-faire/premieres-demandes/").content.decode()

    assert "2 premières demandes sans réponse" in home
    assert reverse("intake:request", args=[urgent.pk]) in pile
    assert pile.index("Urgence") < pile.index("Aide ponctuelle")


def test_a_worker_without_anybody_waiting_has_no_block_and_reception_always_may_note(
    client: CastClient, alice: Any, association_a: Any
) -> None:
    assert reverse("intake:note") not in client.as_(alice).get("/").content.decode()
    assert reverse("intake:note") in client.as_(make_receptionist(association_a)).get("/").content.decode()


def test_many_who_wait_lead_to_the_whole_list(client: CastClient, alice: Any) -> None:
    for _each in range(5):
        note(alice)

    assert "/a-faire/premieres-demandes/" in client.as_(alice).get("/").content.decode()


def test_whoever_notes_no_request_reads_nothing_of_them(client: CastClient, alice: Any, bob: Any) -> None:
    note(alice)

    assert "première demande" not in client.as_(bob).get("/").content.decode()
