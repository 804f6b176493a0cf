"""The month of the manager: what was open, when, with how many people at once, against the mode in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.openings.models import Activity
from maillage.accompaniment.openings.selectors.modes import DayCounts, House, counts_by_day, read_house
from maillage.core.openings.month import Cell, Mark, days_of_month, weeks_of_month
from maillage.reference.organisations.models import Organisation


@dataclass(frozen=True)
class ActivityMonth:
    """One activity, its days by weeks, and what is added up."""

    activity: Activity
    weeks: list[list[Cell | None]]

    @property
    def cells(self) -> list[Cell]:
        """Its days."""
        return [cell for week in self.weeks for cell in week if cell is not None]

    @property
    def open_days(self) -> int:
        """On how many days somebody could come."""
        return sum(cell.is_open for cell in self.cells)

    @property
    def came(self) -> int:
        """How many came in all, as noted."""
        return sum(cell.total or 0 for cell in self.cells)

    @property
    def most(self) -> int:
        """The most at once."""
        return max((cell.most for cell in self.cells), default=0)

    @property
    def over(self) -> int:
        """On how many days there were too many."""
        return sum(cell.mark is Mark.OVER for cell in self.cells)

    @property
    def modes(self) -> list[tuple[date, Any]]:
        """The modes of the month in order, each with its first day in it."""
        found: list[tuple[date, Any]] = []
        last = None
        for cell in self.cells:
            said = str(cell.standing.sentence)
            if said != last:
                found.append((cell.day, cell.standing))
                last = said
        return found


def read_month(organisation: Organisation, *, first: date) -> list[ActivityMonth]:
    """Each activity of an association over a month: six queries, whatever the number of days."""
    days = list(days_of_month(first))
    house = read_house(organisation, first=days[0], last=days[-1])
    counts = counts_by_day(house, first=days[0], last=days[-1])
    weeks = weeks_of_month(first)
    return [ActivityMonth(each, [[_cell(house, each, day, counts) for day in week] for week in weeks]) for each in house.activities]


def _cell(house: House, activity: Activity, day: date | None, counts: dict[Any, DayCounts]) -> Cell | None:
    if day is None or day < activity.started_on:
        return None
    found = counts.get((activity.pk, day))
    noted = found.attendance if found else None
    return Cell(
        day=day,
        standing=house.standing(activity, day),
        at_once=noted.at_once if noted else None,
        total=noted.total if noted else None,
        met=found.honoured if found else 0,
        booked=found.booked if found else 0,
    )
