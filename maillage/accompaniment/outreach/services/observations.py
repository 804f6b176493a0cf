"""What is observed outside, and the explanations that are put forward. Nothing is averaged, nothing replaces another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.outreach import actions
from maillage.accompaniment.outreach.errors import AlreadyExplained, AlreadyWithdrawn, NumberMissing, NumberOfNothing
from maillage.accompaniment.outreach.models import (
    NUMBERED,
    Cause,
    Certainty,
    Direction,
    Explanation,
    Measure,
    Observation,
    Source,
    Theme,
)
from maillage.accompaniment.outreach.services.places import code_of, own_association, owned, past_days, reference_for, zone_of
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@dataclass(frozen=True, kw_only=True)
class ExplanationDraft:
    """Why it may be so, and who says it."""

    cause: str
    source: str
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class ObservationDraft:
    """One statement, in plain codes. `zone_id` None: the whole department. `ends_on` None: one day."""

    organisation_id: uuid.UUID
    theme: str
    direction: str
    certainty: str
    source: str
    starts_on: date
    ends_on: date | None = None
    zone_id: uuid.UUID | None = None
    number: int | None = None
    measure: str = ""
    reference: str = ""
    explanations: tuple[ExplanationDraft, ...] = ()


@idempotent(Observation)
@transaction.atomic
def record_observation(*, actor: Actor, today: date, draft: ObservationDraft) -> Observation:
    """Note one observation with what it rests on.

    Raises Denied, ZoneElsewhere, CodeUnknown, DaysInverted, DayToCome, NumberMissing, NumberOfNothing, ReferenceMissing,
    ReferenceUnfit (an advert cannot be kept), AlreadyExplained.
    """
    organisation = own_association(actor, Permission.OUTREACH_NOTE, organisation_id=draft.organisation_id)
    starts_on, ends_on = past_days(draft.starts_on, draft.ends_on, today=today)
    source = code_of(Source, draft.source)
    observation: Observation = Observation.unscoped.create(
        **owned(organisation),
        zone=zone_of(organisation, draft.zone_id, on=starts_on) if draft.zone_id else None,
        theme=code_of(Theme, draft.theme),
        starts_on=starts_on,
        ends_on=ends_on,
        direction=code_of(Direction, draft.direction),
        source=source,
        reference=reference_for(source, draft.reference),
        noted_on=today,
        noted_by_id=actor.user_id,
        **_number(draft),
    )
    record(actor, actions.OBSERVED, observation, today=today, theme=observation.theme)
    for each in draft.explanations:
        _explain(observation, each, actor=actor, today=today)
    return observation


def _number(draft: ObservationDraft) -> dict[str, object]:
    certainty = code_of(Certainty, draft.certainty)
    if draft.number is None and not draft.measure:
        if certainty == Certainty.COUNTED:
            raise NumberMissing
        return {"certainty": certainty, "number": None, "measure": ""}
    if draft.number is None or draft.number < 0 or not draft.measure or certainty not in NUMBERED:
        raise NumberMissing if certainty == Certainty.COUNTED else NumberOfNothing
    return {"certainty": certainty, "number": draft.number, "measure": code_of(Measure, draft.measure)}


@idempotent(Explanation)
@transaction.atomic
def explain_observation(*, actor: Actor, today: date, observation: Observation, draft: ExplanationDraft) -> Explanation:
    """Put an explanation beside an observation: a hypothesis, with whoever says it.

    Raises Denied, CodeUnknown, ReferenceMissing, ReferenceUnfit, AlreadyExplained, AlreadyWithdrawn.
    """
    require(actor, Permission.OUTREACH_NOTE, on=observation)
    current = Observation.unscoped.locked(observation.pk)
    if current.withdrawn_on is not None:
        raise AlreadyWithdrawn
    return _explain(current, draft, actor=actor, today=today)


def _explain(observation: Observation, draft: ExplanationDraft, *, actor: Actor, today: date) -> Explanation:
    source, cause = code_of(Source, draft.source), code_of(Cause, draft.cause)
    reference = reference_for(source, draft.reference)
    if Explanation.unscoped.filter(observation=observation, cause=cause, source=source, reference=reference).exists():
        raise AlreadyExplained
    explanation: Explanation = Explanation.unscoped.create(
        observation=observation, cause=cause, source=source, reference=reference, noted_on=today, noted_by_id=actor.user_id
    )
    record(actor, actions.EXPLAINED, observation, today=today, theme=observation.theme, cause=cause)
    return explanation


@idempotent(Observation)
@transaction.atomic
def withdraw_observation(*, actor: Actor, today: date, observation: Observation) -> Observation:
    """It was noted by mistake: it counts no more, and is still shown as withdrawn. Raises Denied, AlreadyWithdrawn."""
    require(actor, Permission.OUTREACH_NOTE, on=observation)
    current = Observation.unscoped.locked(observation.pk)
    if current.withdrawn_on is not None:
        raise AlreadyWithdrawn
    current.withdrawn_on = today
    current.version += 1
    current.save(update_fields=["withdrawn_on", "version"])
    record(actor, actions.WITHDRAWN, current, today=today, theme=current.theme)
    return current
