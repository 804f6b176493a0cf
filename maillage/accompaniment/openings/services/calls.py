"""What this room asks of the room of contacts: calls closer together while the door is shut or slow, then as agreed again."""

from __future__ import annotations

import uuid
from datetime import date

from maillage.accompaniment.contacts.models.rhythm import Cause, RhythmRaise
from maillage.accompaniment.contacts.services.rhythm import put_back, raise_rhythms
from maillage.accompaniment.openings.models import Change
from maillage.core.openings.modes import ModeKind
from maillage.foundation.access.actor import Actor


def raise_for(*, actor: Actor, today: date, change: Change, every_days: int) -> uuid.UUID:
    """Everybody is called at least this often, until the end of the change or until it is put back. Raises as `raise_rhythms`."""
    cause = Cause.SLOWED if change.kind == ModeKind.SLOWED else Cause.CLOSED
    raised = raise_rhythms(
        actor=actor,
        today=today,
        organisation_id=change.organisation_id,
        people=None,
        every_days=every_days,
        until=change.ends_on,
        cause=cause.value,
    )
    return uuid.UUID(str(raised.pk))


def lock_raises(organisation_id: uuid.UUID, *, today: date) -> None:
    """Lock the raises that stand, before anything is written."""
    for raised in RhythmRaise.unscoped.standing(today=today).filter(organisation_id=organisation_id, everybody=True).order_by("pk"):
        RhythmRaise.unscoped.locked(raised.pk)


def put_rhythms_back(*, actor: Actor, today: date, organisation_id: uuid.UUID) -> None:
    """Calls go on as agreed with each again. Raises as `put_back`."""
    for raised in RhythmRaise.unscoped.standing(today=today).filter(organisation_id=organisation_id, everybody=True).order_by("pk"):
        put_back(actor=actor, today=today, raised=raised)
