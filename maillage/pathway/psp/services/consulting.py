"""The State's secretariat consults a service before the session; the association sees whom, with what, on which basis."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import AnsweredBeforeAsked, ConsultedAlready, DateInFuture, NotConsultable, NothingSent
from maillage.pathway.psp.models import Application, Consultation, ConsultationAnswer, ConsultationBasis, ConsultedService
from maillage.pathway.psp.notices import CONSULTED, key_workers_of
from maillage.pathway.psp.workflow import State

CONSULTABLE = frozenset({State.FILED, State.SCHEDULED, State.EXAMINED})
# The identity that may leave towards a service: fields of the extract, by their codes. Never the project, never a paper.
IDENTITY_SENT = ("last_name", "first_name", "birth_date", "birth_place", "nationality")


@idempotent(Consultation)
@transaction.atomic
def consult_service(
    *,
    actor: Actor,
    today: date,
    application: Application,
    service: ConsultedService,
    basis: ConsultationBasis,
    identity_sent: Collection[str],
    sent_on: date | None = None,
) -> Consultation:
    """Note that a service was consulted, which identity data left, when, on which basis. The association is told.

    Source: CRPA, art. L. 114-8: only what is strictly necessary passes between administrations (parameter sharing.between_services).
    Raises Denied, NotConsultable (before the filing, after the decision), NothingSent, ConsultedAlready, DateInFuture.
    """
    require(actor, Permission.APPLICATION_RECEIVE, on=application)
    application = Application.unscoped.locked(application.pk)
    day = sent_on or today
    if application.state not in CONSULTABLE or application.filed_on is None or day < application.filed_on:
        raise NotConsultable
    if day > today:
        raise DateInFuture
    fields = [code for code in IDENTITY_SENT if code in identity_sent]
    if not fields:
        raise NothingSent
    if Consultation.unscoped.filter(application=application, service=service).exists():
        raise ConsultedAlready
    made: Consultation = Consultation.unscoped.create(
        application=application, service=service, basis=basis, identity_sent=fields, sent_on=day
    )
    record(actor, actions.CONSULTED, application, today=today, service=service, sent_on=day)
    _tell(application, today=today)
    return made


@idempotent(Consultation)
@transaction.atomic
def answer_consultation(
    *, actor: Actor, today: date, consultation: Consultation, seen: int, answer: ConsultationAnswer, answered_on: date | None = None
) -> Consultation:
    """Note what the service answered, from the short list. The association is told.

    Raises Denied, Stale, DateInFuture, AnsweredBeforeAsked.
    """
    consultation = Consultation.unscoped.select_related("application").locked(consultation.pk)
    require(actor, Permission.APPLICATION_RECEIVE, on=consultation)
    day = None if answer == ConsultationAnswer.AWAITED else answered_on or today
    if day is not None and day > today:
        raise DateInFuture
    if day is not None and day < consultation.sent_on:
        raise AnsweredBeforeAsked
    changed: Consultation = consultation.save_version(seen=seen, changes={"answer": answer, "answered_on": day})
    application = consultation.application
    record(actor, actions.CONSULTATION_ANSWERED, application, today=today, service=consultation.service, answer=answer)
    _tell(application, today=today)
    return changed


def _tell(application: Application, *, today: date) -> None:
    workers = key_workers_of(application, today=today)
    notify(topic=CONSULTED, user_ids=workers, today=today, link_name="psp:application", link_pk=application.pk)
