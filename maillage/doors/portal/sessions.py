"""What the commission plans, as the rest of the home needs it: the next session of each department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from maillage.pathway.commission.models import Commission, Kind, first_day_left
from maillage.pathway.commission.workflow import LIVE_STATES


@dataclass(frozen=True)
class Calendar:
    """The next planned session of a department (None: none), and how many days before it files must be in."""

    next_on: date | None
    filing_days: int


def calendars(territories: Iterable[str], *, today: date) -> Mapping[str, Calendar]:
    """The calendars of some departments, by their code; one query.

    Read past the visibility on purpose: an association does not see a session, but must know by which day to file.
    """
    ahead = Q(sessions__held_on__gte=today) | Q(sessions__window_until__gte=today)
    coming = ahead & Q(sessions__state__in=LIVE_STATES, sessions__kind=Kind.INDIVIDUAL_PSP)
    rows = Commission.unscoped.filter(territory__in=list(territories)).annotate(next_on=Min("sessions__held_on", filter=coming))
    return {row.territory_id: Calendar(_ahead(row.next_on, today), row.filing_deadline_days) for row in rows.order_by("pk")}


def _ahead(day: date | None, today: date) -> date | None:
    return first_day_left(day, today=today) if day is not None else None
