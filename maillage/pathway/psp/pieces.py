"""The national list of pieces, read from the law: their words, and which are asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.core.law import Law, current_law


def piece_label(code: str) -> str:
    """The words of the national list for a piece, the latest version that names it; the code itself for a local one."""
    for version in reversed(current_law().history("psp.pieces")):
        for piece in version.value:
            if piece["code"] == code:
                return str(piece["label"])
    return str(code)


def pieces_asked(kind: str, *, on: date, law: Law) -> list[dict[str, Any]]:
    """What the list in force asks for this kind of application. Source: parameter psp.pieces (circular of 31 January 2017)."""
    return [piece for piece in law.value("psp.pieces", on=on).value if kind in piece["kinds"]]
