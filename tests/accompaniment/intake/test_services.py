"""First requests: noted in ten seconds, answered in one gesture, never typed twice, forgotten at their term."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.accompaniment.intake import errors, facts, selectors, services
from maillage.accompaniment.intake.models import FirstRequest
from maillage.accompaniment.intake.retention import due_for_erasure, keep_until
from maillage.accompaniment.notes import selectors as notes
from maillage.accompaniment.people.errors import PseudonymMissing
from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.selectors import label_of
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import erase_subject
from tests.accompaniment.intake.making import REACHED, make_receptionist, note, settle
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of, make_organisation

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def opened(worker: Any, request: Any) -> Any:
    return selectors.open_request(request, actor=actor_of(worker), today=TODAY)


# Noting


def test_two_taps_are_enough_to_note_a_request(alice: Any, association_a: Any) -> None:
    request = note(alice, words="")

    assert (request.organisation, request.territory_id, request.received_on, request.outcome) == (association_a, "F1", TODAY, "waiting")
    assert (request.words, request.pseudonym, request.safe_contact, request.person_id) == (None, None, None, None)


def test_what_is_said_is_sealed_and_read_by_whoever_may(alice: Any, iris: Any) -> None:
    request = note(alice, words="لا شيء للأكل", **REACHED)

    heard = opened(iris, request)

    assert (heard.words, heard.pseudonym, heard.safe_contact) == ("لا شيء للأكل", "Lune", "06 00 00 00 01, le matin")


def test_reception_notes_and_does_not_read_back(alice: Any, association_a: Any) -> None:
    rachel = make_receptionist(association_a)
    request = note(rachel, words="Elle veut sortir de là")

    with pytest.raises(Denied):
        opened(rachel, request)
    assert opened(alice, request).words == "Elle veut sortir de là"


@pytest.mark.parametrize("who", ["bob", "hugo", "dana", "nora"])
def test_whoever_may_not_note_requests_notes_none(association_a: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        note(request.getfixturevalue(who), organisation_id=association_a.pk)


def test_nobody_notes_a_request_for_another_association(alice: Any, association_b: Any) -> None:
    with pytest.raises(Denied):
        note(alice, organisation_id=association_b.pk)


def test_the_machine_notes_no_request(association_a: Any, alice: Any) -> None:
    from tests.accompaniment.intake.making import hear

    with pytest.raises(Denied):
        services.note_request(actor=system_actor(), today=TODAY, organisation_id=association_a.pk, heard=hear())


def test_a_request_received_tomorrow_is_refused(alice: Any) -> None:
    with pytest.raises(errors.RequestFromTheFuture):
        note(alice, received_on=TOMORROW)


def test_the_same_key_notes_one_request(alice: Any) -> None:
    key = uuid.uuid4()

    first, second = note(alice, key=key), note(alice, key=key)

    assert (first.pk, FirstRequest.unscoped.count()) == (second.pk, 1)


@pytest.mark.parametrize(("way", "kept"), [("partner", "health"), ("phone", "")])
def test_a_partner_is_kept_only_when_a_partner_sent_her(alice: Any, way: str, kept: str) -> None:
    assert note(alice, way=way, partner="health").partner == kept


def test_the_journal_says_codes_and_no_word(alice: Any) -> None:
    note(alice, words="Un secret", **REACHED)

    entry = Entry.unscoped.get(action="intake.noted")
    assert "secret" not in entry.facts + entry.subject_id
    assert "Lune" not in entry.facts


@pytest.mark.parametrize("who", ["charlie", "dana", "bob"])
def test_a_request_does_not_exist_outside_of_those_who_note_them(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    noted = note(alice)

    with pytest.raises(OutOfScope):
        selectors.get_request(actor=actor_of(request.getfixturevalue(who)), pk=noted.pk, today=TODAY)


# What came of it


@pytest.mark.parametrize(
    ("outcome", "more"),
    [("oriented", {"oriented_to": "shelter"}), ("oriented", {}), ("aid_given", {}), ("no_solution", {"no_solution": "no_shelter"})],
)
def test_an_outcome_is_noted_with_its_day(alice: Any, outcome: str, more: Any) -> None:
    request = settle(alice, note(alice, received_on=YESTERDAY), outcome, **more)

    assert (request.outcome, request.outcome_on) == (outcome, TODAY)
    assert {name: getattr(request, name) for name in more} == more


def test_no_solution_without_its_reason_is_refused(alice: Any) -> None:
    with pytest.raises(errors.ReasonMissing):
        settle(alice, note(alice), "no_solution")


def test_the_database_too_refuses_no_solution_without_its_reason(alice: Any) -> None:
    request = note(alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        FirstRequest.unscoped.filter(pk=request.pk).update(outcome="no_solution", outcome_on=TODAY)


def test_an_outcome_changed_takes_its_reason_away(alice: Any) -> None:
    request = settle(alice, note(alice), "no_solution", no_solution="no_funds")

    request = settle(alice, request, "waiting")

    assert (request.no_solution, request.outcome_on) == ("", None)


@pytest.mark.parametrize("outcome", ["file_opened", "wish_noted"])
def test_a_file_is_not_said_to_be_open_it_is_opened(alice: Any, outcome: str) -> None:
    with pytest.raises(errors.OutcomeByItsAct):
        settle(alice, note(alice), outcome)


def test_reception_answers_too(association_a: Any) -> None:
    rachel = make_receptionist(association_a)

    assert settle(rachel, note(rachel), "aid_given").outcome == "aid_given"


def test_a_stranger_answers_nothing(alice: Any, charlie: Any) -> None:
    with pytest.raises(Denied):
        settle(charlie, note(alice), "aid_given")


# Her file


def open_file(worker: Any, request: Any, **more: Any) -> Any:
    return services.open_file_from_request(actor=actor_of(worker), today=TODAY, request=request, **more)


def test_a_request_becomes_a_file_without_typing_again(alice: Any) -> None:
    request = note(alice, received_on=YESTERDAY, words="Elle dort dehors", **REACHED)

    person = open_file(alice, request)

    request.refresh_from_db()
    actor = actor_of(alice)
    told = notes.rows_of(list(notes.notes_of(person, actor=actor, today=TODAY)), actor=actor, person=person, today=TODAY)
    assert (label_of(person, actor=actor, today=TODAY), person.channel) == ("Lune", "sms")
    assert [(row.body, row.happened_on, row.level) for row in told] == [("Elle dort dehors", YESTERDAY, "team")]
    assert (request.person_id, request.outcome, request.outcome_on) == (person.pk, "file_opened", TODAY)
    assert KeyWorker.unscoped.filter(person=person, user=alice).exists()


def test_what_the_request_lacks_is_said_when_the_file_is_opened(alice: Any) -> None:
    from maillage.accompaniment.people.models import Channel

    person = open_file(alice, note(alice, words=""), pseudonym="Aube", channel=Channel.PARTNER, safe_contact="le lundi au local")

    assert label_of(person, actor=actor_of(alice), today=TODAY) == "Aube"
    assert list(notes.notes_of(person, actor=actor_of(alice), today=TODAY)) == []


@pytest.mark.parametrize(("missing", "error"), [("channel", errors.ContactMissing), ("pseudonym", PseudonymMissing)])
def test_a_file_still_needs_its_two_fields(alice: Any, missing: str, error: Any) -> None:
    request = note(alice, **{**REACHED, missing: None if missing == "channel" else ""})

    with pytest.raises(error):
        open_file(alice, request)

    assert Person.unscoped.count() == 0


def test_a_request_becomes_one_file(alice: Any) -> None:
    key, request = uuid.uuid4(), note(alice, **REACHED)

    first, second = (open_file(alice, request, key=key) for _each in range(2))

    assert first.pk == second.pk
    with pytest.raises(errors.AlreadyLinked):
        open_file(alice, request)


def test_reception_opens_no_file_from_a_request(association_a: Any) -> None:
    rachel = make_receptionist(association_a)

    with pytest.raises(Denied):
        open_file(rachel, note(rachel, **REACHED))


def test_a_known_person_keeps_her_file_and_the_request_joins_it(alice: Any) -> None:
    person = make_person(alice, pseudonym="Aube", today=YESTERDAY)
    request = note(alice, words="Elle a rappelé", public="known")

    services.link_to_file(actor=actor_of(alice), today=TODAY, request=request, person=person)

    request.refresh_from_db()
    person.refresh_from_db()
    assert (request.person_id, request.outcome, person.last_contact_on) == (person.pk, "file_opened", TODAY)
    assert "intake.linked" in [each.action for each in Entry.unscoped.filter(subject_id=str(person.pk))]


def test_a_request_joins_no_file_of_another_association(alice: Any, charlie: Any) -> None:
    person = make_person(charlie)

    with pytest.raises(Denied):
        services.link_to_file(actor=actor_of(alice), today=TODAY, request=note(alice), person=person)


def test_a_request_joins_one_file(alice: Any) -> None:
    request = note(alice, **REACHED)
    open_file(alice, request)

    with pytest.raises(errors.AlreadyLinked):
        services.link_to_file(actor=actor_of(alice), today=TODAY, request=request, person=make_person(alice))
    with pytest.raises(errors.AlreadyLinked):
        settle(alice, request, "aid_given")


def test_a_file_is_found_by_its_reference_or_its_pseudonym_inside_the_association(alice: Any, charlie: Any) -> None:
    person, request = make_person(alice, pseudonym="Étoile"), note(alice)
    make_person(charlie, pseudonym="Comète")

    def find(said: str) -> Any:
        return selectors.find_file(said, actor=actor_of(alice), today=TODAY, request=request)

    assert (find("etoile"), find(person.reference), find(person.reference.replace("-", "").lower())) == (person, person, person)
    with pytest.raises(errors.FileNotFound):
        find("Comète")


def test_what_only_sounds_alike_is_not_taken_for_her_file(alice: Any) -> None:
    make_person(alice, pseudonym="Katia")

    with pytest.raises(errors.OnlyAlike):
        selectors.find_file("Catya", actor=actor_of(alice), today=TODAY, request=note(alice))


def test_two_files_of_the_same_name_ask_for_the_reference(alice: Any) -> None:
    make_person(alice, pseudonym="Étoile"), make_person(alice, pseudonym="Étoile")

    with pytest.raises(errors.SeveralFiles):
        selectors.find_file("étoile", actor=actor_of(alice), today=TODAY, request=note(alice))


def test_a_request_that_became_a_wish_says_so(alice: Any) -> None:
    request = note(alice, **REACHED)
    open_file(alice, request)

    assert services.mark_wish(actor=actor_of(alice), today=TODAY, request=request).outcome == "wish_noted"


# Forgetting


def test_a_request_without_a_file_is_kept_a_year(alice: Any) -> None:
    assert keep_until(note(alice, received_on=date(2020, 5, 19))) == date(2021, 5, 19)


def test_at_its_term_what_was_said_goes_and_the_count_stays(alice: Any) -> None:
    old = note(alice, today=date(2019, 5, 1), **REACHED)
    note(alice, today=date(2019, 6, 1))
    filed = note(alice, today=date(2019, 5, 1), **REACHED)
    open_file(alice, filed)

    forgotten = services.forget_old_requests(actor=system_actor(), today=TODAY)

    old.refresh_from_db()
    filed.refresh_from_db()
    assert (forgotten, old.forgotten, old.words, old.pseudonym, old.safe_contact) == (1, True, None, None, None)
    assert (old.triage, filed.forgotten, due_for_erasure(today=TODAY)) == ("one_off", False, [])
    assert "intake.forgotten" in {each.action for each in Entry.unscoped.all()}


def test_only_the_machine_forgets(alice: Any) -> None:
    with pytest.raises(Denied):
        services.forget_old_requests(actor=actor_of(alice), today=TODAY)


def test_a_forgotten_request_opens_no_file(alice: Any) -> None:
    request = note(alice, **REACHED)
    erase_subject(actor=system_actor(), subject=request, today=TODAY)

    with pytest.raises((errors.RequestErased, errors.ContactMissing)):
        open_file(alice, request)


def test_erasing_her_file_erases_what_her_request_said(alice: Any) -> None:
    request = note(alice, words="Un secret", **REACHED)
    person = open_file(alice, request)

    erase_subject(actor=system_actor(), subject=person, today=TODAY)

    request.refresh_from_db()
    assert (request.words, request.pseudonym, request.safe_contact, request.outcome) == (None, None, None, "file_opened")


def test_erasing_something_else_erases_no_request(alice: Any) -> None:
    request = note(alice, words="Gardé")
    erase_subject(actor=system_actor(), subject=make_person(alice), today=TODAY)

    assert opened(alice, request).words == "Gardé"


# Facts


def test_facts_tell_requests_what_was_not_found_and_the_way_to_a_file(alice: Any) -> None:
    settle(alice, note(alice, received_on=YESTERDAY, triage="urgent", public="new"), "no_solution", no_solution="no_shelter")
    open_file(alice, note(alice, received_on=YESTERDAY, **REACHED))

    found = {(each.kind, each.cause, each.starts, each.ends) for each in facts.episodes()}

    assert found == {
        ("first_request", "urgent", YESTERDAY, TODAY),
        ("request_unmet", "no_shelter", YESTERDAY, TODAY),
        ("request_new_public", "", YESTERDAY, YESTERDAY),
        ("request_to_file", "urgent", YESTERDAY, None),
        ("first_request", "one_off", YESTERDAY, TODAY),
        ("request_to_file", "one_off", YESTERDAY, TODAY),
    }


def test_nothing_that_is_printed_shows_a_text(alice: Any) -> None:
    request = note(alice, words="Un secret", **REACHED)

    assert "secret" not in repr(opened(alice, request)) + repr(services.Heard.__repr__)
    assert "Lune" not in repr(opened(alice, request))


def test_an_association_without_a_department_receives_none(alice: Any) -> None:
    nowhere = make_organisation(territory=None)

    with pytest.raises(Denied):
        note(alice, organisation_id=nowhere.pk)
