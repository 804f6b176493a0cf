"""Thousands of subjects opened at once: the same texts as one by one, for whoever may, journaled by their count."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from maillage.accompaniment.people.models import Accord, ContactRule, Identity, Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents.models import Document
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import ReasonRefused, Scan, SealBroken, SealedFieldMisuse, Wanted, crypto, erase_subject, id_of
from maillage.foundation.vault import scanning as vault_scanning
from tests.accompaniment.making import give_identity, make_person
from tests.cast import TODAY, actor_of

LABEL, LAST = Wanted(Person, "pseudonym"), Wanted(Identity, "last_name")


def scanning(worker, *, among=None, reason="search"):
    return Scan(actor=actor_of(worker), kind=Person, among=among or Q(), reason=reason, today=TODAY)


def texts(found):
    return {id_of(stored): list(values) for stored, values in found.items()}


@pytest.fixture
def lune(alice):
    person = make_person(alice, pseudonym="Lune")
    give_identity(alice, person, last_name="Nguyễn")
    return person


@pytest.mark.django_db
def test_columns_of_the_subject_and_of_its_rows_are_read(alice, lune):
    label, last = scanning(alice).read(LABEL, LAST)

    assert (texts(label), texts(last)) == ({lune.pk: ["Lune"]}, {lune.pk: ["Nguyễn"]})


@pytest.mark.django_db
def test_several_rows_of_one_subject_are_all_read(alice, lune):
    from maillage.foundation.vault import seal

    rule = ContactRule.unscoped.get(person=lune)
    other = ContactRule(person=lune, organisation=lune.organisation, edition=9, since=rule.since, until=rule.since, preferred="sms")
    seal(other, words="autre")
    other.save(force_insert=True)

    assert len(texts(scanning(alice).read(Wanted(ContactRule, "words"))[0])[lune.pk]) == 2


@pytest.mark.django_db
def test_the_scope_is_the_actors(charlie, lune):
    assert scanning(charlie).read(LABEL) == [{}]


@pytest.mark.django_db
def test_a_part_without_permission_is_denied_and_nothing_is_opened(bob, lune):
    with pytest.raises(Denied):
        scanning(bob).read(LABEL, LAST)


@pytest.mark.django_db
def test_a_reason_is_needed(alice, lune):
    with pytest.raises(ReasonRefused):
        scanning(alice, reason="because")


@pytest.mark.django_db
def test_a_part_is_journaled_once_by_its_count(alice, lune):
    once = scanning(alice)
    once.read(LAST)
    once.read(LAST, Wanted(Identity, "first_name"))

    entry = Entry.unscoped.get(action="vault.parts_opened")
    assert '"count":1' in entry.facts
    assert '"part":"identity"' in entry.facts


@pytest.mark.django_db
def test_an_erased_subject_is_left_out(alice, lune):
    other = make_person(alice, pseudonym="Étoile")
    erase_subject(actor=system_actor(), subject=lune, today=TODAY)

    assert texts(scanning(alice).read(LABEL)[0]) == {other.pk: ["Étoile"]}


@pytest.mark.django_db
@pytest.mark.parametrize("many", [300, 1], ids=["read by id", "read by association"])
def test_a_value_copied_from_another_row_does_not_open(alice, lune, monkeypatch, many):
    other = make_person(alice, pseudonym="Étoile")
    monkeypatch.setattr(vault_scanning, "MANY", many)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pseudonym FROM mg_people_person WHERE reference = %s", [other.reference])
        stolen = bytes(cursor.fetchone()[0])
        cursor.execute("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", [stolen, lune.reference])

    with pytest.raises(SealBroken):
        scanning(alice).read(LABEL)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["mg_people_person", "mg_vault_subjectkey"])
def test_an_altered_value_or_key_is_never_given_for_true(alice, lune, table):
    column = "pseudonym" if table == "mg_people_person" else "wrapped"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        broken = bytearray(cursor.fetchone()[0])
        broken[-1] ^= 1
        cursor.execute(f"UPDATE {table} SET {column} = %s", [bytes(broken)])

    with pytest.raises(SealBroken):
        scanning(alice).read(LABEL)


@pytest.mark.django_db
def test_what_has_a_part_by_row_or_hangs_deeper_is_not_scanned(alice, lune):
    with pytest.raises(ValueError, match="in each row"):
        scanning(alice).read(Wanted(Document, "label"))
    with pytest.raises((ValueError, TypeError)):
        scanning(alice).read(Wanted(Accord, "language"))


@pytest.mark.django_db
def test_a_scan_shows_nothing_and_is_not_kept(alice, lune):
    import pickle

    assert repr(scanning(alice)) == "<Scan>"
    with pytest.raises(SealedFieldMisuse):
        pickle.dumps(scanning(alice))


@pytest.mark.django_db
def test_read_by_association_what_is_out_of_the_scope_is_passed_over_unopened(alice, lune, monkeypatch):
    other = make_person(alice, pseudonym="Étoile")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mg_people_person SET pseudonym = %s WHERE reference = %s", [b"broken", other.reference])
    monkeypatch.setattr(vault_scanning, "MANY", 1)

    assert texts(scanning(alice, among=Q(pk=lune.pk)).read(LABEL)[0]) == {lune.pk: ["Lune"]}


# The fast way gives what the plain way gives.


@given(key=st.binary(min_size=32, max_size=32), info=st.sampled_from(["part|label", "part|identity"]), plain=st.binary(max_size=200))
def test_an_unsealer_reads_what_derive_encrypt_and_pad_wrote(key, info, plain):
    sealed = crypto.encrypt(crypto.pad(plain), key=crypto.derive(key, info=info), key_id=7, aad=b"here")

    assert crypto.unsealer(info)(crypto.root_of(key), sealed, b"here") == plain
    with pytest.raises(crypto.NotAuthentic):
        crypto.unsealer(info)(crypto.root_of(key), sealed, b"there")


@given(key=st.binary(min_size=32, max_size=32), plain=st.binary(max_size=200))
def test_an_unwrapper_reads_what_encrypt_wrote(key, plain):
    sealed = crypto.encrypt(plain, key=key, key_id=7, aad=b"here")
    unwrap = crypto.unwrapper(key, key_id=7)

    assert unwrap(sealed, b"here") == plain
    for ciphertext, aad in ((sealed, b"there"), (crypto.prefix_of(8) + sealed[5:], b"here")):
        with pytest.raises(crypto.NotAuthentic):
            unwrap(ciphertext, aad)
