"""What leaves as a table runs nothing, says what was filtered, and opens with its accents."""

from __future__ import annotations

import io
from datetime import date

import pytest
import tablib

from maillage.foundation.documents.sheets import SheetKind, make_sheet, neutral, sheet_response

HEADINGS = ("Jour", "Quoi")


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", "|calc", "%0A", "＝1"])
def test_a_cell_that_begins_like_a_formula_is_only_a_text(text: str) -> None:
    assert str(neutral(text)).startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (True, "oui"), (False, "non"), (7, 7), (date(2020, 5, 19), "2020-05-19"), ("Été", "Été")]
)
def test_each_value_has_its_plain_form(value: object, shown: object) -> None:
    assert neutral(value) == shown


def test_a_control_character_never_enters_a_file() -> None:
    assert neutral("Lu\x00ne\x1b") == "Lune"


def test_a_csv_opens_in_columns_with_its_accents_and_says_what_it_is() -> None:
    content = make_sheet(SheetKind.CSV, headings=HEADINGS, rows=[(date(2020, 5, 19), "Été")], about=["Historique", "Montré : tout"])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Historique;", "Montré : tout;", ";", "Jour;Quoi", "2020-05-19;Été"]


@pytest.mark.parametrize("kind", [SheetKind.ODS, SheetKind.XLSX])
def test_a_sheet_holds_the_same_lines(kind: SheetKind) -> None:
    content = make_sheet(kind, headings=HEADINGS, rows=[("=1+1", "لونا")])

    read = tablib.Dataset().load(io.BytesIO(content), format=kind.value)
    assert (tuple(read.headers), tuple(read[0])) == (HEADINGS, ("'=1+1", "لونا"))


def test_a_row_that_does_not_fit_its_headings_is_our_bug() -> None:
    with pytest.raises(ValueError, match="3 cells under 2"):
        make_sheet(SheetKind.CSV, headings=HEADINGS, rows=[(1, 2, 3)])


def test_the_answer_is_a_file_that_nobody_keeps() -> None:
    response = sheet_response(b"x", kind=SheetKind.CSV, name="historique")

    assert response["Content-Disposition"] == 'attachment; filename="historique.csv"'
    assert response["Cache-Control"] == "no-store"
