"""What may enter, judged by content (security.md: T18, R11, ASVS 5.2.1, 5.2.2)."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import NameObject, NumberObject

from maillage.foundation.documents.errors import (
    ActiveContent,
    Animated,
    Damaged,
    EmptyUpload,
    Encrypted,
    TooBig,
    TooManyPixels,
    UnknownKind,
    UploadRefused,
)
from maillage.foundation.documents.sniff import LONG_SIDE, Accepted, Mime, accept
from tests.foundation.documents import files


def _redrawn(accepted: Accepted) -> Image.Image:
    return Image.open(io.BytesIO(accepted.content))


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def test_an_honest_pdf_is_kept_as_it_is():
    content = files.honest_pdf()

    assert accept(content) == Accepted(mime=Mime.PDF, content=content)


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", Mime.JPEG), ("PNG", Mime.PNG), ("WEBP", Mime.JPEG)])
def test_each_still_image_is_kept_in_one_of_two_kinds(kind, kept):
    assert accept(files.picture(kind)).mime is kept


def test_a_photo_loses_its_place_its_maker_and_its_comment():
    accepted = accept(files.photo_with_location())

    assert files.CANARY.encode() not in accepted.content
    assert not _redrawn(accepted).getexif()


def test_a_photo_is_turned_upright_before_its_orientation_is_dropped():
    assert _redrawn(accept(files.photo_with_location())).size == (480, 640)


def test_a_png_loses_its_texts():
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Author", files.CANARY)

    assert files.CANARY.encode() not in accept(files.picture("PNG", pnginfo=texts)).content


def test_what_follows_a_picture_is_dropped():
    assert b"PK\x03\x04" not in accept(files.picture() + _zip()).content


def test_a_large_photo_is_brought_to_the_size_of_a_scan():
    redrawn = _redrawn(accept(files.picture(size=(5000, 4000))))

    assert max(redrawn.size) == LONG_SIDE


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_any_way_of_writing_colours_is_accepted(kind, mode):
    content = files.picture(kind, mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        drawn = io.BytesIO()
        Image.new("I;16", (20, 20), 40_000).save(drawn, format="PNG")
        content = drawn.getvalue()

    assert _redrawn(accept(content)).mode == "RGB"


def test_a_bomb_is_refused_before_it_is_decoded():
    with pytest.raises(TooManyPixels):
        accept(files.png_bomb())


def test_an_image_just_beyond_the_limit_says_its_size():
    with pytest.raises(TooManyPixels, match="6000 × 6000"):
        accept(files.png_bomb(width=6_000, height=6_000))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_film_is_refused(kind):
    with pytest.raises(Animated):
        accept(files.film(kind))


@pytest.mark.parametrize(
    "content",
    [
        b"bonjour",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00",
        b"MZ\x90\x00",
        _zip(),
    ],
)
def test_any_other_kind_is_refused(content):
    with pytest.raises(UnknownKind):
        accept(content)


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyUpload):
        accept(b"")


def test_a_file_too_big_says_its_size_the_limit_and_what_to_do():
    with pytest.raises(TooBig) as refusal:
        accept(b"x" * (10 * 1024 * 1024 + 1))

    assert refusal.value.sentence.startswith("Ce fichier pèse 10,1 Mio et la limite est de 10 Mio. Photographiez")


@pytest.mark.parametrize(
    "content",
    [
        files.pdf_with(OpenAction=files.action("/JavaScript", JS="app.alert(1)")),
        files.pdf_with(OpenAction=files.action("/Launch", F="cmd.exe")),
        files.pdf_with(AA=files.action("/SubmitForm", F="http://example.invalid")),
        files.pdf_with(Names=files.names_tree("/EmbeddedFiles")),
        files.pdf_with(Names=files.names_tree("/JavaScript")),
        files.pdf_with(OpenAction=files.action("/JavaScript")).replace(b"/JavaScript", b"/J#61vaScript"),
        files.packed_pdf("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"),
        files.packed_pdf("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [] >> >> >>"),
        files.pdf_with(XFA=NumberObject(1)),
    ],
)
def test_a_pdf_that_does_something_is_refused(content):
    with pytest.raises(ActiveContent):
        accept(content)


def test_an_action_that_no_table_names_any_more_is_refused():
    content = files.honest_pdf().replace(b"%PDF-1.3\n", b"%PDF-1.3\n9 0 obj << /S /JavaScript >> endobj\n")

    with pytest.raises(ActiveContent):
        accept(content)


def test_a_pdf_whose_objects_are_packed_is_accepted():
    assert accept(files.packed_pdf("<< /Type /Catalog /Pages 2 0 R >>")).mime is Mime.PDF


def test_a_pdf_that_unpacks_to_megabytes_is_refused():
    with pytest.raises(Damaged):
        accept(files.packed_pdf("<< /Type /Catalog /Pages 2 0 R /X (" + "a" * 5_000_000 + ") >>"))


def test_a_pdf_that_nests_without_end_is_refused():
    with pytest.raises(Damaged):
        accept(files.honest_pdf().replace(b"1 0 obj\n", b"1 0 obj\n" + b"[" * 100_000 + b"\n", 1))


def test_a_pdf_that_opens_on_a_page_is_accepted():
    assert accept(files.pdf_with(PageMode=NameObject("/UseOutlines"))).mime is Mime.PDF


def test_a_protected_pdf_is_refused_with_the_way_out():
    with pytest.raises(Encrypted, match="Enregistrer en PDF"):
        accept(files.protected_pdf())


@pytest.mark.parametrize("added", [_zip(), b"<html>", b"MZ\x90\x00"])
def test_a_pdf_followed_by_another_file_is_refused(added):
    with pytest.raises(Damaged):
        accept(files.honest_pdf() + added)


def test_a_pdf_that_ends_twice_around_an_archive_is_refused():
    with pytest.raises(Damaged):
        accept(files.honest_pdf() + _zip() + b"\n%%EOF\n")


def test_a_pdf_that_does_not_begin_the_file_is_refused():
    with pytest.raises(UnknownKind):
        accept(b"GIF89a" + files.honest_pdf())


@pytest.mark.parametrize(
    "whole", [files.honest_pdf(pages=3, filling=20_000), files.picture(size=(1200, 900), quality=95), files.picture("PNG", size=(900, 900))]
)
def test_a_file_cut_short_at_any_4_kib_is_refused(whole):
    for length in range(4096, len(whole) - 1, 4096):
        with pytest.raises(UploadRefused):
            accept(whole[:length])


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(position=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), kind=st.sampled_from(["pdf", "JPEG", "PNG", "WEBP"]))
def test_a_flipped_bit_is_refused_or_harmless(position, bit, kind):
    whole = bytearray(files.honest_pdf() if kind == "pdf" else files.picture(kind, size=(64, 48)))
    whole[int(position * len(whole))] ^= 1 << bit

    try:
        accepted = accept(bytes(whole))
    except UploadRefused:
        return

    assert accepted.mime in Mime


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    start=st.sampled_from([b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP", b""]),
    rest=st.binary(max_size=400),
    end=st.sampled_from([b"", b"%%EOF"]),
)
def test_noise_is_refused_with_a_sentence(start, rest, end):
    with pytest.raises(UploadRefused) as refusal:
        accept(start + rest + end + (b"" if start or rest or end else b"?"))

    assert refusal.value.sentence.endswith((".", "points)."))
