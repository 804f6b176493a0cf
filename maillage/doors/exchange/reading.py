"""A spreadsheet read in memory: CSV, XLSX or ODS, as texts. Nothing touches the disk."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import tablib
from odf import opendocument

from maillage.doors.exchange.errors import FileEmpty, FileTooLong, FileUnreadable

MOST_ROWS = 1000
MOST_COLUMNS = 60
_MOST_BYTES_UNZIPPED = 40 * 1024 * 1024
_ODS_GROUPS = ("table:table-header-rows", "table:table-row-group", "table:table-rows")
_ODS_CELLS = ("table:table-cell", "table:covered-table-cell")
Numbered = tuple[int, list[Any]]
"""A line with its number in the sheet, blank lines counted."""


@dataclass(frozen=True, repr=False)
class Table:
    """Headings and rows, every cell a text; `numbers` are the lines of the rows, as the spreadsheet shows them. Its repr shows nothing."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def read_table(content: bytes) -> Table:
    """The first sheet of a file, told by its content, never by its name. Raises FileUnreadable, FileEmpty, FileTooLong."""
    lines = [(number, [_text(cell) for cell in cells]) for number, cells in _lines(content)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if len(filled) < 2:
        raise FileEmpty
    headings, rows = filled[0][1], filled[1:]
    if len(rows) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise FileTooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
    width = len(headings)
    return Table(
        headings=tuple(headings),
        rows=tuple(tuple((cells + [""] * width)[:width]) for _number, cells in rows),
        numbers=tuple(number for number, _cells in rows),
    )


def _lines(content: bytes) -> list[Numbered]:
    try:
        if content[:4] == b"PK\x03\x04":
            return _from_archive(content)
        return _from_text(content)
    except (FileEmpty, FileTooLong, FileUnreadable):
        raise
    except Exception as problem:  # whatever a library says of a broken file, people are told one thing
        raise FileUnreadable from problem


def _from_archive(content: bytes) -> list[Numbered]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES_UNZIPPED:
            raise FileTooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
        names = archive.namelist()
    if "content.xml" in names:
        return _from_ods(content)
    sheet = tablib.Dataset().load(content, format="xlsx", headers=False)
    return [(number, list(line)) for number, line in enumerate(sheet, start=1)]


def _from_ods(content: bytes) -> list[Numbered]:
    """The first sheet. Blank lines and cells in a row are written once with their count: they are counted, for each line to keep its
    number and each cell its column."""
    book = opendocument.load(io.BytesIO(content))
    sheet = next(node for node in book.spreadsheet.childNodes if node.tagName == "table:table")
    lines: list[Numbered] = []
    number = 1
    for row in _ods_rows(sheet):
        times = int(row.getAttribute("numberrowsrepeated") or 1)
        cells = _ods_cells(row)
        if any(cell not in (None, "") for cell in cells):
            lines += [(number + more, cells) for more in range(min(times, MOST_ROWS + 2))]
        number += times
    return lines


def _ods_rows(node: Any) -> Iterator[Any]:
    for child in node.childNodes:
        if child.tagName == "table:table-row":
            yield child
        elif child.tagName in _ODS_GROUPS:
            yield from _ods_rows(child)


def _ods_cells(row: Any) -> list[Any]:
    cells: list[Any] = []
    read = tablib.formats.registry.get_format("ods").read_cell
    for cell in row.childNodes:
        if cell.tagName in _ODS_CELLS:
            times = int(cell.getAttribute("numbercolumnsrepeated") or 1)
            # An empty line may count thousands of cells.
            cells += [read(cell)] * min(times, MOST_COLUMNS + 1)
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells


def _from_text(content: bytes) -> list[Numbered]:
    text = _decoded(content)
    if "\x00" in text:
        raise FileUnreadable
    # By the line of headings: the standard library's own guess fails on sheets of two lines.
    first = text.lstrip().split("\n", 1)[0]
    return list(enumerate(csv.reader(io.StringIO(text), delimiter=max(";\t,", key=first.count)), start=1))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")  # what French spreadsheets still write


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
