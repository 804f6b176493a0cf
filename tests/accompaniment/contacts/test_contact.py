"""A contact that happened is noted, whatever the rule said; it counts as the last contact; its words are a note."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_contact import AlreadyMistaken, ContactFromTheFuture, LengthOutOfRange, NextContactBefore
from maillage.accompaniment.contacts.models import ASKED_OF_RULE, Contact, ContactWay, Mood
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note, Promise, Towards
from maillage.accompaniment.notes.services import PromiseMade
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors.contact import may_contact
from maillage.accompaniment.people.services import reach_her
from maillage.core.safe_contact import Window
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, Stale
from tests.accompaniment.contacts.making import day_before, draft, note
from tests.accompaniment.making import actions_on, change_rule, make_person, moment_at
from tests.cast import TODAY, actor_of, give_mandate, make_user

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
AFTERNOON = Window(days=frozenset(range(7)), opens=time(14), closes=time(18))


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=day_before(60), pseudonym="Lune")


@pytest.fixture
def outreach(association_a: Any) -> Any:
    user = make_user("Maud")
    give_mandate(user, Role.OUTREACH_WORKER, association_a)
    return user


# Noted


def test_a_way_is_all_that_is_asked(alice: Any, person: Any) -> None:
    contact = note(alice, person, "messaging", mood="tired")

    kept = (contact.way, contact.kind, contact.initiated_by, contact.mood, contact.happened_on, contact.against, contact.note)
    assert kept == ("messaging", "informal", "her", "tired", TODAY, "", None)


def test_it_is_the_last_contact_of_the_file(alice: Any, person: Any) -> None:
    note(alice, person)

    assert Person.unscoped.get(pk=person.pk).last_contact_on == TODAY


def test_an_older_contact_noted_late_does_not_bring_the_last_one_back(alice: Any, person: Any) -> None:
    note(alice, person)
    note(alice, person, happened_on=YESTERDAY)

    assert Person.unscoped.get(pk=person.pk).last_contact_on == TODAY


def test_the_journal_says_that_it_was_noted_and_who_began(alice: Any, person: Any) -> None:
    note(alice, person)

    assert actions_on(person)[-1] == "contacts.noted"


def test_an_outreach_worker_notes_one(outreach: Any, person: Any) -> None:
    assert note(outreach, person, "outside").noted_by == outreach


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_nobody_else_does(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        note(request.getfixturevalue(who), person)


def test_a_double_click_notes_it_once(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    first, second = note(alice, person, key=key), note(alice, person, key=key)

    assert (first, Contact.unscoped.count()) == (second, 1)


def test_it_has_not_happened_tomorrow(alice: Any, person: Any) -> None:
    with pytest.raises(ContactFromTheFuture):
        note(alice, person, happened_on=TOMORROW)


def test_the_next_one_comes_after_it(alice: Any, person: Any) -> None:
    with pytest.raises(NextContactBefore):
        note(alice, person, next_on=TODAY)


@pytest.mark.parametrize("minutes", [0, 601])
def test_it_lasts_from_a_minute_to_a_day(alice: Any, person: Any, minutes: int) -> None:
    with pytest.raises(LengthOutOfRange):
        note(alice, person, minutes=minutes)


def test_themes_are_known_codes_once_each_in_their_order(alice: Any, person: Any) -> None:
    assert note(alice, person, themes=["food", "money", "food", "her name"]).themes == ["money", "food"]


# Her rule: what happened is never refused, and what was against it is said


def test_a_call_of_ours_that_her_rule_forbids_is_kept_and_says_so(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, moment=moment_at(9))

    assert note(alice, person, "phone", by="us").against == "forbidden"


def test_her_own_call_breaks_no_rule(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, moment=moment_at(9))

    assert note(alice, person, "phone", by="her").against == ""


def test_seeing_her_here_asks_no_rule(alice: Any, person: Any) -> None:
    change_rule(alice, person, silent_until=TOMORROW, moment=moment_at(9))

    assert note(alice, person, "on_site", by="us").against == ""


def test_a_call_of_ours_at_the_wrong_hour_is_against_it(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9))

    assert [note(alice, person, by="us", moment=moment_at(hour)).against for hour in (10, 15)] == ["hours", ""]


def test_of_a_past_day_whose_hour_is_not_known_the_hours_are_not_held_against_us(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9, today=day_before(5)))

    noted = [note(alice, person, by="us", happened_on=YESTERDAY, at=at).against for at in (None, time(10), time(15))]

    assert noted == ["", "hours", ""]


def test_a_past_contact_is_judged_by_the_rule_of_its_day(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"}, moment=moment_at(9))

    assert note(alice, person, by="us", happened_on=YESTERDAY).against == ""


def test_the_call_that_was_allowed_when_it_left_stays_allowed_when_it_is_noted_later(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9))
    left = reach_her(actor=actor_of(alice), moment=moment_at(17, 55), person=person, channel="phone")

    contact = note(alice, person, by="us", moment=moment_at(18, 20))

    assert (contact.against, contact.left) == ("", left)


def test_one_departure_covers_one_contact_only(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9))
    reach_her(actor=actor_of(alice), moment=moment_at(17, 55), person=person, channel="phone")

    noted = [note(alice, person, by="us", moment=moment_at(18, minute)).against for minute in (20, 40)]

    assert noted == ["", "hours"]


@pytest.mark.parametrize("standing", ["allowed", "forbidden", "unknown"])
@pytest.mark.parametrize("way", list(ASKED_OF_RULE))
@pytest.mark.parametrize("by", ["her", "us"])
def test_whatever_her_rule_says_what_happened_is_kept_and_said_as_the_rule_says(
    alice: Any, person: Any, way: Any, by: str, standing: str
) -> None:
    asked = ASKED_OF_RULE[way]
    other = "letter" if asked.value == "partner" else "partner"
    change_rule(alice, person, preferred=other, ways={asked.value: standing, other: "allowed"}, moment=moment_at(9))
    verdict = may_contact(person=person, channel=asked, moment=moment_at(10))

    contact = note(alice, person, way, by=by)

    expected = verdict.why.value if by == "us" and verdict.why is not None else ""
    assert contact.against == expected


def test_the_database_holds_no_rule_broken_by_her(alice: Any, person: Any) -> None:
    contact = note(alice, person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.unscoped.filter(pk=contact.pk).update(against="hours")


# Its words, what was promised


def test_words_become_a_note_read_at_their_level(alice: Any, person: Any) -> None:
    contact = note(alice, person, words="Elle a reçu les colis.", level=Level.SHARED)

    assert (contact.note.level, contact.note.kind, contact.note.happened_on) == ("shared", Kind.CALL, TODAY)


def test_an_interview_writes_a_note_of_interview(alice: Any, person: Any) -> None:
    assert note(alice, person, "on_site", kind="formal", words="Bilan du mois.").note.kind == Kind.INTERVIEW


def test_a_promise_alone_has_a_note_to_hang_on(alice: Any, person: Any) -> None:
    contact = note(alice, person, promise=PromiseMade(what="lui porter un colis", towards=Towards.HER, due_on=TOMORROW))

    assert Promise.unscoped.get().note == contact.note


def test_words_ask_for_the_right_to_write_notes_and_nothing_is_kept_without_it(outreach: Any, person: Any) -> None:
    with pytest.raises(Denied):
        note(outreach, person, "outside", words="Elle a froid.")

    assert (Contact.unscoped.count(), Note.unscoped.count()) == (0, 0)


# Corrected, crossed out


def test_a_contact_is_corrected(alice: Any, person: Any) -> None:
    contact = note(alice, person, mood="well")

    changed = services.correct_contact(
        actor=actor_of(alice), moment=moment_at(11), contact=contact, seen=contact.version, draft=draft("sms", by="us", mood="alone")
    )

    assert (changed.way, changed.mood, changed.against) == (ContactWay.SMS, Mood.ALONE, "unknown")


def test_a_correction_that_changes_neither_the_day_nor_the_way_keeps_what_the_hour_said(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9))
    contact = note(alice, person, by="us", moment=moment_at(15))

    changed = services.correct_contact(
        actor=actor_of(alice), moment=moment_at(20), contact=contact, seen=contact.version, draft=draft(by="us", mood="well")
    )

    assert (changed.mood, changed.against) == (Mood.WELL, "")


def test_two_corrections_at_once_show_both(alice: Any, person: Any) -> None:
    contact = note(alice, person)
    correct = {"actor": actor_of(alice), "moment": moment_at(11), "contact": contact, "seen": contact.version}
    services.correct_contact(**correct, draft=draft(mood="well"))

    with pytest.raises(Stale):
        services.correct_contact(**correct, draft=draft(mood="tired"))


def test_what_did_not_happen_is_crossed_out_and_no_longer_counts(alice: Any, person: Any) -> None:
    contact = note(alice, person)

    services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=contact)

    assert (Contact.unscoped.count(), Contact.unscoped.real().count()) == (1, 0)


def test_crossed_out_twice_is_refused(alice: Any, person: Any) -> None:
    contact = services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=note(alice, person))

    with pytest.raises(AlreadyMistaken):
        services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=contact)


def test_a_departure_freed_by_a_mistake_covers_the_right_contact(alice: Any, person: Any) -> None:
    change_rule(alice, person, windows=(AFTERNOON,), moment=moment_at(9))
    reach_her(actor=actor_of(alice), moment=moment_at(17, 55), person=person, channel="phone")
    services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=note(alice, person, by="us", moment=moment_at(18, 5)))

    assert note(alice, person, by="us", moment=moment_at(18, 20)).against == ""
