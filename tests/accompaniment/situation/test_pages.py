"""The pages of the situation: who enters, what is closed, what is saved in place, what is never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.situation.models import ActKind, Protection, ProtectionAct, Section
from tests.accompaniment.making import actions_on, give_identity, make_person
from tests.accompaniment.situation.making import doubt, note

HTMX = {"hx-request": "true"}
PERSON_PAGES = ("page", "open", "doubt", "protection")
PROTECTION_PAGES = ("act_new", "protection_end", "protection_forget")


def _url(name: str, row: Any, *more: str) -> str:
    return reverse(f"situation:{name}", args=[row.pk, *more])


def _text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


@pytest.fixture
def protection(alice: Any, person: Any) -> Any:
    return doubt(alice, person)


@pytest.fixture
def act(iris: Any, protection: Any) -> Any:
    from tests.accompaniment.situation.test_protection import act_on

    return act_on(iris, protection)


# Who enters


@pytest.mark.parametrize("who", ["charlie", "dana", "marc"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(
    client: Any, person: Any, protection: Any, act: Any, who: str, method: str, request: pytest.FixtureRequest
) -> None:
    ask = getattr(client.as_(request.getfixturevalue(who)), method)
    addresses = [_url(name, person) for name in PERSON_PAGES] + [_url("section", person, "language")]
    addresses += [_url(name, protection) for name in PROTECTION_PAGES] + [_url("act_answer", act), _url("act_letter", act)]

    answers = {address: ask(address, {"reason": "follow_up"}).status_code for address in addresses}

    wrong = {address: status for address, status in answers.items() if status not in (404, 405)}
    assert wrong == {}


@pytest.mark.parametrize("name", ["page", "open", "doubt"])
def test_a_reader_of_the_team_may_not_enter(client: Any, bob: Any, person: Any, name: str) -> None:
    assert client.as_(bob).post(_url(name, person)).status_code in (403, 405)
    assert client.as_(bob).get(_url("page", person)).status_code == 403


def test_the_protection_is_for_its_right_alone(client: Any, alice: Any, person: Any, protection: Any, act: Any) -> None:
    browser = client.as_(alice)

    answers = [browser.post(_url("protection", person), {"reason": "urgency"}), browser.get(_url("act_new", protection))]
    answers += [
        browser.get(_url("act_answer", act)),
        browser.post(_url("act_letter", act)),
        browser.get(_url("protection_end", protection)),
    ]

    assert [each.status_code for each in answers] == [403] * 5


def test_health_is_for_its_right_alone(client: Any, alice: Any, iris: Any, person: Any) -> None:
    assert client.as_(alice).get(_url("section", person, "health")).status_code == 403
    assert client.as_(iris).get(_url("section", person, "health")).status_code == 200


def test_an_unknown_section_is_not_found(client: Any, alice: Any, person: Any) -> None:
    assert client.as_(alice).get(_url("section", person, "narrative")).status_code == 404


# The page, closed and open


def test_closed_it_says_what_is_noted_and_opens_nothing(client: Any, alice: Any, person: Any) -> None:
    note(alice, person, "work", now="seeking", wish="couture")
    before = actions_on(person)

    page = _text(client.as_(alice).get(_url("page", person)))

    assert "1 rubrique renseignée sur 11" in page
    assert "couture" not in page
    assert actions_on(person) == before


def test_opened_for_a_reason_it_shows_each_section_in_a_line_and_journals(client: Any, alice: Any, iris: Any, person: Any) -> None:
    note(alice, person, "work", now="seeking", wish="couture")
    note(alice, person, "residence", route="asylum")
    note(iris, person, "health", words="traitement du matin")

    page = _text(client.as_(alice).post(_url("open", person), {"reason": "follow_up"}))

    assert "cherche un emploi, couture" in page
    assert "allocation pour demandeurs d&#x27;asile" in page
    assert "traitement du matin" not in page
    assert {"vault.story_opened", "vault.residence_opened"} <= set(actions_on(person))
    assert "vault.health_opened" not in actions_on(person)


def test_health_opens_apart(client: Any, iris: Any, person: Any) -> None:
    note(iris, person, "health", words="traitement du matin")

    page = _text(client.as_(iris).post(_url("open", person), {"reason": "follow_up", "part": "health"}))

    assert "traitement du matin" in page
    assert "vault.story_opened" not in actions_on(person)


def test_an_address_kept_opens_nothing(client: Any, alice: Any, person: Any) -> None:
    assert client.as_(alice).get(_url("open", person)).url == _url("page", person)


def test_without_a_reason_nothing_opens(client: Any, alice: Any, person: Any) -> None:
    note(alice, person, "work", wish="couture")

    response = client.as_(alice).post(_url("open", person), {"reason": "curiosity"})

    assert response.status_code == 422
    assert "couture" not in _text(response)


def test_the_page_asks_as_many_questions_of_the_database_whatever_is_noted(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)
    browser.get(_url("page", person))
    with CaptureQueriesContext(connection) as empty:
        browser.get(_url("page", person))
    for code, answers in {"work": {"now": "seeking"}, "bank": {"account": "own"}, "housing": {"kind": "hotel"}}.items():
        note(alice, person, code, **answers)

    with CaptureQueriesContext(connection) as full:
        browser.get(_url("page", person))

    assert len(full) == len(empty)


# Saving


def test_a_section_is_saved_on_a_page_of_its_own_without_javascript(client: Any, alice: Any, person: Any) -> None:
    response = client.as_(alice).post(_url("section", person, "housing"), {"version": 0, "kind": "hotel", "until": "2020-06-02"})

    assert response.url == f"{_url('page', person)}#rubrique-housing"
    assert Section.unscoped.get().until == date(2020, 6, 2)


def test_a_section_is_saved_in_its_place_with_it(client: Any, alice: Any, person: Any) -> None:
    response = client.as_(alice).post(_url("section", person, "work"), {"version": 0, "wish": "couture"}, headers=HTMX)

    page = _text(response)
    assert (response.status_code, "<html" in page) == (200, False)
    assert 'id="rubrique-work"' in page
    assert "couture" in page


def test_what_is_wrong_comes_back_with_what_was_typed(client: Any, alice: Any, person: Any) -> None:
    sent = {"version": 0, "children_with_her": "Ana, 3", "adults_number": "2"}
    response = client.as_(alice).post(_url("section", person, "household"), sent)

    page = _text(response)
    assert response.status_code == 422
    assert "Écrivez des âges seulement" in page
    assert 'value="Ana, 3"' in page


def test_a_day_to_come_is_refused_where_it_must_have_happened(client: Any, alice: Any, person: Any) -> None:
    response = client.as_(alice).post(_url("section", person, "residence"), {"version": 0, "route_since": "2020-05-20"})

    assert response.status_code == 422


def test_a_stale_tab_shows_both_and_loses_nothing(client: Any, alice: Any, iris: Any, person: Any) -> None:
    first = note(alice, person, "work", wish="couture")
    note(iris, person, "work", seen=first.version, wish="cuisine")

    response = client.as_(alice).post(_url("section", person, "work"), {"version": first.version, "wish": "soins"}, headers=HTMX)

    page = _text(response)
    assert response.status_code == 409
    assert "cuisine" in page
    assert "soins" in page
    assert (response["HX-Retarget"], response["HX-Reselect"]) == ("#contenu", "#contenu")


def test_an_arabic_text_goes_through(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(_url("section", person, "work"), {"version": 0, "wish": "خياطة"})

    assert "خياطة" in _text(client.as_(alice).post(_url("open", person), {"reason": "follow_up"}))


def test_without_her_agreement_the_two_questions_are_not_on_the_page(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).get(_url("section", person, "own_words")))

    assert "Elle est d&#x27;accord" in page
    assert 'name="duration"' not in page
    assert 'name="form"' not in page


def test_sent_without_her_agreement_they_are_not_kept(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(_url("section", person, "own_words"), {"version": 0, "duration": "under_one"})

    assert Section.unscoped.get().answers is None


def test_her_agreement_brings_the_two_questions(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)

    response = browser.post(_url("section", person, "own_words"), {"version": 0, "agreed": "on"}, follow=True)

    assert 'name="duration"' in _text(response)


def test_who_will_read_is_said_above_each_section(client: Any, iris: Any, person: Any) -> None:
    browser = client.as_(iris)

    assert "Votre équipe" in _text(browser.get(_url("section", person, "work")))
    assert "droit santé" in _text(browser.get(_url("section", person, "health")))


# On the file


def test_the_file_says_how_much_is_noted_and_what_ends(client: Any, alice: Any, person: Any) -> None:
    note(alice, person, "domiciliation", kind="here", until=date(2020, 6, 2))

    page = _text(client.as_(alice).get(reverse("people:file", args=[person.pk])))

    assert "1 rubrique renseignée sur 11" in page
    assert "2 juin 2020" in page


@pytest.mark.parametrize(("who", "words"), [("alice", "Demandez à Iris."), ("bob", "Demandez à Iris."), ("iris", "Voir la protection")])
def test_on_the_file_of_a_minor_colleagues_learn_whom_to_ask_and_no_more(
    client: Any, iris: Any, person: Any, protection: Any, act: Any, who: str, words: str, request: pytest.FixtureRequest
) -> None:
    page = _text(client.as_(request.getfixturevalue(who)).get(reverse("people:file", args=[person.pk])))

    assert "Parcours de protection en cours" in page
    assert words in page
    assert "CRIP" not in page


def test_the_act_that_begins_an_application_says_why_it_is_not_possible(client: Any, alice: Any, person: Any, protection: Any) -> None:
    page = _text(client.as_(alice).get(reverse("people:file", args=[person.pk])))

    assert "aucune demande de parcours n&#x27;est possible" in page
    assert reverse("psp:new", args=[person.pk]) not in page


# The protection


def test_a_doubt_is_said_in_one_click(client: Any, alice: Any, iris: Any, person: Any) -> None:
    response = client.as_(alice).post(_url("doubt", person), follow=True)

    assert Protection.unscoped.filter(person=person).exists()
    assert "Demandez à Iris." in _text(response)


def test_the_page_says_what_to_do_in_order_with_articles_to_confirm(client: Any, iris: Any, person: Any, protection: Any) -> None:
    page = _text(client.as_(iris).get(_url("protection", person)))

    assert page.index("aide sociale à l&#x27;enfance") < page.index("cellule de recueil") < page.index("procureur de la République")
    assert "à confirmer" in page


def test_acts_are_closed_until_opened_for_a_reason(client: Any, iris: Any, person: Any, act: Any) -> None:
    browser = client.as_(iris)

    assert "CRIP 2020-17" not in _text(browser.get(_url("protection", person)))
    assert "CRIP 2020-17" in _text(browser.post(_url("protection", person), {"reason": "urgency"}))


def test_an_act_and_its_answer_are_noted(client: Any, iris: Any, person: Any, protection: Any) -> None:
    browser = client.as_(iris)
    sent = {"kind": "report", "recipient": "prosecutor", "done_on": "2020-05-18", "reference": "n° 12"}

    assert browser.get(f"{_url('act_new', protection)}?acte=report").status_code == 200
    assert browser.post(_url("act_new", protection), sent).status_code == 302
    act = ProtectionAct.unscoped.get()
    assert browser.get(_url("act_answer", act)).status_code == 200
    answer = {"version": act.version, "answer": "assessing", "answered_on": "2020-05-19", "reference": "n° 12"}
    assert browser.post(_url("act_answer", act), answer).status_code == 302

    act.refresh_from_db()
    assert (act.kind, act.answer) == (ActKind.REPORT, "assessing")


def test_an_act_in_advance_comes_back_with_what_was_typed(client: Any, iris: Any, protection: Any) -> None:
    sent = {"kind": "report", "recipient": "prosecutor", "done_on": "2020-05-20", "reference": "n° 12"}

    response = client.as_(iris).post(_url("act_new", protection), sent)

    assert response.status_code == 422
    assert "n° 12" in _text(response)


def test_a_stale_answer_shows_both(client: Any, iris: Any, act: Any) -> None:
    browser = client.as_(iris)
    sent = {"version": act.version, "answer": "received", "answered_on": "2020-05-19", "reference": "n° 1"}
    browser.post(_url("act_answer", act), sent)

    response = browser.post(_url("act_answer", act), {**sent, "answer": "no_action", "reference": "n° 2"})

    assert response.status_code == 409
    assert "bien reçu" in _text(response)
    assert "n° 2" in _text(response)


@pytest.mark.parametrize("identity", ["", "1"])
def test_the_letter_comes_as_a_pdf(client: Any, alice: Any, iris: Any, person: Any, act: Any, identity: str) -> None:
    give_identity(alice, person)

    response = client.as_(iris).post(_url("act_letter", act), {"identity": identity})

    assert (response["Content-Type"], response.content[:4]) == ("application/pdf", b"%PDF")


def test_it_ends_with_its_reason_and_a_stale_end_says_so(client: Any, iris: Any, person: Any, protection: Any) -> None:
    browser = client.as_(iris)
    sent = {"version": protection.version, "outcome": "entrusted"}

    assert browser.post(_url("protection_end", protection), {"version": protection.version}).status_code == 422
    assert browser.post(_url("protection_end", protection), sent).status_code == 302
    assert browser.post(_url("protection_end", protection), {**sent, "outcome": "of_age"}).status_code == 409
    assert "confiée à la protection" in _text(browser.get(_url("protection", person)))


def test_forgetting_too_early_says_until_when_it_is_kept(client: Any, iris: Any, protection: Any) -> None:
    browser = client.as_(iris)
    browser.post(_url("protection_end", protection), {"version": protection.version, "outcome": "adult"})

    response = browser.post(_url("protection_forget", protection), follow=True)

    assert "31 décembre 2022" in _text(response)
    assert Protection.unscoped.exists()


def test_without_a_path_the_page_teaches(client: Any, iris: Any, person: Any) -> None:
    assert "Ici viendra" in _text(client.as_(iris).get(_url("protection", person)))
