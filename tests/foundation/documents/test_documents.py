"""Files kept encrypted, opened with a reason, destroyed with their subject (security.md 2.5, T7, T18)."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from maillage.foundation.documents import (
    Mime,
    Unreadable,
    UploadRefused,
    damaged_documents,
    documents_of,
    get_document,
    open_document,
    prepare_generated,
    prepare_upload,
    remove_document,
    store_document,
    store_generated,
    sweep_files,
)
from maillage.foundation.documents import services as services_module
from maillage.foundation.documents.models import Document
from maillage.foundation.documents.storage import path_of
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import Part, ReasonRefused, SealBroken, SealErased, erase_subject, rehome_subject
from tests.cast import TODAY, actor_of
from tests.foundation.documents import files

pytestmark = pytest.mark.django_db
LABEL = "Récépissé CANARI-NOM.pdf"


def _store(user, owner, content=None, *, label=LABEL, part=Part.ATTACHMENTS, **more):
    upload = SimpleUploadedFile("x.pdf", content or files.honest_pdf())
    return store_document(actor=actor_of(user), owner=owner, part=part, upload=upload, today=TODAY, label=label, **more)


def _open(user, document, reason="follow_up"):
    return open_document(actor=actor_of(user), document=Document.unscoped.get(pk=document.pk), reason=reason, today=TODAY)


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_document_comes_back_as_it_was(lune, alice):
    content = files.honest_pdf()

    opened = _open(alice, _store(alice, lune, content))

    assert (opened.content, opened.mime, opened.name) == (content, Mime.PDF, LABEL)


def test_a_photo_comes_back_without_its_place(lune, alice):
    opened = _open(alice, _store(alice, lune, files.photo_with_location()))

    assert files.CANARY.encode() not in opened.content


def test_a_file_is_named_by_us_and_read_by_its_owner_only(lune, alice):
    document = _store(alice, lune, label="../../../etc/passwd")

    assert _files() == [Path(settings.MEDIA_ROOT) / document.pk.hex[:2] / f"{document.pk}.bin"]
    assert path_of(document.pk).stat().st_mode & 0o777 == 0o600


def test_no_plain_byte_reaches_the_disk(lune, alice, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    _store(alice, lune)

    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not any(canary in written for canary in (files.CANARY.encode(), b"CANARI-NOM", b"%PDF"))


def test_a_label_is_cleaned_before_it_is_sealed(lune, alice):
    document = _store(alice, lune, label="C:\\moi\\photo\u202egpj.exe\x00")

    assert _open(alice, document).name == "photogpj.exe"


def test_what_is_refused_leaves_nothing(lune, alice):
    with pytest.raises(UploadRefused):
        _store(alice, lune, b"MZ\x90\x00")

    assert (_files(), Document.unscoped.count()) == ([], 0)


def test_a_row_that_fails_takes_its_file_with_it(lune, alice, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(services_module, "record", fail)

    with pytest.raises(RuntimeError):
        _store(alice, lune)

    assert (_files(), Document.unscoped.count()) == ([], 0)


def test_the_slow_part_needs_no_transaction_and_no_database(lune, alice, django_assert_num_queries):
    with django_assert_num_queries(0):
        prepared = prepare_upload(owner=lune, upload=files.honest_pdf())

    document = store_document(actor=actor_of(alice), owner=lune, part=Part.ATTACHMENTS, upload=prepared, today=TODAY, label="a")
    assert _open(alice, document).mime is Mime.PDF


def test_letters_are_encrypted_before_the_transaction_too(lune, alice, django_assert_num_queries):
    with django_assert_num_queries(0):
        prepared = prepare_generated(owner=lune, content=files.honest_pdf())

    document = store_generated(actor=actor_of(alice), owner=lune, part=Part.ATTACHMENTS, name="Lettre", content=prepared, today=TODAY)
    assert _open(alice, document).name == "Lettre"


def test_a_stranger_association_does_not_know_that_it_exists(lune, alice, charlie):
    document = _store(alice, lune)

    with pytest.raises(OutOfScope):
        _open(charlie, document)


def test_a_reader_of_the_team_may_not_open_it(lune, alice, bob):
    document = _store(alice, lune)

    with pytest.raises(Denied):
        _open(bob, document)


def test_health_papers_are_opened_by_those_who_have_the_right(lune, alice, iris):
    document = _store(iris, lune, part=Part.HEALTH)

    with pytest.raises(Denied):
        _open(alice, document)
    assert _open(iris, document).mime is Mime.PDF


def test_a_document_is_opened_for_a_reason_of_the_list(lune, alice):
    with pytest.raises(ReasonRefused):
        _open(alice, _store(alice, lune), reason="curiosity")


def test_each_gesture_is_in_the_journal_and_no_label_is(lune, alice):
    document = _store(alice, lune)
    _open(alice, document)
    remove_document(actor=actor_of(alice), document=document, today=TODAY)

    entries = Entry.unscoped.filter(action__startswith="documents.").order_by("seq")
    assert [entry.action for entry in entries] == ["documents.stored", "documents.opened", "documents.removed"]
    assert {entry.chain for entry in entries} == {lune.organisation_id}
    assert not any("CANARI" in str(entry.facts) for entry in entries)


def test_what_was_made_here_says_so(lune, alice):
    document = store_generated(
        actor=actor_of(alice), owner=lune, part=Part.ATTACHMENTS, name="Lettre", content=files.honest_pdf(), today=TODAY, purpose="letter"
    )

    assert (document.made_here, document.purpose, document.mime) == (True, "letter", "application/pdf")


@pytest.mark.parametrize(
    "alter",
    [
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: b"",
        lambda whole: whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    ],
)
def test_an_altered_file_gives_nothing_and_is_journaled(lune, alice, alter):
    document = _store(alice, lune)
    path = path_of(document.pk)
    path.write_bytes(alter(path.read_bytes()))

    with pytest.raises(Unreadable):
        _open(alice, document)

    assert Entry.unscoped.filter(action="documents.unreadable").count() == 1


def test_the_file_of_another_document_gives_nothing(lune, alice):
    first, second = _store(alice, lune), _store(alice, lune)
    path_of(first.pk).write_bytes(path_of(second.pk).read_bytes())

    with pytest.raises(Unreadable):
        _open(alice, first)


def test_the_row_of_another_document_gives_nothing(lune, alice):
    first, second = _store(alice, lune), _store(alice, lune)
    first.file_key = second.file_key
    first.save(update_fields=["file_key"])

    with pytest.raises(SealBroken):
        _open(alice, first)


def test_a_lost_file_is_said_and_journaled(lune, alice):
    document = _store(alice, lune)
    path_of(document.pk).unlink()

    with pytest.raises(Unreadable):
        _open(alice, document)


def test_a_check_without_any_key_finds_what_was_altered_or_lost(lune, alice):
    intact, altered, lost = (_store(alice, lune) for _document in range(3))
    path_of(altered.pk).write_bytes(b"x")
    path_of(lost.pk).unlink()

    assert set(damaged_documents()) == {altered.pk, lost.pk}
    assert intact.pk not in damaged_documents()


def test_documents_are_found_by_their_owner_and_purpose(lune, soleil, alice):
    first, second = _store(alice, lune, purpose="scan"), _store(alice, lune)
    _store(alice, soleil)

    assert {found.pk for found in documents_of(lune)} == {first.pk, second.pk}
    assert [found.pk for found in documents_of(lune, purpose="scan")] == [first.pk]


def test_a_document_of_another_owner_does_not_exist(lune, soleil, alice):
    document = _store(alice, lune)

    with pytest.raises(OutOfScope):
        get_document(owner=soleil, pk=document.pk)


def test_nobody_sees_the_rows_by_themselves(lune, alice):
    _store(alice, lune)

    assert not Document.objects.visible_to(actor_of(alice), today=TODAY).exists()


def test_removing_deletes_row_and_file(lune, alice, django_capture_on_commit_callbacks):
    document = _store(alice, lune)

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(actor=actor_of(alice), document=document, today=TODAY)

    assert (_files(), Document.unscoped.count()) == ([], 0)


def test_a_removal_undone_keeps_the_file(lune, alice):
    document = _store(alice, lune)

    with transaction.atomic():
        remove_document(actor=actor_of(alice), document=document, today=TODAY)
        transaction.set_rollback(True)

    assert _open(alice, document).mime is Mime.PDF


def test_erasing_a_person_deletes_her_documents_and_only_hers(lune, soleil, alice, django_capture_on_commit_callbacks):
    _store(alice, lune)
    kept = _store(alice, soleil)

    with django_capture_on_commit_callbacks() as callbacks:
        erase_subject(actor=actor_of(alice), subject=lune, today=TODAY)
    for callback in callbacks:
        if callback.__module__ == services_module.__name__:  # the vault's own cannot run inside a test's transaction
            callback()

    assert _files() == [path_of(kept.pk)]
    assert [document.pk for document in Document.unscoped.order_by("pk")] == [kept.pk]


def test_nothing_is_added_to_an_erased_person(lune, alice):
    erase_subject(actor=actor_of(alice), subject=lune, today=TODAY)

    with pytest.raises(SealErased):
        _store(alice, lune)

    assert _files() == []


def test_a_document_follows_its_person_to_another_association(lune, alice, charlie, association_b):
    document = _store(alice, lune)

    rehome_subject(actor=actor_of(alice), subject=lune, organisation_id=association_b.pk, today=TODAY)

    assert _open(charlie, document).name == LABEL
    with pytest.raises(OutOfScope):
        _open(alice, document)


def test_a_file_without_a_row_is_swept_after_an_hour(lune, alice):
    kept = _store(alice, lune)
    orphan = prepare_upload(owner=lune, upload=files.honest_pdf())
    unfinished = path_of(orphan.document_id).with_suffix(".part")
    unfinished.write_bytes(b"x")
    for path in _files():
        os.utime(path, (timezone.now().timestamp() - 3700,) * 2)

    assert sweep_files(now=timezone.now()) == 2
    assert _files() == [path_of(kept.pk)]


def test_a_file_that_waits_for_its_row_is_left_alone(lune):
    orphan = prepare_upload(owner=lune, upload=files.honest_pdf())
    path = path_of(orphan.document_id)
    os.utime(path, (timezone.now().timestamp(),) * 2)

    assert sweep_files(now=timezone.now() + timedelta(minutes=59)) == 0
    assert path.exists()


def test_what_waits_for_its_row_shows_nothing(lune):
    assert "key" not in repr(prepare_upload(owner=lune, upload=files.honest_pdf()))
