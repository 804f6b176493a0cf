"""After the signature: she is told by a way that is safe for her, with a proof; the office never learns which way."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people.models import OutgoingKind, Person
from maillage.accompaniment.people.services import leave_for_her
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_generated, prepare_upload, store_document, store_generated
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.notifications import notify
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import (
    DateInFuture,
    WrongDates,
)
from maillage.pathway.commission.errors_after import (
    DayUnsaid,
    NobodyToEntrust,
    NotifiedAlready,
    NotSigned,
    NotStarted,
    ProofUnsaid,
    ReceivedBeforeLeaving,
)
from maillage.pathway.commission.models import Decision, DecisionSense, DeliveredBy, Delivery, Proof
from maillage.pathway.commission.notices import TO_DELIVER, key_workers_of
from maillage.pathway.commission.services.decisions import motives_for
from maillage.pathway.commission.services.leaving import give_decision
from maillage.pathway.commission.services.ways import reach_by
from maillage.pathway.psp.models import Application, Ending, EndOutcome, EndReason
from maillage.pathway.psp.selectors import is_own
from maillage.pathway.psp.services import end_pathway, mark_notified

PLAIN = "decision_plain"


def entrust_decision(*, actor: Actor, today: date, decision: Decision) -> Delivery:
    """Ask her association to put the signed decision into her hands: it gets the decision and its plain version, and is told. Once.

    Raises Denied, NotSigned, NotifiedAlready, NobodyToEntrust (her file is not here).
    """
    application = _deliverable(decision).application
    require(actor, Permission.DECISION_PREPARE, on=decision)
    require(actor, Permission.PATHWAY_RECORD, on=application)
    if application.person_id is None:
        raise NobodyToEntrust
    plain = prepare_generated(owner=application, content=_plain(decision, actor=actor, today=today))
    return _entrust(actor=actor, today=today, decision=decision, plain=plain)


def _plain(decision: Decision, *, actor: Actor, today: date) -> bytes:
    words = ""
    if DecisionSense(decision.sense).against_her:
        words = open_part(actor=actor, subject=decision, part=Part.EXTRACT, reason=Reason.DECISION, today=today).read(decision, "words")
    labels = {row["code"]: str(row["label"]) for row in motives_for(decision.application.kind, on=decision.prepared_on)}
    return letters.plain_decision(decision, motives=[labels.get(code, code) for code in decision.motives], words=words, today=today)


@transaction.atomic
def _entrust(*, actor: Actor, today: date, decision: Decision, plain: Prepared) -> Delivery:
    decision, delivery = _locked(decision)
    if delivery.entrusted_on is not None:
        return delivery
    application = decision.application
    delivery.entrusted_on = today
    delivery.version += 1
    delivery.save()
    give_decision(actor=actor, today=today, application=application)
    store_generated(
        actor=system_actor(), owner=application, part=Part.ATTACHMENTS, name="La réponse à votre demande", content=plain, today=today,
        purpose=PLAIN,
    )  # fmt: skip
    record(actor, actions.ENTRUSTED, decision, today=today)
    notify(topic=TO_DELIVER, user_ids=key_workers_of(application, today=today), today=today)
    return delivery


@idempotent(Decision)
@transaction.atomic
def announce_decision(*, actor: Actor, moment: Moment, decision: Decision, channel: Channel | str) -> Decision:
    """Her association tells her now that an answer waits, by this way, as her rule allows: never what the answer is.

    Raises Denied, NotSigned, NotifiedAlready, ContactRefused.
    """
    decision, _delivery = _locked(decision)
    person = _own(decision, actor=actor)
    leave_for_her(actor=actor, person=person, channel=channel, kind=OutgoingKind.NOTIFICATION, moment=moment, about=decision.pk)
    return decision


def deliver_decision(
    *,
    actor: Actor,
    moment: Moment,
    decision: Decision,
    way: str,
    notified_on: date | None = None,
    proof: Proof | str = "",
    remedies_told: bool = False,
    plain_given: bool = False,
    scan: Any = None,
    key: uuid.UUID | None = None,
) -> Delivery:
    """Her association puts the decision into her hands, by a way that her rule allows now; with the day and the proof once she has it.

    Which way is kept with her file, and nowhere else. Raises Denied, NotSigned, NotifiedAlready, WayTellsOnly, ContactRefused,
    ProofUnsaid, DateInFuture, WrongDates, ReceivedBeforeLeaving, an UploadRefused.
    """
    prepared = prepare_upload(owner=decision, upload=scan) if scan is not None else None

    def check(locked: Decision) -> None:
        _own(locked, actor=actor)

    said = {"notified_on": notified_on, "proof": proof, "remedies_told": remedies_told, "plain_given": plain_given, "receipt": prepared}
    done: Delivery = _hand_over(
        actor=actor, moment=moment, decision=decision, by=DeliveredBy.ASSOCIATION, way=way, check=check, said=said, key=key
    )
    return done


def send_decision(
    *,
    actor: Actor,
    moment: Moment,
    decision: Decision,
    by: DeliveredBy,
    notified_on: date | None = None,
    proof: Proof | str = "",
    remedies_told: bool = False,
    plain_given: bool = False,
    scan: Any = None,
    key: uuid.UUID | None = None,
) -> Delivery:
    """The prefecture puts it into her hands at its desk, sends a letter if that way is open, or notes what the association told.

    Raises Denied, NotSigned, NotifiedAlready, LetterNotOpen, DayUnsaid, ProofUnsaid, DateInFuture, WrongDates, ReceivedBeforeLeaving,
    an UploadRefused.
    """
    if by != DeliveredBy.LETTER and notified_on is None:
        raise DayUnsaid
    prepared = prepare_upload(owner=decision, upload=scan) if scan is not None else None

    def check(locked: Decision) -> None:
        require(actor, Permission.DECISION_PREPARE, on=locked)
        require(actor, Permission.PATHWAY_RECORD, on=locked.application)

    said = {"notified_on": notified_on, "proof": proof, "remedies_told": remedies_told, "plain_given": plain_given, "receipt": prepared}
    done: Delivery = _hand_over(actor=actor, moment=moment, decision=decision, by=by, way="", check=check, said=said, key=key)
    return done


@idempotent(Delivery)
@transaction.atomic
def _hand_over(
    *, actor: Actor, moment: Moment, decision: Decision, by: DeliveredBy, way: str, check: Callable[[Decision], None], said: dict[str, Any]
) -> Delivery:
    decision, delivery = _locked(decision)
    check(decision)
    reach_by(actor=actor, moment=moment, application=decision.application, by=by, way=way, about=decision.pk)
    _start(delivery, by=by, on=min(moment.today, said["notified_on"] or moment.today))
    delivery.version += 1
    delivery.save()
    record(actor, actions.DELIVERY_STARTED, decision, today=moment.today)
    if said["notified_on"] is not None:
        _conclude(actor=actor, today=moment.today, decision=decision, delivery=delivery, said=said)
    return delivery


def prove_delivery(
    *,
    actor: Actor,
    today: date,
    decision: Decision,
    notified_on: date,
    proof: Proof | str,
    remedies_told: bool = False,
    plain_given: bool = False,
    scan: Any = None,
) -> Delivery:
    """The day on which she had what was on its way, and what proves it: noted by the side that sent it, once.

    Raises Denied, NotStarted, NotifiedAlready, ProofUnsaid, DateInFuture, WrongDates, ReceivedBeforeLeaving, an UploadRefused.
    """
    require(actor, Permission.PATHWAY_RECORD, on=decision.application)
    prepared = prepare_upload(owner=decision, upload=scan) if scan is not None else None
    with transaction.atomic():
        decision, delivery = _locked(decision)
        if delivery.started_on is None:
            raise NotStarted
        if is_own(actor, decision.application) != (delivery.by == DeliveredBy.ASSOCIATION):
            raise OutOfScope
        said = {"notified_on": notified_on, "proof": proof, "remedies_told": remedies_told, "plain_given": plain_given, "receipt": prepared}
        _conclude(actor=actor, today=today, decision=decision, delivery=delivery, said=said)
    return delivery


@transaction.atomic
def notify_decision(
    *,
    actor: Actor,
    today: date,
    decision: Decision,
    notified_on: date,
    by: DeliveredBy = DeliveredBy.ASSOCIATION,
    proof: Proof = Proof.NONE,
    remedies_told: bool = False,
) -> Decision:
    """Note afterwards the day on which she was told, as the other side says it: nothing leaves towards her now.

    Raises Denied, NotSigned, NotifiedAlready, psp StateRefused, DateInFuture.
    """
    decision, delivery = _locked(decision)
    require(actor, Permission.PATHWAY_RECORD, on=decision.application)
    _start(delivery, by=by, on=notified_on)
    said = {"notified_on": notified_on, "proof": proof, "remedies_told": remedies_told, "plain_given": False, "receipt": None}
    _conclude(actor=actor, today=today, decision=decision, delivery=delivery, said=said)
    return decision


def _start(delivery: Delivery, *, by: DeliveredBy, on: date) -> None:
    """It begins that day; another hand than the one that began begins anew: she may have come to the desk while a letter was to leave."""
    if delivery.started_on is None or delivery.by != by:
        delivery.started_on = on
    delivery.by = by


def _conclude(*, actor: Actor, today: date, decision: Decision, delivery: Delivery, said: dict[str, Any]) -> None:
    """She has it: the wait ends, the appeal period runs, and an end that was decided takes effect (CRPA, art. L. 221-8)."""
    day, application = said["notified_on"], decision.application
    if not said["proof"]:
        raise ProofUnsaid
    if day > today:
        raise DateInFuture
    if decision.signed_on is not None and day < decision.signed_on:
        raise WrongDates
    if delivery.started_on is not None and day < delivery.started_on:
        raise ReceivedBeforeLeaving(day=day_words(delivery.started_on))
    delivery.notified_on, delivery.proof = day, said["proof"]
    delivery.remedies_told, delivery.plain_given = said["remedies_told"], said["plain_given"]
    if said["receipt"] is not None:
        stored = store_document(
            actor=actor, owner=decision, part=Part.EXTRACT, upload=said["receipt"], today=today, label=f"Récépissé {application.number}",
            purpose="receipt",
        )  # fmt: skip
        delivery.receipt = stored.pk
    delivery.version += 1
    delivery.save()
    mark_notified(actor=actor, today=today, application=application, notified_on=day)
    record(actor, actions.DELIVERED, decision, today=today, notified_on=day, proof=delivery.proof)
    if decision.sense == DecisionSense.ENDED:
        _end(actor=actor, today=today, application=application, ended_on=day)


_OUTCOMES = {
    EndReason.HER_WISH: EndOutcome.WITHDRAWN,
    EndReason.AUTONOMY: EndOutcome.AUTONOMY,
    EndReason.MOVED: EndOutcome.MOVED,
    EndReason.LOST_CONTACT: EndOutcome.LOST_CONTACT,
}


def _end(*, actor: Actor, today: date, application: Application, ended_on: date) -> None:
    ending = Ending.unscoped.select_related("pathway").get(application=application)
    outcome = _OUTCOMES.get(EndReason(ending.reason), EndOutcome.DECISION_ENDED)
    end_pathway(actor=actor, today=today, pathway=ending.pathway, ended_on=max(ended_on, ending.pathway.starts_on), outcome=outcome)


def _own(decision: Decision, *, actor: Actor) -> Person:
    """Her file, for who works in the association that follows her. Raises Denied, OutOfScope."""
    application = decision.application
    require(actor, Permission.PATHWAY_RECORD, on=application)
    if not is_own(actor, application) or application.person is None:
        raise OutOfScope
    return application.person


def _deliverable(decision: Decision) -> Decision:
    if not decision.is_signed:
        raise NotSigned
    if decision.application.notified_on is not None:
        raise NotifiedAlready
    return decision


def _locked(decision: Decision) -> tuple[Decision, Delivery]:
    """The decision and its delivery under the lock of the application. Raises NotSigned, NotifiedAlready."""
    Application.unscoped.locked(decision.application_id)
    fresh = Decision.unscoped.select_related("application__person", "application__organisation", "territory").locked(decision.pk)
    _deliverable(fresh)
    delivery, _made = Delivery.unscoped.get_or_create(decision=fresh)
    return fresh, delivery
