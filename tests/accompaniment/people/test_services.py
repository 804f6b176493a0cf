"""Writing on a file: each act with its success, each refusal, what the journal keeps, and the double click."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.errors import (
    AccordFromTheFuture,
    AlreadyWithdrawn,
    BornInFuture,
    NameMissing,
    PseudonymMissing,
    WrongRecipient,
)
from maillage.accompaniment.people.models import Accord, Identity, KeyWorker, Person, Proof, Purpose
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, Stale
from tests.accompaniment.making import actions_on, give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of, make_organisation

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


# Opening


def test_a_file_opens_with_a_pseudonym_and_a_channel(alice: Any, association_a: Any) -> None:
    person = make_person(alice, pseudonym=" Lune ", channel="none_known", safe_contact="nous voit le mardi au local")

    assert (person.organisation, person.territory_id, person.opened_on) == (association_a, "F1", TODAY)
    assert selectors.label_of(person, actor=actor_of(alice), today=TODAY) == "Lune"


def test_the_caseworker_who_opens_a_file_follows_it(alice: Any) -> None:
    person = make_person(alice)

    assert [each.user_id for each in KeyWorker.unscoped.filter(person=person)] == [alice.pk]


def test_somebody_who_may_only_open_files_does_not_follow_them(hugo: Any) -> None:
    person = make_person(hugo)

    assert not KeyWorker.unscoped.filter(person=person).exists()


def test_opening_a_file_is_journaled_in_the_chain_of_the_association(alice: Any, association_a: Any) -> None:
    person = make_person(alice)

    entry = Entry.unscoped.get(action="people.file_opened", subject_id=str(person.pk))
    assert (entry.chain, entry.on, entry.actor_id) == (association_a.pk, TODAY, alice.pk)


def test_the_same_key_opens_one_file(alice: Any) -> None:
    key = uuid.uuid4()

    first, second = make_person(alice, pseudonym="Lune", key=key), make_person(alice, pseudonym="Lune", key=key)

    assert first.pk == second.pk
    assert Person.unscoped.count() == 1


def test_a_reader_opens_no_file(bob: Any) -> None:
    with pytest.raises(Denied):
        make_person(bob)


def test_nobody_opens_a_file_in_another_association(alice: Any, association_b: Any) -> None:
    with pytest.raises(Denied):
        make_person(alice, organisation_id=association_b.pk)


def test_an_unknown_association_is_denied_like_another_one(alice: Any) -> None:
    with pytest.raises(Denied):
        make_person(alice, organisation_id=uuid.uuid4())


def test_a_file_needs_a_pseudonym(alice: Any) -> None:
    with pytest.raises(PseudonymMissing):
        make_person(alice, pseudonym="   ")


def test_references_are_read_over_the_phone_without_a_mistake(alice: Any) -> None:
    references = {make_person(alice).reference for _ in range(30)}

    assert len(references) == 30
    assert not set("".join(references)) & set("01IO")


# The pseudonym


def test_the_pseudonym_is_changed(alice: Any) -> None:
    person = make_person(alice)

    changed = services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=person, seen=1, pseudonym="Étoile")

    assert selectors.label_of(changed, actor=actor_of(alice), today=TODAY) == "Étoile"
    assert "people.pseudonym_changed" in actions_on(person)


def test_a_pseudonym_is_never_emptied(alice: Any) -> None:
    person = make_person(alice)

    with pytest.raises(PseudonymMissing):
        services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=person, seen=1, pseudonym=" ")


def test_a_stale_pseudonym_is_refused(alice: Any) -> None:
    person = make_person(alice)

    with pytest.raises(Stale):
        services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=person, seen=7, pseudonym="Étoile")


def test_a_reader_gives_no_pseudonym(alice: Any, bob: Any) -> None:
    person = make_person(alice)

    with pytest.raises(Denied):
        services.change_pseudonym(actor=actor_of(bob), today=TODAY, person=person, seen=1, pseudonym="Étoile")


# The identity


def test_the_identity_is_noted_apart(alice: Any) -> None:
    person = make_person(alice)

    give_identity(alice, person)

    card = selectors.open_identity(actor=actor_of(alice), person=person, reason="application", today=TODAY)
    assert card is not None
    assert (card.last_name, card.first_name, card.birth_date, card.nationality, card.version) == (
        "Aubrac",
        "Zélie",
        "1994-03-02",
        "française",
        1,
    )
    assert "people.identity_recorded" in actions_on(person)


def test_a_corrected_identity_counts_its_versions(alice: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person)

    corrected = give_identity(alice, person, seen=1, last_name="Aubrac-Morel")

    assert corrected.version == 2
    assert Identity.unscoped.count() == 1


def test_a_second_first_note_is_stale(alice: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person)

    with pytest.raises(Stale):
        give_identity(alice, person, last_name="Autre")


def test_nothing_is_written_over_an_erased_identity(alice: Any) -> None:
    person = make_person(alice)

    with pytest.raises(Stale):
        give_identity(alice, person, seen=3)


def test_an_identity_without_any_name_is_refused(alice: Any) -> None:
    person = make_person(alice)

    with pytest.raises(NameMissing):
        give_identity(alice, person, last_name=" ", first_name="")


def test_a_birth_to_come_is_refused(alice: Any) -> None:
    person = make_person(alice)

    with pytest.raises(BornInFuture):
        give_identity(alice, person, birth_date=TOMORROW)


def test_an_unknown_birth_date_stays_unknown(alice: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person, birth_date=None)

    card = selectors.open_identity(actor=actor_of(alice), person=person, reason="application", today=TODAY)

    assert card is not None
    assert card.born is None


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie"])
def test_only_those_who_work_on_the_file_note_an_identity(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    person = make_person(alice)

    with pytest.raises(Denied):
        give_identity(request.getfixturevalue(who), person)


def test_the_repr_of_an_opened_identity_shows_nothing(alice: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person)

    card = selectors.open_identity(actor=actor_of(alice), person=person, reason="application", today=TODAY)

    assert "Aubrac" not in repr(card)


# Her accord


def test_her_accord_is_noted_with_its_recipient_and_its_day(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice, today=YESTERDAY)

    accord = give_accord(alice, person, delegation_x, given_on=YESTERDAY)

    assert (accord.recipient, accord.given_on, accord.organisation_id) == (delegation_x, YESTERDAY, person.organisation_id)
    assert "people.accord_given" in actions_on(person)


def test_an_accord_to_come_is_refused(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)

    with pytest.raises(AccordFromTheFuture):
        give_accord(alice, person, delegation_x, given_on=TOMORROW)


@pytest.mark.parametrize("who", ["delegation_y", "prefecture_x", "association_b"])
def test_an_accord_aims_at_the_secretariat_of_the_department_only(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    person = make_person(alice)

    with pytest.raises(WrongRecipient):
        give_accord(alice, person, request.getfixturevalue(who))


def test_a_closed_secretariat_receives_no_accord(alice: Any, territory_x: Any) -> None:
    person = make_person(alice)
    closed = make_organisation(kind="delegation", territory=territory_x, closed_on=YESTERDAY)

    with pytest.raises(WrongRecipient):
        give_accord(alice, person, closed)


def test_a_reader_notes_no_accord(alice: Any, bob: Any, delegation_x: Any) -> None:
    person = make_person(alice)

    with pytest.raises(Denied):
        give_accord(bob, person, delegation_x)


def test_the_same_key_notes_one_accord(alice: Any, delegation_x: Any) -> None:
    person, key = make_person(alice), uuid.uuid4()

    for _ in range(2):
        services.give_accord(
            actor=actor_of(alice),
            today=TODAY,
            person=person,
            purpose=Purpose.FILE_APPLICATION,
            recipient_id=delegation_x.pk,
            language="fr",
            proof=Proof.ORAL,
            given_on=TODAY,
            key=key,
        )

    assert Accord.unscoped.count() == 1


def test_a_withdrawn_accord_allows_nothing_any_more(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    accord = give_accord(alice, person, delegation_x)

    services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    assert _accord_in_force(person, delegation_x) is None
    assert "people.accord_withdrawn" in actions_on(person)


def test_an_accord_is_withdrawn_once(alice: Any, delegation_x: Any) -> None:
    accord = give_accord(alice, make_person(alice), delegation_x)
    services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    with pytest.raises(AlreadyWithdrawn):
        services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)


def test_a_reader_withdraws_no_accord(alice: Any, bob: Any, delegation_x: Any) -> None:
    accord = give_accord(alice, make_person(alice), delegation_x)

    with pytest.raises(Denied):
        services.withdraw_accord(actor=actor_of(bob), today=TODAY, accord=accord)


def test_an_accord_does_not_speak_before_its_day(alice: Any, delegation_x: Any) -> None:
    person = make_person(alice)
    give_accord(alice, person, delegation_x)

    found = selectors.accord_in_force(person, purpose=Purpose.FILE_APPLICATION, recipient_id=delegation_x.pk, today=YESTERDAY)

    assert found is None


# Who follows her


def test_a_follow_up_ends_today_and_ending_it_twice_changes_nothing(alice: Any) -> None:
    person = make_person(alice, today=YESTERDAY)
    follow_up = KeyWorker.unscoped.get(person=person)

    services.end_key_worker(actor=actor_of(alice), today=TODAY, key_worker=follow_up)
    again = services.end_key_worker(actor=actor_of(alice), today=TOMORROW, key_worker=follow_up)

    assert again.ends_on == TODAY
    assert actions_on(person).count("people.key_worker_ended") == 1


def test_a_reader_ends_no_follow_up(alice: Any, bob: Any) -> None:
    follow_up = KeyWorker.unscoped.get(person=make_person(alice))

    with pytest.raises(Denied):
        services.end_key_worker(actor=actor_of(bob), today=TODAY, key_worker=follow_up)


# Erasing


def test_an_erased_file_keeps_no_sealed_value_and_leaves_the_lists(alice: Any) -> None:
    person = make_person(alice)
    give_identity(alice, person)

    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    erased = _again(person)
    assert (erased.pseudonym, erased.closed_on) == (None, TODAY)
    assert selectors.rule_of(erased) is None
    assert not Identity.unscoped.exists()
    assert not selectors.people_visible_to(actor_of(alice), today=TODAY).exists()
    assert "people.erased" in actions_on(person)


def test_an_erased_file_says_so_instead_of_its_pseudonym(alice: Any) -> None:
    person = make_person(alice)
    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    assert selectors.label_of(_again(person), actor=actor_of(alice), today=TODAY) == "dossier effacé"


def _again(person: Any) -> Any:
    return Person.unscoped.get(pk=person.pk)


def _accord_in_force(person: Any, recipient: Any, today: date = TODAY) -> Any:
    return selectors.accord_in_force(person, purpose=Purpose.FILE_APPLICATION, recipient_id=recipient.pk, today=today)
