"""What the hand-over says of her applications, and what of them keeps her file from being closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.closing import what_will_stop
from maillage.accompaniment.people.errors import ClosingBlocked
from maillage.accompaniment.people.models import ClosingReason, Person
from maillage.accompaniment.people.services import close_file
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_pathway


def _stops(person: Any, worker: Any) -> list[tuple[str, bool]]:
    return [(str(stop.sentence), stop.blocks) for stop in what_will_stop(person, actor=actor_of(worker), today=TODAY)]


def _sheet(client: Any, worker: Any, person: Any) -> str:
    answer = client.as_(worker).post(reverse("people:hand_over_file", args=[person.pk]))
    return str(answer.content.decode()).replace("&#x27;", "'")


def test_a_file_without_an_application_stops_nothing_here(alice: Any) -> None:
    assert not any("demande" in sentence for sentence, _ in _stops(make_person(alice), alice))


def test_an_application_in_preparation_blocks_the_closing(alice: Any) -> None:
    application = make_application(alice)
    person = Person.unscoped.get(pk=application.person_id)

    with pytest.raises(ClosingBlocked, match="Une demande est en préparation"):
        close_file(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, reason=ClosingReason.LOST)


def test_a_running_pathway_blocks_the_closing_until_its_end_is_noted(alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    assert ("Un parcours est en cours : notez d'abord sa fin, avec son issue.", True) in _stops(pathway.person, alice)


def test_the_sheet_says_where_the_application_stands_and_what_misses(client: Any, alice: Any) -> None:
    application = make_application(alice, state="preparing")

    sheet = _sheet(client, alice, application.person)

    assert "Pièces qui manquent" in sheet
    assert "Prochaine séance" in sheet


def test_the_sheet_says_the_term_of_the_pathway(client: Any, alice: Any, dana: Any, paul: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    assert "Terme de la période en cours" in _sheet(client, alice, pathway.person)


def test_without_an_application_the_sheet_does_not_speak_of_it(client: Any, alice: Any) -> None:
    assert "Demandes et parcours" not in _sheet(client, alice, make_person(alice))


def test_her_applications_are_a_page_of_her_file(client: Any, alice: Any) -> None:
    application = make_application(alice)

    page = client.as_(alice).get(reverse("psp:person", args=[application.person_id])).content.decode()

    assert reverse("psp:application", args=[application.pk]) in page


def test_a_stranger_finds_no_page_of_her_applications(client: Any, alice: Any, charlie: Any) -> None:
    application = make_application(alice)

    assert client.as_(charlie).get(reverse("psp:person", args=[application.person_id])).status_code == 404


def test_the_history_of_her_file_tells_her_applications_too(client: Any, alice: Any) -> None:
    application = make_application(alice)

    page = client.as_(alice).get(reverse("people:history", args=[application.person_id]), {"quoi": "demandes"}).content.decode()

    assert "demandes et parcours" in page
    assert "a ouvert le dossier" not in page


def test_the_side_of_the_file_leaves_out_the_pieces_ticked_one_by_one(client: Any, alice: Any) -> None:
    application = make_application(alice, state="ready")

    file = client.as_(alice).get(reverse("people:file", args=[application.person_id]))

    said = {each.action for each in file.context["history"]}
    assert "psp.piece_changed" not in said
    assert any(action.startswith("psp.") for action in said)
