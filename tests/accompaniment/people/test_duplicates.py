"""Two files of one person: warned at entry, looked at side by side, reunited and separated, through the pages."""

from __future__ import annotations

import html
import uuid
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import Merge, Person
from tests.accompaniment.making import actions_on, give_identity, make_person
from tests.accompaniment.people.test_merging import reunite
from tests.cast import TODAY, actor_of


def url(name: str, *args: Any) -> str:
    return reverse(f"people:{name}", args=args)


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def new(pseudonym: str, *, contact: str = "06 00 00 00 09", **more: Any) -> dict[str, Any]:
    return {"pseudonym": pseudonym, "channel": "phone", "safe_contact": contact, "key": str(uuid.uuid4()), **more}


@pytest.fixture
def katia(alice: Any) -> Any:
    return make_person(alice, pseudonym="Katia", safe_contact="06 12 34 56 78")


# At entry


@pytest.mark.parametrize(("typed", "contact"), [("Catya", "au local"), ("KATIA", "au local"), ("Rose", "+33 6 12 34 56 78, le soir")])
def test_a_file_that_resembles_is_shown_before_anything_is_written(client, alice, katia, typed, contact):
    page = text(client.as_(alice).post(url("new"), new(typed, contact=contact)))

    assert "Est-ce la même personne ?" in page
    assert katia.reference in page
    assert Person.unscoped.count() == 1


@pytest.mark.parametrize("typed", ["Rose", "Kat", "Nadia"])
def test_a_name_that_does_not_resemble_opens_at_once(client, alice, katia, typed):
    client.as_(alice).post(url("new"), new(typed))

    assert Person.unscoped.count() == 2


def test_another_person_is_opened_when_it_is_said_and_the_journal_keeps_it(client, alice, katia):
    client.as_(alice).post(url("new"), new("Catya", another="1"))

    opened = Person.unscoped.exclude(pk=katia.pk).get()
    assert actions_on(opened)[-1] == "people.said_different"


def test_what_was_typed_comes_back_to_be_corrected(client, alice, katia):
    page = text(client.as_(alice).post(url("new"), new("Catya", contact="au local, le mardi", again="1")))

    assert 'value="Catya"' in page
    assert "au local, le mardi" in page


def test_a_file_of_another_association_is_never_shown(client, charlie, katia):
    client.as_(charlie).post(url("new"), new("Katia", contact="06 12 34 56 78"))

    assert Person.unscoped.count() == 2


def test_the_comparison_at_entry_opens_no_identity(alice, katia):
    give_identity(alice, katia, first_name="Ionela")

    alike = selectors.lookalikes(actor=actor_of(alice), organisation_id=katia.organisation_id, pseudonym="Ionela", today=TODAY)

    assert alike == []


# Side by side


@pytest.fixture
def catya(alice: Any, katia: Any) -> Any:
    return make_person(alice, pseudonym="Catya", safe_contact="au local")


def answers(alice: Any, kept: Any, away: Any, **more: Any) -> dict[str, Any]:
    asked = selectors.questions_between(kept, away, actor=actor_of(alice), today=TODAY)
    return {"kept": kept.pk, **{each.code: kept.pk for each in asked}, "key": str(uuid.uuid4()), **more}


def test_those_that_resemble_are_proposed(client, alice, katia, catya):
    assert catya.reference in text(client.as_(alice).get(url("merge_pick", katia.pk)))


def test_the_other_file_is_searched_by_post(client, alice, katia):
    rose = make_person(alice, pseudonym="Rose")

    assert rose.reference in text(client.as_(alice).post(url("merge_pick", katia.pk), {"q": "Rose"}))


def test_the_page_shows_both_files_and_asks_what_differs(client, alice, katia, catya):
    page = text(client.as_(alice).get(url("merge", katia.pk, catya.pk)))

    assert all(words in page for words in (katia.reference, catya.reference, "Garder le pseudonyme", "Garder les consignes de contact"))


def test_the_page_shows_no_safe_contact(client, alice, katia, catya):
    assert "06 12 34 56 78" not in text(client.as_(alice).get(url("merge", katia.pk, catya.pk)))


def test_reuniting_and_separating_through_the_pages(client, alice, katia, catya):
    browser = client.as_(alice)

    browser.post(url("merge", katia.pk, catya.pk), answers(alice, katia, catya))
    merge = Merge.unscoped.get()
    signpost = text(browser.get(url("file", catya.pk)))
    file = text(browser.get(url("file", katia.pk)))
    browser.post(url("merge_undo", merge.pk), {"key": str(uuid.uuid4())})

    assert "Ouvrir le dossier réuni" in signpost
    assert "Dossiers réunis avec celui-ci" in file
    assert Person.unscoped.filter(merged_into__isnull=True).count() == 2


def test_what_is_not_answered_is_asked_again(client, alice, katia, catya):
    sent = answers(alice, katia, catya)
    del sent["pseudonym"]

    assert client.as_(alice).post(url("merge", katia.pk, catya.pk), sent).status_code == 422


def test_a_double_click_reunites_once(client, alice, katia, catya):
    browser, sent = client.as_(alice), answers(alice, katia, catya)
    for _ in range(2):
        browser.post(url("merge", katia.pk, catya.pk), sent)

    assert Merge.unscoped.count() == 1


@pytest.mark.parametrize("name", ["identity_edit", "pseudonym_edit", "merge_pick"])
def test_no_page_of_a_signpost_is_worked_on(client, alice, katia, catya, name):
    reunite(alice, katia, catya)

    assert client.as_(alice).get(url(name, catya.pk)).status_code == 422


def test_a_signpost_is_404_elsewhere(client, alice, charlie, katia, catya):
    merge = reunite(alice, katia, catya)
    browser = client.as_(charlie)

    asked = (url("file", catya.pk), url("merge_undo", merge.pk), url("merge", katia.pk, catya.pk), url("merge_pick", katia.pk))

    assert {browser.get(address).status_code for address in asked} == {404}


def test_a_reader_sees_the_signpost_and_may_not_separate(client, alice, bob, katia, catya):
    merge = reunite(alice, katia, catya)
    browser = client.as_(bob)

    assert "Séparer" not in text(browser.get(url("file", catya.pk)))
    assert browser.post(url("merge_undo", merge.pk)).status_code == 403


def test_a_file_of_another_association_is_not_picked(client, alice, charlie, katia):
    theirs = make_person(charlie, pseudonym="Catya")

    assert client.as_(alice).get(url("merge", katia.pk, theirs.pk)).status_code == 404


def test_the_list_leaves_the_old_file_out(client, alice, katia, catya):
    reunite(alice, katia, catya)

    assert "Catya" not in text(client.as_(alice).get(url("list")))


def test_the_history_of_both_reads_on_the_kept_file(client, alice, katia, catya):
    reunite(alice, katia, catya)

    page = text(client.as_(alice).get(url("history", katia.pk)))

    assert (page.count("a ouvert le dossier"), page.count("a réuni deux dossiers")) == (2, 1)
