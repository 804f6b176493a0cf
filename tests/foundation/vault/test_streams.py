"""Attachments: cut, swapped, lengthened, altered or presented as another's, a file is refused."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.db import connection

from maillage.foundation.journal.models import Entry
from maillage.foundation.vault import Part, SealBroken, decrypt_stream, decrypt_whole, encrypt_stream, open_part, seal
from maillage.foundation.vault.streams import CHUNK, PREFIX
from tests.foundation.vault.rows import A, Note, caseworker

ME, HER = uuid.UUID(int=1), uuid.UUID(int=2)
HEADER, SEALED_CHUNK = 1 + PREFIX, CHUNK + 16


def _encrypt(plain: bytes) -> tuple[bytes, bytes]:
    target = io.BytesIO()
    key = encrypt_stream(reader=io.BytesIO(plain), writer=target, attachment_id=ME, subject_id=HER)
    return key, target.getvalue()


def _decrypt(key: bytes, data: bytes, *, attachment_id: uuid.UUID = ME, subject_id: uuid.UUID = HER) -> bytes:
    return decrypt_whole(reader=io.BytesIO(data), key=key, attachment_id=attachment_id, subject_id=subject_id)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_file_of_any_size_comes_back(size: int) -> None:
    plain = bytes(index % 251 for index in range(size))

    assert _decrypt(*_encrypt(plain)) == plain


def test_a_reader_that_gives_few_bytes_at_a_time_changes_nothing() -> None:
    key, data = _encrypt(b"a" * (CHUNK + 5))

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1000))

    assert b"".join(decrypt_stream(reader=Slow(data), key=key, attachment_id=ME, subject_id=HER)) == b"a" * (CHUNK + 5)


def _truncated_at_a_chunk(data: bytes) -> bytes:
    return data[: HEADER + 2 * SEALED_CHUNK]


def _truncated_to_its_header(data: bytes) -> bytes:
    return data[:HEADER]


def _truncated_in_a_chunk(data: bytes) -> bytes:
    return data[:-1]


def _swapped(data: bytes) -> bytes:
    first, second = data[HEADER : HEADER + SEALED_CHUNK], data[HEADER + SEALED_CHUNK : HEADER + 2 * SEALED_CHUNK]
    return data[:HEADER] + second + first + data[HEADER + 2 * SEALED_CHUNK :]


def _lengthened(data: bytes) -> bytes:
    return data + b"\x00"


def _doubled_end(data: bytes) -> bytes:
    return data + data[HEADER + 2 * SEALED_CHUNK :]


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _other_version(data: bytes) -> bytes:
    return b"\x02" + data[1:]


@pytest.mark.parametrize(
    "harm",
    [
        _truncated_at_a_chunk,
        _truncated_to_its_header,
        _truncated_in_a_chunk,
        _swapped,
        _lengthened,
        _doubled_end,
        _flipped,
        _other_version,
    ],
)
def test_a_harmed_file_is_refused(harm: Any) -> None:
    key, data = _encrypt(b"b" * (3 * CHUNK))

    with pytest.raises(SealBroken):
        _decrypt(key, harm(data))


@pytest.mark.parametrize("wrong", [{"attachment_id": HER}, {"subject_id": ME}])
def test_a_file_presented_as_another_is_refused(wrong: dict[str, uuid.UUID]) -> None:
    key, data = _encrypt(b"c")

    with pytest.raises(SealBroken):
        _decrypt(key, data, **wrong)


def test_nothing_of_the_plain_file_is_in_the_encrypted_one() -> None:
    _, data = _encrypt(b"canary-7f3a" * 10_000)

    assert b"canary" not in data


def _note_with_file(make_case: Any, plain: bytes) -> tuple[Note, bytes]:
    case, target = make_case(), io.BytesIO()
    note = Note(case=case, part="story")
    key = encrypt_stream(reader=io.BytesIO(plain), writer=target, attachment_id=note.pk, subject_id=case.pk)
    seal(note, file_key=key)
    note.save()
    return Note.unscoped.select_related("case").get(pk=note.pk), target.getvalue()


def test_an_opened_part_reads_the_whole_file(make_case: Any, today: Any) -> None:
    note, data = _note_with_file(make_case, b"%PDF-1.7 ...")
    opened = open_part(actor=caseworker(A), subject=note.case, part=Part.ATTACHMENTS, reason="application", today=today)

    assert opened.read_file(note, "file_key", io.BytesIO(data)) == b"%PDF-1.7 ..."


def test_a_harmed_file_is_journaled(make_case: Any, today: Any) -> None:
    note, data = _note_with_file(make_case, b"%PDF-1.7 ...")
    opened = open_part(actor=caseworker(A), subject=note.case, part=Part.ATTACHMENTS, reason="application", today=today)

    with pytest.raises(SealBroken):
        opened.read_file(note, "file_key", io.BytesIO(_flipped(data)))

    assert connection.in_atomic_block
    assert Entry.unscoped.filter(action="crypto.auth_failure", chain=A).count() == 1
