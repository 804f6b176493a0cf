"""More than two hundred secrets, typed or planted; after the story none can be read anywhere on the machine that serves it.

What may stay is sealed. The same search, on the same folders, finds a secret put there on purpose.
"""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest

from tests.e2e.canaries import needles, slices, where_found
from tests.e2e.staging import maillage

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8", "S9", "S10")]

# What the server writes, under the state folder of the story.
PLACES = ("maillage.sqlite3", "maillage.sqlite3-wal", "maillage.sqlite3-shm", "media", "journal", "mail", "keys", "server.log", "tmp")


@pytest.fixture(scope="session")
def afterwards(told) -> Path:
    """The state folder once the mails of the story have left. The server still runs: its write-ahead log is full."""
    maillage("db_worker", "--batch", "--no-startup-delay", var=told.house.var)
    return told.house.var


def test_two_hundred_secrets_are_there_to_be_found(told):
    assert len(told.canaries.sown) >= 200
    assert len(set(told.canaries.sown)) == len(told.canaries.sown)
    assert all(told.canaries.mark in secret for secret in told.canaries.sown)


def test_every_place_that_is_searched_exists_and_holds_something(afterwards):
    assert [place for place in PLACES if not (afterwards / place).exists()] == []
    assert (afterwards / "maillage.sqlite3-wal").stat().st_size > 0
    assert len(list((afterwards / "media").rglob("*"))) > 100
    assert list((afterwards / "mail").iterdir()) != []


def test_no_secret_is_found_in_database_write_ahead_log_media_journal_mails_logs_or_temporary_files(afterwards, told):
    assert where_found(afterwards, needles(told.canaries.mark)) == []


def test_no_piece_of_an_uploaded_file_is_found(afterwards, told):
    wanted = {f"{name}: {how}": part for name, upload in told.uploads.items() for how, part in slices(upload.content).items()}

    assert where_found(afterwards, wanted) == []


def test_no_printed_paper_is_found(afterwards, told):
    wanted = {f"{name}: {how}": part for name, content in told.files.items() for how, part in slices(content).items()}

    assert where_found(afterwards, wanted) == []


def test_no_mail_says_who_or_what(afterwards, told):
    mails = "".join(path.read_text() for path in (afterwards / "mail").iterdir())

    assert [word for word in (told.number, "Zélie", "Ionesco", "prostitution") if word in mails] == []


def test_no_browser_kept_a_secret(told):
    kept = {who: what for who, what in told.kept.items() if told.canaries.mark in str(what)}

    assert len(told.kept) >= 9
    assert kept == {}


def test_browsers_keep_no_database_cache_or_worker_and_no_cookie_that_a_script_reads(told):
    assert {(tuple(each["databases"]), tuple(each["caches"]), each["workers"], each["cookies"]) for each in told.kept.values()} == {
        ((), (), 0, "")
    }
    assert [who for who, what in told.kept.items() if what["local"]] == []


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.upper().encode("latin-1", errors="replace"),
        lambda text: base64.b64encode(b"x" + text.encode()),
        lambda text: base64.b64encode(b"xy" + text.encode()),
        lambda text: text.encode().hex().encode(),
    ],
    ids=["utf-8", "utf-16", "capitals", "base64", "base64, shifted", "hexadecimal"],
)
def test_the_search_finds_a_secret_that_lies_in_a_file(tmp_path, told, written):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "left").write_bytes(b"\0" * 5_000_000 + written(told.canaries.sown[0]) + b"\0" * 99)

    assert {hit.split(":")[0] for hit in where_found(tmp_path, needles(told.canaries.mark))} == {"media/left"}


def test_the_search_finds_a_secret_in_the_name_of_a_file(tmp_path, told):
    (tmp_path / f"{told.canaries.sown[0].split()[-1]}.pdf").touch()

    assert {hit.split(": ")[1].split(",")[0] for hit in where_found(tmp_path, needles(told.canaries.mark))} == {"its name"}


def test_the_search_finds_an_upload_left_as_it_was(tmp_path, told):
    upload = told.uploads["identity"]
    (tmp_path / "upload.tmp").write_bytes(b"head" + upload.content)

    assert len(where_found(tmp_path, slices(upload.content))) == 6
    assert where_found(tmp_path, needles(told.canaries.mark)) == []  # its text is compressed: this is why slices are looked for


def test_the_slices_of_two_uploads_are_their_own(told):
    first, second = told.uploads["identity"].content, told.uploads["request_form"].content

    assert [how for how, part in slices(first).items() if part in second and part in gzip.compress(second)] == []
