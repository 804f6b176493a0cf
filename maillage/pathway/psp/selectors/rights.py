"""The residence documents and the allowances as a page shows them: where each stands, its delay, its amount, what was missed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.allowance import (
    AllowanceState,
    Check,
    Condition,
    Eligibility,
    MonthlyAmount,
    allowance_state,
    eligibility,
    monthly_amount,
    months_due,
)
from maillage.core.clock.calendar import Deadline
from maillage.core.law import Law, current_law
from maillage.core.permit import PermitDays, PermitState, days_since_decision, decision_behind, delay_sentence, permit_state, silence_on
from maillage.core.phrase import Phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp.models import Allowance, MissedPayment, Pathway, Permit, Term
from maillage.pathway.psp.selectors.applications import is_own
from maillage.pathway.psp.selectors.dates import Held, held_allowances, held_permits

# In the order in which they were asked: the last one follows those before.
PERMIT_ORDER: tuple[Any, ...] = (Coalesce("asked_on", "delivered_on", "refused_on"), "pk")


@dataclass(frozen=True)
class PermitView:
    """One residence document: its state, the days between the decision and its delivery, the silence that runs."""

    row: Permit
    days: PermitDays
    state: PermitState
    decided: date | None
    waited: int | None
    delay: Phrase | None
    silence: Deadline | None
    held: Held | None
    renewal: bool

    @property
    def awaited(self) -> bool:
        """Neither delivered nor refused."""
        return self.row.delivered_on is None and self.row.refused_on is None


@dataclass(frozen=True)
class AllowanceView:
    """One allowance: its state, the amount of today, the months that did not come."""

    row: Allowance
    state: AllowanceState
    amount: MonthlyAmount | None
    conditions: Eligibility
    missed: tuple[MissedPayment, ...]
    due: tuple[date, ...]
    held: Held | None

    @property
    def over(self) -> bool:
        """Ended or refused: what would be due today says nothing of it."""
        return self.state in (AllowanceState.ENDED, AllowanceState.REFUSED)

    @property
    def awaited_months(self) -> tuple[MissedPayment, ...]:
        """The months noted as missed that have not come since."""
        return tuple(each for each in self.missed if each.settled_on is None)


@dataclass(frozen=True)
class PermitRow:
    """A line of the list of residence documents. `title` is her pseudonym for her association, the number for the State."""

    id: uuid.UUID
    title: str
    own: bool
    association: str
    view: PermitView


def get_permit(*, actor: Actor, pk: uuid.UUID, today: date) -> Permit:
    """A residence document, or OutOfScope."""
    rows = Permit.objects.visible_to(actor, today=today).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    found: Permit | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_allowance(*, actor: Actor, pk: uuid.UUID, today: date) -> Allowance:
    """An allowance, or OutOfScope."""
    rows = Allowance.objects.visible_to(actor, today=today).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    found: Allowance | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_missed(*, actor: Actor, pk: uuid.UUID, today: date) -> MissedPayment:
    """A month that did not come, or OutOfScope."""
    rows = MissedPayment.objects.visible_to(actor, today=today).select_related("allowance__pathway")
    found: MissedPayment | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def permit_views(permits: Sequence[Permit], *, decisions: Iterable[date], today: date, law: Law) -> tuple[PermitView, ...]:
    """Every document of one pathway, in order; `decisions` are the days of the decisions of that pathway."""
    held = {each.row.pk: each for each in held_permits(permits, today=today, law=law)}
    known = list(decisions)
    views = []
    for place, permit in enumerate(permits):
        days, mine = permit.days, held.get(permit.pk)
        decided = decision_behind(days, decisions=known)
        views.append(
            PermitView(
                row=permit,
                days=days,
                state=permit_state(days, today=today, last=mine.last if mine else None),
                decided=decided,
                waited=days_since_decision(days, decided=decided, today=today),
                delay=delay_sentence(days, decided=decided, today=today),
                silence=silence_on(days, law=law),
                held=mine,
                renewal=any(each.delivered_on is not None for each in permits[:place]),
            )
        )
    return tuple(views)


def allowance_views(
    allowances: Sequence[Allowance],
    *,
    missed: Mapping[uuid.UUID, Sequence[MissedPayment]],
    pathway: Pathway,
    today: date,
    law: Law,
) -> tuple[AllowanceView, ...]:
    """Every allowance of one pathway, in order."""
    held = {each.row.pk: each for each in held_allowances(allowances, today=today, law=law, ended_on=pathway.ended_on)}
    return tuple(
        _allowance(each, held=held.get(each.pk), missed=missed.get(each.pk, ()), territory=pathway.territory_id, today=today, law=law)
        for each in allowances
    )


def _allowance(
    row: Allowance, *, held: Held | None, missed: Sequence[MissedPayment], territory: str, today: date, law: Law
) -> AllowanceView:
    running = row.suspended_on if row.resumed_on is None else None
    pauses = [(row.suspended_on, row.resumed_on)] if row.suspended_on is not None else []
    due = months_due(starts=held.starts, last=held.last, today=today, suspended=pauses) if held is not None else ()
    return AllowanceView(
        row=row,
        state=allowance_state(
            decided=row.decided_on,
            sent=row.sent_on,
            first_paid=row.first_paid_on,
            suspended=running,
            last=held.last if held else None,
            today=today,
            refused=row.refused_on,
        ),
        amount=monthly_amount(on=today, children=row.children, law=law, territory=territory),
        conditions=eligibility(checks_of(row), on=row.asked_on or row.decided_on or today, law=law),
        missed=tuple(missed),
        due=tuple(month for month in due if month not in {each.month for each in missed}),
        held=held,
    )


def checks_of(row: Allowance) -> dict[Condition, Check]:
    """What is known of each condition."""
    return {condition: Check(row.conditions.get(condition.value, Check.UNKNOWN.value)) for condition in Condition}


def one_permit(permit: Permit, *, today: date, law: Law | None = None) -> PermitView:
    """A document with its place among those of its pathway. Two queries."""
    law = law or current_law()
    permits = list(permit.pathway.permits.order_by(*PERMIT_ORDER))
    views = permit_views(permits, decisions=_decisions([permit.pathway_id]).get(permit.pathway_id, []), today=today, law=law)
    return next(view for view in views if view.row.pk == permit.pk)


def one_allowance(allowance: Allowance, *, today: date, law: Law | None = None) -> AllowanceView:
    """An allowance with its place among those of its pathway. Two queries."""
    allowances = list(allowance.pathway.allowances.order_by("starts_on", "asked_on", "pk"))
    missed = {allowance.pk: list(allowance.missed.order_by("month"))}
    views = allowance_views(allowances, missed=missed, pathway=allowance.pathway, today=today, law=law or current_law())
    return next(view for view in views if view.row.pk == allowance.pk)


PERMIT_STATES = ("awaited", "delivered", "refused")


def permits_visible_to(actor: Actor, *, today: date, state: str = "") -> Any:
    """The residence documents that the actor may list: those awaited first, the oldest request on top."""
    rows = Permit.objects.visible_to(actor, today=today).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    if state == "awaited":
        rows = rows.filter(delivered_on__isnull=True, refused_on__isnull=True)
    elif state == "delivered":
        rows = rows.filter(delivered_on__isnull=False)
    elif state == "refused":
        rows = rows.filter(refused_on__isnull=False)
    if state == "delivered":
        return rows.order_by("-delivered_on", "pk")
    return rows.order_by(*(F(name).asc(nulls_first=True) for name in ("delivered_on", "refused_on", "asked_on")), "pk")


def permit_counts(actor: Actor, *, today: date) -> dict[str, int]:
    """How many in each state of the filter."""
    return {state: permits_visible_to(actor, today=today, state=state).count() for state in PERMIT_STATES}


def permit_rows(permits: list[Permit], *, actor: Actor, today: date, law: Law | None = None) -> list[PermitRow]:
    """The lines of a page of documents: their siblings, decisions and labels each in one query."""
    law = law or current_law()
    pathways = {each.pathway_id: each.pathway for each in permits}
    siblings: dict[uuid.UUID, list[Permit]] = {}
    for permit in Permit.unscoped.filter(pathway__in=pathways).order_by("pathway_id", *PERMIT_ORDER):
        siblings.setdefault(permit.pathway_id, []).append(permit)
    decisions = _decisions(pathways)
    views = {
        view.row.pk: view
        for pk, rows in siblings.items()
        for view in permit_views(rows, decisions=decisions.get(pk, []), today=today, law=law)
    }
    people = {each.person.pk: each.person for each in pathways.values() if each.person is not None and is_own(actor, each)}
    labels = labels_of(list(people.values()), actor=actor, today=today)
    return [_row(each, view=views[each.pk], labels=labels, actor=actor) for each in permits]


def _row(permit: Permit, *, view: PermitView, labels: Mapping[uuid.UUID, str], actor: Actor) -> PermitRow:
    pathway = permit.pathway
    own = is_own(actor, pathway)
    title = labels[pathway.person.pk] if own and pathway.person is not None else pathway.entry.number or ""
    return PermitRow(id=permit.pk, title=title, own=own, association=pathway.organisation.name, view=view)


def _decisions(pathways: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[date]]:
    found: dict[uuid.UUID, list[date]] = {}
    rows = Term.unscoped.filter(pathway__in=list(pathways), application__decided_on__isnull=False).order_by("number")
    for pathway_id, decided in rows.values_list("pathway_id", "application__decided_on"):
        if decided is not None:
            found.setdefault(pathway_id, []).append(decided)
    return found


def open_msa_number(*, actor: Actor, allowance: Allowance, reason: str, today: date) -> str:
    """The number that the MSA gave, in clear, journaled; empty when none is noted. Raises Denied, OutOfScope."""
    person = allowance.pathway.person
    if person is None:
        raise OutOfScope
    return open_part(actor=actor, subject=person, part=Part.IDENTITY, reason=reason, today=today).read(allowance, "msa_number")
