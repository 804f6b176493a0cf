"""What a correction is about: a line of what was filed, or a piece. Stored as a code, said in words."""

from __future__ import annotations

from typing import Any

from maillage.pathway.psp.extracts import LABELS, OF_AN_END
from maillage.pathway.psp.pieces import piece_label

FIELD, PIECE = "field:", "piece:"
# Neither is the person's to correct.
_FIXED = frozenset({"association", "territory", "kind", *OF_AN_END})


def target_label(target: str) -> Any:
    """The words of a target."""
    if target.startswith(PIECE):
        return piece_label(target.removeprefix(PIECE))
    return LABELS.get(target.removeprefix(FIELD), target)


def field_targets() -> list[tuple[str, Any]]:
    """The lines of an application that may be corrected, in the order of the form."""
    return [(f"{FIELD}{name}", label) for name, label in LABELS.items() if name not in _FIXED]


def piece_of(target: str) -> str:
    """The code of the piece, or nothing when the target is a line."""
    return target.removeprefix(PIECE) if target.startswith(PIECE) else ""


def field_of(target: str) -> str:
    """The name of the line, or nothing when the target is a piece."""
    return target.removeprefix(FIELD) if target.startswith(FIELD) else ""
