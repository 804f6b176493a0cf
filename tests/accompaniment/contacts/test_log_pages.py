"""The pages of the log: three taps, her contacts on the file, the needs said in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.contacts.models import Contact, Mood
from maillage.accompaniment.intake.models import FirstRequest
from maillage.accompaniment.notes.models import Note, Promise
from maillage.foundation.access.roles import Role
from tests.accompaniment.contacts.making import day_before, note
from tests.accompaniment.making import change_rule, make_person, moment_at
from tests.cast import TODAY, CastClient, give_mandate, make_user

NOTE = reverse("contacts:note")


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=day_before(60), pseudonym="Lune")


@pytest.fixture
def outreach(association_a: Any) -> Any:
    user = make_user("Maud")
    give_mandate(user, Role.OUTREACH_WORKER, association_a)
    return user


def page_of(person: Any) -> str:
    return reverse("contacts:note_with", args=[person.pk])


def text_of(answer: Any) -> str:
    return answer.content.decode()


# Three taps


def test_the_first_tap_says_with_whom(client: CastClient, alice: Any, person: Any) -> None:
    assert page_of(person) in text_of(client.as_(alice).get(NOTE))


def test_her_own_people_come_first_the_last_spoken_to_on_top(client: CastClient, alice: Any, person: Any) -> None:
    other = make_person(alice, today=day_before(60), pseudonym="Brume")
    note(alice, person)

    shown = text_of(client.as_(alice).get(NOTE))

    assert shown.index("Lune") < shown.index("Brume")
    assert page_of(other) in shown


def test_a_pseudonym_found_alone_leads_straight_to_the_form(client: CastClient, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(f"{NOTE}?qui=us", {"q": "Lune"})

    assert answer["Location"] == f"{page_of(person)}?qui=us"


def test_an_unknown_pseudonym_says_what_to_do(client: CastClient, alice: Any, person: Any) -> None:
    assert "première demande" in text_of(client.as_(alice).post(NOTE, {"q": "Zzz"}))


def test_nobody_to_pick_teaches(client: CastClient, alice: Any) -> None:
    assert "Ici viendront les personnes" in text_of(client.as_(alice).get(NOTE))


def test_the_third_tap_saves_how_she_was(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"way": "phone", "initiated_by": "her", "kind": "informal", "happened_on": TODAY, "mood": "worried"}

    answer = client.as_(alice).post(page_of(person), sent)

    contact = Contact.unscoped.get()
    assert (answer["Location"], contact.mood, contact.way) == (reverse("contacts:show", args=[contact.pk]), Mood.WORRIED, "phone")


def test_a_mood_without_a_way_is_asked_again_and_stays_tapped(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"initiated_by": "us", "kind": "informal", "happened_on": TODAY, "mood": "worried"}

    answer = client.as_(alice).post(page_of(person), sent)

    assert answer.status_code == 422
    assert 'btn btn-primary" type="submit" name="mood" value="worried"' in text_of(answer)
    assert not Contact.unscoped.exists()


def test_the_first_button_of_the_form_is_the_one_that_claims_nothing(client: CastClient, alice: Any, person: Any) -> None:
    shown = text_of(client.as_(alice).get(page_of(person)))

    assert shown.index('name="mood" value="unknown"') < shown.index('name="mood" value="well"')


def test_what_the_call_line_knows_is_already_there(client: CastClient, alice: Any, person: Any) -> None:
    form = client.as_(alice).get(f"{page_of(person)}?voie=sms&qui=us&forme=formal").context["form"]

    assert (form.initial, form.has_more) == ({"way": "sms", "initiated_by": "us", "kind": "formal"}, True)


def test_what_the_address_invents_is_ignored(client: CastClient, alice: Any, person: Any) -> None:
    assert client.as_(alice).get(f"{page_of(person)}?voie=pigeon&qui=them").context["form"].initial == {}


def test_the_details_are_saved_by_the_same_tap(client: CastClient, alice: Any, person: Any) -> None:
    sent = {
        "way": "on_site", "initiated_by": "her", "kind": "formal", "happened_on": TODAY, "mood": "well", "minutes": "45",
        "themes": ["papers", "money"], "next_on": TODAY + timedelta(days=7), "words": "Elle a son rendez-vous.", "level": "team",
    }  # fmt: skip

    client.as_(alice).post(page_of(person), sent)

    contact = Contact.unscoped.get()
    assert (contact.minutes, contact.themes, contact.next_on) == (45, ["money", "papers"], TODAY + timedelta(days=7))
    assert Note.unscoped.get() == contact.note


def test_an_outreach_worker_has_no_field_for_words_and_saves_all_the_same(client: CastClient, outreach: Any, person: Any) -> None:
    signed = client.as_(outreach)
    form = signed.get(page_of(person)).context["form"]
    signed.post(page_of(person), {"way": "outside", "initiated_by": "us", "kind": "informal", "happened_on": TODAY, "mood": "tired"})

    assert ("words" in form.fields, Contact.unscoped.get().way) == (False, "outside")


def test_words_that_give_somebody_away_are_said_after_the_saving(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"way": "phone", "initiated_by": "her", "kind": "informal", "happened_on": TODAY, "mood": "well", "words": "Son 06 12 34 56 78"}

    answer = client.as_(alice).post(page_of(person), sent, follow=True)

    assert "À relire" in text_of(answer)
    assert "06 12 34 56 78" not in text_of(answer)


def test_a_contact_against_her_rule_is_saved_and_said(client: CastClient, alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, moment=moment_at(8))
    sent = {"way": "phone", "initiated_by": "us", "kind": "informal", "happened_on": TODAY, "mood": "well"}

    shown = text_of(client.as_(alice).post(page_of(person), sent, follow=True))

    assert "hors consigne : jamais par cette voie" in shown


def test_a_day_to_come_is_refused_with_what_was_typed(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"way": "phone", "initiated_by": "her", "kind": "informal", "happened_on": TODAY + timedelta(days=1), "mood": "well"}

    assert client.as_(alice).post(page_of(person), sent).status_code == 422


# On the file


def test_the_tab_counts_who_began(client: CastClient, alice: Any, person: Any) -> None:
    note(alice, person, by="us")
    note(alice, person, by="her")
    note(alice, person, by="her")

    assert "3 contacts notés : 1 à notre initiative, 2 à la sienne." in text_of(
        client.as_(alice).get(reverse("contacts:person", args=[person.pk]))
    )


def test_without_any_contact_the_tab_teaches(client: CastClient, alice: Any, person: Any) -> None:
    assert "Ici viendront les échanges avec elle" in text_of(client.as_(alice).get(reverse("contacts:person", args=[person.pk])))


@pytest.mark.parametrize(("asked", "left"), [("qui=us", 2), ("qui=her", 1), ("qui=hors-consigne", 1), ("forme=formal", 1)])
def test_the_tab_is_filtered(client: CastClient, alice: Any, person: Any, asked: str, left: int) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, moment=moment_at(8))
    note(alice, person, "phone", by="us")
    note(alice, person, "sms", by="us")
    note(alice, person, "on_site", by="her", kind="formal")

    assert len(client.as_(alice).get(f"{reverse('contacts:person', args=[person.pk])}?{asked}").context["rows"]) == left


def test_a_filter_that_keeps_nothing_says_so(client: CastClient, alice: Any, person: Any) -> None:
    note(alice, person)

    assert "Changez de filtre" in text_of(client.as_(alice).get(f"{reverse('contacts:person', args=[person.pk])}?forme=formal"))


def test_the_file_shows_the_last_contacts(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person, next_on=TODAY + timedelta(days=3))

    shown = text_of(client.as_(alice).get(reverse("people:file", args=[person.pk])))

    assert reverse("contacts:show", args=[contact.pk]) in shown
    assert "Prochain contact prévu" in shown


def test_who_only_reads_files_sees_no_contact(client: CastClient, association_a: Any, alice: Any, person: Any) -> None:
    reader, contact = make_user("Luc"), note(alice, person)
    give_mandate(reader, Role.READER, association_a)

    signed = client.as_(reader)

    assert reverse("contacts:show", args=[contact.pk]) not in text_of(signed.get(reverse("people:file", args=[person.pk])))
    assert signed.get(reverse("contacts:person", args=[person.pk])).status_code == 403


def test_another_association_does_not_know_that_it_exists(client: CastClient, charlie: Any, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    assert client.as_(charlie).get(reverse("contacts:show", args=[contact.pk])).status_code == 404


# One contact, and the need said in it


def test_something_to_do_becomes_a_promise_beside_its_note(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    client.as_(alice).post(reverse("contacts:raise_task", args=[contact.pk]), {"promise": "lui porter un colis"})

    contact.refresh_from_db()
    assert Promise.unscoped.get().note == contact.note


def test_nothing_typed_is_asked_again_on_the_same_page(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    answer = client.as_(alice).post(reverse("contacts:raise_task", args=[contact.pk]), {"promise": ""})

    assert (answer.status_code, "Dites en quelques mots" in text_of(answer)) == (422, True)


def test_the_address_of_the_task_alone_leads_back(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    answer = client.as_(alice).get(reverse("contacts:raise_task", args=[contact.pk]))

    assert answer["Location"] == reverse("contacts:show", args=[contact.pk])


@pytest.mark.parametrize(
    ("sent", "outcome", "triage"),
    [
        ({"need": "aid"}, "aid_given", "one_off"),
        ({"need": "referral", "oriented_to": "food"}, "oriented", "one_off"),
        ({"need": "request"}, "waiting", "one_off"),
        ({"need": "urgent"}, "waiting", "urgent"),
        ({"need": "unmet", "no_solution": "no_shelter"}, "no_solution", "one_off"),
    ],
)
def test_a_need_is_one_tap(client: CastClient, alice: Any, person: Any, sent: dict[str, str], outcome: str, triage: str) -> None:
    contact = note(alice, person, "messaging")

    client.as_(alice).post(reverse("contacts:raise_request", args=[contact.pk]), sent)

    request = FirstRequest.unscoped.get()
    assert (request.outcome, request.triage, request.person, request.way) == (outcome, triage, person, "message")


def test_no_solution_asks_what_was_missing(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    shown = text_of(client.as_(alice).post(reverse("contacts:raise_request", args=[contact.pk]), {"need": "unmet"}, follow=True))

    assert "avec sa raison" in shown
    assert not FirstRequest.unscoped.exists()


def test_an_unknown_need_is_asked_again(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    answer = client.as_(alice).post(reverse("contacts:raise_request", args=[contact.pk]), {"need": "gold"}, follow=True)

    assert "Choisissez ce qu" in text_of(answer)


def test_a_request_that_waits_is_answered_like_the_others(client: CastClient, alice: Any, person: Any) -> None:
    contact, signed = note(alice, person), client.as_(alice)
    signed.post(reverse("contacts:raise_request", args=[contact.pk]), {"need": "urgent"})
    request = FirstRequest.unscoped.get()

    signed.post(reverse("intake:settle", args=[request.pk]), {"outcome": "aid_given", "version": request.version})

    request.refresh_from_db()
    assert (request.outcome, request.person) == ("aid_given", person)


def test_a_contact_is_corrected_on_its_page(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)
    sent = {"way": "sms", "initiated_by": "her", "kind": "informal", "happened_on": TODAY, "mood": "alone", "version": contact.version}

    client.as_(alice).post(reverse("contacts:correct", args=[contact.pk]), sent)

    contact.refresh_from_db()
    assert (contact.way, contact.mood) == ("sms", "alone")


def test_two_colleagues_who_correct_see_both_versions_in_words(client: CastClient, alice: Any, person: Any) -> None:
    contact, signed = note(alice, person), client.as_(alice)
    sent = {"way": "sms", "initiated_by": "her", "kind": "informal", "happened_on": TODAY, "mood": "alone", "version": contact.version}
    signed.post(reverse("contacts:correct", args=[contact.pk]), {**sent, "way": "video"})

    answer = signed.post(reverse("contacts:correct", args=[contact.pk]), sent)

    assert answer.status_code == 409
    assert "en visio" in text_of(answer)
    assert "par SMS" in text_of(answer)


def test_an_error_is_crossed_out_in_one_click_and_stays_readable(client: CastClient, alice: Any, person: Any) -> None:
    contact = note(alice, person)

    shown = text_of(client.as_(alice).post(reverse("contacts:cross_out", args=[contact.pk]), follow=True))

    assert "noté par erreur" in shown
    assert "Aucun contact noté" in shown


def test_a_crossed_out_contact_offers_nothing_more(client: CastClient, alice: Any, person: Any) -> None:
    contact, signed = note(alice, person), client.as_(alice)
    signed.post(reverse("contacts:cross_out", args=[contact.pk]))

    context = signed.get(reverse("contacts:show", args=[contact.pk])).context

    assert (context["may_task"], context["may_ask"], list(context["offers"])) == (False, False, [])
