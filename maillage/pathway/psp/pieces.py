"""The lists of pieces: national (read from the law), and what a department changes in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps

from maillage.core.checklist import Asked, LocalRule, Situation, checklist
from maillage.core.law import Law, current_law

LOCAL = "local_"
"""How the code of a piece that only a department asks begins."""


def piece_label(code: str) -> str:
    """The words of the national list for a piece, the latest version that names it; those of the department for a local one."""
    for version in reversed(current_law().history("psp.pieces")):
        for piece in version.value:
            if piece["code"] == code:
                return str(piece["label"])
    if str(code).startswith(LOCAL):
        overlays = apps.get_model("mg_psp", "PieceOverlay").unscoped.filter(code=code).exclude(label="")
        return str(overlays.order_by("-starts_on").values_list("label", flat=True).first() or code)
    return str(code)


def national_rows(*, on: date, law: Law | None = None) -> tuple[Mapping[str, Any], ...]:
    """The national list in force. Source: parameter psp.pieces (circular of 31 January 2017)."""
    rows: tuple[Mapping[str, Any], ...] = (law or current_law()).value("psp.pieces", on=on).value
    return rows


def local_rules(territory_id: str) -> list[LocalRule]:
    """Every line of a department's own list, past ones included: the rule says which holds on a day."""
    overlays = apps.get_model("mg_psp", "PieceOverlay").unscoped.filter(territory_id=territory_id)
    return [overlay.rule for overlay in overlays.order_by("starts_on", "pk")]


def pieces_asked(
    kind: str, *, on: date, territory_id: str, situation: Situation, rules: Iterable[LocalRule] | None = None, law: Law | None = None
) -> tuple[Asked, ...]:
    """What is asked for an application of this kind, in this department, in this situation."""
    known = local_rules(territory_id) if rules is None else rules
    return checklist(national_rows(on=on, law=law), known, kind=kind, situation=situation, on=on)
