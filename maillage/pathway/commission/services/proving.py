"""The proof that the convocations left, and the numbered sets of papers beside the screen."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors_convening import (
    NotConvened,
    ProofMissing,
    ProofTooEarly,
    SetDatesWrong,
    SetNotBack,
)
from maillage.pathway.commission.models import Convocation, Minutes, PaperSet, Session
from maillage.pathway.commission.services.moving import day_of
from maillage.pathway.commission.workflow import READING_STATES


def record_proof(
    *,
    actor: Actor,
    today: date,
    session: Session,
    seats: Collection[uuid.UUID],
    reference: str = "",
    scan: Any | None = None,
    happened_on: date | None = None,
    key: uuid.UUID | None = None,
) -> Session:
    """Keep the proof that these convocations left: a reference, a scan, or both; one paper may prove several. What was proven before
    is replaced. Raises Denied, NotConvened, ProofMissing, DateInFuture, UploadRefused.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    if not seats or not (reference.strip() or scan is not None):
        raise ProofMissing
    minutes = Minutes.unscoped.get(session=session)
    prepared: Prepared | None = prepare_upload(owner=minutes, upload=scan) if scan is not None else None
    day = day_of(happened_on=happened_on, today=today)
    proof = {"proof_on": day, "proof_reference": reference.strip()}
    return _keep_proof(actor=actor, today=today, session=session, seats=seats, proof=proof, prepared=prepared, key=key)


@idempotent(Session)
@transaction.atomic
def _keep_proof(
    *,
    actor: Actor,
    today: date,
    session: Session,
    seats: Collection[uuid.UUID],
    proof: dict[str, Any],
    prepared: Prepared | None,
) -> Session:
    session = Session.unscoped.locked(session.pk)
    if session.convened_on is None:
        raise NotConvened
    if proof["proof_on"] < session.convened_on:
        raise ProofTooEarly
    if prepared is not None:
        minutes = Minutes.unscoped.get(session=session)
        label = f"Preuve d'envoi {session.held_on.isoformat()}"
        proof["proof"] = store_document(
            actor=actor, owner=minutes, part=Part.DELIBERATION, upload=prepared, today=today, label=label, purpose="sending"
        ).pk
    proven = Convocation.unscoped.filter(session=session, replaced_on__isnull=True, seat_id__in=seats).update(**proof)
    record(actor, actions.PROVEN, session, today=today, seats=proven)
    return session


@idempotent(Session)
@transaction.atomic
def hand_out_papers(
    *, actor: Actor, today: date, session: Session, seats: Collection[uuid.UUID], happened_on: date | None = None
) -> Session:
    """Note that a numbered set of papers was handed to each of these seats; numbers follow one another and serve once.

    Raises Denied, NotConvened, DateInFuture.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    session = Session.unscoped.locked(session.pk)
    if session.state not in READING_STATES:
        raise NotConvened
    day = day_of(happened_on=happened_on, today=today)
    last = session.paper_sets.order_by().aggregate(last=Max("number"))["last"] or 0
    rows = Convocation.unscoped.filter(session=session, replaced_on__isnull=True, seat_id__in=seats)
    sent = list(rows.order_by("seat__rank", "pk"))
    for number, row in enumerate(sent, start=last + 1):
        PaperSet.unscoped.create(session=session, number=number, seat_id=row.seat_id, handed_on=day)
    if sent:
        record(actor, actions.SET_HANDED, session, today=today, sets=len(sent))
    return session


@transaction.atomic
def note_set_returned(*, actor: Actor, today: date, paper_set: PaperSet, happened_on: date | None = None) -> PaperSet:
    """Note that a set came back. Said twice, the first day stays. Raises Denied, DateInFuture, SetDatesWrong."""
    paper_set = _locked_set(actor, paper_set)
    if paper_set.returned_on is None:
        day = day_of(happened_on=happened_on, today=today)
        if day < paper_set.handed_on:
            raise SetDatesWrong
        paper_set.returned_on = day
        paper_set.save(update_fields=["returned_on"])
        record(actor, actions.SET_RETURNED, paper_set.session, today=today, number=paper_set.number)
    return paper_set


@transaction.atomic
def note_set_destroyed(*, actor: Actor, today: date, paper_set: PaperSet, happened_on: date | None = None) -> PaperSet:
    """Note that a set was destroyed, once it is back. Raises Denied, DateInFuture, SetNotBack, SetDatesWrong."""
    paper_set = _locked_set(actor, paper_set)
    if paper_set.returned_on is None:
        raise SetNotBack
    if paper_set.destroyed_on is None:
        day = day_of(happened_on=happened_on, today=today)
        if day < paper_set.returned_on:
            raise SetDatesWrong
        paper_set.destroyed_on = day
        paper_set.save(update_fields=["destroyed_on"])
        record(actor, actions.SET_DESTROYED, paper_set.session, today=today, number=paper_set.number)
    return paper_set


def _locked_set(actor: Actor, paper_set: PaperSet) -> PaperSet:
    require(actor, Permission.COMMISSION_MANAGE, on=paper_set)
    return PaperSet.unscoped.select_related("session").locked(paper_set.pk)
