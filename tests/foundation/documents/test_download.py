"""A document on its way out (ASVS 3.2.1, 5.3.2, 5.4.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.foundation.documents.download import OpenedDocument, download_response
from maillage.foundation.documents.names import ascii_name, clean_label, safe_name
from maillage.foundation.documents.sniff import Mime


def _disposition(name: str, *, mime: Mime = Mime.PDF, inline: bool = False) -> str:
    return download_response(OpenedDocument(name=name, mime=mime, content=b"%PDF-"), inline=inline).headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\titre de séjour.pdf", "titre de séjour.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("  .cache  ", "cache"),
        ("x" * 500, "x" * 120),
        ("/", ""),
    ],
)
def test_a_label_is_cleaned(raw, clean):
    assert clean_label(raw) == clean


def test_the_extension_is_that_of_the_true_kind():
    assert safe_name("facture.exe", extension="pdf") == "facture.pdf"


def test_a_name_without_letters_gets_one():
    assert safe_name("\u202e..", extension="pdf") == "document.pdf"


def test_an_old_reader_gets_plain_letters():
    assert ascii_name("Récépissé n° 3 d'œuvre.pdf") == "Recepisse n 3 d_oeuvre.pdf"


def test_both_forms_of_the_name_are_given():
    assert _disposition("Récépissé.pdf") == "attachment; filename=\"Recepisse.pdf\"; filename*=UTF-8''R%C3%A9c%C3%A9piss%C3%A9.pdf"


def test_a_pdf_may_be_shown_in_place():
    assert _disposition("a", inline=True).startswith("inline;")


def test_an_image_is_never_shown_in_place():
    assert _disposition("a", mime=Mime.PNG, inline=True).startswith("attachment;")


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"), ("Content-Type", "application/pdf"), ("Content-Length", "5")],
)
def test_the_answer_is_closed_to_everything(header, value):
    assert download_response(OpenedDocument(name="a", mime=Mime.PDF, content=b"%PDF-")).headers[header] == value


def test_the_answer_is_in_a_sandbox_that_loads_nothing():
    policy = download_response(OpenedDocument(name="a", mime=Mime.PDF, content=b"%PDF-")).headers["Content-Security-Policy"]

    assert policy.startswith("sandbox; default-src 'none'")


def test_an_opened_document_shows_nothing_of_itself():
    assert "secret" not in repr(OpenedDocument(name="secret", mime=Mime.PDF, content=b"secret"))


@given(st.text(max_size=300))
def test_no_name_breaks_out_of_its_header(name):
    disposition = _disposition(name)

    assert "\r" not in disposition
    assert "\n" not in disposition
    assert disposition.count('"') == 2
    assert disposition.isascii()
