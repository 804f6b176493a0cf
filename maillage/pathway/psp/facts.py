"""De-identified episodes of this room: waits by cause, pathways, permits after the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from maillage.core.permit import decision_behind
from maillage.foundation.kernel.episodes import Episode
from maillage.pathway.psp.models import (
    Allowance,
    Application,
    Consultation,
    Correction,
    Ending,
    Hold,
    Interruption,
    MissedPayment,
    Pathway,
    Permit,
    Piece,
    Term,
    Transfer,
)
from maillage.pathway.psp.selectors import waiting_of_many


def episodes(*, today: date) -> Iterator[Episode]:
    """`application_…` (wish to notification), `waiting` by cause, pathways and how they ended, permits and allowances with their delays."""
    yield from _waits(today=today)
    yield from _pathways()
    yield from _permits(today=today)
    yield from _allowances()
    yield from _pieces()
    yield from _held_and_corrected()
    yield from _moves()
    yield from _consultations()
    yield from _endings()


def _endings() -> Iterator[Episode]:
    """`end_proposed`, from the proposal to the decision, by reason: no wish, so no waiting."""
    for each in Ending.unscoped.select_related("application").order_by("application__wished_on", "pk"):
        ends = each.application.decided_on or each.application.over_on
        yield _of(each.application, kind="end_proposed", starts=each.application.wished_on, ends=ends, cause=each.reason)


def _pieces() -> Iterator[Episode]:
    """`piece_awaited`, from the day it was asked until it came, with who owes it."""
    for piece in Piece.unscoped.filter(asked_on__isnull=False).select_related("application").order_by("asked_on", "pk"):
        asked = piece.asked_on or piece.application.wished_on
        yield _of(piece.application, kind="piece_awaited", starts=asked, ends=piece.received_on, cause=piece.issuer)


def _held_and_corrected() -> Iterator[Episode]:
    """`not_presented` with its reason; `correction` from the demand to the answer, with what was wrong."""
    for hold in Hold.unscoped.select_related("application").order_by("starts_on", "pk"):
        yield _of(hold.application, kind="not_presented", starts=hold.starts_on, ends=hold.ends_on, cause=hold.reason)
    for each in Correction.unscoped.select_related("application").order_by("asked_on", "pk"):
        ends = each.answered_on or each.settled_on
        yield _of(each.application, kind="correction", starts=each.asked_on, ends=ends, cause=each.problem)


def _consultations() -> Iterator[Episode]:
    """`consultation`, from the day her identity left to the answer, by service: never what was answered of one person."""
    for each in Consultation.unscoped.select_related("application").order_by("sent_on", "pk"):
        yield _of(each.application, kind="consultation", starts=each.sent_on, ends=each.answered_on, cause=each.service)


def _moves() -> Iterator[Episode]:
    """`transfer`, from the proposal to the last answer, counted where she left."""
    for each in Transfer.unscoped.order_by("proposed_on", "pk"):
        ends = each.answered_on or each.closed_on
        yield Episode(
            kind="transfer",
            territory=each.left_territory_id,
            organisation=each.organisation_id,
            starts=each.proposed_on,
            ends=ends,
            cause=each.state,
        )


def _waits(*, today: date) -> Iterator[Episode]:
    applications = list(Application.unscoped.wishes().filter(taken_over=False).order_by("wished_on", "pk"))
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
        if decided is not None:
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


def _of(row: Any, *, kind: str, starts: date, ends: date | None, cause: str = "") -> Episode:
    return Episode(kind=kind, territory=row.territory_id, organisation=row.organisation_id, starts=starts, ends=ends, cause=cause)
