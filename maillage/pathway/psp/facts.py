"""De-identified episodes of this room: waits by cause, pathways, permits after the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from maillage.core.permit import decision_behind
from maillage.foundation.kernel.episodes import Episode
from maillage.pathway.psp.models import Allowance, Application, Interruption, MissedPayment, Pathway, Permit, Term
from maillage.pathway.psp.selectors import waiting_of_many


def episodes(*, today: date) -> Iterator[Episode]:
    """`application_…` (wish to notification), `waiting` by cause, pathways and how they ended, permits and allowances with their delays."""
    yield from _waits(today=today)
    yield from _pathways()
    yield from _permits(today=today)
    yield from _allowances()


def _waits(*, today: date) -> Iterator[Episode]:
    applications = list(Application.unscoped.filter(taken_over=False).order_by("wished_on", "pk"))
    cuts = waiting_of_many(applications, today=today)
    for application in applications:
        episode = partial(Episode, territory=application.territory_id, organisation=application.organisation_id)
        yield episode(kind=f"application_{application.kind}", starts=application.wished_on, ends=application.over_on)
        for segment in cuts[application.pk].segments:
            yield episode(kind="waiting", starts=segment.starts, ends=segment.ends, cause=segment.cause)


def _pathways() -> Iterator[Episode]:
    """Pathways with how they ended, their terms, and the days without accompaniment."""
    for pathway in Pathway.unscoped.order_by("starts_on", "pk"):
        yield _of(pathway, kind="pathway", starts=pathway.starts_on, ends=pathway.ended_on, cause=pathway.outcome)
    for term in Term.unscoped.select_related("pathway").order_by("starts_on", "pk"):
        yield _of(term.pathway, kind="pathway_term", starts=term.starts_on, ends=term.expires_on)
    for each in Interruption.unscoped.select_related("pathway").order_by("starts_on", "pk"):
        yield _of(each.pathway, kind="pathway_interrupted", starts=each.starts_on, ends=each.ends_on, cause=each.cause)


def _permits(*, today: date) -> Iterator[Episode]:
    """`permit_awaited` from the request, `permit_after_decision` from the decision it goes with, `permit_held` while it is valid."""
    decisions: dict[Any, list[date]] = {}
    rows = Term.unscoped.filter(application__decided_on__isnull=False).order_by("number")
    for pathway_id, decided in rows.values_list("pathway_id", "application__decided_on"):
        decisions.setdefault(pathway_id, []).append(decided)
    for permit in Permit.unscoped.select_related("pathway").order_by("asked_on", "pk"):
        episode = partial(_of, permit.pathway)
        answered, cause = permit.delivered_on or permit.refused_on, "refused" if permit.refused_on else ""
        if permit.asked_on is not None:
            yield episode(kind="permit_awaited", starts=permit.asked_on, ends=answered, cause=cause)
        decided = decision_behind(permit.days, decisions=decisions.get(permit.pathway_id, []))
        if decided is not None and decided <= (answered or today):
            yield episode(kind="permit_after_decision", starts=decided, ends=answered, cause=cause)
        if permit.delivered_on is not None:
            yield episode(kind="permit_held", starts=permit.delivered_on, ends=permit.expires_on)


def _allowances() -> Iterator[Episode]:
    """`allowance_awaited` from the request, `allowance_first_payment` from the decision, `allowance` while it runs, months unpaid."""
    for each in Allowance.unscoped.select_related("pathway").order_by("asked_on", "decided_on", "pk"):
        episode = partial(_of, each.pathway)
        answered, cause = each.decided_on or each.refused_on, "refused" if each.refused_on else ""
        if each.asked_on is not None:
            yield episode(kind="allowance_awaited", starts=each.asked_on, ends=answered, cause=cause)
        if each.decided_on is not None:
            yield episode(kind="allowance_first_payment", starts=each.decided_on, ends=each.first_paid_on)
        if each.starts_on is not None:
            yield episode(kind="allowance", starts=each.starts_on, ends=each.ended_on or each.expires_on, cause=each.ending)
        if each.suspended_on is not None:
            yield episode(kind="allowance_suspended", starts=each.suspended_on, ends=each.resumed_on, cause=each.suspension)
    for missed in MissedPayment.unscoped.select_related("allowance__pathway").order_by("month", "pk"):
        yield _of(missed.allowance.pathway, kind="allowance_unpaid", starts=missed.month, ends=missed.settled_on)


def _of(pathway: Pathway, *, kind: str, starts: date, ends: date | None, cause: str = "") -> Episode:
    return Episode(kind=kind, territory=pathway.territory_id, organisation=pathway.organisation_id, starts=starts, ends=ends, cause=cause)
