"""The pages of kept mail: who enters, ten seconds at the counter, what is asked rather than guessed, what is never lost."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.kept_mail.models import KeptMail
from maillage.foundation.access.roles import Role
from tests.accompaniment.kept_mail.making import keep, tell
from tests.accompaniment.making import change_rule, make_person
from tests.cast import give_mandate, make_user

KEY = "5b8c1f66-7f3c-4d6e-9a55-0d6f0c6f0a11"


def _url(name: str, row: Any = None) -> str:
    return reverse(f"kept_mail:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


@pytest.fixture
def reception(association_a: Any) -> Any:
    user = make_user("Rose")
    give_mandate(user, Role.RECEPTION, association_a)
    return user


def line(rank: int, who: str, *, sender: str = "prefecture", **more: Any) -> dict[str, Any]:
    """One envelope, as the form sends it."""
    return {f"l{rank}-who": who, f"l{rank}-sender": sender, **{f"l{rank}-{name}": value for name, value in more.items()}}


# Who enters


@pytest.mark.parametrize("who", ["charlie", "dana"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_of_hers(client: Any, alice: Any, person: Any, who: str, method: str, request: Any) -> None:
    mail = keep(alice, person)
    ask = getattr(client.as_(request.getfixturevalue(who)), method)

    answers = [ask(_url(name, person)) for name in ("person", "hand_over", "tell")] + [ask(_url("close", mail))]

    assert {each.status_code for each in answers} <= {404, 405}


@pytest.mark.parametrize("who", ["bob", "hugo"])
def test_a_colleague_without_the_permission_may_not_enter(client: Any, alice: Any, person: Any, who: str, request: Any) -> None:
    keep(alice, person)
    browser = client.as_(request.getfixturevalue(who))

    assert [browser.get(_url(name)).status_code for name in ("list", "note")] == [403, 403]
    assert browser.get(_url("person", person)).status_code == 403


def test_a_stranger_learns_nothing_from_the_form_either(client: Any, charlie: Any, person: Any) -> None:
    browser = client.as_(charlie)

    assert person.reference not in _text(browser.get(f"{_url('note')}?dossier={person.pk}"))
    answer = browser.post(_url("note"), {"received_on": "2020-05-19", **line(0, "Lune", asked="Lune", person=str(person.pk))})
    assert answer.status_code == 422
    assert not KeptMail.unscoped.exists()


# A delivery


def test_the_reception_notes_several_letters_at_once(client: Any, reception: Any, alice: Any, person: Any) -> None:
    other = make_person(alice, pseudonym="Sauge")
    sent = {"received_on": "2020-05-19", "key": KEY, **line(0, "lune", urgent="on"), **line(1, other.reference, sender="bank")}

    for _click in range(2):
        response = client.as_(reception).post(_url("note"), sent)

    assert response.url == _url("list")
    assert set(KeptMail.unscoped.values_list("person", "sender", "urgent")) == {
        (person.pk, "prefecture", True),
        (other.pk, "bank", False),
    }


def test_what_merely_resembles_is_asked_and_nothing_typed_is_lost(client: Any, reception: Any, person: Any) -> None:
    browser = client.as_(reception)

    asked = browser.post(_url("note"), {"received_on": "2020-05-19", "key": KEY, **line(0, "Lun", sender="court", urgent="on")})
    page = _text(asked)
    assert (asked.status_code, KeptMail.unscoped.exists()) == (422, False)
    assert f'value="{person.pk}"' in page
    assert '<option value="court" selected' in page
    sent = {"received_on": "2020-05-19", "key": KEY, **line(0, "Lun", sender="court", asked="Lun", person=str(person.pk))}
    browser.post(_url("note"), sent)

    assert KeptMail.unscoped.get().person_id == person.pk


def test_words_changed_since_the_question_are_looked_for_again(client: Any, reception: Any, alice: Any, person: Any) -> None:
    other = make_person(alice, pseudonym="Sauge")
    sent = {"received_on": "2020-05-19", **line(0, "Sauge", asked="Lun", person=str(person.pk))}

    client.as_(reception).post(_url("note"), sent)

    assert KeptMail.unscoped.get().person_id == other.pk


@pytest.mark.parametrize(
    "sent",
    [
        {"received_on": "2020-05-19"},
        {"received_on": "2020-05-20", **line(0, "Lune")},
        {"received_on": "2020-05-19", **line(0, "Lune", sender="")},
        {"received_on": "2020-05-19", **line(0, "Personne ne porte ce nom")},
        {"received_on": "2020-05-19", **line(0, "Lune"), **line(1, "Inconnue")},
    ],
    ids=["empty", "tomorrow", "no sender", "unknown", "one unknown of two"],
)
def test_a_delivery_that_is_not_clear_comes_back_and_notes_nothing(client: Any, reception: Any, person: Any, sent: Any) -> None:
    response = client.as_(reception).post(_url("note"), sent)

    assert (response.status_code, KeptMail.unscoped.exists()) == (422, False)


def test_from_her_file_the_first_line_is_hers(client: Any, reception: Any, person: Any) -> None:
    assert f'value="{person.reference}"' in _text(client.as_(reception).get(f"{_url('note')}?dossier={person.pk}"))


@pytest.mark.parametrize("asked", ["", "lune", "00000000-0000-0000-0000-000000000000"])
def test_an_address_made_up_fills_nothing(client: Any, reception: Any, asked: str) -> None:
    assert client.as_(reception).get(f"{_url('note')}?dossier={asked}").status_code == 200


def test_an_arabic_pseudonym_is_found(client: Any, reception: Any, alice: Any) -> None:
    person = make_person(alice, pseudonym="نور")

    client.as_(reception).post(_url("note"), {"received_on": "2020-05-19", **line(0, "نور")})

    assert KeptMail.unscoped.get().person_id == person.pk


# The list


def test_the_list_says_what_waits_too_long_and_whether_she_knows(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person, urgent=True, received_on=date(2020, 5, 4))

    page = _text(client.as_(reception).get(_url("list")))

    assert "1 en attente, dont 1 depuis trop longtemps" in page
    assert "Attend depuis 15 jours" in page
    assert "elle ne le sait pas" in page


def test_urgent_letters_that_nobody_took_are_said_as_a_reason_to_open(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person, urgent=True, received_on=date(2020, 5, 4))

    assert "raison d'ouvrir sur rendez-vous" in html.unescape(_text(client.as_(reception).get(_url("list"))))


def test_an_empty_list_teaches(client: Any, reception: Any) -> None:
    assert "Ici viendra le courrier" in _text(client.as_(reception).get(_url("list")))


@pytest.mark.parametrize("which", ["alerte", "a-prevenir", "partis", "inconnu"])
def test_each_filter_answers(client: Any, reception: Any, alice: Any, person: Any, which: str) -> None:
    keep(alice, person)

    assert client.as_(reception).get(f"{_url('list')}?courriers={which}").status_code == 200


def test_three_hundred_letters_cost_as_many_questions_as_thirty(client: Any, reception: Any, alice: Any, association_a: Any) -> None:
    people = [make_person(alice) for _ in range(30)]
    rows = [KeptMail(person=each, organisation=association_a, sender="bank", received_on=date(2020, 5, 4)) for each in people]
    KeptMail.unscoped.bulk_create(rows)
    browser = client.as_(reception)
    browser.get(_url("list"))
    with CaptureQueriesContext(connection) as few:
        browser.get(_url("list"))
    more = [
        KeptMail(person=people[rank % 30], organisation=association_a, sender="bank", received_on=date(2020, 5, 4)) for rank in range(270)
    ]
    KeptMail.unscoped.bulk_create(more)

    with CaptureQueriesContext(connection) as many:
        page = _text(browser.get(_url("list")))

    assert len(many) == len(few)
    assert page.count("Autre sortie") == 25


# At the counter


def test_at_the_counter_her_pseudonym_leads_straight_to_her_letters(client: Any, reception: Any, person: Any) -> None:
    assert client.as_(reception).post(_url("search"), {"q": "lune"}).url == _url("person", person)


def test_where_several_answer_one_chooses_and_where_none_does_it_says_so(client: Any, reception: Any, alice: Any, person: Any) -> None:
    make_person(alice, pseudonym="Lune rousse")
    browser = client.as_(reception)

    assert "Plusieurs dossiers répondent" in _text(browser.post(_url("search"), {"q": "lune"}))
    assert "Aucun dossier trouvé" in _text(browser.post(_url("search"), {"q": "tulipe"}))
    assert browser.get(_url("search")).url == _url("list")


def test_everything_is_handed_over_in_one_click(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person)
    keep(alice, person)

    response = client.as_(reception).post(_url("hand_over", person), {"key": KEY}, follow=True)

    assert "tout son courrier comme remis" in _text(response)
    assert set(KeptMail.unscoped.values_list("outcome", flat=True)) == {"handed"}


def test_with_nothing_to_hand_over_it_says_so(client: Any, reception: Any, person: Any) -> None:
    assert "Aucun courrier ne l&#x27;attend" in _text(client.as_(reception).post(_url("hand_over", person), follow=True))


def test_a_letter_is_handed_over_from_the_list(client: Any, reception: Any, alice: Any, person: Any) -> None:
    mail = keep(alice, person)

    response = client.as_(reception).post(_url("close", mail), {"version": mail.version, "outcome": "handed", "from": "list"})

    assert response.url == _url("list")


def test_a_stale_tab_shows_that_the_letter_changed(client: Any, reception: Any, alice: Any, person: Any) -> None:
    mail = keep(alice, person)
    tell(alice, person, "phone")

    assert client.as_(reception).post(_url("close", mail), {"version": mail.version, "outcome": "returned"}).status_code == 409


def test_what_left_in_between_is_said(client: Any, reception: Any, alice: Any, person: Any) -> None:
    mail = keep(alice, person)
    browser = client.as_(reception)
    browser.post(_url("hand_over", person))

    response = browser.post(_url("close", mail), {"version": 2, "outcome": "returned"})

    assert response.status_code == 422
    assert "déjà noté remis en main propre" in _text(response)


# Telling her


def test_only_the_ways_that_her_rule_allows_are_offered_others_say_why(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person)
    change_rule(alice, person, ways={"phone": "forbidden", "sms": "allowed"}, preferred="sms", words="06 11 22 33 44")

    page = _text(client.as_(reception).get(_url("tell", person)))

    assert 'value="sms"' in page
    assert 'value="phone"' not in page
    assert "Jamais par téléphone" in page
    assert "06 11 22 33 44" not in page


def test_she_is_noted_as_told(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person)

    response = client.as_(reception).post(_url("tell", person), {"by": "phone"}, follow=True)

    assert "prévenue le mardi 19 mai 2020" in _text(response)


def test_a_way_that_closed_in_between_is_refused_and_writes_nothing(client: Any, reception: Any, alice: Any, person: Any) -> None:
    keep(alice, person)
    change_rule(alice, person, ways={"phone": "forbidden", "sms": "allowed"}, preferred="sms")

    response = client.as_(reception).post(_url("tell", person), {"by": "phone"})

    assert response.status_code == 422
    assert KeptMail.unscoped.get().told_on is None


# On the file


def test_the_file_says_how_many_wait(client: Any, alice: Any, person: Any) -> None:
    keep(alice, person, urgent=True, received_on=date(2020, 5, 4))

    page = _text(client.as_(alice).get(reverse("people:file", args=[person.pk])))

    assert "1 courrier l'attend" in page
    assert "Attend depuis 15 jours" in page
