"""A pathway as seen today: its terms, permit, allowance and accreditation on one line, the meter, and the alert."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.clock.alerts import Alert, alert_for, gesture_for, gesture_sentence
from maillage.core.clock.cap import CapMeter, Extension, cap_meter
from maillage.core.clock.cap import Term as CapTerm
from maillage.core.clock.explained import ExplainedDate, Line
from maillage.core.clock.spans import Span, SpanKind, Stretch
from maillage.core.clock.terms import add_months
from maillage.core.clock.timeline import Timeline, Window, build_timeline
from maillage.core.law import Law, current_law
from maillage.core.phrase import Phrase
from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import (
    Allowance,
    Application,
    CarriedTerm,
    Ending,
    Interruption,
    Kind,
    MissedPayment,
    Pathway,
    Permit,
    Review,
    Term,
)
from maillage.pathway.psp.selectors.applications import is_own, pathways_visible_to
from maillage.pathway.psp.selectors.dates import Held, explained_cap, held_accreditations, held_terms
from maillage.pathway.psp.selectors.rights import PERMIT_ORDER, AllowanceView, PermitView, allowance_views, permit_views
from maillage.pathway.psp.sessions import filing_days, planned_sessions
from maillage.reference.organisations.selectors import accreditation_spans

_AHEAD_MONTHS = 3


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
    cap: ExplainedDate
    alert: Alert
    interruptions: tuple[Interruption, ...]
    documents: tuple[PermitView, ...]
    aids: tuple[AllowanceView, ...]

    @property
    def current(self) -> Held:
        """The term that ends last."""
        return self.terms[-1]

    @property
    def reviewed(self) -> bool:
        """Was the review of the last term held?"""
        return bool(self.current.row.reviewed)

    @property
    def dates(self) -> tuple[ExplainedDate, ...]:
        """Every date that the software computed for this pathway, explained, in the order in which a person looks for them."""
        held = (*self.terms, *self.permits, *self.allowances, *self.accreditations)
        return (*(each.explained for each in held), self.cap)


@dataclass(frozen=True)
class PathwayRow:
    """A line of the list of pathways."""

    id: uuid.UUID
    title: str
    association: str
    own: bool
    number: int
    last: date
    because: tuple[Line, ...]
    explained: ExplainedDate
    alert: Alert
    gesture: Phrase | None


def journey_of(pathway: Pathway, *, today: date, law: Law | None = None) -> Journey | None:
    """The whole of a pathway as known today; None while it has no term. As many queries, whatever its length."""
    law = law or current_law()
    terms = terms_of([pathway]).get(pathway.pk, [])
    for term in terms:
        term.pathway = pathway
    if not terms:
        return None
    held = held_terms(terms, today=today, law=law)
    documents, aids = _rights(pathway, terms, today=today, law=law)
    delivered = tuple(view.held for view in documents if view.held is not None)
    granted = tuple(view.held for view in aids if view.held is not None)
    rows = accreditation_spans(organisation_id=pathway.organisation_id, territory_id=pathway.territory_id)
    accredited = held_accreditations(rows, today=today, law=law)
    interruptions = tuple(pathway.interruptions.order_by("starts_on", "pk"))
    carried = list(pathway.carried.order_by("number"))
    meter = _meter(held, carried=carried, interruptions=interruptions, ended_on=pathway.ended_on, today=today, law=law)
    sessions = planned_sessions(territory_id=pathway.territory_id, today=today) if meter.renewals_left else None
    filing = filing_days(territory_id=pathway.territory_id)
    return Journey(
        pathway=pathway,
        terms=held,
        permits=delivered,
        awaited=tuple(view.row for view in documents if view.awaited),
        allowances=granted,
        accreditations=accredited,
        timeline=build_timeline(
            spans=_all_spans(held, delivered, granted, accredited, ended_on=pathway.ended_on),
            today=today,
            window=_window([*held, *delivered, *granted], today=today),
            expected=_expected(terms),
            sessions=sessions if pathway.ended_on is None else None,
        ),
        meter=meter,
        cap=explained_cap(meter, law=law),
        alert=_alert(held[-1].last, sessions=sessions, filing=filing, today=today, law=law),
        interruptions=interruptions,
        documents=documents,
        aids=aids,
    )


def _rights(pathway: Pathway, terms: Sequence[Term], *, today: date, law: Law) -> tuple[tuple[PermitView, ...], tuple[AllowanceView, ...]]:
    permits = list(pathway.permits.order_by(*PERMIT_ORDER))
    allowances = list(pathway.allowances.order_by("starts_on", "asked_on", "pk"))
    decisions = [term.application.decided_on for term in terms if term.application.decided_on is not None]
    documents = permit_views(permits, decisions=decisions, today=today, law=law)
    return documents, allowance_views(allowances, missed=_missed(allowances), pathway=pathway, today=today, law=law)


def _all_spans(
    held: Sequence[Held], delivered: Sequence[Held], granted: Sequence[Held], accredited: Sequence[Held], *, ended_on: date | None
) -> list[Span]:
    return [
        *_spans(SpanKind.PATHWAY, held, ended_on=ended_on),
        *_spans(SpanKind.PERMIT, delivered),
        *_spans(SpanKind.ALLOWANCE, granted),
        *_spans(SpanKind.ACCREDITATION, accredited),
    ]


def _missed(allowances: Sequence[Allowance]) -> dict[uuid.UUID, list[MissedPayment]]:
    found: dict[uuid.UUID, list[MissedPayment]] = {}
    for row in MissedPayment.unscoped.filter(allowance__in=allowances).order_by("month"):
        found.setdefault(row.allowance_id, []).append(row)
    return found


def term_of(application: Application) -> Term | None:
    """The term that its decision opened."""
    return Term.unscoped.select_related("pathway").filter(application=application).first()


def last_term(pathway: Pathway) -> Term | None:
    """The term that ends last."""
    return pathway.terms.order_by("-number").first()


def awaited_permit(pathway: Pathway) -> Permit | None:
    """The permit asked and not delivered yet."""
    return pathway.permits.filter(delivered_on__isnull=True, refused_on__isnull=True).order_by("asked_on", "pk").first()


def last_permit(pathway: Pathway) -> Permit | None:
    """The residence document noted or changed last, whatever it says."""
    return awaited_permit(pathway) or pathway.permits.order_by(F("delivered_on").desc(nulls_last=True), "-pk").first()


def permits_mark(pathway: Pathway) -> int:
    """A number that changes whenever a residence document of a pathway is noted or changed: the form that notes one carries it."""
    return sum(pathway.permits.values_list("version", flat=True))


def allowances_mark(pathway: Pathway) -> int:
    """A number that changes whenever an allowance of a pathway is noted or changed: the form that notes one carries it; 0 without any."""
    return sum(pathway.allowances.values_list("version", flat=True))


def last_allowance(pathway: Pathway) -> Allowance | None:
    """The allowance that awaits its decision, else the one whose days are the latest."""
    awaited = pathway.allowances.filter(decided_on__isnull=True, refused_on__isnull=True).order_by("asked_on", "pk").first()
    return awaited or pathway.allowances.order_by(F("starts_on").desc(nulls_last=True), F("asked_on").desc(nulls_last=True), "pk").first()


def end_proposed_for(pathway: Pathway) -> Application | None:
    """The application that proposes the end of a pathway, not decided yet; the page has made sure that the pathway may be seen."""
    found: Ending | None = (
        Ending.unscoped.filter(pathway=pathway, application__in=Application.unscoped.waiting()).select_related("application").first()
    )
    return found.application if found is not None else None


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
    """The lines of a page of pathways: terms, reviews, renewals and labels each in one query, sessions once per department."""
    law = law or current_law()
    terms = terms_of(pathways)
    people = {each.person.pk: each.person for each in pathways if each.person is not None and is_own(actor, each)}
    labels = labels_of(list(people.values()), actor=actor, today=today)
    codes = sorted({each.territory_id for each in pathways})
    sessions = {code: planned_sessions(territory_id=code, today=today) for code in codes}
    filing = {code: filing_days(territory_id=code) for code in codes}
    reviewed, filed = reviewed_terms(terms), _filed(pathways, actor=actor, today=today)
    rows = []
    for pathway in pathways:
        if not (held := held_terms(terms.get(pathway.pk, []), today=today, law=law)):
            continue
        own, code = is_own(actor, pathway), pathway.territory_id
        title = labels[pathway.person.pk] if own and pathway.person is not None else pathway.entry.number or ""
        alert = _alert(held[-1].last, sessions=sessions[code], filing=filing[code], today=today, law=law)
        gesture = gesture_for(alert, reviewed=held[-1].row.pk in reviewed, filed=pathway.person_id in filed) if own else None
        rows.append(
            PathwayRow(
                id=pathway.pk,
                title=title,
                association=pathway.organisation.name,
                own=own,
                number=held[-1].row.number,
                last=held[-1].last,
                because=held[-1].because,
                explained=held[-1].explained,
                alert=alert,
                gesture=gesture_sentence(gesture, who=title, alert=alert) if gesture is not None else None,
            )
        )
    return sorted(rows, key=lambda row: (row.last, row.title))


def terms_of(pathways: Iterable[Any]) -> dict[uuid.UUID, list[Term]]:
    """The terms of many pathways, in order, with their decision and whether their review was held; one query."""
    found: dict[uuid.UUID, list[Term]] = {}
    rows = Term.unscoped.filter(pathway__in=pathways).annotate(reviewed=Exists(Review.unscoped.filter(term=OuterRef("pk"))))
    for term in rows.select_related("application").order_by("pathway_id", "number"):
        found.setdefault(term.pathway_id, []).append(term)
    return found


def reviewed_terms(terms: Mapping[uuid.UUID, list[Any]]) -> set[uuid.UUID]:
    """Those of the terms that `terms_of` read whose review was held."""
    return {term.pk for known in terms.values() for term in known if term.reviewed}


def _filed(pathways: Iterable[Pathway], *, actor: Actor, today: date) -> set[uuid.UUID | None]:
    """The persons whose renewal is filed and not decided yet, as far as this reader may know."""
    people = [each.person_id for each in pathways if each.person_id is not None]
    rows = Application.objects.visible_to(actor, today=today).waiting().filter(kind=Kind.RENEWAL, person__in=people, filed_on__isnull=False)
    return set(rows.values_list("person_id", flat=True))


def _spans(kind: SpanKind, held: Sequence[Held], *, ended_on: date | None = None) -> list[Span]:
    spans = []
    for each in held:
        if ended_on is not None and ended_on <= each.last:
            spans += [Span(kind, starts=each.starts, expires=ended_on)] if each.starts <= ended_on else []
        else:
            spans.append(Span(kind, starts=each.starts, expires=each.end.expires if each.end else each.last, computed=each.end))
    return spans


def _meter(
    held: Sequence[Held],
    *,
    carried: Sequence[CarriedTerm],
    interruptions: Sequence[Interruption],
    ended_on: date | None,
    today: date,
    law: Law,
) -> CapMeter:
    """The meter of the whole: terms used elsewhere before a move count too."""
    extensions = []
    for each in held:
        if each.end is not None and each.end.moved:
            winner = max(each.end.applied, key=lambda applied: applied.new_expires)
            extensions.append(
                Extension(regime=winner.id, starts=each.end.expires, ends=each.end.new_expires, consumes=winner.regime.consumes_cap)
            )
    terms = [CapTerm(starts=each.starts_on, ends=each.expires_on) for each in carried]
    terms += [CapTerm(starts=each.row.starts_on, ends=each.row.expires_on) for each in held]
    lost = [Stretch(each.starts_on, each.ends_on or today) for each in interruptions if each.starts_on <= (each.ends_on or today)]
    return cap_meter(terms=terms, extensions=extensions, on=today, law=law, ended_on=ended_on, interruptions=lost)


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


def _alert(ends: date, *, sessions: Collection[date] | None, filing: int | None, today: date, law: Law) -> Alert:
    coming = min((day for day in sessions or () if day >= today), default=None)
    return alert_for(ends=ends, today=today, next_session=coming, law=law, needs_session=sessions is not None, filing_days=filing)
