"""What was opened for a search is gathered under a key of its own: it answers for what did not change, and for nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Q

from maillage.accompaniment.people.models import ContactRule, Identity, Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import Scan, SealBroken, Wanted, erase_subject, id_of, ledger, rehome_subject, rolls, scanning, seal, tables
from maillage.foundation.vault.erasure import replay_erasures
from maillage.foundation.vault.models import Roll, SubjectKey
from tests.accompaniment.making import change_rule, give_identity, make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

LABEL, LAST = Wanted(Person, "pseudonym"), Wanted(Identity, "last_name")


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Two files are many."""
    monkeypatch.setattr(scanning, "MANY", 2)


@pytest.fixture
def lune(alice):
    person = make_person(alice, pseudonym="Lune")
    give_identity(alice, person, last_name="Nguyễn")
    return person


@pytest.fixture
def etoile(alice):
    return make_person(alice, pseudonym="Étoile")


def read(worker, wanted=LABEL, *, among=None):
    found = Scan(actor=actor_of(worker), kind=Person, among=among or Q(), reason="search", today=TODAY).read(wanted)[0]
    return {id_of(stored): list(texts) for stored, texts in found.items()}


@pytest.fixture
def named(alice, lune):
    """Both names of one of them are noted."""
    identity = Identity.unscoped.get(person=lune)
    seal(identity, first_name="Linh")
    identity.save(update_fields=["first_name"])


def read_both(worker):
    found = Scan(actor=actor_of(worker), kind=Person, among=Q(), reason="search", today=TODAY).read(LAST, Wanted(Identity, "first_name"))
    return tuple({id_of(stored): list(texts) for stored, texts in column.items()} for column in found)


def pseudonyms_in_the_roll_of(person):
    return rolls.read_roll(person.organisation_id, "mg_people_person.pseudonym").columns["pseudonym"].texts


@pytest.fixture
def gathered(alice, lune, etoile):
    """Both pseudonyms were read once."""
    return read(alice)


@pytest.fixture
def no_key(monkeypatch):
    """No key of a person is unwrapped any more."""

    def unwrapped(*_args, **_more):
        raise AssertionError("a key was unwrapped")

    monkeypatch.setattr(scanning, "_keys", unwrapped)


def swap(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def sealed_of(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pseudonym FROM mg_people_person WHERE reference = %s", [person.reference])
        return bytes(cursor.fetchone()[0])


def test_what_was_gathered_is_read_again_without_a_key_of_anybody(alice, gathered, no_key):
    assert read(alice) == gathered


def test_what_was_written_since_is_read_as_it_is_now(alice, lune, gathered):
    seal(lune, pseudonym="Soleil")
    lune.save(update_fields=["pseudonym"])

    assert read(alice)[lune.pk] == ["Soleil"]


def test_the_roll_holds_no_longer_what_was_replaced(alice, lune, gathered):
    seal(lune, pseudonym="Soleil")
    lune.save(update_fields=["pseudonym"])
    read(alice)

    assert sorted(pseudonyms_in_the_roll_of(lune)) == ["Soleil", "Étoile"]


def test_who_came_since_is_found(alice, gathered):
    new = make_person(alice, pseudonym="Aube")

    assert read(alice)[new.pk] == ["Aube"]


def test_an_erasure_destroys_the_roll_and_its_key_at_once(lune, gathered):
    before = set(Roll.objects.values_list("pk", flat=True))
    erase_subject(actor=system_actor(), subject=lune, today=TODAY)

    assert (Roll.objects.count(), SubjectKey.objects.filter(subject_id__in=before).count()) == (0, 0)


def test_who_lost_her_key_is_left_out_even_where_the_roll_was_forgotten(alice, lune, etoile, gathered):
    SubjectKey.objects.filter(subject_id=lune.pk).delete()

    assert read(alice) == {etoile.pk: ["Étoile"]}


def test_a_move_to_another_association_destroys_the_roll(lune, gathered, charlie):
    house = actor_of(charlie).mandates[0].organisation_id
    rehome_subject(actor=system_actor(), subject=lune, organisation_id=house, today=TODAY)

    assert Roll.objects.count() == 0


def test_a_value_copied_into_the_row_of_another_does_not_open(alice, lune, etoile, gathered):
    swap("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", sealed_of(etoile), lune.reference)

    with pytest.raises(SealBroken):
        read(alice)


def test_a_value_altered_since_is_never_given_for_true(alice, lune, gathered):
    broken = bytearray(sealed_of(lune))
    broken[-1] ^= 1
    swap("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", bytes(broken), lune.reference)

    with pytest.raises(SealBroken):
        read(alice)


def test_an_altered_roll_is_refused(alice, gathered):
    roll = Roll.objects.get()
    broken = bytearray(bytes(roll.sealed))
    broken[-1] ^= 1
    Roll.objects.update(sealed=bytes(broken))

    with pytest.raises(SealBroken):
        read(alice)


def test_the_roll_of_another_column_does_not_open_in_its_place(lune, alice, gathered):
    Roll.objects.update(column="mg_people_identity.last_name")
    give_identity(alice, Person.objects.visible_to(actor_of(alice), today=TODAY).exclude(pk=lune.pk).get(), last_name="Petrova")

    with pytest.raises(SealBroken):
        read(alice, LAST)


def test_a_roll_without_its_key_is_gathered_anew(alice, gathered):
    SubjectKey.objects.filter(kind=rolls.KIND).delete()

    assert (read(alice), read(alice)) == (gathered, gathered)


def test_a_narrower_scope_takes_nothing_away(alice, lune, etoile, gathered, monkeypatch):
    for name in ("Aube", "Brume", "Cendre"):
        make_person(alice, pseudonym=name)
    read(alice)
    monkeypatch.setattr(scanning, "MANY", 1)
    seal(lune, pseudonym="Soleil")
    lune.save(update_fields=["pseudonym"])
    read(alice, among=Q(pk=lune.pk))

    assert sorted(pseudonyms_in_the_roll_of(lune)) == ["Aube", "Brume", "Cendre", "Soleil", "Étoile"]


def test_two_columns_of_a_table_are_gathered_together(alice, lune, etoile, named):
    read_both(alice)

    assert list(Roll.objects.values_list("column", flat=True)) == ["mg_people_identity.last_name,first_name"]


def test_two_columns_gathered_together_are_read_again_without_a_key_of_anybody(alice, lune, etoile, named, request):
    before = read_both(alice)
    request.getfixturevalue("no_key")

    assert read_both(alice) == before == ({lune.pk: ["Nguyễn"]}, {lune.pk: ["Linh"]})


def test_a_value_copied_into_another_column_of_its_row_does_not_open(alice, lune, etoile, named):
    read_both(alice)
    swap("UPDATE mg_people_identity SET first_name = last_name")

    with pytest.raises(SealBroken):
        read_both(alice)


def test_who_is_out_of_the_scope_is_not_read_from_the_roll(alice, lune, etoile, gathered, monkeypatch):
    monkeypatch.setattr(scanning, "MANY", 1)

    assert read(alice, among=Q(pk=lune.pk)) == {lune.pk: ["Lune"]}


def test_what_is_copied_into_a_row_out_of_the_scope_is_passed_over(alice, lune, etoile, gathered, monkeypatch):
    swap("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", sealed_of(lune), etoile.reference)
    monkeypatch.setattr(scanning, "MANY", 1)

    assert read(alice, among=Q(pk=lune.pk)) == {lune.pk: ["Lune"]}


def test_who_lost_her_key_is_not_gathered_anew(alice, lune, etoile, gathered):
    SubjectKey.objects.filter(subject_id=etoile.pk).delete()
    make_person(alice, pseudonym="Aube")
    read(alice)

    assert sorted(pseudonyms_in_the_roll_of(lune)) == ["Aube", "Lune"]


def test_names_gathered_by_who_may_are_denied_to_who_may_not(alice, bob, lune, etoile):
    read(alice, LAST)

    with pytest.raises(Denied):
        read(bob, LAST)


def test_names_read_from_a_roll_are_journaled_all_the_same(alice, lune, etoile):
    read(alice, LAST)
    read(alice, LAST)

    assert Entry.unscoped.filter(action="vault.parts_opened").count() == 2


def test_the_length_of_a_roll_tells_hundreds_of_files_at_best(alice, gathered):
    before = len(bytes(Roll.objects.get().sealed))
    make_person(alice, pseudonym="Aube")
    read(alice)

    assert len(bytes(Roll.objects.get().sealed)) == before


def test_a_replay_of_erasures_after_a_restoration_destroys_the_roll(alice, lune, gathered):
    copy = SubjectKey.objects.get(subject_id=lune.pk)
    erase_subject(actor=system_actor(), subject=lune, today=TODAY)
    ledger.write_missing()
    copy.save(force_insert=True)
    read(alice)

    replay_erasures()

    assert Roll.objects.count() == 0


@pytest.fixture
def no_row(monkeypatch):
    """No row of a table is fetched any more."""

    def fetched(*_args, **_more):
        raise AssertionError("rows were fetched")

    monkeypatch.setattr(scanning, "selected", fetched)


def test_where_nothing_changed_no_row_is_fetched(alice, gathered, no_row):
    assert read(alice) == gathered


def test_where_nothing_changed_several_rows_of_one_subject_are_all_read(alice, lune, etoile, request):
    wanted = Wanted(ContactRule, "words")
    change_rule(alice, lune, words="06 39 98 00 01")
    before = read(alice, wanted)
    request.getfixturevalue("no_row")

    assert read(alice, wanted) == before


@pytest.mark.parametrize("kept", ["rows", "keys"])
def test_one_change_and_the_state_is_another(alice, lune, etoile, kept):
    def state():
        return tables.state_of(
            Person, ["pseudonym"], subject="id", house=lune.organisation_id.hex if connection.vendor == "sqlite" else lune.organisation_id
        )

    before = state()
    if kept == "rows":
        broken = bytearray(sealed_of(lune))
        broken[-1] ^= 1
        swap("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", bytes(broken), lune.reference)
    else:
        SubjectKey.objects.filter(subject_id=etoile.pk).delete()

    assert state() != before


def test_a_narrower_scope_does_not_answer_for_the_rest(alice, lune, etoile, monkeypatch):
    monkeypatch.setattr(scanning, "MANY", 1)
    read(alice, among=Q(pk=lune.pk))

    assert read(alice) == {lune.pk: ["Lune"], etoile.pk: ["Étoile"]}


def test_a_roll_of_an_earlier_version_is_gathered_anew(alice, gathered, lune, monkeypatch):
    monkeypatch.setattr(rolls.json, "loads", lambda _plain: {"pseudonym": {}})

    assert rolls.read_roll(lune.organisation_id, "mg_people_person.pseudonym") is rolls.NOTHING
