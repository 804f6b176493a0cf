"""The pages of the applications and pathways: who enters, what they show and hide, what they write, and what they never lose."""

from __future__ import annotations

import io
import re
import uuid
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.journal.models import Entry
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Application, Extract, Pathway, Piece, Step
from tests.accompaniment.making import give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import TEXT, make_application, make_pathway, make_photo, renew

MOST_QUERIES = 40
MOST_QUERIES_OF_THE_FILE = 47  # every room of the person's file on one page
APPLICATION_PAGES = ("application", "start", "text_open", "text", "ready", "reopen", "file", "paper", "notify", "begin")
STATES_PAGES = ("extract", "acknowledgement")
PATHWAY_PAGES = ("pathway", "permit", "allowance")
PIECE_PAGES = ("piece", "piece_tap", "piece_file")
POSTED = ("start", "ready", "reopen", "piece_tap")


def _url(name: str, row: Any = None) -> str:
    return reverse(f"psp:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode())


def _ask(browser: Any, name: str, row: Any) -> Any:
    return browser.post(_url(name, row), {"reason": "application"}) if name in POSTED else browser.get(_url(name, row))


@pytest.fixture
def ready(alice: Any, delegation_x: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", safe_contact="06 11 22 33 44")
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    return make_application(alice, state="ready", person=person)


@pytest.fixture
def filed(alice: Any, dana: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", safe_contact="06 11 22 33 44")
    return make_application(alice, state="filed", person=person, dana=dana)


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", today=date(2019, 9, 1))
    texts = {"asks_permit": True, "asks_allowance": True}
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2019, 9, 12), person=person, text=texts)


def _piece(application: Any, code: str = "identity") -> Any:
    return Piece.unscoped.select_related("application__person").get(application=application, code=code)


# Who enters


@pytest.mark.parametrize("who", ["charlie", "eve", "marc"])
@pytest.mark.parametrize("name", [*APPLICATION_PAGES, *STATES_PAGES])
def test_a_stranger_finds_nothing_at_any_address_of_an_application(
    client: Any, filed: Any, name: str, who: str, request: pytest.FixtureRequest
) -> None:
    response = _ask(client.as_(request.getfixturevalue(who)), name, filed)

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["charlie", "eve", "dana", "marc"])
@pytest.mark.parametrize("name", PIECE_PAGES)
def test_a_stranger_and_the_state_find_no_line_of_the_checklist(
    client: Any, filed: Any, name: str, who: str, request: pytest.FixtureRequest
) -> None:
    assert _ask(client.as_(request.getfixturevalue(who)), name, _piece(filed)).status_code == 404


@pytest.mark.parametrize("who", ["charlie", "eve", "marc"])
@pytest.mark.parametrize("name", PATHWAY_PAGES)
def test_a_stranger_finds_no_pathway(client: Any, pathway: Any, name: str, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url(name, pathway)).status_code == 404


@pytest.mark.parametrize("who", ["charlie", "eve", "marc"])
def test_a_stranger_finds_no_scan(client: Any, alice: Any, filed: Any, who: str, request: pytest.FixtureRequest) -> None:
    step = Step.unscoped.filter(application=filed).order_by("pk").first()

    assert client.as_(request.getfixturevalue(who)).get(_url("scan", step)).status_code == 404


@pytest.mark.parametrize("who", ["dana", "paul", "eve"])
@pytest.mark.parametrize("state", ["wish", "ready"])
def test_the_state_finds_nothing_before_the_filing(client: Any, alice: Any, who: str, state: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state=state)

    assert client.as_(request.getfixturevalue(who)).get(_url("application", application)).status_code == 404


@pytest.mark.parametrize("name", [name for name in APPLICATION_PAGES if name != "application"])
def test_a_reader_sees_the_application_and_may_not_act_on_it(client: Any, ready: Any, bob: Any, name: str) -> None:
    assert _ask(client.as_(bob), name, ready).status_code == 403


@pytest.mark.parametrize("name", PIECE_PAGES)
def test_a_reader_does_not_act_on_a_line(client: Any, ready: Any, bob: Any, name: str) -> None:
    assert _ask(client.as_(bob), name, _piece(ready)).status_code == 403


@pytest.mark.parametrize("name", ["permit", "allowance"])
def test_a_reader_notes_nothing_on_a_pathway(client: Any, pathway: Any, bob: Any, name: str) -> None:
    assert client.as_(bob).get(_url(name, pathway)).status_code == 403


def test_a_reader_reads_the_application(client: Any, ready: Any, bob: Any) -> None:
    page = _text(client.as_(bob).get(_url("application", ready)))

    assert "Lune" in page
    assert TEXT["project"] not in page
    assert "demandez à sa référente" in page


@pytest.mark.parametrize(
    ("who", "name"), [("marc", "list"), ("nora", "list"), ("alice", "receive"), ("paul", "receive"), ("marc", "pathways")]
)
def test_a_role_without_the_permission_is_refused(client: Any, who: str, name: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url(name)).status_code == 403


def test_a_wish_is_noted_only_inside_the_scope(client: Any, alice: Any, charlie: Any, bob: Any) -> None:
    address = reverse("psp:new", args=[make_person(alice).pk])

    assert [client.as_(who).get(address).status_code for who in (alice, bob, charlie)] == [200, 403, 404]


# The lists


def test_the_list_counts_by_state_and_filters_by_code(client: Any, alice: Any) -> None:
    make_application(alice, state="preparing", person=make_person(alice, pseudonym="Lune"))
    make_application(alice, person=make_person(alice, pseudonym="Comète"))

    everything = _text(client.as_(alice).get(_url("list")))
    preparing = _text(client.as_(alice).get(_url("list"), {"etat": "preparing"}))

    assert ("Lune" in everything, "Comète" in everything) == (True, True)
    assert ("Lune" in preparing, "Comète" in preparing) == (True, False)


def test_the_list_of_the_state_shows_numbers_and_associations_never_pseudonyms(client: Any, dana: Any, filed: Any) -> None:
    page = _text(client.as_(dana).get(_url("list")))

    assert "F1-2020-0001" in page
    assert "Association A" in page
    assert "Lune" not in page


def test_an_empty_list_teaches_each_side(client: Any, alice: Any, dana: Any) -> None:
    assert "depuis le dossier d'une personne" in _text(client.as_(alice).get(_url("list")))
    assert "dès que l'association les dépose" in _text(client.as_(dana).get(_url("list")))


def test_a_wrong_filter_is_ignored(client: Any, alice: Any) -> None:
    assert client.as_(alice).get(_url("list"), {"etat": "x", "nature": "y", "page": "z"}).status_code == 200


# Preparing


def test_a_wish_is_noted_from_her_file(client: Any, alice: Any) -> None:
    person = make_person(alice)

    response = client.as_(alice).post(reverse("psp:new", args=[person.pk]), {"kind": "first", "wished_on": "2020-05-04"}, follow=True)

    assert Application.unscoped.get(person=person).wished_on == date(2020, 5, 4)
    assert "Commencer la préparation" in _text(response)


def test_a_wish_to_come_keeps_what_was_typed(client: Any, alice: Any) -> None:
    address = reverse("psp:new", args=[make_person(alice).pk])

    response = client.as_(alice).post(address, {"kind": "first", "wished_on": "2020-06-04"})

    assert response.status_code == 422
    assert 'value="2020-06-04"' in _text(response)


def test_the_whole_preparation_goes_by_the_pages(client: Any, alice: Any) -> None:
    browser, application = client.as_(alice), make_application(alice)
    browser.post(_url("start", application))
    for piece in Piece.unscoped.filter(application=application, level="required").order_by("rank"):
        browser.post(_url("piece_tap", piece), {"version": piece.version, "state": "received"})

    browser.post(_url("ready", application))

    assert Application.unscoped.get(pk=application.pk).state == "ready"


def test_the_button_says_why_it_is_not_ready(client: Any, alice: Any) -> None:
    page = _text(client.as_(alice).get(_url("application", make_application(alice, state="preparing"))))

    assert "Il reste 6 pièces demandées à toutes" in page


def test_a_refused_click_says_why_on_the_page(client: Any, alice: Any) -> None:
    response = client.as_(alice).post(_url("ready", make_application(alice, state="preparing")), follow=True)

    assert "La demande n&#x27;est pas prête" in _text(response)


def test_a_double_click_on_start_is_harmless(client: Any, alice: Any) -> None:
    application, browser, key = make_application(alice), client.as_(alice), str(uuid.uuid4())

    answers = [_text(browser.post(_url("start", application), {"key": key}, follow=True)) for _ in range(2)]

    assert all("J&#x27;ai ouvert la liste des pièces" in answer for answer in answers)


def test_a_stale_tap_changes_nothing_and_says_so(client: Any, alice: Any) -> None:
    piece, browser = _piece(make_application(alice, state="preparing")), client.as_(alice)
    browser.post(_url("piece_tap", piece), {"version": 1, "state": "asked"})

    response = browser.post(_url("piece_tap", piece), {"version": 1, "state": "not_applicable"}, follow=True)

    assert Piece.unscoped.get(pk=piece.pk).state == "asked"
    assert "a modifié cette page pendant votre saisie" in _text(response)


@pytest.mark.parametrize("state", ["", "eaten"])
def test_a_tap_towards_nothing_known_finds_nothing(client: Any, alice: Any, state: str) -> None:
    piece = _piece(make_application(alice, state="preparing"))

    assert client.as_(alice).post(_url("piece_tap", piece), {"version": 1, "state": state}).status_code == 404


def test_a_real_file_is_uploaded_kept_and_given_back(client: Any, alice: Any) -> None:
    piece, browser = _piece(make_application(alice, state="preparing")), client.as_(alice)

    browser.post(_url("piece", piece), {"version": 1, "state": "to_gather", "issuer": "consulate", "upload": make_photo("carte.png")})
    given = browser.get(_url("piece_file", piece))

    assert Piece.unscoped.get(pk=piece.pk).state == "received"
    assert (given["Content-Type"], given.content[:4]) == ("image/png", b"\x89PNG")
    assert "carte.png" in given["Content-Disposition"]


def test_a_file_that_is_no_document_comes_back_with_its_sentence(client: Any, alice: Any) -> None:
    piece, upload = _piece(make_application(alice, state="preparing")), make_photo("virus.pdf")
    upload.file = io.BytesIO(b"MZ not a document at all")

    response = client.as_(alice).post(_url("piece", piece), {"version": 1, "state": "asked", "issuer": "other", "upload": upload})

    assert response.status_code == 422
    assert Piece.unscoped.get(pk=piece.pk).state == "to_gather"


def test_a_stale_line_shows_both_versions(client: Any, alice: Any) -> None:
    piece, browser = _piece(make_application(alice, state="preparing")), client.as_(alice)
    browser.post(_url("piece_tap", piece), {"version": 1, "state": "asked"})

    response = browser.post(_url("piece", piece), {"version": 1, "state": "received", "issuer": "consulate", "received_on": "2020-05-18"})

    assert response.status_code == 409
    assert all(words in _text(response) for words in ("demandée", "reçue", "le consulat", "lundi 18 mai 2020"))


def test_a_piece_without_a_file_gives_none(client: Any, alice: Any) -> None:
    piece = _piece(make_application(alice, state="preparing"))

    assert client.as_(alice).get(_url("piece_file", piece)).status_code == 404


# The text


def test_the_text_is_written_then_opened_with_a_reason(client: Any, alice: Any) -> None:
    application, browser = make_application(alice), client.as_(alice)
    browser.post(_url("text", application), {"version": 1, "project": "Un CAP de cuisine", "commitments": "Venir", "asks_permit": "on"})

    page = _text(browser.post(_url("text_open", application), {"reason": "follow_up"}))

    assert "Un CAP de cuisine" in page
    assert Application.unscoped.get(pk=application.pk).asks_permit


def test_the_page_itself_never_shows_the_text(client: Any, alice: Any, ready: Any) -> None:
    page = _text(client.as_(alice).get(_url("application", ready)))

    assert TEXT["project"] not in page
    assert "06 11 22 33 44" not in page
    assert "Aubrac" not in page


def test_a_stale_text_shows_both_versions_sealed_text_included(client: Any, alice: Any, iris: Any) -> None:
    application = make_application(alice)
    client.as_(iris).post(_url("text", application), {"version": 1, "project": "Le projet d'Iris", "commitments": "A"})

    response = client.as_(alice).post(_url("text", application), {"version": 1, "project": "Le projet d'Alice", "commitments": "B"})

    assert response.status_code == 409
    assert all(words in _text(response) for words in ("Le projet d&#x27;Iris", "Le projet d&#x27;Alice", 'name="version" value="2"'))


@pytest.mark.parametrize("name", ["text_open", "extract"])
def test_an_address_kept_or_reloaded_opens_nothing(client: Any, alice: Any, dana: Any, filed: Any, name: str) -> None:
    who = alice if name == "text_open" else dana

    response = client.as_(who).get(_url(name, filed))

    assert response.status_code == 302
    assert not Entry.unscoped.filter(action="vault.extract_opened").exists()


# Filing


def test_what_the_prefecture_will_see_is_shown_before_the_filing(client: Any, alice: Any, ready: Any) -> None:
    page = _text(client.as_(alice).get(_url("file", ready)))

    assert all(words in page for words in ("Aubrac", "Zélie", "2 mars 1994", "Copie d&#x27;une pièce d&#x27;identité", "Association A"))
    assert "Lune" not in page.split("Les lignes")[1]
    assert "06 11 22 33 44" not in page


def test_looking_files_nothing(client: Any, alice: Any, ready: Any) -> None:
    client.as_(alice).get(_url("file", ready))

    assert not Extract.unscoped.exists()


def test_filing_goes_by_the_page(client: Any, alice: Any, ready: Any) -> None:
    response = client.as_(alice).post(_url("file", ready), follow=True)

    assert Application.unscoped.get(pk=ready.pk).number == "F1-2020-0001"
    assert "F1-2020-0001" in _text(response)


def test_a_double_click_files_once(client: Any, alice: Any, ready: Any) -> None:
    browser, key = client.as_(alice), str(uuid.uuid4())

    answers = [browser.post(_url("file", ready), {"key": key}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Extract.unscoped.count() == 1


def test_a_refused_filing_says_the_rule_and_what_is_missing(client: Any, alice: Any, delegation_x: Any) -> None:
    application = make_application(alice, state="ready")

    response = client.as_(alice).post(_url("file", application))

    assert response.status_code == 422
    assert "Aucun accord en cours" in _text(response)


# The State's side


def test_the_secretary_opens_the_file_received_with_a_reason(client: Any, dana: Any, filed: Any) -> None:
    browser = client.as_(dana)

    closed = _text(browser.get(_url("application", filed)))
    opened = _text(browser.post(_url("extract", filed), {"reason": "instruction"}))

    assert ("Aubrac" in closed, "Aubrac" in opened) == (False, True)
    assert not {"Lune", "06 11 22 33 44", "Alice"} & {word for word in ("Lune", "06 11 22 33 44", "Alice") if word in closed + opened}


def test_without_a_reason_the_file_received_stays_closed(client: Any, dana: Any, filed: Any) -> None:
    response = client.as_(dana).post(_url("extract", filed), {"reason": ""})

    assert response.status_code == 422
    assert "Aubrac" not in _text(response)


def test_the_association_does_not_open_the_states_copy(client: Any, alice: Any, filed: Any) -> None:
    assert client.as_(alice).post(_url("extract", filed), {"reason": "instruction"}).status_code == 404


def test_a_piece_of_the_states_copy_is_downloaded_with_the_reason_given(client: Any, alice: Any, dana: Any, ready: Any) -> None:
    client.as_(alice).post(_url("piece", _piece(ready)), {"version": 2, "state": "received", "issuer": "person", "upload": make_photo()})
    client.as_(alice).post(_url("file", ready))
    extract = Extract.unscoped.get(application=ready)
    content = selectors.open_extract(actor=actor_of(dana), extract=extract, reason="instruction", today=TODAY)
    document = next(piece.document for piece in content.pieces if piece.document)
    address = reverse("psp:extract_piece", args=[ready.pk, document])

    given = client.as_(dana).post(address, {"reason": "instruction"})

    assert (given.status_code, given["Content-Type"]) == (200, "image/png")
    assert [client.as_(alice).post(address, {"reason": "application"}).status_code, client.as_(dana).get(address).status_code] == [404, 405]


def test_a_document_of_another_file_is_not_found(client: Any, dana: Any, filed: Any) -> None:
    address = reverse("psp:extract_piece", args=[filed.pk, uuid.uuid4()])

    assert client.as_(dana).post(address, {"reason": "instruction"}).status_code == 404


def test_the_acknowledgement_is_a_letter_without_her_name(client: Any, dana: Any, filed: Any) -> None:
    response = client.as_(dana).get(_url("acknowledgement", filed))

    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    assert "F1-2020-0001" in words
    assert not [name for name in ("Aubrac", "Zélie", "Lune") if name in words]


def test_an_application_on_paper_is_entered_from_the_page(client: Any, dana: Any, association_b: Any) -> None:
    sent = {"association": str(association_b.pk), "kind": "first", "received_on": "2020-05-04", "last_name": "Aubrac", "scan": make_photo()}

    response = client.as_(dana).post(_url("receive"), sent, follow=True)

    assert "F1-2020-0001" in _text(response)
    assert Application.unscoped.get().filed_on == date(2020, 5, 4)


def test_a_paper_to_come_keeps_what_was_typed(client: Any, dana: Any, association_b: Any) -> None:
    sent = {"association": str(association_b.pk), "kind": "first", "received_on": "2020-06-04", "project": "Un projet long"}

    response = client.as_(dana).post(_url("receive"), sent)

    assert response.status_code == 422
    assert "Un projet long" in _text(response)


# From paper


def test_a_step_on_paper_is_recorded_with_its_scan_and_read_again(client: Any, alice: Any) -> None:
    application, browser = make_application(alice, state="ready"), client.as_(alice)

    browser.post(_url("paper", application), {"to": "filed", "happened_on": "2020-05-19", "upload": make_photo("depot.png")})
    step = Step.unscoped.get(application=application, state="filed")

    assert step.from_paper
    assert browser.get(_url("scan", step))["Content-Type"] == "image/png"


def test_a_step_without_a_scan_gives_none(client: Any, alice: Any) -> None:
    step = Step.unscoped.get(application=make_application(alice))

    assert client.as_(alice).get(_url("scan", step)).status_code == 404


def test_the_association_is_not_offered_the_steps_of_a_state_that_has_the_tool(client: Any, alice: Any, filed: Any) -> None:
    assert "Enregistrer une étape sur papier" not in _text(client.as_(alice).get(_url("application", filed)))
    assert client.as_(alice).get(_url("paper", filed)).status_code == 422


def test_a_decision_on_paper_must_say_its_sense(client: Any, alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    response = client.as_(paul).post(_url("paper", application), {"to": "decided", "happened_on": "2020-05-19"})

    assert response.status_code == 422
    assert "accordée ou refusée" in _text(response)


def test_the_notification_is_noted(client: Any, alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    client.as_(alice).post(_url("notify", application), {"day": "2020-05-19"})

    assert Application.unscoped.get(pk=application.pk).notified_on == TODAY


# The pathway


def test_a_favourable_decision_leads_to_the_pathway(client: Any, alice: Any, dana: Any, paul: Any) -> None:
    application, browser = make_application(alice, state="decided", dana=dana, paul=paul), client.as_(alice)

    page = _text(browser.get(_url("application", application)))
    browser.post(_url("begin", application), {"starts_on": "2020-05-25"})

    assert "Commencer le parcours" in page
    assert Pathway.unscoped.get().starts_on == date(2020, 5, 25)


def test_the_pathway_page_explains_each_date(client: Any, alice: Any, pathway: Any) -> None:
    page = _text(client.as_(alice).get(_url("pathway", pathway)))

    assert "samedi 12 septembre 2020" in page
    assert "FR-2020-312" in page
    assert "prolongée, à confirmer" in page
    assert "<svg" in page


def test_the_pathway_page_of_the_state_shows_no_pseudonym(client: Any, dana: Any, pathway: Any) -> None:
    page = _text(client.as_(dana).get(_url("pathway", pathway)))

    assert "F1-2019-0001" in page
    assert "Lune" not in page


def test_permit_and_allowance_are_noted_from_the_page(client: Any, alice: Any, pathway: Any) -> None:
    browser = client.as_(alice)
    browser.post(_url("permit", pathway), {"asked_on": "2019-10-01", "version": 0})
    browser.post(
        _url("permit", pathway), {"delivered_on": "2019-12-02", "expires_on": "2020-06-01", "version": selectors.permits_mark(pathway)}
    )
    given = {"decided_on": "2019-10-01", "starts_on": "2019-10-01", "expires_on": "2020-03-12", "version": 0}
    browser.post(_url("allowance", pathway), given)

    page = _text(browser.get(_url("pathway", pathway)))

    assert "lundi 1er juin 2020" in page
    assert re.search(r"Premier versement\s*</dt>\s*<dd[^>]*>(\s|<[^>]*>)*pas encore noté", page)


def test_a_permit_that_contradicts_itself_keeps_what_was_typed(client: Any, alice: Any, pathway: Any) -> None:
    response = client.as_(alice).post(_url("permit", pathway), {"delivered_on": "2019-12-02", "expires_on": "2019-12-01"})

    assert response.status_code == 422
    assert 'value="2019-12-02"' in _text(response)


def test_the_file_of_the_person_says_where_things_stand_and_the_next_act(client: Any, alice: Any, pathway: Any) -> None:
    page = _text(client.as_(alice).get(reverse("people:file", args=[pathway.person_id])))

    assert "période 1 sur 4" in page
    assert "Préparer le renouvellement" in page


@pytest.mark.parametrize(
    ("state", "act"), [("wish", "Commencer la préparation"), ("preparing", "Continuer la demande"), ("ready", "Déposer la demande")]
)
def test_the_file_offers_the_one_next_act(client: Any, alice: Any, dana: Any, state: str, act: str) -> None:
    application = make_application(alice, state=state)

    assert act in _text(client.as_(alice).get(reverse("people:file", args=[application.person_id])))


# What a GET writes, and what a page costs


@pytest.mark.parametrize("name", ["application", "text", "file", "paper"])
def test_reading_writes_nothing_but_the_journal_of_what_is_opened(client: Any, alice: Any, name: str) -> None:
    browser, application = client.as_(alice), make_application(alice, state="ready")
    with CaptureQueriesContext(connection) as asked:
        browser.get(_url(name, application))

    written = [each["sql"] for each in asked if each["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert all('"mg_journal_entry"' in sql or '"mg_access_session"' in sql for sql in written)


def _cost(browser: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(address)
    assert response.status_code == 200
    return len(asked)


def test_the_list_costs_the_same_with_ten_times_as_many_applications(client: Any, alice: Any) -> None:
    browser = client.as_(alice)
    for _ in range(2):
        make_application(alice, state="preparing")
    few = _cost(browser, _url("list"))
    for _ in range(18):
        make_application(alice, state="preparing")

    many = _cost(browser, _url("list"))

    assert few == many <= MOST_QUERIES


def test_the_list_of_the_state_costs_the_same(client: Any, alice: Any, dana: Any) -> None:
    browser = client.as_(dana)
    make_application(alice, state="filed", dana=dana)
    few = _cost(browser, _url("list"))
    for _ in range(9):
        make_application(alice, state="filed", dana=dana)

    many = _cost(browser, _url("list"))

    assert few == many <= MOST_QUERIES


def test_the_application_costs_the_same_whatever_its_past(client: Any, alice: Any, dana: Any) -> None:
    small, large = (make_application(alice, state="filed", dana=dana) for _ in range(2))
    browser = client.as_(alice)
    for number in range(9):
        Step.unscoped.create(application=large, state="filed", happened_on=TODAY, recorded_on=TODAY + timedelta(days=number))

    few, many = _cost(browser, _url("application", small)), _cost(browser, _url("application", large))

    assert few == many <= MOST_QUERIES


@pytest.mark.parametrize("who", ["alice", "dana"])
def test_the_pathway_costs_the_same_at_its_fourth_term(
    client: Any, alice: Any, dana: Any, paul: Any, who: str, request: pytest.FixtureRequest
) -> None:
    short = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2018, 3, 1))
    long = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2018, 3, 1))
    for on in (date(2018, 8, 20), date(2019, 2, 20), date(2019, 8, 20)):
        renew(alice, long, dana=dana, paul=paul, on=on)
    browser = client.as_(request.getfixturevalue(who))

    few, many = _cost(browser, _url("pathway", short)), _cost(browser, _url("pathway", long))

    # The fourth term is the last: no renewal follows it, so the sessions to come are not read.
    assert (many, few <= MOST_QUERIES) == (few - 1, True)


def test_the_list_of_pathways_costs_the_same(client: Any, alice: Any, dana: Any, paul: Any) -> None:
    browser = client.as_(alice)
    make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))
    few = _cost(browser, _url("pathways"))
    for _ in range(6):
        make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))

    many = _cost(browser, _url("pathways"))

    assert few == many <= MOST_QUERIES


def test_the_file_of_the_person_costs_little_with_everything_on_it(client: Any, alice: Any, pathway: Any) -> None:
    assert _cost(client.as_(alice), reverse("people:file", args=[pathway.person_id])) <= MOST_QUERIES_OF_THE_FILE


def test_the_state_learns_of_a_renewal_only_once_it_is_filed(client: Any, alice: Any, dana: Any, pathway: Any) -> None:
    renewal = make_application(alice, person=pathway.person, kind="renewal")

    hers, states = (_text(client.as_(who).get(_url("pathway", pathway))) for who in (alice, dana))

    assert (_url("application", renewal) in hers, "Voir le renouvellement" in states) == (True, False)


def test_the_state_is_led_to_a_renewal_that_is_filed(client: Any, alice: Any, dana: Any, pathway: Any) -> None:
    renewal = make_application(alice, state="filed", person=pathway.person, kind="renewal", dana=dana)

    page = _text(client.as_(dana).get(_url("pathway", pathway)))

    assert _url("application", renewal) in page


@pytest.mark.parametrize(("name", "typed"), [("permit", "asked_on"), ("allowance", "starts_on")])
@pytest.mark.parametrize("day", ["9999-12-31", "2016-04-12"])
def test_a_day_that_cannot_be_is_answered_by_a_sentence(client: Any, alice: Any, pathway: Any, name: str, typed: str, day: str) -> None:
    response = client.as_(alice).post(_url(name, pathway), {typed: day})

    assert response.status_code == 422
    assert "n'est pas possible ici" in _text(response).replace("&#x27;", "'")


def test_an_application_received_before_the_law_is_answered_by_a_sentence(client: Any, dana: Any, association_a: Any) -> None:
    typed = {"association": association_a.pk, "kind": "first", "received_on": "2015-01-05", "last_name": "Aubrac"}

    response = client.as_(dana).post(reverse("psp:receive"), typed)

    assert response.status_code == 422
    assert "13 avril 2016" in _text(response)
