"""After the closing: the reading key destroyed and proven, the record kept, then eliminated with the visa of the archives; never before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, erase_subject, fingerprints_of, on_erasure
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import (
    AlreadyEliminated,
    DaysOutOfOrder,
    KeptLonger,
    SessionNotOver,
    VisaAnswered,
    VisaIncomplete,
    VisaMissing,
)
from maillage.pathway.commission.keeping import decisions_of, hearings_of, kept_of
from maillage.pathway.commission.models import (
    Deliberation,
    Elimination,
    KeyDestruction,
    Minutes,
    MinutesBlock,
    Revision,
    Session,
    VisaAnswer,
)
from maillage.pathway.commission.services.moving import day_of
from maillage.pathway.commission.workflow import OVER_STATES


def destroy_reading_key(*, actor: Actor, today: date, session: Session, papers: int) -> KeyDestruction:
    """Destroy the key that sealed the reading copies, and write down the proof. In the transaction of the closing or the cancellation,
    whose service has authorised it. Raises nothing: a session without papers has its proof too, of nothing.
    """
    marks = fingerprints_of(session)
    erase_subject(actor=actor, subject=session, today=today)
    proof, first = KeyDestruction.unscoped.get_or_create(
        session=session, defaults={"destroyed_on": today, "papers": papers, "keys": len(marks), "fingerprints": marks}
    )
    if first:
        record(actor, actions.KEYS_DESTROYED, session, today=today, keys=len(marks), papers=papers)
    return proof


@idempotent(Elimination)
@transaction.atomic
def ask_visa(*, actor: Actor, today: date, session: Session, list_reference: str, asked_on: date | None = None) -> Elimination:
    """Note that the elimination was asked of the archives, on a list that has its reference; not while the record is kept.

    Source: code du patrimoine, art. R. 212-14. Raises Denied, SessionNotOver, KeptLonger, VisaIncomplete, DateInFuture.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.locked(session.pk)
    if session.state not in OVER_STATES:
        raise SessionNotOver
    day = day_of(happened_on=asked_on, today=today)
    if not kept_of(session, today=today).is_over(today=day):
        raise KeptLonger
    if not list_reference.strip():
        raise VisaIncomplete
    asked, first = Elimination.unscoped.get_or_create(
        session=session,
        defaults={
            "organisation_id": session.organisation_id, "territory_id": session.territory_id, "asked_on": day,
            "list_reference": list_reference.strip(),
        },
    )  # fmt: skip
    if first:
        record(actor, actions.VISA_ASKED, session, today=today)
    return asked


def record_visa(
    *,
    actor: Actor,
    today: date,
    session: Session,
    answer: VisaAnswer,
    visa_on: date,
    reference: str,
    given_by: str,
    capacity: str,
    scan: Any = None,
) -> Elimination:
    """Record what the archives answered: the day, the reference, who answered and in which capacity, with the paper when it is scanned.

    Raises Denied, VisaMissing (nothing was asked), VisaAnswered, VisaIncomplete, DateInFuture, DaysOutOfOrder, an UploadRefused.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    asked = Elimination.unscoped.filter(session=session).first()
    if asked is None:
        raise VisaMissing
    prepared = prepare_upload(owner=asked, upload=scan) if scan is not None else None
    said = {"visa_reference": reference.strip(), "visa_by": given_by.strip(), "visa_capacity": capacity.strip()}
    return _record_visa(actor=actor, today=today, asked=asked, answer=answer, visa_on=visa_on, said=said, prepared=prepared)


@transaction.atomic
def _record_visa(
    *, actor: Actor, today: date, asked: Elimination, answer: VisaAnswer, visa_on: date, said: dict[str, str], prepared: Prepared | None
) -> Elimination:
    asked = Elimination.unscoped.select_related("session").locked(asked.pk)
    if asked.answer:
        raise VisaAnswered
    day = day_of(happened_on=visa_on, today=today)
    if not all(said.values()):
        raise VisaIncomplete
    if day < asked.asked_on:
        raise DaysOutOfOrder
    asked.answer, asked.visa_on = answer, day
    for name, value in said.items():
        setattr(asked, name, value)
    if prepared is not None:
        label = f"Visa des archives {day.isoformat()}"
        stored = store_document(actor=actor, owner=asked, part=Part.DELIBERATION, upload=prepared, today=today, label=label, purpose="visa")
        asked.scan = stored.pk
    asked.version += 1
    asked.save(update_fields=["answer", "visa_on", "scan", "version", *said])
    record(actor, actions.VISA_ANSWERED, asked.session, today=today, answer=answer)
    return asked


@transaction.atomic
def eliminate_record(*, actor: Actor, today: date, session: Session) -> Elimination:
    """Destroy the keys of the minutes, of the decisions and of what was said before an end, with their papers. Dates, numbers and outcomes
    stay; the words are gone, backups included. Only with the visa granted, and after the end of what the record was kept for.

    Source: code du patrimoine, art. R. 212-14. Raises Denied, VisaMissing, KeptLonger, AlreadyEliminated.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.locked(session.pk)
    found = Elimination.unscoped.filter(session=session).first()
    if found is None or found.answer != VisaAnswer.GRANTED:
        raise VisaMissing
    if found.eliminated_on is not None:
        raise AlreadyEliminated
    if not kept_of(session, today=today).is_over(today=today):
        raise KeptLonger
    decisions = decisions_of(session)
    found.eliminated_on, found.decisions = today, len(decisions)
    found.version += 1
    found.save(update_fields=["eliminated_on", "decisions", "version"])
    for subject in (Minutes.unscoped.get(session=session), *decisions, *hearings_of(session)):
        erase_subject(actor=actor, subject=subject, today=today)
    record(actor, actions.ELIMINATED, session, today=today, decisions=len(decisions))
    return found


@on_erasure
def erase_minutes(subject: Any) -> None:
    """The words of the minutes go with their key: their text, its corrections, the deliberations."""
    if isinstance(subject, Minutes):
        for model in (Revision, MinutesBlock, Deliberation):
            model.unscoped.filter(minutes=subject).delete()
