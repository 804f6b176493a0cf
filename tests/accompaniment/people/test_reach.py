"""Her number and her address, noted apart from the words, sealed with them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.forms import ContactRuleForm
from maillage.accompaniment.people.selectors.contact import open_contact, open_contacts, reach_of
from maillage.foundation.vault import Reason
from tests.accompaniment.making import TODAY, actor_of, change_rule, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice)


def reach(worker: Any, person: Any) -> Any:
    return reach_of(open_contact(actor=actor_of(worker), person=person, reason=Reason.CONTACT, today=TODAY))


def test_her_number_is_noted_apart_from_the_words(alice: Any, person: Any) -> None:
    change_rule(alice, person, words="le soir seulement", number="06 00 00 12 34", email="rose@exemple.test")

    found = reach(alice, person)

    assert (found.dialled, found.email) == ("0600001234", "rose@exemple.test")


def test_a_number_typed_in_the_words_still_serves(alice: Any, person: Any) -> None:
    change_rule(alice, person, words="Messagerie, 06 00 00 12 34")

    assert reach(alice, person).dialled == "0600001234"


def test_the_number_of_a_partner_is_not_hers(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="partner", words="Passer par Amina, 06 00 00 12 34")

    assert reach(alice, person).dialled == ""


def test_the_words_of_many_are_opened_with_one_entry_of_the_journal(alice: Any, person: Any) -> None:
    from maillage.foundation.journal.models import Entry

    change_rule(alice, person, words="x", number="06 00 00 12 34")
    before = Entry.unscoped.count()

    cards = open_contacts(actor=actor_of(alice), people=[person], reason=Reason.LIST, today=TODAY)

    assert (reach_of(cards[person.pk]).dialled, Entry.unscoped.count() - before) == ("0600001234", 1)


def test_the_form_refuses_two_numbers_in_one() -> None:
    form = ContactRuleForm({"number": "06 00 00 12 34 ou 06 11 11 11 11"}, today=TODAY)

    assert "number" in form.errors


def test_the_page_shows_her_number_once_opened(client: Any, alice: Any, person: Any) -> None:
    change_rule(alice, person, words="x", number="06 00 00 12 34")

    page = client.as_(alice).post(reverse("people:contact", args=[person.pk]), {"reason": "contact"})

    assert "06 00 00 12 34" in page.content.decode()
