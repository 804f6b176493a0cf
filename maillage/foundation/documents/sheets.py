"""Tables that leave as a file: CSV, XLSX or ODS, with what was filtered printed on top, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import tablib
from django.http import HttpResponse
from django.utils.translation import gettext as _

# What a spreadsheet takes for the beginning of a formula or of a command (OWASP, CSV injection).
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MIME = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SheetKind(StrEnum):
    """The formats that every office opens."""

    ODS = "ods"
    XLSX = "xlsx"
    CSV = "csv"


def neutral(value: Any) -> str | int:
    """The text of a cell: a date as ISO, a text that begins like a formula behind an apostrophe, no character that a file refuses."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = "".join(sign for sign in str(value) if sign.isprintable() or sign == "\n").strip()
    return f"'{text}" if text.startswith(_DANGEROUS) or str(value).startswith(_DANGEROUS) else text


def make_sheet(kind: SheetKind, *, headings: Sequence[Any], rows: Iterable[Sequence[Any]], about: Iterable[Any] = ()) -> bytes:
    """A table as a file. `about` are sentences printed above it: what it is, which filters, on which day, by whom.

    Raises ValueError when a row has not as many cells as there are headings.
    """
    width = len(headings)
    lines: list[list[str | int]] = [[neutral(each)] + [""] * (width - 1) for each in about]
    if lines:
        lines.append([""] * width)
    lines.append([neutral(each) for each in headings])
    for row in rows:
        if len(row) != width:
            raise ValueError(f"a row of {len(row)} cells under {width} headings")
        lines.append([neutral(each) for each in row])
    if kind is SheetKind.CSV:
        return _csv(lines)
    table = tablib.Dataset(*lines, title="Maillage")
    exported: bytes = table.export(kind.value)
    return exported


def _csv(lines: list[list[str | int]]) -> bytes:
    """Semicolons and a byte order mark: what a spreadsheet set to French opens in columns, with its accents."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(lines)
    return written.getvalue().encode("utf-8-sig")


def sheet_response(content: bytes, *, kind: SheetKind, name: str) -> HttpResponse:
    """The answer that carries the file. `name` says what it is, never of whom."""
    response = HttpResponse(content, content_type=_MIME[kind.value])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
