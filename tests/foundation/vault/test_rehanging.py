"""Rows that pass from one subject to another of the same organisation, and come back."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from maillage.foundation.access.actor import system_actor
from maillage.foundation.vault import SealBroken, SealErased, erase_subject, open_part, rehang_rows, rotation, seal
from maillage.foundation.vault.parts import Part
from tests.foundation.vault import rows

pytestmark = pytest.mark.django_db


def read(subject, row, field, part, today):
    return open_part(actor=system_actor(), subject=subject, part=part, reason="machine", today=today, system=True).read(row, field)


@pytest.fixture
def two(make_case):
    return make_case(), make_case()


@pytest.fixture
def piece(two):
    first, _second = two
    made = rows.Note(case=first)
    seal(made, text="passeport")
    made.save()
    return made


def pass_to(piece, case):
    rows.Note.unscoped.filter(pk=piece.pk).update(case=case)
    return rows.Note.unscoped.get(pk=piece.pk)


def test_a_row_opens_under_the_subject_to_which_it_passed(two, piece, today):
    first, second = two
    moved = pass_to(piece, second)

    assert rehang_rows(subjects=[first, second]) == 1
    moved.refresh_from_db()
    assert read(second, moved, "text", Part.STORY, today) == "passeport"


def test_what_stays_is_not_touched(two, piece):
    first, second = two
    before = first.name

    rehang_rows(subjects=[first, second])

    first.refresh_from_db()
    assert first.name == before


def test_a_row_that_came_back_opens_as_before(two, piece, today):
    first, second = two
    pass_to(piece, second)
    rehang_rows(subjects=[first, second])
    back = pass_to(piece, first)
    rehang_rows(subjects=[first, second])

    back.refresh_from_db()
    assert read(first, back, "text", Part.STORY, today) == "passeport"


def test_values_under_an_older_key_pass_too(two, piece, today):
    first, second = two
    from maillage.foundation.vault.keyring import SubjectRef, add_subject_key

    add_subject_key(SubjectRef.of(first), number=2)
    moved = pass_to(piece, second)

    rehang_rows(subjects=[first, second])

    moved.refresh_from_db()
    assert read(second, moved, "text", Part.STORY, today) == "passeport"


def test_subjects_of_two_organisations_are_refused(make_case):
    with pytest.raises(ValueError, match="one organisation"):
        rehang_rows(subjects=[make_case(organisation=rows.A), make_case(organisation=rows.B)])


def test_a_row_that_passed_to_a_subject_not_given_is_refused(two, piece, make_case):
    first, second = two
    pass_to(piece, make_case())

    with pytest.raises(ValueError, match="not given"):
        rehang_rows(subjects=[first, second])


def test_nothing_passes_to_an_erased_subject(two, piece, today):
    first, second = two
    erase_subject(actor=system_actor(), subject=second, today=today)
    pass_to(piece, second)

    with pytest.raises(SealErased):
        rehang_rows(subjects=[first, second])


def test_an_altered_value_stops_everything(two, piece):
    first, second = two
    pass_to(piece, second)
    with connection.cursor() as cursor:
        broken = bytearray(rows.Note.unscoped.get(pk=piece.pk).text.ciphertext)
        broken[-1] ^= 1
        cursor.execute(f"UPDATE {rows.Note._meta.db_table} SET text = %s", [bytes(broken)])

    with pytest.raises(SealBroken):
        rehang_rows(subjects=[first, second])


def test_rotation_still_finds_what_passed(two, piece, today):
    first, second = two
    moved = pass_to(piece, second)
    rehang_rows(subjects=[first, second])

    rotation.rotate_subject(second.pk)

    moved.refresh_from_db()
    assert read(second, moved, "text", Part.STORY, today) == "passeport"
    assert uuid.UUID(str(moved.pk))
