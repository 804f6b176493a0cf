"""The prefect's decision: prepared by the secretary, signed outside, recorded by the office."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.clock.terms import add_months
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import (
    Prepared,
    documents_of,
    prepare_generated,
    prepare_upload,
    remove_document,
    store_document,
    store_generated,
)
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import Part, seal
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import (
    AlreadySigned,
    DateInFuture,
    MotiveFragile,
    MotivesMissing,
    MotiveUnknown,
    NotExamined,
    NumberTaken,
    SignatureMissing,
    StartUnfit,
)
from maillage.pathway.commission.errors_after import (
    SenseUnfit,
)
from maillage.pathway.commission.models import Decision, DecisionSense, Item, OutcomeCode
from maillage.pathway.commission.naming import civil_fields
from maillage.pathway.commission.notices import DECIDED, TO_SIGN, key_workers_of, office_of
from maillage.pathway.commission.services.contradictory import check_heard, heard_before
from maillage.pathway.psp.models import Application, EndReason, Kind
from maillage.pathway.psp.services import begin_pathway, mark_decided
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.pathway.psp.signing import require_signing_pen
from maillage.pathway.psp.workflow import State as ApplicationState

NOT_PREPARED = 0
"""The version of a decision that nobody prepared yet: no row has it."""

START_WITHIN_MONTHS = 6
"""A pathway that would begin later than this after the signature is a year mistyped."""


def motives_for(kind: str, *, on: date) -> tuple[Mapping[str, Any], ...]:
    """The reasons of a refusal for this kind of application, those that the law makes fragile marked (parameter `refusal.motives`); for
    an end, the reasons for which it was proposed."""
    if kind == Kind.END:
        return tuple({"code": each.value, "label": each.label, "kinds": (kind,), "fragile_on": ()} for each in EndReason)
    rows: Sequence[Mapping[str, Any]] = current_law().value("refusal.motives", on=on).value
    return tuple(row for row in rows if kind in row["kinds"])


def senses_for(kind: str) -> tuple[DecisionSense, ...]:
    """What may be decided on an application of this kind."""
    if kind == Kind.END:
        return (DecisionSense.ENDED, DecisionSense.KEPT)
    return (DecisionSense.RENEWED if kind == Kind.RENEWAL else DecisionSense.GRANTED, DecisionSense.REFUSED)


def fragile_motives(motives: Sequence[str], *, kind: str, on: date) -> tuple[Mapping[str, Any], ...]:
    """Those of the chosen reasons that are fragile for this kind (CE, 19 November 2021, n° 440802)."""
    return tuple(row for row in motives_for(kind, on=on) if row["code"] in motives and kind in row["fragile_on"])


def prepare_decision(
    *,
    actor: Actor,
    today: date,
    application: Application,
    sense: DecisionSense,
    motives: Sequence[str] = (),
    words: str = "",
    fragile_confirmed: bool = False,
    seen: int | None = None,
    key: uuid.UUID | None = None,
) -> Decision:
    """Prepare the decision on an examined application, ready to be signed; prepared again before the signature, it is replaced.

    A refusal, or an end, has at least one reason of the list **and** its words (CRPA, art. L. 211-2 and L. 211-5); a reason that the
    law makes fragile is confirmed or not kept. An end that she does not ask for waits until she was heard (CRPA, art. L. 121-1).
    `seen` is the version that was on screen, `NOT_PREPARED` when there was none. Raises Denied, NotExamined, AlreadySigned, SenseUnfit,
    MotivesMissing, MotiveUnknown, MotiveFragile, HeardFirst, Stale (prepared meanwhile).
    """
    require(actor, Permission.DECISION_PREPARE, on=application)
    application = Application.unscoped.select_related("organisation", "territory").get(pk=application.pk)
    if application.state != ApplicationState.EXAMINED:
        raise AlreadySigned if application.state == ApplicationState.DECIDED else NotExamined
    sense = DecisionSense.RENEWED if (sense, application.kind) == (DecisionSense.GRANTED, Kind.RENEWAL) else DecisionSense(sense)
    if sense not in senses_for(application.kind):
        raise SenseUnfit
    chosen = list(dict.fromkeys(motives)) if sense.against_her else []
    fragile = _check_motives(chosen, application=application, sense=sense, words=words, confirmed=fragile_confirmed, today=today)
    decision = Decision.unscoped.filter(application=application).first() or Decision(application=application)
    if decision.is_signed:
        raise AlreadySigned
    decision.organisation, decision.territory = secretariat_of(application.territory_id), application.territory
    decision.item = Item.unscoped.filter(application=application, outcome=OutcomeCode.EXAMINED).order_by("-closed_on", "pk").first()
    decision.sense, decision.motives, decision.fragile, decision.prepared_on = sense, chosen, fragile, today
    prepared = prepare_generated(owner=decision, content=_print(decision, actor=actor, words=words, today=today))
    read = _version_of(decision) if seen is None else seen
    return _keep(actor=actor, today=today, decision=decision, words=words, prepared=prepared, seen=read, key=key)


def _version_of(decision: Decision | None) -> int:
    return NOT_PREPARED if decision is None or decision._state.adding else decision.version


def _check_motives(motives: list[str], *, application: Application, sense: DecisionSense, words: str, confirmed: bool, today: date) -> bool:
    if not sense.against_her:
        return False
    if sense == DecisionSense.ENDED:
        check_heard(application, motives=motives)
    if not motives or not words.strip():
        raise MotivesMissing
    known = {row["code"] for row in motives_for(application.kind, on=today)}
    if not set(motives) <= known:
        raise MotiveUnknown
    fragile = fragile_motives(motives, kind=application.kind, on=today)
    if fragile and not confirmed:
        raise MotiveFragile(why=" ".join(str(row["why_fragile"]) for row in fragile))
    return bool(fragile)


def _print(decision: Decision, *, actor: Actor, words: str, today: date) -> bytes:
    application = decision.application
    person = civil_fields(application, actor=actor, today=today)
    labels = {row["code"]: str(row["label"]) for row in motives_for(application.kind, on=today)}
    key = "psp.initial_months" if application.kind == Kind.FIRST else "psp.renewal_months"
    return letters.order(
        decision,
        person=person,
        motives=[labels[code] for code in decision.motives],
        words=words.strip(),
        months=current_law().value(key, on=today).value,
        today=today,
        heard=heard_before(application) if decision.sense == DecisionSense.ENDED else "",
    )


@idempotent(Decision)
@transaction.atomic
def _keep(*, actor: Actor, today: date, decision: Decision, words: str, prepared: Prepared, seen: int) -> Decision:
    application = Application.unscoped.locked(decision.application_id)
    # Asked again under the lock: between the printing and now, the office may have recorded a signature.
    if application.state != ApplicationState.EXAMINED:
        raise AlreadySigned
    there = Decision.unscoped.filter(application=application).first()
    # Here and not before the printing: a second click, whose version is by now the old one, is answered as the first.
    if not _version_of(there) == _version_of(decision) == seen:
        raise Stale(current={}, submitted={}, version=_version_of(there))
    seal(decision, words=words.strip())
    if decision._state.adding:
        decision.save(force_insert=True)
    name = f"Décision {application.number}"
    for old in documents_of(decision, purpose="decision"):
        remove_document(actor=actor, document=old, today=today)
    document = store_generated(actor=actor, owner=decision, part=Part.EXTRACT, name=name, content=prepared, today=today, purpose="decision")
    decision.document = document.pk
    decision.version += 1
    decision.save()
    record(actor, actions.DECISION_PREPARED, decision, today=today, sense=decision.sense, fragile=decision.fragile)
    office = office_of(decision.territory_id, today=today)
    notify(topic=TO_SIGN, user_ids=office, today=today, link_name="commission:decision", link_pk=decision.pk)
    return decision


def record_signed_decision(
    *,
    actor: Actor,
    today: date,
    decision: Decision,
    signed_on: date,
    number: str,
    signatory_name: str,
    signatory_capacity: str,
    delegation_reference: str = "",
    starts_on: date | None = None,
    scan: Any = None,
    seen: int | None = None,
) -> Decision:
    """Record the decision signed outside, once: its day, number, signatory, delegation of signature and scan. Granted, the term opens
    on `starts_on`, or on the day of the signature. Source: CRPA, art. L. 212-1. By the office; where it has no account, by the
    secretariat, from the paper.

    `seen` is the version that was on screen; without it, that of the row given. Raises Denied, AlreadySigned, SignatureMissing,
    DateInFuture, Stale (prepared again meanwhile), StartUnfit, HeardFirst, SignedBeforeHeard (an end), NumberTaken, an UploadRefused,
    psp DateBeforePrevious.
    """
    require_signing_pen(actor, on=decision, today=today)
    if not (number.strip() and signatory_name.strip() and signatory_capacity.strip()):
        raise SignatureMissing
    if signed_on > today:
        raise DateInFuture
    if starts_on is not None and not signed_on <= starts_on <= add_months(signed_on, START_WITHIN_MONTHS):
        raise StartUnfit
    prepared = prepare_upload(owner=decision, upload=scan) if scan is not None else None
    signature = {
        "signed_on": signed_on,
        "number": number.strip(),
        "signatory_name": signatory_name.strip(),
        "signatory_capacity": signatory_capacity.strip(),
        "delegation_reference": delegation_reference.strip(),
    }
    version = decision.version if seen is None else seen
    return _record(actor=actor, today=today, decision=decision, signature=signature, starts_on=starts_on, prepared=prepared, seen=version)


@transaction.atomic
def _record(
    *, actor: Actor, today: date, decision: Decision, signature: dict[str, Any], starts_on: date | None, prepared: Any, seen: int
) -> Decision:
    application = Application.unscoped.locked(decision.application_id)
    decision = Decision.unscoped.select_related("application").locked(decision.pk)
    if decision.is_signed:
        raise AlreadySigned
    if decision.version != seen:
        raise Stale(current={}, submitted={}, version=decision.version)
    signed_on, sense = signature["signed_on"], DecisionSense(decision.sense)
    if sense == DecisionSense.ENDED:
        check_heard(application, motives=decision.motives, signed_on=signed_on)
    if Decision.unscoped.filter(territory_id=decision.territory_id, number=signature["number"]).exists():
        raise NumberTaken
    mark_decided(actor=actor, today=today, application=application, decided_on=signed_on, granted=sense.grants)
    if sense.opens_a_term:
        begin_pathway(actor=actor, today=today, application=application, starts_on=starts_on or signed_on)
    for name, value in signature.items():
        setattr(decision, name, value)
    decision.starts_on, decision.recorded_on = (starts_on or signed_on) if sense.opens_a_term else None, today
    if prepared is not None:
        label = f"Décision signée {application.number}"
        stored = store_document(actor=actor, owner=decision, part=Part.EXTRACT, upload=prepared, today=today, label=label, purpose="scan")
        decision.scan = stored.pk
    decision.version += 1
    decision.save(update_fields=[*signature, "starts_on", "recorded_on", "scan", "version"])
    record(actor, actions.DECISION_RECORDED, decision, today=today, signed_on=signed_on, sense=decision.sense)
    notify(topic=DECIDED, user_ids=key_workers_of(application, today=today), today=today)
    return decision
