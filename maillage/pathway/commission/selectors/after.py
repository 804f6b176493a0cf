"""What follows the opinion: four dated acts for each application, with the days between; and what has no answer yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.core.clock.explained import ExplainedDate
from maillage.core.four_dates import Act, Dated, Right, Standing, four_dates, median_days
from maillage.core.law import current_law
from maillage.core.silence import alert_reached
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission.models import Commission
from maillage.pathway.psp.models import Allowance, Application, Kind, Permit, Term
from maillage.pathway.psp.selectors import states_clocks


@dataclass(frozen=True)
class FourRow:
    """One application with its four acts."""

    application: Application
    acts: tuple[Dated, Dated, Dated, Dated]


def examined_of(commission: Commission) -> Any:
    """The applications of a department on which the commission gave an opinion, or that were decided: the latest first."""
    rows = Application.unscoped.filter(territory_id=commission.territory_id, taken_over=False, examined_on__isnull=False)
    return rows.exclude(kind=Kind.END).select_related("organisation").order_by("-examined_on", "number", "pk")


def four_rows(applications: Sequence[Application], *, today: date) -> list[FourRow]:
    """The four acts of each. Three queries, whatever their number."""
    terms = list(Term.unscoped.filter(application__in=applications).order_by("pk"))
    pathways = {term.application_id: term.pathway_id for term in terms}
    decisions = _decisions(pathways.values())
    permits = _by_decision(Permit.unscoped, decisions, ("asked_on", "delivered_on", "refused_on"))
    allowances = _by_decision(Allowance.unscoped, decisions, ("asked_on", "decided_on", "refused_on"))
    return [
        FourRow(
            application=each,
            acts=four_dates(
                opinion=each.examined_on,
                decision=each.decided_on,
                granted=bool(each.granted),
                permit=_right(permits.get((pathways.get(each.pk), each.decided_on)), asked=each.asks_permit, given="delivered_on"),
                allowance=_right(allowances.get((pathways.get(each.pk), each.decided_on)), asked=each.asks_allowance, given="decided_on"),
                today=today,
            ),
        )
        for each in applications
    ]


def _decisions(pathways: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[date]]:
    found: dict[uuid.UUID, list[date]] = {}
    rows = Term.unscoped.filter(pathway__in=set(pathways), application__decided_on__isnull=False).order_by("number", "pk")
    for pathway_id, decided in rows.values_list("pathway_id", "application__decided_on"):
        if decided is not None:
            found.setdefault(pathway_id, []).append(decided)
    return found


def _by_decision(
    rows: Any, decisions: dict[uuid.UUID, list[date]], names: tuple[str, str, str]
) -> dict[tuple[uuid.UUID | None, date | None], Any]:
    """The first right that goes with each decision: the last decision on or before the day it was asked."""
    found: dict[tuple[uuid.UUID | None, date | None], Any] = {}
    for row in rows.filter(pathway__in=list(decisions)).order_by(*names, "pk"):
        day = next((getattr(row, name) for name in names if getattr(row, name) is not None), None)
        behind = _behind(day, decisions[row.pathway_id])
        found.setdefault((row.pathway_id, behind), row)
    return found


def _behind(day: date | None, decisions: list[date]) -> date | None:
    before = [each for each in decisions if day is not None and each <= day]
    return before[-1] if before else decisions[0]


def _right(row: Any, *, asked: bool, given: str) -> Right:
    if row is None:
        return Right(asked=asked)
    return Right(asked=asked or row.asked_on is not None, given=getattr(row, given), refused=row.refused_on)


@dataclass(frozen=True)
class Medians:
    """The median of each gap of a department, in days; None where nothing is counted."""

    decision: int | None
    permit: int | None
    allowance: int | None


def medians_of(rows: Iterable[FourRow]) -> Medians:
    """Over what is done: what is awaited is shown beside, never mixed in."""
    done: dict[Act, list[int]] = {act: [] for act in Act}
    for row in rows:
        for each in row.acts:
            if each.standing is Standing.DONE and each.days is not None:
                done[each.act].append(each.days)
    return Medians(
        decision=median_days(done[Act.DECISION]), permit=median_days(done[Act.PERMIT]), allowance=median_days(done[Act.ALLOWANCE])
    )


@dataclass(frozen=True)
class Silent:
    """An application without an answer beyond an alert: since when, in which state, and the alert explained."""

    application: Application
    days: int
    alert: ExplainedDate


def silences(actor: Actor, *, today: date) -> list[Silent]:
    """Applications of the actor's departments without a decision beyond the first alert, the oldest first. It concludes nothing."""
    territories = [each.territory_id for each in actor.granting(Permission.DECISION_PREPARE) if each.territory_id]
    rows = Application.unscoped.filter(territory_id__in=territories, taken_over=False, filed_on__isnull=False).exclude(kind=Kind.END)
    waiting = list(rows.waiting().select_related("organisation").order_by("filed_on", "number", "pk"))
    clocks, law, found = states_clocks(waiting, today=today), current_law(), []
    for each in waiting:
        if each.filed_on is None:
            continue
        alert = alert_reached(filed=each.filed_on, paused_days=clocks[each.pk].paused, law=law, today=today)
        if alert is not None:
            found.append(Silent(application=each, days=(today - each.filed_on).days, alert=alert))
    return found
