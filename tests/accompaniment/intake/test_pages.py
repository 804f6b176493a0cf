"""The pages of the first requests: two taps to note, one to answer, nothing typed twice, nothing read by whoever may not."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.intake.models import FirstRequest
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.vault import erase_subject
from maillage.reference.territories.models import PlaceKind
from maillage.reference.territories.services import add_place
from tests.accompaniment.intake.making import REACHED, make_receptionist, note, settle
from tests.accompaniment.making import make_person
from tests.cast import TODAY, give_mandate


def _url(name: str, row: Any = None) -> str:
    return reverse(f"intake:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode()).replace("&#x27;", "'")


def _form(**more: Any) -> dict[str, Any]:
    return {
        "way": "phone",
        "triage": "urgent",
        "words": "Elle dort dehors",
        "public": "new",
        "problem": "new",
        "received_on": TODAY.isoformat(),
        "key": str(uuid.uuid4()),
        **more,
    }


OF_ONE = ("request", "settle", "no_solution", "open_file", "link")


@pytest.mark.parametrize("who", ["charlie", "bob", "hugo", "dana", "marc"])
@pytest.mark.parametrize("name", OF_ONE)
def test_a_stranger_finds_no_request(client: Any, alice: Any, name: str, who: str, request: pytest.FixtureRequest) -> None:
    noted, stranger = note(alice, words="Un secret", **REACHED), client.as_(request.getfixturevalue(who))

    answers = [stranger.get(_url(name, noted)), stranger.post(_url(name, noted), _form())]

    assert {each.status_code for each in answers} <= {404, 405}
    assert "Un secret" not in "".join(map(_text, answers))


@pytest.mark.parametrize("who", ["bob", "hugo", "dana"])
@pytest.mark.parametrize("name", ["list", "note"])
def test_whoever_notes_no_request_has_no_list(client: Any, name: str, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url(name)).status_code == 403


def test_an_empty_list_teaches(client: Any, alice: Any) -> None:
    page = _text(client.as_(alice).get(_url("list")))

    assert "Ici viendront les demandes de personnes que vous ne suivez pas encore" in page


def test_what_waits_stands_first_and_what_is_urgent_before_all(client: Any, alice: Any) -> None:
    settle(alice, note(alice, pseudonym="Réglée"), "aid_given")
    note(alice, pseudonym="Patiente")
    note(alice, pseudonym="Pressée", triage="urgent")

    page = _text(client.as_(alice).get(_url("list")))

    assert page.index("Pressée") < page.index("Patiente") < page.index("Réglée")
    assert "2 attendent une réponse, sur 3 notées." in page


def test_the_list_shows_no_word_and_no_contact(client: Any, alice: Any) -> None:
    note(alice, words="Un secret", **REACHED)

    page = _text(client.as_(alice).get(_url("list")))

    assert "Un secret" not in page
    assert "06 00 00 00 01" not in page


def test_filters_keep_codes_and_ignore_what_is_none(client: Any, alice: Any) -> None:
    note(alice, pseudonym="Aube", triage="leave")
    note(alice, pseudonym="Brise")
    reader = client.as_(alice)

    kept = _text(reader.get(_url("list"), {"demande": "leave", "issue": "waiting"}))

    assert ("Aube" in kept, "Brise" in kept) == (True, False)
    assert reader.get(_url("list"), {"demande": "<x>", "page": "77"}).status_code == 200
    assert "Aucune demande ne correspond" in _text(reader.get(_url("list"), {"public": "known"}))


def test_many_requests_cost_what_few_cost(client: Any, alice: Any) -> None:
    reader = client.as_(alice)
    for number in range(26):
        note(alice, pseudonym=f"Étoile-{number:02d}")
    reader.get(_url("list"))
    with CaptureQueriesContext(connection) as few:
        reader.get(_url("list"))
    for number in range(40):
        note(alice, pseudonym=f"Comète-{number:02d}")
    with CaptureQueriesContext(connection) as many:
        page = _text(reader.get(_url("list")))

    assert len(many) == len(few)
    assert page.count('class="mg-row"') == 25


# Noting


def test_two_taps_note_a_request(client: Any, alice: Any) -> None:
    sent = {"way": "walk_in", "triage": "information", "public": "unknown", "problem": "unknown", "received_on": TODAY.isoformat()}

    page = _text(client.as_(alice).post(_url("note"), sent, follow=True))

    assert "J'ai noté la demande." in page
    assert FirstRequest.unscoped.get().way == "walk_in"


def test_a_double_click_notes_one_request(client: Any, alice: Any) -> None:
    sent, writer = _form(), client.as_(alice)

    for _each in range(2):
        writer.post(_url("note"), sent)

    assert FirstRequest.unscoped.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"way": ""}, "Choisissez comment la demande est arrivée."),
        ({"triage": "?"}, "Ce qui est demandé"),
        ({"received_on": "2020-05-20"}, "Reçue le"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client: Any, alice: Any, sent: Any, sentence: str) -> None:
    answer = client.as_(alice).post(_url("note"), _form(**sent))

    assert answer.status_code == 422
    assert sentence in _text(answer)
    assert "Elle dort dehors" in _text(answer)


def test_a_wide_zone_is_offered_where_there_is_one_and_never_an_address(client: Any, alice: Any, territory_x: Any) -> None:
    zone = add_place(actor=system_actor(), today=TODAY, territory=territory_x, kind=PlaceKind.ZONE, name="Rive droite")

    page = _text(client.as_(alice).post(_url("note"), _form(zone=str(zone.pk)), follow=True))

    assert "Rive droite" in page


def test_somebody_of_two_associations_chooses_where(client: Any, alice: Any, association_b: Any) -> None:
    from maillage.foundation.access.roles import Role

    give_mandate(alice, Role.CASEWORKER, association_b)

    client.as_(alice).post(_url("note"), _form(organisation=str(association_b.pk)))

    assert FirstRequest.unscoped.get().organisation_id == association_b.pk


def test_reception_notes_is_told_who_reads_and_reads_nothing_back(client: Any, association_a: Any) -> None:
    desk = client.as_(make_receptionist(association_a))

    form, page = _text(desk.get(_url("note"))), _text(desk.post(_url("note"), _form(**REACHED), follow=True))

    assert "Vous ne pourrez pas le relire." in form
    assert "Elle dort dehors" not in page
    assert "06 00 00 00 01" not in page
    assert "demandez à une collègue" in page
    assert "Ouvrir son dossier" not in page


# Answering


def test_whoever_may_read_sees_what_was_said_and_what_to_do(client: Any, alice: Any) -> None:
    page = _text(client.as_(alice).get(_url("request", note(alice, words="قالت إنها جائعة", way="partner", partner="health", **REACHED))))

    wanted = (
        "قالت إنها جائعة",
        "06 00 00 00 01",
        "un service de santé",
        "Ouvrir son dossier",
        "Commencer sa demande d'engagement",
        "Sans solution",
    )
    assert [words for words in wanted if words not in page] == []


def test_one_tap_answers_from_the_list_and_comes_back_to_it(client: Any, alice: Any) -> None:
    noted, back = note(alice), _url("list") + "?demande=one_off"

    answer = client.as_(alice).post(_url("settle", noted), {"outcome": "aid_given", "retour": back, "version": 1})

    noted.refresh_from_db()
    assert (answer.headers["location"], noted.outcome) == (back, "aid_given")


@pytest.mark.parametrize(("route", "typed"), [("settle", {"outcome": "oriented"}), ("no_solution", {"no_solution": "no_shelter"})])
def test_what_a_colleague_noted_since_the_page_was_read_is_not_replaced(client: Any, alice: Any, route: str, typed: Any) -> None:
    noted = note(alice)
    read = noted.version
    settle(alice, noted, "aid_given")

    client.as_(alice).post(_url(route, noted), {**typed, "version": read})

    noted.refresh_from_db()
    assert noted.outcome == "aid_given"


def test_the_list_and_the_page_send_the_version_read(client: Any, alice: Any) -> None:
    noted = note(alice)
    worker = client.as_(alice)

    sent = [f'name="version" value="{noted.version}"' in _text(worker.get(url)) for url in (_url("list"), _url("request", noted))]

    assert sent == [True, True]


@pytest.mark.parametrize("back", ["https://ailleurs.test/premieres-demandes/?x", "//ailleurs.test", "/autre/", ""])
def test_a_tap_leads_nowhere_else(client: Any, alice: Any, back: str) -> None:
    noted = note(alice)

    answer = client.as_(alice).post(_url("settle", noted), {"outcome": "oriented", "oriented_to": "town", "retour": back})

    assert answer.headers["location"] == _url("request", noted)


def test_an_unknown_outcome_changes_nothing(client: Any, alice: Any) -> None:
    noted = note(alice)

    page = _text(client.as_(alice).post(_url("settle", noted), {"outcome": "perdue"}, follow=True))

    assert "Choisissez ce qui s'est passé." in page


def test_an_outcome_that_asks_its_reason_says_so(client: Any, alice: Any) -> None:
    page = _text(client.as_(alice).post(_url("settle", note(alice)), {"outcome": "no_solution", "version": 1}, follow=True))

    assert "« Sans solution » se note avec sa raison" in page


def test_no_solution_asks_why_and_shows_it(client: Any, alice: Any) -> None:
    noted, worker = note(alice), client.as_(alice)

    missing = worker.post(_url("no_solution", noted), {})
    page = _text(worker.post(_url("no_solution", noted), {"no_solution": "no_shelter", "version": 1}, follow=True))

    assert missing.status_code == 422
    assert "sans solution : aucune place d'hébergement" in page


def test_no_solution_on_a_request_that_has_its_file_is_refused(client: Any, alice: Any) -> None:
    noted, worker = note(alice, **REACHED), client.as_(alice)
    worker.post(_url("open_file", noted), {**REACHED, "key": str(uuid.uuid4())})

    answer = worker.post(_url("no_solution", noted), {"no_solution": "no_shelter", "version": noted.version})

    assert answer.status_code == 422


def test_her_file_opens_with_what_the_request_said(client: Any, alice: Any) -> None:
    noted, worker = note(alice, words="Elle dort dehors", **REACHED), client.as_(alice)

    form = _text(worker.get(_url("open_file", noted)))
    page = _text(worker.post(_url("open_file", noted), {**REACHED, "key": str(uuid.uuid4())}, follow=True))

    assert 'value="Lune"' in form
    assert all(words in page for words in ("J'ai ouvert le dossier", "Elle dort dehors", "Première demande"))
    assert Person.unscoped.count() == 1


def test_a_file_asked_without_a_pseudonym_or_a_second_time_is_refused(client: Any, alice: Any) -> None:
    noted, worker = note(alice), client.as_(alice)

    nothing = worker.post(_url("open_file", noted), {"pseudonym": ""})
    worker.post(_url("open_file", noted), {**REACHED, "key": str(uuid.uuid4())})
    again = worker.post(_url("open_file", noted), {**REACHED, "key": str(uuid.uuid4())})

    assert (nothing.status_code, again.status_code, Person.unscoped.count()) == (422, 422, 1)


def test_a_file_that_resembles_is_shown_before_another_is_opened(client: Any, alice: Any) -> None:
    make_person(alice, pseudonym="Lune")
    noted, worker, typed = note(alice, **REACHED), client.as_(alice), {**REACHED, "key": str(uuid.uuid4())}

    asked = _text(worker.post(_url("open_file", noted), typed))
    before = Person.unscoped.count()
    worker.post(_url("open_file", noted), {**typed, "another": "1"})

    assert "Est-ce la même personne ?" in asked
    assert (before, Person.unscoped.count()) == (1, 2)


def test_a_known_person_is_found_and_the_request_joins_her_file(client: Any, alice: Any) -> None:
    person, noted, worker = make_person(alice, pseudonym="Étoile"), note(alice), client.as_(alice)

    wrong = worker.post(_url("link", noted), {"file": "Comète"})
    worker.post(_url("link", noted), {"file": "etoile"})
    again = worker.post(_url("link", noted), {"file": "etoile"})

    noted.refresh_from_db()
    assert (wrong.status_code, noted.person_id, again.status_code) == (422, person.pk, 422)


def test_a_forgotten_request_says_that_only_its_count_is_left(client: Any, alice: Any) -> None:
    noted = note(alice, words="Un secret", **REACHED)
    erase_subject(actor=system_actor(), subject=noted, today=TODAY)
    worker = client.as_(alice)

    page = _text(worker.get(_url("request", noted)))

    assert "il n'en reste que le compte" in page
    assert "Un secret" not in page
    assert worker.get(_url("list")).status_code == 200
    assert worker.get(_url("open_file", noted)).status_code == 200
