"""Requests that no file came of are forgotten at their term: what was said goes, the count stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.intake import actions
from maillage.accompaniment.intake.retention import due_for_erasure
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import erase_subject


@transaction.atomic
def forget_old_requests(*, actor: Actor, today: date) -> int:
    """Erase what was said in the requests whose term is past and that have no file. How many. Only the machine may: raises Denied."""
    if not actor.system:
        raise Denied
    due = due_for_erasure(today=today)
    by_organisation: dict[object, int] = {}
    for request in due:
        erase_subject(actor=actor, subject=request, today=today)
        by_organisation[request.organisation_id] = by_organisation.get(request.organisation_id, 0) + 1
    for organisation_id, count in sorted(by_organisation.items(), key=lambda pair: str(pair[0])):
        record(actor, actions.FORGOTTEN, None, today=today, chain=organisation_id, count=count)  # type: ignore[arg-type]
    return len(due)
