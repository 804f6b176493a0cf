"""The waits of an association, or of a department, added up by cause over a period; every number keeps its rows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.waiting import Cause, WaitingCut
from maillage.core.clock.waiting_sums import WaitingSum, add_up
from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors.applications import ApplicationRow, is_own, rows_of
from maillage.pathway.psp.selectors.waiting import since_filing_of_many, waiting_of_many
from maillage.reference.organisations.models import Organisation


@dataclass(frozen=True)
class AssociationWaits:
    """The waits of one association, added up."""

    organisation: Organisation
    applications: int
    waits: WaitingSum[uuid.UUID]

    @property
    def pk(self) -> uuid.UUID:
        """The association's."""
        return self.organisation.pk


@dataclass(frozen=True)
class WaitingPage:
    """The whole, and the same for each association: the parts add up to the whole."""

    applications: int
    waits: WaitingSum[uuid.UUID]
    associations: tuple[AssociationWaits, ...]


def waiting_page(actor: Actor, *, today: date, first: date, last: date, kind: str = "") -> WaitingPage:
    """Days of waiting inside a period, both bounds included, by cause. The State counts from the filing on. Four queries."""
    applications = _applications(actor, today=today, first=first, last=last, kind=kind)
    cuts = _cuts(applications, actor=actor, today=today)
    grouped: dict[uuid.UUID, dict[uuid.UUID, WaitingCut]] = {}
    organisations: dict[uuid.UUID, Organisation] = {}
    for application in applications:
        organisations[application.organisation_id] = application.organisation
        grouped.setdefault(application.organisation_id, {})[application.pk] = cuts[application.pk]
    parts = [
        AssociationWaits(organisations[pk], applications=len(mine), waits=add_up(mine, first=first, last=last))
        for pk, mine in grouped.items()
    ]
    return WaitingPage(
        applications=len(applications),
        waits=add_up(cuts, first=first, last=last),
        associations=tuple(sorted(parts, key=lambda each: (-each.waits.total, each.organisation.name))),
    )


def rows_of_cause(
    actor: Actor, *, today: date, first: date, last: date, cause: Cause, kind: str = "", organisation: uuid.UUID | None = None
) -> list[tuple[uuid.UUID, int]]:
    """The applications behind one number, with their days of that cause inside the period, the longest first."""
    applications = _applications(actor, today=today, first=first, last=last, kind=kind)
    kept = [each for each in applications if organisation is None or each.organisation_id == organisation]
    share = add_up(_cuts(kept, actor=actor, today=today), first=first, last=last).share_of(cause)
    return list(share.rows) if share is not None else []


def application_lines(pairs: list[tuple[uuid.UUID, int]], *, actor: Actor, today: date) -> list[tuple[ApplicationRow, int]]:
    """The lines of a page of applications with their days."""
    days = dict(pairs)
    found = list(Application.objects.visible_to(actor, today=today).filter(pk__in=days).select_related("person", "organisation"))
    rows = rows_of(found, actor=actor, today=today)
    return sorted(((row, days[row.id]) for row in rows), key=lambda pair: (-pair[1], pair[0].title))


def _applications(actor: Actor, *, today: date, first: date, last: date, kind: str) -> list[Application]:
    """Those that may have waited a day inside the period."""
    rows = (
        Application.objects.visible_to(actor, today=today)
        .wishes()
        .filter(wished_on__lte=last, taken_over=False)
        .exclude(notified_on__lt=first)
    )
    if kind:
        rows = rows.filter(kind=kind)
    return list(rows.select_related("organisation").order_by("wished_on", "pk"))


def _cuts(applications: list[Application], *, actor: Actor, today: date) -> Mapping[uuid.UUID, WaitingCut]:
    mine = [each for each in applications if is_own(actor, each)]
    others = [each for each in applications if not is_own(actor, each)]
    return waiting_of_many(mine, today=today) | since_filing_of_many(others, today=today)
