"""The page of her contact: the answer now, the way that is not open, the stale tab, the versions, and the form."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import ContactRule, Outgoing
from maillage.accompaniment.people.rules import pure_rule
from maillage.core.safe_contact import Window
from maillage.foundation.journal.models import Entry
from tests.accompaniment.making import change_rule, make_person, moment_at
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

SECRET = "06 11 22 33 44"
UNKNOWN = {f"by_{way}": "unknown" for way in ("phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit")}
TYPED = {"version": "1", "preferred": "partner", "words": "par la librairie", "answering": "her_only", "leaving": "nothing", **UNKNOWN}


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune", channel="sms", safe_contact=SECRET)


def url(name: str, person: Any) -> str:
    return reverse(f"people:{name}", args=[person.pk])


def read(response: Any) -> str:
    return str(response.content.decode())


def words(user: Any, person: Any) -> Any:
    return selectors.open_contact(actor=actor_of(user), person=person, reason="contact", today=TODAY)


# What may be done now


def test_the_page_says_each_way_and_why_not(client: Any, alice: Any, person: Any) -> None:
    change_rule(
        alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, windows=(Window(frozenset({1}), time(14), time(18)),)
    )

    page = read(client.as_(alice).get(url("contact", person)))

    assert "Maintenant, à 9 h" in page
    assert "Jamais par téléphone : ce n&#x27;est pas sûr pour elle." in page
    assert "Possible à partir du mardi 19 mai 2020 à 14 h." in page
    assert "Je la joins ainsi" not in page


def test_an_open_way_has_its_button_and_opens_the_words(client: Any, alice: Any, person: Any) -> None:
    closed = read(client.as_(alice).get(url("contact", person)))
    opened = read(client.as_(alice).post(url("contact_reach", person), {"channel": "sms"}))

    assert closed.count("Je la joins ainsi") == 1
    assert SECRET not in closed
    assert SECRET in opened
    assert "vous la joignez maintenant" in opened
    assert Outgoing.unscoped.get().channel == "sms"
    assert Entry.unscoped.filter(action="vault.safe_contact_opened").count() == 1


def test_a_page_kept_since_before_is_refused_with_another_way(client: Any, alice: Any, iris: Any, person: Any) -> None:
    browser = client.as_(alice)
    browser.get(url("contact", person))
    change_rule(iris, person, preferred="partner", ways={"sms": "forbidden", "partner": "allowed"})

    answer = browser.post(url("contact_reach", person), {"channel": "sms", "key": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "Rien n&#x27;est parti. Jamais par SMS" in read(answer)
    assert "Maintenant, plutôt par un partenaire." in read(answer)
    assert SECRET not in read(answer)
    assert not Outgoing.unscoped.exists()


def test_a_way_that_does_not_exist_reaches_nobody(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(url("contact_reach", person), {"channel": "pigeon"})

    assert answer.status_code == 302
    assert not Outgoing.unscoped.exists()


def test_the_same_click_sent_again_shows_nothing_once_her_rule_has_changed(client: Any, alice: Any, iris: Any, person: Any) -> None:
    browser, sent = client.as_(alice), {"channel": "sms", "key": str(uuid.uuid4())}
    browser.post(url("contact_reach", person), sent)
    change_rule(iris, person, preferred="partner", ways={"sms": "forbidden", "partner": "allowed"})

    assert browser.post(url("contact_reach", person), sent).status_code == 302
    assert Outgoing.unscoped.count() == 1


def test_a_double_click_is_one_sending(client: Any, alice: Any, person: Any) -> None:
    browser, sent = client.as_(alice), {"channel": "sms", "key": str(uuid.uuid4())}

    answers = [browser.post(url("contact_reach", person), sent).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert Outgoing.unscoped.count() == 1


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("dana", 404)])
def test_who_does_not_open_her_contact_does_not_reach_her(client: Any, request: Any, person: Any, who: str, status: int) -> None:
    answer = client.as_(request.getfixturevalue(who)).post(url("contact_reach", person), {"channel": "sms"})

    assert answer.status_code == status


def test_what_left_and_what_held_before_are_on_the_page(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)
    browser.post(url("contact_reach", person), {"channel": "sms"})
    change_rule(alice, person, moment=moment_at(11), preferred="partner")

    page = read(browser.get(url("contact", person)))

    assert "Un message, par SMS" in page
    assert "Du mardi 19 mai 2020 au mardi 19 mai 2020 à 11 h" in page


def test_many_versions_are_read_by_pages(client: Any, alice: Any, person: Any, django_assert_max_num_queries: Any) -> None:
    for edition in range(1, 24):
        change_rule(alice, person, seen=edition)

    with django_assert_max_num_queries(30):
        page = read(client.as_(alice).get(url("contact", person) + "?page=2"))

    assert page.count("Du mardi 19 mai 2020") == 10


def test_the_file_says_the_day_without_opening(client: Any, alice: Any, bob: Any, person: Any) -> None:
    for reader in (alice, bob):
        page = read(client.as_(reader).get(url("file", person)))

        assert "Aujourd&#x27;hui : par SMS, heures non précisées." in page
        assert SECRET not in page


# The form


def test_the_form_writes_a_version_with_its_hours(client: Any, alice: Any, person: Any) -> None:
    sent = {
        **TYPED, "by_phone": "forbidden", "silent_until": "2020-05-21", "days": ["0", "1"], "opens": "14:00", "closes": "18:00",
        "days_2": ["6"], "code_word": "mimosa", "never_say": "le mot préfecture", "alias": "la bibliothèque", "answerers": "sa sœur",
    }  # fmt: skip

    answer = client.as_(alice).post(url("contact_edit", person), sent)

    rule, card = selectors.rule_of(person), words(alice, person)
    assert answer.status_code == 302
    assert rule is not None
    assert (rule.by_partner, rule.by_phone, rule.silent_until, rule.answering) == ("allowed", "forbidden", date(2020, 5, 21), "her_only")
    pure = pure_rule(rule)
    assert pure is not None
    assert pure.windows == (Window(frozenset({0, 1}), time(14), time(18)), Window(frozenset({6}), time(0), time(0)))
    assert (card.words, card.code_word, card.alias) == ("par la librairie", "mimosa", "la bibliothèque")


def test_the_form_shows_the_version_in_force(client: Any, alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", windows=(Window(frozenset({2}), time(9), time(12)),), words=SECRET, code_word="mimosa")

    page = read(client.as_(alice).get(url("contact_edit", person)))

    assert SECRET in page
    assert 'value="mimosa"' in page
    assert 'value="09:00"' in page
    assert 'name="version" value="2"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Ce champ est obligatoire"),
        ({"days": ["1"], "opens": "14:00"}, "Donnez les deux heures, ou aucune."),
        ({"opens": "14:00", "closes": "18:00"}, "Cochez au moins un jour."),
        ({"opens": "quatorze", "days": ["1"]}, "Écrivez une heure"),
        ({"by_partner": "forbidden"}, "elle ne peut pas être à « jamais »"),
        ({"silent_until": "2040-01-01"}, "Ce jour n&#x27;est pas possible ici"),
    ],
)
def test_what_is_wrong_comes_back_at_its_field(client: Any, alice: Any, person: Any, wrong: dict[str, Any], said: str) -> None:
    answer = client.as_(alice).post(url("contact_edit", person), {**TYPED, "never_say": "le mot préfecture", **wrong})

    assert answer.status_code == 422
    assert said in read(answer)
    assert "le mot préfecture" in read(answer)
    assert ContactRule.unscoped.filter(person=person).count() == 1


def test_a_stale_form_shows_both_versions_and_loses_nothing(client: Any, alice: Any, iris: Any, person: Any) -> None:
    client.as_(iris).post(url("contact_edit", person), {**TYPED, "words": "le texte d'Iris", "silent_until": "2020-05-21"})

    answer = client.as_(alice).post(url("contact_edit", person), {**TYPED, "preferred": "mail", "words": "le texte d'Alice"})

    assert answer.status_code == 409
    assert all(each in read(answer) for each in ("le texte d&#x27;Iris", "le texte d&#x27;Alice", "jeudi 21 mai 2020", "courriel"))
    assert 'name="version" value="2"' in read(answer)
    assert words(alice, person).words == "le texte d'Iris"


def test_the_stale_page_saves_with_the_version_that_it_shows(client: Any, alice: Any, iris: Any, person: Any) -> None:
    client.as_(iris).post(url("contact_edit", person), {**TYPED, "words": "le texte d'Iris"})

    client.as_(alice).post(url("contact_edit", person), {**TYPED, "version": "2", "words": "les deux textes"})

    assert words(alice, person).words == "les deux textes"


def test_an_arabic_name_and_an_emoji_are_kept(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(url("contact_edit", person), {**TYPED, "words": "عند أمينة 🌙", "code_word": "ياسمين"})

    assert (words(alice, person).words, words(alice, person).code_word) == ("عند أمينة 🌙", "ياسمين")
