"""Two files of one person: reunited without losing a line, separated again with every line back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accompaniment.people import merging, selectors, services
from maillage.accompaniment.people.errors import (
    AlreadyApart,
    ChoiceMissing,
    FileErased,
    FileMerged,
    KeepTheOpenOne,
    LaterMergeFirst,
    NotTheSameAssociation,
    SameFile,
)
from maillage.accompaniment.people.models import ContactRule, Identity, KeyWorker, Merge, Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.records import Record
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import Part, open_part
from tests.accompaniment.making import actions_on, give_identity, make_person
from tests.accompaniment.people.merging import contents, everything
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db


def choose(kept: Any, away: Any, actor: Any, **preferred: Any) -> dict[str, Any]:
    """The kept file's answer to every question, but for those given."""
    asked = selectors.questions_between(kept, away, actor=actor, today=TODAY)
    return {each.code: preferred.get(each.code, kept.pk) for each in asked}


def reunite(worker: Any, kept: Any, away: Any, *, today: date = TODAY, **preferred: Any) -> Any:
    actor = actor_of(worker)
    return services.merge_files(actor=actor, today=today, kept=kept, away=away, choices=choose(kept, away, actor, **preferred))


def separate(worker: Any, merge: Any, *, today: date = TODAY) -> Any:
    return services.undo_merge(actor=actor_of(worker), today=today, merge=merge)


def label(worker: Any, person: Any) -> str:
    return selectors.label_of(Person.unscoped.get(pk=person.pk), actor=actor_of(worker), today=TODAY)


def card(worker: Any, person: Any) -> Any:
    return selectors.open_identity(actor=actor_of(worker), person=person, reason="correction", today=TODAY)


@pytest.fixture
def pair(alice: Any) -> tuple[Any, Any]:
    """Katia and Catya: one person, two files, both noted by alice; the second holds the identity."""
    kept = make_person(alice, pseudonym="Katia", safe_contact="06 00 00 00 01", today=TODAY - timedelta(days=40))
    away = make_person(alice, pseudonym="Catya", safe_contact="06 00 00 00 02", channel="sms", today=TODAY - timedelta(days=10))
    give_identity(alice, away)
    return Person.unscoped.get(pk=kept.pk), Person.unscoped.get(pk=away.pk)


def test_rows_pass_to_the_kept_file_and_open_there(alice, pair):
    kept, away = pair

    reunite(alice, kept, away)

    assert card(alice, kept).last_name == "Aubrac"


def test_the_old_file_says_which_one_continues(alice, pair):
    kept, away = pair

    reunite(alice, kept, away)

    assert Person.unscoped.get(pk=away.pk).merged_into_id == kept.pk


def test_the_reunited_file_is_as_old_as_the_older_and_as_fresh_as_the_fresher(alice, pair):
    kept, away = pair
    last = max(kept.last_contact_on, away.last_contact_on)

    reunite(alice, away, kept)

    away.refresh_from_db()
    assert (away.opened_on, away.last_contact_on) == (kept.opened_on, last)


def test_the_pseudonym_is_the_one_chosen(alice, pair):
    kept, away = pair

    reunite(alice, kept, away, pseudonym=away.pk)

    assert label(alice, kept) == "Catya"


def test_two_identities_are_compared_field_by_field(alice, pair):
    kept, away = pair
    give_identity(alice, kept, last_name="Aubrac", first_name="Zelie", nationality="")

    asked = selectors.questions_between(kept, away, actor=actor_of(alice), today=TODAY)

    assert [each.code for each in asked if each.code.startswith("identity")] == ["identity_first_name", "identity_nationality"]


def test_the_identity_takes_each_field_where_it_was_chosen(alice, pair):
    kept, away = pair
    give_identity(alice, kept, last_name="Obrac", first_name="Zelie")

    reunite(alice, kept, away, identity_last_name=away.pk)

    assert (card(alice, kept).last_name, card(alice, kept).first_name) == ("Aubrac", "Zelie")


def test_contact_rules_are_never_mixed(alice, pair):
    kept, away = pair
    before = list(ContactRule.unscoped.filter(person=kept).order_by("pk"))

    reunite(alice, kept, away)

    assert list(ContactRule.unscoped.filter(person=kept).order_by("pk")) == before


def test_the_contact_rule_chosen_is_in_force_and_the_list_shows_its_way(alice, pair):
    kept, away = pair

    reunite(alice, kept, away, mg_people_contactrule_person=away.pk)

    kept.refresh_from_db()
    rule = ContactRule.unscoped.in_force().get(person=kept)
    opened = open_part(actor=system_actor(), subject=kept, part=Part.SAFE_CONTACT, reason="machine", today=TODAY, system=True)
    assert (kept.channel, opened.read(rule, "words")) == ("sms", "06 00 00 00 02")


def test_a_colleague_who_follows_both_follows_the_reunited_file_once(alice, pair):
    kept, away = pair

    reunite(alice, kept, away)

    assert KeyWorker.unscoped.filter(person=kept, user=alice).count() == 1


def test_both_histories_read_on_the_kept_file(alice, pair):
    kept, away = pair
    reunite(alice, kept, away)

    assert actions_on(away)[-1] == actions_on(kept)[-1] == "people.files_merged"
    assert set(merging.old_files_of(kept)) == {away}


# Back.


def test_undoing_brings_every_row_of_every_table_back(alice, iris, pair):
    kept, away = pair
    give_identity(alice, kept, last_name="Obrac", first_name="Zelie")
    services.take_follow_up(actor=actor_of(iris), today=TODAY, person=away)
    before = everything()

    merge = reunite(alice, kept, away, pseudonym=away.pk, identity_last_name=away.pk, mg_people_contactrule_person=away.pk)
    changed = everything()
    separate(alice, merge)

    assert changed != before
    assert everything() == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.tuples(*[st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)] * 2),
    noted=st.tuples(st.booleans(), st.booleans()),
    taken=st.sets(st.sampled_from(["pseudonym", "identity_first_name", "mg_people_contactrule_person"])),
    swap=st.booleans(),
)
def test_whatever_the_names_and_the_choices_undoing_is_exact(alice, names, noted, taken, swap):
    first, second = (make_person(alice, pseudonym=name.strip() or "Lune") for name in names)
    for person, name, has in zip((first, second), names, noted, strict=True):
        if has:
            give_identity(alice, person, first_name=name)
    kept, away = (second, first) if swap else (first, second)
    before = everything()

    merge = reunite(alice, kept, away, **dict.fromkeys(taken, away.pk))
    separate(alice, merge)

    assert everything() == before


def test_documents_of_the_file_and_of_its_rows_open_on_the_kept_file_and_come_back(alice, pair):
    from maillage.foundation.documents import store_document
    from tests.foundation.documents.files import honest_pdf

    kept, away = pair
    actor = actor_of(alice)
    for owner in (away, Identity.unscoped.get(person=away)):
        store_document(actor=actor, owner=owner, part=Part.ATTACHMENTS, upload=honest_pdf(), today=TODAY, label="carte")
    rows, files = everything(), contents()

    merge = reunite(alice, kept, away)
    passed = {each.subject_id for each in merging.Document.unscoped.order_by("pk")}
    opened = contents()
    separate(alice, merge)

    assert passed == {kept.pk}
    assert opened == files
    assert (everything(), contents()) == (rows, files)


def test_what_was_noted_since_on_the_kept_file_stays_there(alice, pair):
    kept, away = pair
    merge = reunite(alice, kept, away, pseudonym=away.pk)
    kept.refresh_from_db()
    services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=kept, seen=kept.version, pseudonym="Étoile")

    separate(alice, merge)

    assert (label(alice, kept), label(alice, away)) == ("Étoile", "Catya")


def test_a_field_corrected_since_is_not_undone(alice, pair):
    kept, away = pair
    give_identity(alice, kept, last_name="Obrac")
    merge = reunite(alice, kept, away, identity_last_name=away.pk)
    give_identity(alice, kept, last_name="Aubracq", seen=card(alice, kept).version)

    separate(alice, merge)

    assert card(alice, kept).last_name == "Aubracq"


def test_a_chain_of_reunions_is_undone_the_last_first(alice, pair):
    kept, away = pair
    third = make_person(alice, pseudonym="Katya")
    first, second = reunite(alice, kept, away), reunite(alice, kept, third)

    with pytest.raises(LaterMergeFirst):
        separate(alice, first)
    separate(alice, second)
    separate(alice, first)

    assert not Person.unscoped.filter(merged_into__isnull=False).exists()


def test_files_reunited_twice_over_come_back_one_by_one(alice, pair):
    kept, away = pair
    third = make_person(alice, pseudonym="Katya")
    before = everything()

    inner = reunite(alice, away, kept)
    outer = reunite(alice, third, away)
    with pytest.raises(LaterMergeFirst):
        separate(alice, inner)
    separate(alice, outer)
    separate(alice, inner)

    assert everything() == before


# What is refused.


def test_nothing_is_written_on_a_signpost(alice, pair):
    kept, away = pair
    reunite(alice, kept, away)

    with pytest.raises(FileMerged):
        services.change_pseudonym(actor=actor_of(alice), today=TODAY, person=away, seen=away.version, pseudonym="Autre")


def test_the_same_file_twice_is_refused(alice, pair):
    with pytest.raises(SameFile):
        services.merge_files(actor=actor_of(alice), today=TODAY, kept=pair[0], away=pair[0], choices={})


def test_files_of_two_associations_are_never_reunited(alice, charlie, association_b, pair):
    from maillage.foundation.access.roles import Role
    from tests.cast import give_mandate

    give_mandate(alice, Role.CASEWORKER, association_b)
    theirs = make_person(charlie)

    with pytest.raises(NotTheSameAssociation):
        services.merge_files(actor=actor_of(alice), today=TODAY, kept=pair[0], away=theirs, choices={})


def test_a_question_without_answer_is_refused(alice, pair):
    with pytest.raises(ChoiceMissing):
        services.merge_files(actor=actor_of(alice), today=TODAY, kept=pair[0], away=pair[1], choices={})


def test_a_reader_may_not_reunite(bob, alice, pair):
    kept, away = pair

    with pytest.raises(Denied):
        services.merge_files(actor=actor_of(bob), today=TODAY, kept=kept, away=away, choices=choose(kept, away, actor_of(alice)))


def test_an_open_file_is_not_put_away_in_a_closed_one(alice, pair):
    kept, away = pair
    Person.unscoped.filter(pk=kept.pk).update(closed_on=TODAY)

    with pytest.raises(KeepTheOpenOne):
        services.merge_files(actor=actor_of(alice), today=TODAY, kept=kept, away=away, choices=choose(kept, away, actor_of(alice)))


def test_an_erased_file_is_not_reunited(alice, pair):
    kept, away = pair
    services.erase_file(actor=system_actor(), today=TODAY, person=away)

    with pytest.raises(FileErased):
        services.merge_files(actor=actor_of(alice), today=TODAY, kept=kept, away=away, choices={})


def test_erasing_the_kept_file_erases_the_old_one(alice, pair):
    kept, away = pair
    merge = reunite(alice, kept, away)

    services.erase_file(actor=system_actor(), today=TODAY, person=kept)

    assert label(alice, away) == "dossier effacé"
    with pytest.raises(FileErased):
        separate(alice, merge)


def test_undoing_twice_is_refused(alice, pair):
    merge = reunite(alice, *pair)
    separate(alice, merge)

    with pytest.raises(AlreadyApart):
        separate(alice, merge)


def test_a_second_click_reunites_once(alice, pair):
    kept, away = pair
    actor, key = actor_of(alice), "5f7de7a9-3f0c-4ed5-9a6c-fb4b7c9c2b11"
    choices = choose(kept, away, actor)

    first, second = (services.merge_files(actor=actor, today=TODAY, kept=kept, away=away, choices=choices, key=key) for _ in range(2))

    assert first == second
    assert Merge.unscoped.count() == 1


def test_a_refusal_of_a_room_forbids_the_reunion(alice, pair, monkeypatch):
    kept, away = pair
    monkeypatch.setitem(
        merging._registered, "mg_people.accord", merging.Merging(model="mg_people.Accord", label="x", refuses=lambda one, other: SameFile())
    )

    with pytest.raises(SameFile):
        reunite(alice, kept, away)
    assert Person.unscoped.get(pk=away.pk).merged_into_id is None


def test_every_row_that_hangs_on_a_file_has_a_key_of_its_own_by_which_to_come_back():
    assert all(issubclass(link.model, Record) and isinstance(link.model._meta.pk, models.UUIDField) for link in merging.links())


def test_no_foreign_key_to_a_file_is_forgotten():
    from django.apps import apps

    declared = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person
    }
    stays = {(each.model.lower(), "person") for each in merging._registered.values() if each.stays}

    walked = {(link.model._meta.label_lower, link.field) for link in merging.links()}

    assert walked == declared - merging._APART - stays


def test_no_column_names_a_file_without_a_foreign_key():
    from django.apps import apps

    bare = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name in ("person", "person_id") and not field.is_relation
    ]

    assert bare == []


def test_a_reunion_is_out_of_scope_elsewhere(alice, charlie, pair):
    merge = reunite(alice, *pair)

    with pytest.raises(OutOfScope):
        selectors.get_merge(actor=actor_of(charlie), pk=merge.pk, today=TODAY)
