"""The pages of the files: who enters, what they show and hide, what they write, and what they never lose."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from tests.accompaniment.making import give_accord, give_identity, make_person
from tests.cast import TODAY, give_mandate, make_user

MOST_QUERIES = 40


def _url(name: str, row: Any = None) -> str:
    return reverse(f"people:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode())


PERSON_PAGES = (
    "file",
    "contact",
    "contact_edit",
    "identity",
    "identity_edit",
    "pseudonym_edit",
    "accord_new",
    "key_worker_assign",
    "accords",
    "override_new",
    "mandates",
    "mandate_new",
)
READ_BY_BOB = ("file", "accords", "mandates")


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune", safe_contact="06 11 22 33 44")
    give_identity(alice, found)
    return found


# Who enters


@pytest.mark.parametrize("who", ["charlie", "eve", "dana", "marc"])
@pytest.mark.parametrize("name", PERSON_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_at_any_address_of_a_file(
    client: Any, person: Any, name: str, who: str, method: str, request: pytest.FixtureRequest
) -> None:
    stranger = client.as_(request.getfixturevalue(who))

    response = getattr(stranger, method)(_url(name, person), {"reason": "follow_up"})

    assert response.status_code == 404
    assert "Lune" not in _text(response)


@pytest.mark.parametrize("who", ["charlie", "eve"])
def test_a_stranger_neither_withdraws_an_accord_nor_ends_a_follow_up(
    client: Any, alice: Any, person: Any, delegation_x: Any, who: str, request: pytest.FixtureRequest
) -> None:
    accord, follow_up = give_accord(alice, person, delegation_x), KeyWorker.unscoped.get(person=person)
    stranger = client.as_(request.getfixturevalue(who))

    answers = [stranger.post(_url("accord_withdraw", accord)), stranger.post(_url("key_worker_end", follow_up))]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("name", [name for name in PERSON_PAGES if name not in READ_BY_BOB])
def test_a_reader_sees_the_file_and_may_not_act_on_it(client: Any, person: Any, bob: Any, name: str) -> None:
    response = client.as_(bob).post(_url(name, person), {"reason": "follow_up"})

    assert response.status_code == 403


def test_a_reader_knows_that_something_is_closed_and_whom_to_ask(client: Any, person: Any, bob: Any) -> None:
    page = _text(client.as_(bob).get(_url("file", person)))

    assert "demandez à sa référente" in page.lower()
    assert "06 11 22 33 44" not in page


@pytest.mark.parametrize("name", ["list", "new", "search"])
def test_the_states_side_has_no_list_of_people(client: Any, dana: Any, name: str) -> None:
    assert client.as_(dana).get(_url(name)).status_code == 403


def test_somebody_who_is_not_signed_in_is_sent_to_the_sign_in(client: Any, person: Any) -> None:
    assert client.get(_url("file", person)).status_code == 302


# The lists


def test_the_list_shows_pseudonyms_references_and_key_workers_never_what_is_closed(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).get(_url("list")))

    assert "Lune" in page
    assert person.reference in page
    assert "suivie par Alice" in page
    assert "06 11 22 33 44" not in page
    assert "Aubrac" not in page


def test_an_empty_list_teaches(client: Any, alice: Any) -> None:
    page = _text(client.as_(alice).get(_url("list")))

    assert "Ouvrir un premier dossier" in page


def test_the_list_keeps_mine_or_those_that_nobody_follows(client: Any, alice: Any, hugo: Any, iris: Any) -> None:
    make_person(alice, pseudonym="Lune")
    make_person(iris, pseudonym="Soleil")
    make_person(hugo, pseudonym="Comète")

    mine = _text(client.as_(alice).get(_url("list"), {"dossiers": "mine"}))
    nobody = _text(client.as_(alice).get(_url("list"), {"dossiers": "unfollowed"}))

    assert ("Lune" in mine, "Soleil" in mine, "Comète" in mine) == (True, False, False)
    assert ("Lune" in nobody, "Soleil" in nobody, "Comète" in nobody) == (False, False, True)


def test_a_filter_that_does_not_exist_is_ignored(client: Any, alice: Any, person: Any) -> None:
    response = client.as_(alice).get(_url("list"), {"dossiers": "Lune", "page": "9999", "ordre": "x"})

    assert response.status_code == 200


def test_the_list_has_25_lines_a_page(client: Any, alice: Any) -> None:
    for number in range(27):
        make_person(alice, pseudonym=f"Étoile-{number:02d}")

    first, second = (_text(client.as_(alice).get(_url("list"), {"page": page})) for page in (1, 2))

    assert (first.count("Étoile-"), second.count("Étoile-")) == (25, 2)


def test_search_forgives_accents_and_partial_words(client: Any, alice: Any) -> None:
    make_person(alice, pseudonym="Étoile du Nord")
    make_person(alice, pseudonym="Lune")

    page = _text(client.as_(alice).post(_url("search"), {"q": "ETOIL nor"}))

    assert "Étoile du Nord" in page
    assert "Lune" not in page


def test_search_finds_a_reference_without_its_dash(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).post(_url("search"), {"q": person.reference.replace("-", "").lower()}))

    assert "Lune" in page


def test_search_stays_inside_the_scope(client: Any, charlie: Any, person: Any) -> None:
    assert "Aucun dossier trouvé" in _text(client.as_(charlie).post(_url("search"), {"q": "Lune"}))


def test_search_leaves_its_words_nowhere(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(_url("search"), {"q": "Lune"})

    entry = Entry.unscoped.get(action="people.searched")
    assert entry.facts == '{"found":1}'


def test_an_address_of_search_shows_no_search(client: Any, alice: Any, person: Any) -> None:
    assert client.as_(alice).get(_url("search"), {"q": "Lune"}).status_code == 302


# Opening a file


def test_a_file_opens_from_the_page(client: Any, alice: Any) -> None:
    response = client.as_(alice).post(_url("new"), {"pseudonym": "Lune", "channel": "none_known", "safe_contact": "au local"}, follow=True)

    assert "Lune" in _text(response)
    assert Person.unscoped.count() == 1


def test_a_double_click_opens_one_file(client: Any, alice: Any) -> None:
    sent = {"pseudonym": "Lune", "channel": "phone", "safe_contact": "06", "key": str(uuid.uuid4())}
    browser = client.as_(alice)

    answers = [browser.post(_url("new"), sent) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Person.unscoped.count() == 1


def test_what_was_typed_comes_back_with_what_is_missing(client: Any, alice: Any) -> None:
    response = client.as_(alice).post(_url("new"), {"pseudonym": "", "channel": "sms", "safe_contact": "après 14 h"})

    assert response.status_code == 422
    assert "après 14 h" in _text(response)
    assert "Choisissez un pseudonyme" in _text(response)


def test_the_form_comes_back_with_the_same_key(client: Any, alice: Any) -> None:
    key = str(uuid.uuid4())

    page = _text(client.as_(alice).post(_url("new"), {"pseudonym": "", "key": key}))

    assert f'name="key" value="{key}"' in page


# What is closed


def test_the_contact_opens_with_a_reason_and_is_journaled_once(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).post(_url("contact", person), {"reason": "contact"}))

    assert "06 11 22 33 44" in page
    assert Entry.unscoped.filter(action="vault.safe_contact_opened").count() == 1


def test_the_identity_opens_with_a_reason(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).post(_url("identity", person), {"reason": "application"}))

    assert "Aubrac" in page
    assert Entry.unscoped.filter(action="vault.identity_opened").exists()


@pytest.mark.parametrize("reason", ["", "parce que", "machine-gun"])
def test_without_a_reason_of_the_list_nothing_opens(client: Any, alice: Any, person: Any, reason: str) -> None:
    response = client.as_(alice).post(_url("identity", person), {"reason": reason})

    assert response.status_code == 422
    assert "Aubrac" not in _text(response)


@pytest.mark.parametrize(("name", "status"), [("contact", 200), ("identity", 302)])
def test_an_address_kept_or_reloaded_opens_nothing(client: Any, alice: Any, person: Any, name: str, status: int) -> None:
    response = client.as_(alice).get(_url(name, person))

    assert response.status_code == status
    assert "06 11 22 33 44" not in _text(response)
    assert not Entry.unscoped.filter(action__in=["vault.identity_opened", "vault.safe_contact_opened"]).exists()


def test_the_file_itself_shows_nothing_of_what_is_closed(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).get(_url("file", person)))

    assert "06 11 22 33 44" not in page
    assert "Aubrac" not in page


def test_the_history_of_the_file_is_in_plain_sentences(client: Any, alice: Any, person: Any) -> None:
    page = _text(client.as_(alice).get(_url("file", person)))

    assert "a ouvert le dossier" in page
    assert "a noté l&#x27;identité civile" in page


# Correcting


def test_a_stale_identity_shows_both_versions(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)
    browser.post(_url("identity_edit", person), {"version": 1, "last_name": "Premier"})

    response = browser.post(_url("identity_edit", person), {"version": 1, "last_name": "Second", "birth_date": "1990-01-02"})

    assert response.status_code == 409
    assert all(word in _text(response) for word in ("Premier", "Second", "1990-01-02"))


def test_a_stale_pseudonym_shows_both_versions(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)
    browser.post(_url("pseudonym_edit", person), {"version": 1, "pseudonym": "Soleil"})

    response = browser.post(_url("pseudonym_edit", person), {"version": 1, "pseudonym": "Comète"})

    assert response.status_code == 409
    assert "Soleil" in _text(response)
    assert "Comète" in _text(response)


def test_an_identity_without_a_name_comes_back_with_the_rule(client: Any, alice: Any) -> None:
    person = make_person(alice)

    response = client.as_(alice).post(_url("identity_edit", person), {"version": 0, "nationality": "roumaine"})

    assert response.status_code == 422
    assert "au moins un nom ou un prénom" in _text(response)
    assert "roumaine" in _text(response)


def test_sending_the_first_identity_twice_is_harmless(client: Any, alice: Any) -> None:
    person, browser = make_person(alice), client.as_(alice)
    sent = {"version": 0, "last_name": "Aubrac", "key": str(uuid.uuid4())}

    answers = [browser.post(_url("identity_edit", person), sent).status_code for _ in range(2)]

    assert answers == [302, 302]


# Accord and key workers


def test_her_accord_is_noted_and_withdrawn_from_the_pages(client: Any, alice: Any, person: Any, delegation_x: Any) -> None:
    browser = client.as_(alice)
    sent = {"recipient": str(delegation_x.pk), "language": "ro", "proof": "signed", "given_on": "2020-05-19"}

    noted = _text(browser.post(_url("accord_new", person), sent, follow=True))
    accord = person.accords.get()
    withdrawn = _text(browser.post(_url("accord_withdraw", accord), follow=True))

    assert "Délégation X" in noted
    assert "retiré le mardi 19 mai 2020" in withdrawn


def test_an_accord_to_come_keeps_what_was_typed(client: Any, alice: Any, person: Any, delegation_x: Any) -> None:
    sent = {"recipient": str(delegation_x.pk), "language": "ro", "proof": "oral", "given_on": "2020-06-01"}

    response = client.as_(alice).post(_url("accord_new", person), sent)

    assert response.status_code == 422
    assert "date à venir" in _text(response)
    assert 'value="2020-06-01"' in _text(response)


def test_the_withdrawal_is_asked_before_it_is_done(client: Any, alice: Any, person: Any, delegation_x: Any) -> None:
    accord = give_accord(alice, person, delegation_x)

    page = client.as_(alice).get(_url("accord_withdraw", accord))

    accord.refresh_from_db()
    assert page.status_code == 200
    assert accord.withdrawn_on is None


def test_who_ends_her_own_follow_up_in_a_closed_association_lands_on_the_list(client: Any, alice: Any, association_a: Any) -> None:
    association_a.files_open_to = "assigned"
    association_a.save()
    person = make_person(alice)

    response = client.as_(alice).post(_url("key_worker_end", KeyWorker.unscoped.get(person=person)), {"reason": "other"})

    assert response.url == _url("list")


# What a GET writes, and what a page costs


@pytest.mark.parametrize("name", ["file", "contact_edit", "identity_edit", "pseudonym_edit", "accord_new", "key_worker_assign"])
def test_reading_writes_nothing_but_the_journal_of_what_is_opened(client: Any, alice: Any, person: Any, name: str) -> None:
    browser = client.as_(alice)
    with CaptureQueriesContext(connection) as asked:
        browser.get(_url(name, person))

    written = [each["sql"] for each in asked if each["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert all('"mg_journal_entry"' in sql or '"mg_access_session"' in sql for sql in written)


def _cost(browser: Any, url: str, **sent: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = browser.post(url, sent) if sent else browser.get(url)
    assert response.status_code == 200
    return len(asked)


def test_the_list_costs_the_same_with_ten_times_as_many_files(client: Any, alice: Any) -> None:
    browser = client.as_(alice)
    make_person(alice), make_person(alice)
    few = _cost(browser, _url("list"))
    for _ in range(18):
        make_person(alice)

    many = _cost(browser, _url("list"))

    assert few == many <= MOST_QUERIES


def test_the_search_costs_the_same_with_ten_times_as_many_files(client: Any, alice: Any) -> None:
    browser = client.as_(alice)
    make_person(alice), make_person(alice)
    few = _cost(browser, _url("search"), q="Lune")
    for _ in range(18):
        make_person(alice)

    many = _cost(browser, _url("search"), q="Lune")

    assert few == many <= MOST_QUERIES


def test_the_file_costs_the_same_whatever_its_past(client: Any, alice: Any, iris: Any, delegation_x: Any) -> None:
    browser, person = client.as_(alice), make_person(alice)
    give_accord(alice, person, delegation_x)
    few = _cost(browser, _url("file", person))
    for _ in range(9):
        give_accord(alice, person, delegation_x)
        follow_up = KeyWorker.unscoped.create(person=person, user=iris, starts_on=TODAY, ends_on=TODAY)
        follow_up.save()

    many = _cost(browser, _url("file", person))

    assert few == many <= MOST_QUERIES


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.OUTREACH_WORKER])
def test_whoever_sees_no_application_learns_of_none_by_the_accords(
    client: Any, alice: Any, person: Any, delegation_x: Any, association_a: Any, role: Role
) -> None:
    give_accord(alice, person, delegation_x)
    reader = make_user()
    give_mandate(reader, role, association_a)

    page = _text(client.as_(reader).get(_url("file", person)))

    assert "Lune" in page
    assert ("Délégation X" in page, "accord" in page.lower()) == (False, False)


def test_a_reader_of_applications_sees_the_accords(client: Any, alice: Any, person: Any, delegation_x: Any, bob: Any) -> None:
    give_accord(alice, person, delegation_x)

    page = _text(client.as_(bob).get(_url("file", person)))

    assert "Délégation X" in page
    assert "a noté son accord" in page


@pytest.mark.parametrize("day", ["1899-12-31", "2020-05-20"])
def test_a_birth_is_neither_of_another_century_nor_to_come(client: Any, alice: Any, person: Any, day: str) -> None:
    response = client.as_(alice).post(_url("identity_edit", person), {"version": 1, "last_name": "Aubrac", "birth_date": day})

    assert response.status_code == 422
    assert "1 janvier 1900" in _text(response).replace("1er", "1")
