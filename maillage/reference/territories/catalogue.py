"""The 18 regions and 101 departments carried in the package, as plain rows: read by the first migration and by the tests.

Source: INSEE, Code officiel géographique (public facts).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

DEPARTMENTS = Path(__file__).parent / "data" / "departements.csv"
# In Paris the prefect of police chairs beside the prefect.
TWO_CHAIRS = frozenset({"75"})


@dataclass(frozen=True)
class DepartmentRow:
    """One department and its region, as published."""

    code: str
    name: str
    region_code: str
    region_name: str

    @property
    def co_chairs(self) -> int:
        """How many prefects share the presidency of its commission."""
        return 2 if self.code in TWO_CHAIRS else 1


def read_departments(path: Path = DEPARTMENTS) -> tuple[DepartmentRow, ...]:
    """Every department of the packaged list, in its order. Raises ValueError on a row that is incomplete."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = tuple(DepartmentRow(row["code"], row["name"], row["region_code"], row["region_name"]) for row in csv.DictReader(handle))
    if not all(row.code and row.name and row.region_code and row.region_name for row in rows):
        raise ValueError(f"{path.name} has an incomplete row")
    return rows
