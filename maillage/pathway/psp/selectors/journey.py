"""A pathway as seen today: its terms, permit, allowance and accreditation on one line, the meter, and the alert."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.clock.alerts import Alert, alert_for
from maillage.core.clock.cap import CapMeter, Extension, cap_meter
from maillage.core.clock.cap import Term as CapTerm
from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.clock.spans import Span, SpanKind
from maillage.core.clock.terms import add_months
from maillage.core.clock.timeline import Timeline, Window, build_timeline
from maillage.core.law import Law, Right, current_law
from maillage.core.phrase import Phrase
from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import Allowance, Application, Kind, Pathway, Permit, Term
from maillage.pathway.psp.selectors.applications import is_own, pathways_visible_to
from maillage.pathway.psp.sessions import planned_sessions
from maillage.reference.organisations.models import Accreditation
from maillage.reference.organisations.selectors import accreditation_spans, end_of_accreditation

_AHEAD_MONTHS = 3


@dataclass(frozen=True)
class Held:
    """Something held until a day: its row, its last day under the regimes known today, and the explanation of that day."""

    row: Any
    starts: date
    last: date
    end: EndOfRight | None = None

    @property
    def because(self) -> tuple[Phrase, ...]:
        """Why this day, line by line."""
        return self.end.explanation if self.end is not None else ()

    @property
    def moved(self) -> bool:
        """Does an exceptional regime move its end?"""
        return self.end is not None and self.end.moved


@dataclass(frozen=True)
class Journey:
    """Everything that the page of a pathway shows, computed today from its rows."""

    pathway: Pathway
    terms: tuple[Held, ...]
    permits: tuple[Held, ...]
    awaited: tuple[Permit, ...]
    allowances: tuple[Held, ...]
    accreditations: tuple[Held, ...]
    timeline: Timeline
    meter: CapMeter
    alert: Alert

    @property
    def current(self) -> Held:
        """The term that ends last."""
        return self.terms[-1]


@dataclass(frozen=True)
class PathwayRow:
    """A line of the list of pathways."""

    id: uuid.UUID
    title: str
    association: str
    own: bool
    number: int
    last: date
    because: tuple[Phrase, ...]
    alert: Alert


def journey_of(pathway: Pathway, *, today: date, law: Law | None = None) -> Journey | None:
    """The whole of a pathway as known today; None while it has no term. Seven queries, whatever its length."""
    law = law or current_law()
    terms = list(pathway.terms.select_related("application").order_by("number"))
    if not terms:
        return None
    permits = list(pathway.permits.order_by("delivered_on", "asked_on", "pk"))
    allowances = list(pathway.allowances.order_by("starts_on", "pk"))
    accreditations = accreditation_spans(organisation_id=pathway.organisation_id, territory_id=pathway.territory_id)
    held = _held_terms(terms, today=today, law=law)
    held_permits = _held_permits(permits, today=today, law=law)
    held_allowances = _held_allowances(allowances, today=today, law=law)
    held_accreditations = _held_accreditations(accreditations, today=today, law=law)
    sessions = planned_sessions(territory_id=pathway.territory_id, today=today)
    spans = [
        *_spans(SpanKind.PATHWAY, held, ended_on=pathway.ended_on),
        *_spans(SpanKind.PERMIT, held_permits),
        *_spans(SpanKind.ALLOWANCE, held_allowances),
        *_spans(SpanKind.ACCREDITATION, held_accreditations),
    ]
    meter = _meter(held, pathway=pathway, today=today, law=law)
    return Journey(
        pathway=pathway,
        terms=held,
        permits=held_permits,
        awaited=tuple(permit for permit in permits if permit.delivered_on is None),
        allowances=held_allowances,
        accreditations=held_accreditations,
        timeline=build_timeline(
            spans=spans,
            today=today,
            window=_window([*held, *held_permits, *held_allowances], today=today),
            expected=_expected(terms),
            sessions=sessions if pathway.ended_on is None and meter.renewals_left else None,
        ),
        meter=meter,
        alert=_alert(held[-1].last, sessions=sessions if meter.renewals_left else None, today=today, law=law),
    )


def term_of(application: Application) -> Term | None:
    """The term that its decision opened."""
    return Term.unscoped.select_related("pathway").filter(application=application).first()


def last_term(pathway: Pathway) -> Term | None:
    """The term that ends last."""
    return pathway.terms.order_by("-number").first()


def awaited_permit(pathway: Pathway) -> Permit | None:
    """The permit asked and not delivered yet."""
    return pathway.permits.filter(delivered_on__isnull=True).order_by("asked_on", "pk").first()


def renewal_of(pathway: Pathway, *, actor: Actor, today: date) -> Application | None:
    """The renewal under way, when this reader may know of it: the State does not before it is filed."""
    if pathway.person_id is None:
        return None
    rows = Application.objects.visible_to(actor, today=today).waiting()
    found: Application | None = rows.filter(person_id=pathway.person_id, kind=Kind.RENEWAL).first()
    return found


def renewable_for(application: Application, *, actor: Actor, today: date) -> list[Pathway]:
    """Without a file of hers, which pathways a renewal may be of: those of the same association, here, that have none either."""
    if application.kind != Kind.RENEWAL or application.person_id is not None:
        return []
    rows = pathways_visible_to(actor, today=today).filter(person__isnull=True)
    return list(rows.filter(organisation_id=application.organisation_id, territory_id=application.territory_id))


def pathway_rows(pathways: list[Pathway], *, actor: Actor, today: date, law: Law | None = None) -> list[PathwayRow]:
    """The lines of a page of pathways: terms in one query, labels in another, sessions once per department."""
    law = law or current_law()
    terms: dict[uuid.UUID, list[Term]] = {}
    for term in Term.unscoped.filter(pathway__in=pathways).order_by("number"):
        terms.setdefault(term.pathway_id, []).append(term)
    people = {each.person.pk: each.person for each in pathways if each.person is not None and is_own(actor, each)}
    labels = labels_of(list(people.values()), actor=actor, today=today)
    sessions = {code: planned_sessions(territory_id=code, today=today) for code in sorted({each.territory_id for each in pathways})}
    rows = []
    for pathway in pathways:
        if not (held := _held_terms(terms.get(pathway.pk, []), today=today, law=law)):
            continue
        own = is_own(actor, pathway)
        rows.append(
            PathwayRow(
                id=pathway.pk,
                title=labels[pathway.person.pk] if own and pathway.person is not None else pathway.entry.number or "",
                association=pathway.organisation.name,
                own=own,
                number=len(held),
                last=held[-1].last,
                because=held[-1].because,
                alert=_alert(held[-1].last, sessions=sessions[pathway.territory_id], today=today, law=law),
            )
        )
    return sorted(rows, key=lambda row: (row.last, row.title))


@dataclass(frozen=True)
class _Known:
    """A right of a person as its row says it."""

    row: Any
    starts: date
    expires: date


def _held_terms(terms: Sequence[Term], *, today: date, law: Law) -> tuple[Held, ...]:
    known = [_Known(term, term.starts_on, term.expires_on) for term in terms]
    return _held(known, right=Right.PSP, today=today, law=law)


def _held_permits(permits: Sequence[Permit], *, today: date, law: Law) -> tuple[Held, ...]:
    dated = [(permit, permit.delivered_on, permit.expires_on) for permit in permits]
    known = [_Known(permit, starts, expires) for permit, starts, expires in dated if starts is not None and expires is not None]
    return _held(known, right=Right.RESIDENCE_DOCUMENT, today=today, law=law)


def _held_allowances(allowances: Sequence[Allowance], *, today: date, law: Law) -> tuple[Held, ...]:
    known = [_Known(each, each.starts_on, each.expires_on) for each in allowances]
    return _held(known, right=Right.AFIS, today=today, law=law)


def _held_accreditations(accreditations: Sequence[Accreditation], *, today: date, law: Law) -> tuple[Held, ...]:
    held = []
    for row in accreditations:
        end = end_of_accreditation(row, on=today, law=law).end
        if row.withdrawn_on is not None and row.withdrawn_on <= end.new_expires:
            held.append(Held(row, starts=row.granted_on, last=max(row.withdrawn_on, row.granted_on)))
        else:
            held.append(Held(row, starts=row.granted_on, last=end.new_expires, end=end))
    return tuple(held)


def _held(known: Sequence[_Known], *, right: Right, today: date, law: Law) -> tuple[Held, ...]:
    """A right that another one followed in time ended when it said: a regime published later does not lengthen it."""
    held = []
    for place, each in enumerate(known):
        followed = place + 1 < len(known) and known[place + 1].starts <= each.expires
        if followed:
            held.append(Held(each.row, starts=each.starts, last=each.expires))
        else:
            end = end_of_right(right=right, expires=each.expires, as_known_on=today, law=law)
            held.append(Held(each.row, starts=each.starts, last=end.new_expires, end=end))
    return tuple(held)


def _spans(kind: SpanKind, held: Sequence[Held], *, ended_on: date | None = None) -> list[Span]:
    spans = []
    for each in held:
        if ended_on is not None and ended_on <= each.last:
            spans += [Span(kind, starts=each.starts, expires=ended_on)] if each.starts <= ended_on else []
        else:
            spans.append(Span(kind, starts=each.starts, expires=each.end.expires if each.end else each.last, computed=each.end))
    return spans


def _meter(held: Sequence[Held], *, pathway: Pathway, today: date, law: Law) -> CapMeter:
    extensions = []
    for each in held:
        if each.end is not None and each.end.moved:
            winner = max(each.end.applied, key=lambda applied: applied.new_expires)
            extensions.append(
                Extension(regime=winner.id, starts=each.end.expires, ends=each.end.new_expires, consumes=winner.regime.consumes_cap)
            )
    terms = [CapTerm(starts=each.row.starts_on, ends=each.row.expires_on) for each in held]
    return cap_meter(terms=terms, extensions=extensions, on=today, law=law, ended_on=pathway.ended_on)


def _window(held: Sequence[Held], *, today: date) -> Window:
    """The months of the pathway and what goes with it, a few before and after; an accreditation does not stretch it."""
    first = add_months(min([today, *(each.starts for each in held)]), -1)
    last = max([add_months(today, _AHEAD_MONTHS), *(each.last for each in held)])
    return Window(first=first, months=(last.year - first.year) * 12 + last.month - first.month + 1)


def _expected(terms: Sequence[Term]) -> Collection[SpanKind]:
    expected = [SpanKind.ACCREDITATION]
    if any(term.application.asks_permit for term in terms):
        expected.append(SpanKind.PERMIT)
    if any(term.application.asks_allowance for term in terms):
        expected.append(SpanKind.ALLOWANCE)
    return tuple(expected)


def _alert(ends: date, *, sessions: Collection[date] | None, today: date, law: Law) -> Alert:
    coming = min((day for day in sessions or () if day >= today), default=None)
    return alert_for(ends=ends, today=today, next_session=coming, law=law, needs_session=sessions is not None)
