"""After a favourable decision: terms from the origin date, the permit, the allowance, the end."""

from __future__ import annotations

from datetime import date

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
    NothingToNote,
    PathwayRunning,
    PermitIncomplete,
    StartTooLate,
    StateRefused,
)
from maillage.pathway.psp.models import Allowance, Application, Kind, Pathway, Permit, Term
from maillage.pathway.psp.runs import last_run

# Not a rule of law: beyond it, the day typed is a mistake.
LATEST_START_MONTHS = 6


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
    known = Term.unscoped.filter(application=application).first()
    if known is not None:
        return known
    _check_first_day(starts_on, decided_on=application.decided_on)
    if application.kind == Kind.RENEWAL:
        return _add_term(actor=actor, today=today, application=application, starts_on=starts_on, pathway=pathway)
    return _first_term(actor=actor, today=today, application=application, starts_on=starts_on)


def _check_first_day(starts_on: date, *, decided_on: date | None) -> None:
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
    terms = list(pathway.terms.order_by("number"))
    number = len(terms) + 1
    if number > law.value("psp.renewals_max", on=today).value + 1:
        raise CapReached
    months = law.value("psp.renewal_months", on=today).value
    starts, expires = _next_term(terms, starts_on=starts_on, months=months, today=today)
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


def _next_term(terms: list[Term], *, starts_on: date, months: int, today: date) -> tuple[date, date]:
    """The next term follows the last one as prolonged by the regimes; days lost, or a prolongation, begin a new count of months."""
    run = last_run(terms)
    last = run[-1]
    end = end_of_right(right=Right.PSP, expires=last.expires_on, as_known_on=today, law=current_law()).new_expires
    starts = max(end, starts_on)
    if starts == last.expires_on:
        return starts, term_end(origin=run[0].starts_on, months_each=months, number=len(run) + 1)
    return starts, term_end(origin=starts, months_each=months, number=1)


@transaction.atomic
def end_pathway(*, actor: Actor, today: date, pathway: Pathway, ended_on: date) -> Pathway:
    """Note the day on which a pathway ended. Ending it twice changes nothing. Raises Denied, DateInFuture, DateBeforePrevious."""
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if ended_on > today:
        raise DateInFuture
    if pathway.ended_on is None:
        if ended_on < pathway.starts_on:
            raise DateBeforePrevious(previous=speech.day_words(pathway.starts_on))
        pathway.ended_on = ended_on
        pathway.version += 1
        pathway.save(update_fields=["ended_on", "version"])
        record(actor, actions.PATHWAY_ENDED, pathway, today=today, ended_on=ended_on)
    return pathway


@idempotent(Permit)
@transaction.atomic
def record_permit(
    *, actor: Actor, today: date, pathway: Pathway, asked_on: date | None, delivered_on: date | None = None, expires_on: date | None = None
) -> Permit:
    """Note the residence document: asked, or delivered with its expiry. An awaited permit is completed.

    Source: CESEDA L.425-4 (a decision of its own). Raises Denied, NothingToNote, DateInFuture, PermitIncomplete,
    EndBeforeStart, DateBeforePrevious.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if asked_on is None and delivered_on is None:
        raise NothingToNote
    if any(day is not None and day > today for day in (asked_on, delivered_on)):
        raise DateInFuture
    _check_delivery(delivered_on, expires_on)
    awaited = pathway.permits.filter(delivered_on__isnull=True).order_by("asked_on", "pk").first()
    permit = awaited or Permit(pathway=pathway)
    permit.asked_on = asked_on or permit.asked_on
    if permit.asked_on is not None and delivered_on is not None and delivered_on < permit.asked_on:
        raise DateBeforePrevious(previous=speech.day_words(permit.asked_on))
    permit.delivered_on, permit.expires_on = delivered_on, expires_on
    permit.version += awaited is not None
    permit.save()
    record(actor, actions.PERMIT_RECORDED, pathway, today=today, delivered=delivered_on is not None)
    return permit


def _check_delivery(delivered_on: date | None, expires_on: date | None) -> None:
    if (delivered_on is None) != (expires_on is None):
        raise PermitIncomplete
    if delivered_on is not None and expires_on is not None and expires_on <= delivered_on:
        raise EndBeforeStart


@idempotent(Allowance)
@transaction.atomic
def record_allowance(
    *, actor: Actor, today: date, pathway: Pathway, decided_on: date, starts_on: date, expires_on: date, first_paid_on: date | None = None
) -> Allowance:
    """Note the allowance decided for a term; noted again for the same days, its decision and first payment are completed.

    Source: CASF R.121-12-13-1 (a decision of its own). Raises Denied, DateInFuture, EndBeforeStart.
    """
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if decided_on > today or (first_paid_on is not None and first_paid_on > today):
        raise DateInFuture
    if expires_on <= starts_on:
        raise EndBeforeStart
    known = pathway.allowances.filter(starts_on=starts_on, expires_on=expires_on).order_by("pk").first()
    allowance = known or Allowance(pathway=pathway, starts_on=starts_on, expires_on=expires_on)
    allowance.decided_on = decided_on
    allowance.first_paid_on = first_paid_on or allowance.first_paid_on
    allowance.version += known is not None
    allowance.save()
    record(actor, actions.ALLOWANCE_RECORDED, pathway, today=today, decided_on=decided_on)
    return allowance
