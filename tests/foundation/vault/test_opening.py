"""Who may open what, for which reason, and what the journal keeps of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.foundation.vault import Part, open_part
from tests.foundation.vault.rows import A, Case, caseworker


def test_what_was_sealed_is_read_back_by_who_may(make_case: Any, today: date) -> None:
    case = Case.unscoped.get(pk=make_case(name="Zélie Aubrac").pk)

    opened = open_part(actor=caseworker(A), subject=case, part=Part.IDENTITY, reason="follow_up", today=today)

    assert opened.read(case, "name") == "Zélie Aubrac"
