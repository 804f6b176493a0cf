"""Uploads stay in memory, and a file too big is refused with a sentence (security.md 2.5, ASVS 5.2.1)."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from maillage.foundation.documents.errors import TooBig
from maillage.foundation.documents.uploads import UploadField, read_upload
from tests.foundation.documents import files

LIMIT = 100_000


class _OneFile(forms.Form):
    scan = UploadField()


@pytest.fixture(autouse=True)
def _small_limit(settings):
    settings.MAILLAGE_UPLOAD_MAX_BYTES = LIMIT


def _post(**uploads: bytes):
    named = {name: SimpleUploadedFile(f"{name}.pdf", content) for name, content in uploads.items()}
    return RequestFactory().post("/", named)


def _files_under(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_the_settings_name_no_other_handler():
    assert settings.FILE_UPLOAD_HANDLERS == ["maillage.foundation.documents.uploads.SealedUploadHandler"]


def test_a_file_under_the_limit_is_read_whole():
    content = b"x" * LIMIT

    assert read_upload(_post(scan=content).FILES["scan"]) == content


def test_no_byte_of_an_upload_touches_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    request = _post(scan=files.CANARY.encode() * 5_000, other=files.CANARY.encode() * 20_000)

    assert len(request.FILES) == 2
    assert not _files_under(tmp_path, Path(settings.MEDIA_ROOT))


def test_a_file_beyond_the_limit_keeps_nothing_in_memory():
    upload = _post(scan=b"x" * (LIMIT + 1)).FILES["scan"]

    assert (upload.size, upload.read()) == (LIMIT + 1, b"")


def test_a_file_beyond_the_limit_is_refused_when_read():
    with pytest.raises(TooBig):
        read_upload(_post(scan=b"x" * (LIMIT * 4)).FILES["scan"])


def test_files_that_weigh_too_much_together_are_refused_with_their_own_sentence():
    uploads = _post(**{f"scan{number}": b"x" * LIMIT for number in range(4)}).FILES

    with pytest.raises(TooBig, match="un par un"):
        read_upload(uploads["scan3"])


def test_the_form_says_the_size_the_limit_and_what_to_do(settings):
    settings.MAILLAGE_UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    request = _post(scan=b"x" * (3 * 1024 * 1024))
    form = _OneFile({}, request.FILES)

    assert form.errors["scan"][0].startswith("Ce fichier pèse 3 Mio et la limite est de 2 Mio. Photographiez")


def test_the_form_says_that_a_file_is_empty():
    assert "vide" in _OneFile({}, _post(scan=b"").FILES).errors["scan"][0]


def test_the_form_gives_a_good_file_ready_to_be_read():
    form = _OneFile({}, _post(scan=b"abc").FILES)

    assert form.is_valid()
    assert form.cleaned_data["scan"].read() == b"abc"


def test_the_input_helps_to_choose_the_right_kinds():
    assert 'accept="application/pdf,image/jpeg' in str(_OneFile()["scan"])
