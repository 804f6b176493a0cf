"""Sheets as offices write them, and as nobody should: read in memory, cell by cell."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import tablib

from maillage.doors.exchange.columns import BY_CODE, CellProblem, guess, read_cell
from maillage.doors.exchange.errors import FileEmpty, FileTooLong, FileUnreadable
from maillage.doors.exchange.reading import MOST_ROWS, read_table
from maillage.doors.exchange.rows import read_line
from tests.cast import TODAY

HEADINGS = ["Pseudonyme", "Téléphone", "Née le"]
ROWS = [["Lune", "06 00 00 00 01", date(1994, 3, 2)], ["نور", "", None]]


def sheet(kind: str) -> bytes:
    made = tablib.Dataset(*ROWS, headers=HEADINGS).export(kind)
    return made.encode() if isinstance(made, str) else made


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_three_formats_read_the_same(kind: str) -> None:
    table = read_table(sheet(kind))

    assert (table.headings, table.rows[0], table.rows[1][0]) == (
        ("Pseudonyme", "Téléphone", "Née le"),
        ("Lune", "06 00 00 00 01", "1994-03-02"),
        "نور",
    )


@pytest.mark.parametrize("text", ["Pseudonyme;Nom\nLune;Aubrac\n", "Pseudonyme\tNom\nLune\tAubrac\n", "Pseudonyme,Nom\nLune,Aubrac\n"])
def test_a_text_sheet_is_read_whatever_separates_its_cells(text: str) -> None:
    assert read_table(text.encode()).rows == (("Lune", "Aubrac"),)


def test_a_sheet_of_an_old_office_keeps_its_accents() -> None:
    assert read_table("Pseudonyme;Prénom\nÉcume;Zélie\n".encode("cp1252")).rows == (("Écume", "Zélie"),)


def test_lines_that_are_empty_are_not_persons() -> None:
    assert len(read_table(b"Pseudonyme;Nom\n;\nLune;\n;\n").rows) == 1


def test_a_short_line_is_filled() -> None:
    assert read_table(b"Pseudonyme;Nom\nLune\n").rows == (("Lune", ""),)


@pytest.mark.parametrize("content", [b"", b"Pseudonyme;Nom\n", b"\n\n"])
def test_a_sheet_without_a_person_says_so(content: bytes) -> None:
    with pytest.raises(FileEmpty):
        read_table(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x00\x01\x02;\x00\n\x00;\x00\n", b"%PDF-1.7\x00\n\x00"])
def test_what_is_no_sheet_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_table(content)


def test_a_sheet_too_long_is_to_be_cut() -> None:
    with pytest.raises(FileTooLong):
        read_table(b"Pseudonyme;Nom\n" + b"Lune;A\n" * (MOST_ROWS + 1))


def test_an_archive_that_swells_is_refused_before_it_is_unfolded() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b"0" * (41 * 1024 * 1024))

    with pytest.raises(FileTooLong):
        read_table(made.getvalue())


def test_a_sheet_shows_nothing_of_itself() -> None:
    assert "Lune" not in repr(read_table(sheet("csv")))


def test_headings_are_guessed_once_each() -> None:
    assert guess(["PSEUDO", "Prénom", "Nom de famille", "tél.", "Nationalité", "Pseudonyme", "Remarques"]) == {
        0: "pseudonym", 1: "first_name", 2: "last_name", 3: "safe_contact", 4: "nationality",
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["02/03/1994", "2/3/1994", "02.03.1994", "02-03-1994", "1994-03-02", "1994-03-02 00:00:00"])
def test_days_are_read_as_offices_write_them(cell: str) -> None:
    assert read_cell(BY_CODE["birth_date"], cell) == "1994-03-02"


@pytest.mark.parametrize("cell", ["31/02/1994", "mars 1994", "03/94", "19942"])
def test_a_day_that_cannot_be_is_said(cell: str) -> None:
    with pytest.raises(CellProblem):
        read_cell(BY_CODE["birth_date"], cell)


@pytest.mark.parametrize(
    ("cell", "channel"), [("WhatsApp", "messaging"), ("Tél.", "phone"), ("", "none_known"), ("e-mail", "mail"), ("sms", "sms")]
)
def test_a_channel_is_read_by_its_usual_names(cell: str, channel: str) -> None:
    assert read_cell(BY_CODE["channel"], cell) == channel


def test_an_unknown_channel_is_said() -> None:
    with pytest.raises(CellProblem):
        read_cell(BY_CODE["channel"], "pigeon")


def test_a_text_too_long_is_said() -> None:
    with pytest.raises(CellProblem):
        read_cell(BY_CODE["pseudonym"], "x" * 41)


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (("", "02/03/1994", ""), ["Pseudonyme"]),
        (("Lune", "02/03/2050", ""), ["Date de naissance"]),
        (("Lune", "", "13/01/2020"), ["Entrée en parcours décidée le"]),
        (("Lune", "02/03/1994", ""), []),
    ],
)
def test_a_line_says_what_is_wrong_by_its_column(cells: tuple[str, ...], wrong: list[str]) -> None:
    line = read_line(cells, number=2, columns={0: "pseudonym", 1: "birth_date", 2: "decided_on_2"}, today=TODAY)

    assert [str(each.column) for each in line.problems] == wrong


def _ods(*rows: object) -> bytes:
    from odf import opendocument, table, text

    book = opendocument.OpenDocumentSpreadsheet()
    for name in ("Feuille 1", "Feuille 2"):
        sheet = table.Table(name=name)
        for row in rows:
            blank = {"numberrowsrepeated": row} if isinstance(row, int) else {}
            line = table.TableRow(**blank)
            for word in row if isinstance(row, tuple) else (3,):
                cell = table.TableCell(**({"numbercolumnsrepeated": word} if isinstance(word, int) else {"valuetype": "string"}))
                if isinstance(word, str):
                    cell.addElement(text.P(text=word))
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    kept = io.BytesIO()
    book.write(kept)
    return kept.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for place, word in {"A2": "Pseudonyme", "B2": "Nom", "A4": "Lune", "A7": "Sauge"}.items():
        book.active[place] = word
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\nPseudonyme;Nom\n\nLune;\n;\n\nSauge;\n", id="csv"),
        pytest.param(_xlsx(), id="xlsx"),
        pytest.param(_ods(1, ("Pseudonyme", "Nom"), 1, ("Lune",), 2, ("Sauge",), 1000000), id="ods"),
    ],
)
def test_a_line_keeps_the_number_that_the_spreadsheet_shows(content: bytes) -> None:
    assert read_table(content).numbers == (4, 7)


def test_blank_cells_that_a_sheet_writes_once_keep_their_columns() -> None:
    table = read_table(_ods(("Pseudonyme", "Nom", "Prénom", "Née le"), ("Lune", 2, "02/03/1994")))

    assert table.rows == (("Lune", "", "", "02/03/1994"),)


def test_the_lines_of_the_longest_sheet_can_all_be_ticked_in_one_form(settings):
    from maillage.doors.exchange.reading import MOST_ROWS

    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS > MOST_ROWS + 100
