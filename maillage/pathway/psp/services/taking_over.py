"""A pathway that was already running before Maillage: taken over in one act, with its past terms, its permit and its allowance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.people.models import Person
from maillage.core.clock.ends import end_of_right
from maillage.core.clock.terms import term_end
from maillage.core.law import Right, current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    BeforeTheLaw,
    CapReached,
    DateBeforePrevious,
    DateInFuture,
    NothingToTakeOver,
    PathwayRunning,
    TermOver,
)
from maillage.pathway.psp.models import Application, Kind, Pathway, Step, Term
from maillage.pathway.psp.protecting import check_may_apply
from maillage.pathway.psp.services.allowance import record_allowance
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.pathway import check_first_day, continue_pathway, next_term
from maillage.pathway.psp.services.rights import record_permit
from maillage.pathway.psp.workflow import State

# The decree that opened the pathway (2016-1467): no prefect decided one before.
FIRST_DAY = date(2016, 10, 31)


@dataclass(frozen=True, kw_only=True)
class DecidedTerm:
    """One decision and the first day that it gave; without a first day, the day of the decision."""

    decided_on: date
    starts_on: date | None = None

    @property
    def starts(self) -> date:
        """Its first day."""
        return self.starts_on or self.decided_on


@dataclass(frozen=True, kw_only=True)
class TakenPermit:
    """Her residence document as it stands."""

    asked_on: date | None = None
    delivered_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TakenAllowance:
    """Her allowance as it stands. Without a last day, it ends with the term."""

    decided_on: date
    starts_on: date
    expires_on: date | None = None
    first_paid_on: date | None = None


@idempotent(Pathway)
@transaction.atomic
def take_over_pathway(
    *,
    actor: Actor,
    today: date,
    person: Person,
    terms: tuple[DecidedTerm, ...],
    permit: TakenPermit | None = None,
    allowance: TakenAllowance | None = None,
) -> Pathway:
    """Take over a pathway already running: its decisions in order, the last being the term under way.

    Ends are computed as for any pathway, regimes of the time included; past terms count for the cap of months and for renewals.
    Its waiting is unknown, and counted nowhere. Source: CASF L.121-9, parameters psp.initial_months, psp.renewal_months,
    psp.renewals_max. Raises Denied, MinorProtected, NothingToTakeOver, BeforeTheLaw, DateInFuture, DateBeforePrevious,
    StartTooLate, CapReached, PathwayRunning, TermOver (its end has come: nothing runs), and what permits and allowances refuse.
    """
    require(actor, Permission.PATHWAY_RECORD, on=person)
    person = Person.unscoped.locked(person.pk)
    check_may_apply(person, today=today)
    _check(person, terms=terms, today=today)
    spans = _spans(terms, today=today)
    pathway = _write(person, terms=terms, spans=spans, today=today)
    _write_rights(actor, pathway=pathway, permit=permit, allowance=allowance, last=spans[-1], today=today)
    record(actor, actions.PATHWAY_TAKEN_OVER, pathway, today=today, starts_on=pathway.starts_on, terms=len(spans))
    return pathway


def _write_rights(
    actor: Actor, *, pathway: Pathway, permit: TakenPermit | None, allowance: TakenAllowance | None, last: Term, today: date
) -> None:
    if permit is not None:
        record_permit(
            actor=actor,
            today=today,
            pathway=pathway,
            asked_on=permit.asked_on,
            delivered_on=permit.delivered_on,
            expires_on=permit.expires_on,
        )
    if allowance is not None:
        record_allowance(
            actor=actor,
            today=today,
            pathway=pathway,
            decided_on=allowance.decided_on,
            starts_on=allowance.starts_on,
            expires_on=allowance.expires_on or last.expires_on,
            first_paid_on=allowance.first_paid_on,
        )


def _check(person: Person, *, terms: tuple[DecidedTerm, ...], today: date) -> None:
    if not terms:
        raise NothingToTakeOver
    if len(terms) > current_law().value("psp.renewals_max", on=today).value + 1:
        raise CapReached
    previous: date | None = None
    for each in terms:
        if each.decided_on > today:
            raise DateInFuture
        if each.decided_on < FIRST_DAY:
            raise BeforeTheLaw(first=speech.day_words(FIRST_DAY))
        check_first_day(each.starts, decided_on=each.decided_on)
        if previous is not None and each.starts <= previous:
            raise DateBeforePrevious(previous=speech.day_words(previous))
        previous = each.starts
    if Pathway.unscoped.filter(person=person, ended_on__isnull=True).exists():
        raise PathwayRunning
    if Application.unscoped.waiting().filter(person=person).exists():
        raise PathwayRunning


def _spans(terms: tuple[DecidedTerm, ...], *, today: date) -> list[Term]:
    """The terms with their computed ends: not rows yet."""
    law = current_law()
    spans: list[Term] = []
    for number, each in enumerate(terms, start=1):
        if not spans:
            months = law.value("psp.initial_months", on=each.starts).value
            starts, expires = each.starts, term_end(origin=each.starts, months_each=months, number=1)
        else:
            months = law.value("psp.renewal_months", on=each.starts).value
            starts, expires = next_term(spans, starts_on=each.starts, months=months, today=today)
        spans.append(Term(number=number, starts_on=starts, expires_on=expires))
    last = end_of_right(right=Right.PSP, expires=spans[-1].expires_on, as_known_on=today, law=law).new_expires
    if last < today:
        # Nothing runs any more: what ended is history, told by a note, not a right to follow.
        raise TermOver(last=speech.day_words(last))
    return spans


def _write(person: Person, *, terms: tuple[DecidedTerm, ...], spans: list[Term], today: date) -> Pathway:
    decided = terms[-1].decided_on
    entry: Application = Application.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        territory_id=person.territory_id,
        kind=Kind.FIRST if len(terms) == 1 else Kind.RENEWAL,
        state=State.DECIDED,
        number=next_number(person.territory_id, decided),
        wished_on=decided,
        filed_on=decided,
        examined_on=decided,
        decided_on=decided,
        notified_on=decided,
        granted=True,
        taken_over=True,
    )
    Step.unscoped.create(application=entry, state=State.DECIDED, happened_on=decided, recorded_on=today, from_paper=True)
    return continue_pathway(entry, spans, starts_on=spans[0].starts_on)
