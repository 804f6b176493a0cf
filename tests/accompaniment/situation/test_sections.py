"""Saving a section alone: who may, what is kept, what a second hand finds, what the journal says and does not say."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from maillage.accompaniment.people.services import erase_file
from maillage.accompaniment.situation import selectors, services
from maillage.accompaniment.situation.errors import DatesCrossed, DayToCome, NotAgreed
from maillage.accompaniment.situation.models import Section
from maillage.accompaniment.situation.sections import SECTIONS
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Part, Reason
from tests.accompaniment.making import actions_on, make_person
from tests.accompaniment.situation.making import note
from tests.cast import TODAY, actor_of


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def opened_answers(worker: Any, person: Any, code: str) -> dict[str, Any]:
    return selectors.answers_of(actor=actor_of(worker), person=person, code=code, reason=Reason.FOLLOW_UP, today=TODAY)[0]


def test_a_section_is_saved_alone_and_read_again(alice: Any, person: Any) -> None:
    note(alice, person, "language", languages=["ro"], network_to_avoid="le réseau de la gare")

    assert opened_answers(alice, person, "language") == {"languages": ["ro"], "network_to_avoid": "le réseau de la gare"}
    assert Section.unscoped.count() == 1


def test_nothing_of_the_answers_is_in_clear_in_the_database(alice: Any, person: Any) -> None:
    note(alice, person, "domiciliation", kind="here", address="12 rue des Lilas", until=date(2021, 5, 1))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mg_situation_section")
        row = repr(cursor.fetchall())
    assert "Lilas" not in row
    assert "2021, 5, 1" in row


def test_correcting_forgets_what_is_no_longer_given(alice: Any, person: Any) -> None:
    first = note(alice, person, "housing", kind="hotel", until=date(2020, 6, 1))

    note(alice, person, "housing", seen=first.version, kind="rented")

    assert opened_answers(alice, person, "housing") == {"kind": "rented"}
    assert Section.unscoped.get().until is None


def test_emptied_a_section_is_not_noted_any_more(alice: Any, person: Any) -> None:
    first = note(alice, person, "work", now="seeking")

    note(alice, person, "work", seen=first.version)

    cards = {card.spec.code: card for card in selectors.cards_of(actor=actor_of(alice), person=person, today=TODAY)}
    assert (cards["work"].noted_on, Section.unscoped.get().answers) == (None, None)


def test_a_stale_tab_writes_nothing(alice: Any, iris: Any, person: Any) -> None:
    first = note(alice, person, "bank", account="none")
    note(iris, person, "bank", seen=first.version, account="own")

    with pytest.raises(Stale):
        note(alice, person, "bank", seen=first.version, account="refused")

    assert opened_answers(alice, person, "bank") == {"account": "own"}


def test_two_first_notes_do_not_overwrite_each_other(alice: Any, iris: Any, person: Any) -> None:
    note(alice, person, "bank", account="none")

    with pytest.raises(Stale):
        note(iris, person, "bank", account="own")


def test_a_double_click_saves_once(alice: Any, person: Any) -> None:
    key = uuid.uuid4()
    answers = {"account": "own"}
    for _click in range(2):
        services.save_section(actor=actor_of(alice), today=TODAY, person=person, code="bank", seen=0, answers=answers, key=key)

    assert actions_on(person).count("situation.section_saved") == 1


def test_what_was_erased_is_not_written_again(alice: Any, person: Any) -> None:
    first = note(alice, person, "bank", account="own")
    erase_file(actor=system_actor(), today=TODAY, person=person)

    with pytest.raises(Stale):
        note(alice, person, "bank", seen=first.version, account="none")


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie"])
def test_only_who_works_on_the_file_notes_its_situation(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        note(request.getfixturevalue(who), person, "language", french="none")


def test_health_is_noted_by_the_health_right_alone(alice: Any, iris: Any, person: Any) -> None:
    with pytest.raises(Denied):
        note(alice, person, "health", needs=["doctor"])

    note(iris, person, "health", needs=["doctor"])
    assert opened_answers(iris, person, "health") == {"needs": ["doctor"]}


def test_a_section_that_does_not_exist_is_not_found(alice: Any, person: Any) -> None:
    with pytest.raises(OutOfScope):
        note(alice, person, "narrative", words="x")


@pytest.mark.parametrize(
    ("code", "answers", "refusal"),
    [
        ("residence", {"route": "asylum", "route_since": date(2020, 5, 20)}, DayToCome),
        ("residence", {"not_filing": "exposure", "not_filing_on": date(2021, 1, 1)}, DayToCome),
        ("domiciliation", {"since": date(2020, 5, 1), "until": date(2020, 4, 1)}, DatesCrossed),
        ("own_words", {"duration": "under_one"}, NotAgreed),
        ("own_words", {"agreed": False, "form": ["street"]}, NotAgreed),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(alice: Any, person: Any, code: str, answers: Any, refusal: type) -> None:
    with pytest.raises(refusal):
        note(alice, person, code, **answers)

    assert not Section.unscoped.exists()


def test_taking_her_agreement_back_forgets_what_she_said(alice: Any, person: Any) -> None:
    first = note(alice, person, "own_words", agreed=True, agreed_on=TODAY, duration="one_to_three")

    note(alice, person, "own_words", seen=first.version, agreed=False)

    assert opened_answers(alice, person, "own_words") == {}


def test_the_journal_says_which_section_but_not_that_it_was_health(alice: Any, iris: Any, person: Any) -> None:
    note(alice, person, "debts", kinds=["demanded"])
    note(iris, person, "health", needs=["pregnancy"])

    entries = Entry.unscoped.filter(action="situation.section_saved").order_by("at", "seq")
    assert [json.loads(each.facts) for each in entries] == [{"section": "debts"}, {"section": "reserved"}]


def test_a_section_stays_in_its_part(alice: Any, person: Any) -> None:
    section = note(alice, person, "work", now="seeking")

    with pytest.raises(IntegrityError), transaction.atomic():
        Section.unscoped.filter(pk=section.pk).update(part=Part.HEALTH.value)


def test_erasing_the_file_takes_the_situation(alice: Any, iris: Any, person: Any) -> None:
    note(alice, person, "work", now="seeking")
    note(iris, person, "health", needs=["doctor"])

    erase_file(actor=system_actor(), today=TODAY, person=person)

    assert not Section.unscoped.exists()


# What others may take over


def test_the_situation_prefills_forms_in_values_and_in_words(alice: Any, person: Any) -> None:
    note(alice, person, "household", children_with_her=[3, 7])
    note(alice, person, "residence", route="asylum")

    situation = selectors.situation_of(actor=actor_of(alice), person=person, reason=Reason.APPLICATION, today=TODAY)

    assert situation.value("household", "children_with_her") == [3, 7]
    assert situation.words("residence", "route") == "asile"
    assert (situation.words("work", "wish"), situation.value("work", "wish", "?")) == ("", "?")


def test_neither_health_nor_her_own_words_prefill_anything(iris: Any, person: Any) -> None:
    note(iris, person, "health", needs=["pregnancy"])
    note(iris, person, "own_words", agreed=True, duration="under_one")

    situation = selectors.situation_of(actor=actor_of(iris), person=person, reason=Reason.APPLICATION, today=TODAY)

    assert situation.answers == {}
    assert "vault.health_opened" not in actions_on(person)


def test_where_nothing_is_noted_nothing_is_opened(alice: Any, person: Any) -> None:
    before = actions_on(person)

    selectors.situation_of(actor=actor_of(alice), person=person, reason=Reason.APPLICATION, today=TODAY)

    assert actions_on(person) == before


def test_a_situation_in_a_traceback_shows_nothing() -> None:
    assert repr(selectors.Situation({"bank": {"account": "own"}})) == "Situation(…)"


# What ends


@pytest.mark.parametrize(("document", "ends"), [("permit", date(2020, 9, 16)), ("asylum_certificate", date(2020, 6, 18))])
def test_an_opened_document_ends_when_its_regime_says(alice: Any, person: Any, document: str, ends: date) -> None:
    note(alice, person, "residence", document=document, until=date(2020, 3, 20))
    opened = selectors.open_situation(actor=actor_of(alice), person=person, parts=[Part.RESIDENCE], reason="follow_up", today=TODAY)

    card = selectors.card_of(actor=actor_of(alice), person=person, code="residence", today=TODAY, opened=opened)

    assert card.ending is not None
    assert (card.ending.ends, bool(card.ending.because)) == (ends, True)


def test_a_closed_document_ends_on_the_earliest_day_that_the_regimes_give(alice: Any, person: Any) -> None:
    note(alice, person, "residence", document="permit", until=date(2020, 3, 20))

    endings = selectors.endings_of(person, actor=actor_of(alice), today=TODAY)

    assert [each.ends for each in endings] == [date(2020, 6, 18)]


def test_what_ends_within_three_months_is_listed_the_nearest_first(alice: Any, person: Any) -> None:
    other = make_person(alice)
    note(alice, person, "domiciliation", kind="here", until=date(2020, 7, 1))
    note(alice, other, "housing", kind="hotel", until=date(2020, 5, 25))
    note(alice, make_person(alice), "domiciliation", kind="here", until=date(2021, 5, 1))

    found = selectors.ending_sections(actor_of(alice), today=TODAY)

    assert [(each.section.person_id, each.ends) for each in found] == [(other.pk, date(2020, 5, 25)), (person.pk, date(2020, 7, 1))]


def test_a_stranger_lists_no_end(alice: Any, charlie: Any, person: Any) -> None:
    note(alice, person, "domiciliation", kind="here", until=date(2020, 7, 1))

    assert selectors.ending_sections(actor_of(charlie), today=TODAY) == []


def test_the_route_followed_says_what_it_excludes(alice: Any, person: Any) -> None:
    note(alice, person, "residence", route="asylum")
    opened = selectors.open_situation(actor=actor_of(alice), person=person, parts=[Part.RESIDENCE], reason="follow_up", today=TODAY)

    card = selectors.card_of(actor=actor_of(alice), person=person, code="residence", today=TODAY, opened=opened)

    assert card.route is not None
    assert card.route.code == "asylum"


def test_every_section_has_its_card_closed_until_opened(alice: Any, person: Any) -> None:
    note(alice, person, "language", french="none")

    cards = selectors.cards_of(actor=actor_of(alice), person=person, today=TODAY)

    assert [card.spec for card in cards] == list(SECTIONS)
    assert not any(card.lines or card.summary for card in cards)


def test_without_the_health_right_one_does_not_even_learn_that_something_is_noted(alice: Any, iris: Any, person: Any) -> None:
    note(iris, person, "health", needs=["doctor"])

    card = selectors.card_of(actor=actor_of(alice), person=person, code="health", today=TODAY, opened={})

    assert (card.may_open, card.noted_on, card.version) == (False, None, 0)
