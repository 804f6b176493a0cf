"""Notes of the field are forgotten at their term: the words go, the counts stay."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.outreach import actions
from maillage.accompaniment.outreach.retention import notes_due
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import erase_subject


@transaction.atomic
def forget_old_notes(*, actor: Actor, today: date) -> int:
    """Erase the notes of rounds whose term is past. How many. Only the machine may: raises Denied."""
    if not actor.system:
        raise Denied
    due = notes_due(today=today)
    by_organisation: dict[object, int] = {}
    for street_round in due:
        erase_subject(actor=actor, subject=street_round, today=today)
        by_organisation[street_round.organisation_id] = by_organisation.get(street_round.organisation_id, 0) + 1
    for organisation_id, count in sorted(by_organisation.items(), key=lambda pair: str(pair[0])):
        record(actor, actions.NOTES_FORGOTTEN, None, today=today, chain=organisation_id, count=count)  # type: ignore[arg-type]
    return len(due)
