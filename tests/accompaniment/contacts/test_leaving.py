"""What becomes of contacts when a file is erased, reunited, handed over; what they say to the counts of upper floors."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.facts import episodes
from maillage.accompaniment.contacts.models import Contact, Course, CourseReason, Helped, HerWord, Reached, ServiceKind, Wish
from maillage.accompaniment.contacts.panels import show_on_handover
from maillage.accompaniment.people.models import ClosingReason
from maillage.accompaniment.people.selectors import questions_between
from maillage.accompaniment.people.services import close_file, erase_file, merge_files, undo_merge
from maillage.foundation.access.roles import Role
from tests.accompaniment.contacts.making import day_before, note
from tests.accompaniment.making import make_person
from tests.cast import TODAY, CastClient, actor_of, give_mandate, make_user


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=day_before(60), pseudonym="Lune")


def test_erased_how_she_was_and_of_what_goes_and_the_count_stays(alice: Any, association_a: Any, person: Any) -> None:
    manager = make_user("Rim")
    give_mandate(manager, Role.MANAGER, association_a)
    note(alice, person, mood="distress", themes=["safety"], words="Elle a peur.")
    services.note_her_word(actor=actor_of(alice), today=TODAY, person=person, helped=Helped.YES, wish=Wish.GO_ON)

    erase_file(actor=actor_of(manager), today=TODAY, person=person, reference=person.reference)

    contact = Contact.unscoped.get()
    assert (contact.mood, contact.themes, contact.note, contact.happened_on) == ("unknown", [], None, TODAY)
    assert not HerWord.unscoped.exists()


def test_the_hand_over_says_the_last_contacts_and_her_word(alice: Any, person: Any) -> None:
    note(alice, person, mood="tired")
    services.choose_course(actor=actor_of(alice), today=TODAY, person=person, course=Course.KEEP, reason=CourseReason.STILL_ALONE)

    shown = show_on_handover(actor=actor_of(alice), obj=person, today=TODAY)

    assert shown is not None
    assert (len(shown.data["rows"]), shown.data["course"].course, shown.data["word"]) == (1, "keep", None)


def test_the_hand_over_page_holds_them(client: CastClient, alice: Any, person: Any) -> None:
    note(alice, person, mood="tired")

    assert "Derniers contacts" in client.as_(alice).post(reverse("people:hand_over"), follow=True).content.decode()


def test_without_a_contact_the_hand_over_says_nothing_of_them(alice: Any, person: Any) -> None:
    assert show_on_handover(actor=actor_of(alice), obj=person, today=TODAY) is None


def test_who_does_not_note_contacts_is_shown_none(bob: Any, alice: Any, person: Any) -> None:
    note(alice, person)

    assert show_on_handover(actor=actor_of(bob), obj=person, today=TODAY) is None


def test_upper_floors_count_contacts_by_who_began(alice: Any, association_a: Any, person: Any) -> None:
    note(alice, person, by="us")
    note(alice, person, by="her", kind="formal")
    services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=note(alice, person))
    services.note_service_call(
        actor=actor_of(alice), today=TODAY, organisation_id=association_a.pk, service=ServiceKind.BANK, reached=Reached.NOBODY
    )

    said = sorted((each.kind, each.cause) for each in episodes())

    assert said == [("contact_by_her", "formal"), ("contact_by_us", "informal"), ("service_call", "bank:nobody")]


def test_an_episode_of_contact_names_nobody(alice: Any, person: Any) -> None:
    note(alice, person)

    (found,) = episodes()
    assert person.pk not in (found.territory, found.organisation, found.cause)


def test_a_closed_file_still_shows_its_last_contacts(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)
    person.refresh_from_db()
    close_file(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, reason=ClosingReason.OTHER)

    shown = client.as_(alice).get(reverse("people:file", args=[person.pk])).content.decode()

    assert reverse("contacts:show", args=[contact.pk]) in shown


def test_she_calls_after_the_closing_and_it_is_noted(alice: Any, person: Any) -> None:
    person.refresh_from_db()
    close_file(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, reason=ClosingReason.OTHER)

    assert note(alice, person).happened_on == TODAY


def test_contacts_pass_to_the_reunited_file_and_come_back(alice: Any, person: Any) -> None:
    other = make_person(alice, today=day_before(10), pseudonym="Lune bis")
    contact = note(alice, other, words="Un mot.")
    actor = actor_of(alice)
    choices = {each.code: person.pk for each in questions_between(person, other, actor=actor, today=TODAY)}

    merge = merge_files(actor=actor, today=TODAY, kept=person, away=other, choices=choices)
    contact.refresh_from_db()
    reunited = contact.person
    undo_merge(actor=actor, today=TODAY, merge=merge)
    contact.refresh_from_db()

    assert (reunited, contact.person) == (person, other)
