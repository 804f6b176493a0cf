"""After a favourable decision: terms from the origin date, days without accompaniment, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.terms import add_months, term_end
from maillage.core.law import Right, current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    CapReached,
    DateBeforePrevious,
    DateInFuture,
    EndBeforeStart,
    NoPathway,
    OutcomeUnsaid,
    PathwayOver,
    PathwayRunning,
    StartTooLate,
    StateRefused,
)
from maillage.pathway.psp.models import Application, CarriedTerm, EndOutcome, Interruption, InterruptionCause, Kind, Pathway, Term
from maillage.pathway.psp.runs import last_run

# Not a rule of law: beyond it, the day typed is a mistake.
LATEST_START_MONTHS = 6


def continue_pathway(entry: Application, spans: Sequence[Term | CarriedTerm], *, starts_on: date) -> Pathway:
    """A pathway begun elsewhere goes on under the decision `entry`: its past terms are carried, the last of `spans` is the running one.

    Whoever calls has checked who asks, and records it.
    """
    pathway: Pathway = Pathway.unscoped.create(
        person_id=entry.person_id,
        organisation_id=entry.organisation_id,
        territory_id=entry.territory_id,
        entry=entry,
        starts_on=starts_on,
    )
    *past, current = spans
    for each in past:
        CarriedTerm.unscoped.create(pathway=pathway, number=each.number, starts_on=each.starts_on, expires_on=each.expires_on)
    Term.unscoped.create(
        pathway=pathway, application=entry, number=current.number, starts_on=current.starts_on, expires_on=current.expires_on
    )
    return pathway


@idempotent(Term)
@transaction.atomic
def begin_pathway(*, actor: Actor, today: date, application: Application, starts_on: date, pathway: Pathway | None = None) -> Term:
    """Open the term that a favourable decision gives: the first of a new pathway, or the next of the running one.

    A renewal follows the running term without a day lost, or begins on `starts_on` when that term is over (days were lost). Asked
    twice, it answers the term already open. `pathway` names the one that is renewed when her file is not known here (paper).
    Source: CASF L.121-9 and R.121-12-13, parameters psp.initial_months, psp.renewal_months, psp.renewals_max.
    Raises Denied, StateRefused (not favourable), DateBeforePrevious (before its decision), StartTooLate, PathwayRunning, NoPathway,
    CapReached.
    """
    require(actor, Permission.PATHWAY_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    if not application.granted:
        raise StateRefused(_("Une période ne s'ouvre que sur une décision favorable, et elle n'est pas enregistrée."))
    if application.kind == Kind.END:
        raise StateRefused(_("Cette décision met fin au parcours : elle n'ouvre aucune période. Notez la fin sur la page du parcours."))
    known = Term.unscoped.filter(application=application).first()
    if known is not None:
        return known
    check_first_day(starts_on, decided_on=application.decided_on)
    if application.kind == Kind.RENEWAL:
        return _add_term(actor=actor, today=today, application=application, starts_on=starts_on, pathway=pathway)
    return _first_term(actor=actor, today=today, application=application, starts_on=starts_on)


def check_first_day(starts_on: date, *, decided_on: date | None) -> None:
    """A term counts from its decision or its notification (parameter psp.start_basis): never before, nor long after."""
    if decided_on is None:
        return
    if starts_on < decided_on:
        raise DateBeforePrevious(previous=speech.day_words(decided_on))
    if starts_on > add_months(decided_on, LATEST_START_MONTHS):
        raise StartTooLate(months=LATEST_START_MONTHS, decided=speech.day_words(decided_on))


def _first_term(*, actor: Actor, today: date, application: Application, starts_on: date) -> Term:
    if application.person_id is not None and Pathway.unscoped.filter(person_id=application.person_id, ended_on__isnull=True).exists():
        raise PathwayRunning
    pathway = Pathway.unscoped.create(
        person_id=application.person_id,
        organisation_id=application.organisation_id,
        territory_id=application.territory_id,
        entry=application,
        starts_on=starts_on,
    )
    months = current_law().value("psp.initial_months", on=starts_on).value
    expires_on = term_end(origin=starts_on, months_each=months, number=1)
    term = Term.unscoped.create(pathway=pathway, application=application, number=1, starts_on=starts_on, expires_on=expires_on)
    record(actor, actions.PATHWAY_BEGUN, application, today=today, starts_on=starts_on, expires_on=expires_on)
    return term


def _add_term(*, actor: Actor, today: date, application: Application, starts_on: date, pathway: Pathway | None) -> Term:
    pathway = _renewed(application, named=pathway)
    law = current_law()
    terms: list[Any] = [*pathway.carried.order_by("number"), *pathway.terms.order_by("number")]
    number = terms[-1].number + 1
    if number > law.value("psp.renewals_max", on=starts_on).value + 1:
        raise CapReached
    months = law.value("psp.renewal_months", on=starts_on).value
    starts, expires = next_term(terms, starts_on=starts_on, months=months, today=today)
    term = Term.unscoped.create(pathway=pathway, application=application, number=number, starts_on=starts, expires_on=expires)
    record(actor, actions.TERM_ADDED, application, today=today, expires_on=expires)
    return term


def _renewed(application: Application, *, named: Pathway | None) -> Pathway:
    running = Pathway.unscoped.filter(
        organisation_id=application.organisation_id, territory_id=application.territory_id, ended_on__isnull=True
    )
    if application.person_id is not None:
        found = running.filter(person_id=application.person_id).first()
    else:
        # Without a file, only the one that renews can say which pathway it is: never a guess.
        found = running.filter(pk=named.pk, person__isnull=True).first() if named is not None else None
    if found is None:
        raise NoPathway
    return Pathway.unscoped.locked(found.pk)


def next_term(terms: Sequence[Any], *, starts_on: date, months: int, today: date) -> tuple[date, date]:
    """The next term follows the last one as prolonged by the regimes; days lost, or a prolongation, begin a new count of months."""
    run = last_run(terms)
    last = run[-1]
    end = end_of_right(right=Right.PSP, expires=last.expires_on, as_known_on=today, law=current_law()).new_expires
    starts = max(end, starts_on)
    if starts == last.expires_on:
        return starts, term_end(origin=run[0].starts_on, months_each=months, number=len(run) + 1)
    return starts, term_end(origin=starts, months_each=months, number=1)


@transaction.atomic
def end_pathway(*, actor: Actor, today: date, pathway: Pathway, ended_on: date, outcome: EndOutcome) -> Pathway:
    """Note the day on which a pathway ended, and how. Ending it twice changes nothing.

    What goes with it stops by itself: the allowance lasts as the pathway (parameter afis.lasts_as_psp), computed when read.
    Raises Denied, OutcomeUnsaid, DateInFuture, DateBeforePrevious.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if ended_on > today:
        raise DateInFuture
    if outcome not in EndOutcome.values:
        raise OutcomeUnsaid
    if pathway.ended_on is None:
        if ended_on < pathway.starts_on:
            raise DateBeforePrevious(previous=speech.day_words(pathway.starts_on))
        pathway.ended_on, pathway.outcome = ended_on, outcome
        pathway.version += 1
        pathway.save(update_fields=["ended_on", "outcome", "version"])
        record(actor, actions.PATHWAY_ENDED, pathway, today=today, ended_on=ended_on, outcome=EndOutcome(outcome).value)
    return pathway


@idempotent(Interruption)
@transaction.atomic
def note_interruption(
    *, actor: Actor, today: date, pathway: Pathway, cause: InterruptionCause, starts_on: date, ends_on: date | None = None
) -> Interruption:
    """Note days without effective accompaniment: lost on the meter, never taken from her months by the software.

    Raises Denied, PathwayOver, DateInFuture, DateBeforePrevious, EndBeforeStart.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if pathway.ended_on is not None and starts_on > pathway.ended_on:
        raise PathwayOver(ended=speech.day_words(pathway.ended_on))
    if any(day is not None and day > today for day in (starts_on, ends_on)):
        raise DateInFuture
    if starts_on < pathway.starts_on:
        raise DateBeforePrevious(previous=speech.day_words(pathway.starts_on))
    if ends_on is not None and ends_on < starts_on:
        raise EndBeforeStart
    row = Interruption.unscoped.create(pathway=pathway, cause=cause, starts_on=starts_on, ends_on=ends_on)
    record(actor, actions.INTERRUPTION_NOTED, pathway, today=today, starts_on=starts_on, cause=InterruptionCause(cause).value)
    return row


@transaction.atomic
def end_interruption(*, actor: Actor, today: date, interruption: Interruption, ends_on: date) -> Interruption:
    """Note the last day without accompaniment. Ending it twice changes nothing. Raises Denied, DateInFuture, EndBeforeStart."""
    require(actor, Permission.PATHWAY_RECORD, on=interruption)
    interruption = Interruption.unscoped.select_related("pathway").locked(interruption.pk)
    if ends_on > today:
        raise DateInFuture
    if ends_on < interruption.starts_on:
        raise EndBeforeStart
    if interruption.ends_on is None:
        interruption.ends_on = ends_on
        interruption.version += 1
        interruption.save(update_fields=["ends_on", "version"])
        record(actor, actions.INTERRUPTION_ENDED, interruption.pathway, today=today, ends_on=ends_on)
    return interruption
