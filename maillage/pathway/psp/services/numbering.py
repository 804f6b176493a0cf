"""The number of a filed application: department, year, order of filing."""

from __future__ import annotations

from datetime import date

from maillage.pathway.psp.models import Application
from maillage.reference.territories.models import Territory


def next_number(territory_id: str, day: date) -> str:
    """The next free number of a department's year, inside the caller's transaction: two filings never draw the same."""
    Territory.unscoped.locked(territory_id)
    prefix = f"{territory_id}-{day.year}-"
    last = Application.unscoped.filter(number__startswith=prefix).order_by("-number").values_list("number", flat=True).first()
    following = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{prefix}{following:04d}"
