"""A spreadsheet read in memory: CSV, XLSX or ODS, as texts. Nothing touches the disk."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import tablib

from maillage.doors.exchange.errors import FileEmpty, FileTooLong, FileUnreadable

MOST_ROWS = 1000
MOST_COLUMNS = 60
_MOST_BYTES_UNZIPPED = 40 * 1024 * 1024
_FORMATS = ("xlsx", "ods", "csv")


@dataclass(frozen=True, repr=False)
class Table:
    """Headings and rows, every cell a text. Its repr shows nothing."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_table(content: bytes) -> Table:
    """The first sheet of a file, told by its content, never by its name. Raises FileUnreadable, FileEmpty, FileTooLong."""
    lines = [[_text(cell) for cell in line] for line in _lines(content)]
    filled = [line for line in lines if any(line)]
    if len(filled) < 2:
        raise FileEmpty
    headings, rows = filled[0], filled[1:]
    if len(rows) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise FileTooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
    width = len(headings)
    return Table(headings=tuple(headings), rows=tuple(tuple((line + [""] * width)[:width]) for line in rows))


def _lines(content: bytes) -> list[list[Any]]:
    try:
        if content[:4] == b"PK\x03\x04":
            return _from_archive(content)
        return _from_text(content)
    except (FileEmpty, FileTooLong, FileUnreadable):
        raise
    except Exception as problem:  # whatever a library says of a broken file, people are told one thing
        raise FileUnreadable from problem


def _from_archive(content: bytes) -> list[list[Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES_UNZIPPED:
            raise FileTooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
        names = archive.namelist()
    kind = "ods" if "content.xml" in names else "xlsx"
    sheet = tablib.Dataset().load(io.BytesIO(content) if kind == "ods" else content, format=kind, headers=False)
    return [list(line) for line in sheet]


def _from_text(content: bytes) -> list[list[Any]]:
    text = _decoded(content)
    if "\x00" in text:
        raise FileUnreadable
    # By the line of headings: the standard library's own guess fails on sheets of two lines.
    first = text.lstrip().split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=max(";\t,", key=first.count)))


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
