"""After a favourable decision: terms from the origin date, the permit, the allowance."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.core.clock.ends import end_of_right
from maillage.core.clock.terms import add_months, term_end
from maillage.core.law import Right, current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import CapReached, DateInFuture, StateRefused
from maillage.pathway.psp.models import Allowance, Application, Kind, Pathway, Permit, Term


@transaction.atomic
def begin_pathway(*, actor: Actor, today: date, application: Application, starts_on: date) -> Term:
    """Open the term that a favourable decision gives: the first of a new pathway, or the next of the running one.

    Terms count from the origin date. Source: CASF L.121-9 and R.121-12-13, parameters psp.initial_months, psp.renewal_months,
    psp.renewals_max. Raises Denied, StateRefused when the decision is not favourable, CapReached beyond the last renewal.
    """
    require(actor, Permission.PATHWAY_RECORD, on=application)
    application = Application.unscoped.locked(application.pk)
    if not application.granted:
        raise StateRefused
    if application.kind == Kind.RENEWAL:
        return _add_term(actor=actor, today=today, application=application)
    pathway = Pathway.unscoped.create(
        person_id=application.person_id,
        organisation_id=application.organisation_id,
        territory_id=application.territory_id,
        entry=application,
        starts_on=starts_on,
    )
    months = current_law().value("psp.initial_months", on=starts_on).value
    term = Term.unscoped.create(
        pathway=pathway,
        application=application,
        number=1,
        starts_on=starts_on,
        expires_on=term_end(origin=starts_on, months_each=months, number=1),
    )
    record(actor, actions.PATHWAY_BEGUN, application, today=today, starts_on=starts_on, expires_on=term.expires_on)
    return term


def _add_term(*, actor: Actor, today: date, application: Application) -> Term:
    pathway = Pathway.unscoped.filter(person_id=application.person_id, ended_on__isnull=True).first()
    if pathway is None:
        raise StateRefused
    pathway = Pathway.unscoped.locked(pathway.pk)
    law = current_law()
    last = pathway.terms.order_by("-number").first()
    number = last.number + 1 if last else 1
    if number > law.value("psp.renewals_max", on=today).value + 1:
        raise CapReached
    months = law.value("psp.renewal_months", on=today).value
    starts, expires = _next_term(pathway, last=last, number=number, months=months, today=today)
    term = Term.unscoped.create(pathway=pathway, application=application, number=number, starts_on=starts, expires_on=expires)
    record(actor, actions.TERM_ADDED, application, today=today, expires_on=term.expires_on)
    return term


def _next_term(pathway: Pathway, *, last: Term | None, number: int, months: int, today: date) -> tuple[date, date]:
    """The next term follows the last one as prolonged by the regimes; without any, it counts from the origin date."""
    if last is None:
        return pathway.starts_on, term_end(origin=pathway.starts_on, months_each=months, number=1)
    end = end_of_right(right=Right.PSP, expires=last.expires_on, as_known_on=today, law=current_law())
    if end.moved:
        return end.new_expires, add_months(end.new_expires, months)
    return last.expires_on, term_end(origin=pathway.starts_on, months_each=months, number=number)


@transaction.atomic
def end_pathway(*, actor: Actor, today: date, pathway: Pathway, ended_on: date) -> Pathway:
    """Note the day on which a pathway ended. Ending it twice changes nothing. Raises Denied, DateInFuture."""
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if ended_on > today:
        raise DateInFuture
    if pathway.ended_on is None:
        pathway.ended_on = max(ended_on, pathway.starts_on)
        pathway.version += 1
        pathway.save(update_fields=["ended_on", "version"])
        record(actor, actions.PATHWAY_ENDED, pathway, today=today, ended_on=pathway.ended_on)
    return pathway


@transaction.atomic
def record_permit(
    *, actor: Actor, today: date, pathway: Pathway, asked_on: date | None, delivered_on: date | None = None, expires_on: date | None = None
) -> Permit:
    """Note the residence document: asked, or delivered with its expiry. An awaited permit is completed. Raises Denied, DateInFuture."""
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if any(day is not None and day > today for day in (asked_on, delivered_on)):
        raise DateInFuture
    permit = pathway.permits.filter(delivered_on__isnull=True).order_by("asked_on", "pk").first() or Permit(pathway=pathway)
    permit.asked_on = asked_on or permit.asked_on
    permit.delivered_on, permit.expires_on = delivered_on, expires_on
    permit.save()
    record(actor, actions.PERMIT_RECORDED, pathway, today=today, delivered=delivered_on is not None)
    return permit


@transaction.atomic
def record_allowance(
    *, actor: Actor, today: date, pathway: Pathway, decided_on: date, starts_on: date, expires_on: date, first_paid_on: date | None = None
) -> Allowance:
    """Note the allowance decided for a term. Raises Denied, DateInFuture."""
    require(actor, Permission.PATHWAY_RECORD, on=pathway)
    pathway = Pathway.unscoped.locked(pathway.pk)
    if decided_on > today or (first_paid_on is not None and first_paid_on > today):
        raise DateInFuture
    allowance = Allowance.unscoped.create(
        pathway=pathway, decided_on=decided_on, starts_on=starts_on, expires_on=expires_on, first_paid_on=first_paid_on
    )
    record(actor, actions.ALLOWANCE_RECORDED, pathway, today=today, decided_on=decided_on)
    return allowance


