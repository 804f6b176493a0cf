"""What leaves as a spreadsheet is journaled: who, when, how many; never which."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.pathway.psp import actions


@transaction.atomic
def note_export(*, actor: Actor, today: date, count: int) -> None:
    """Journal the export of the list of pathways, in the chain of the reader's organisation. Raises Denied."""
    require(actor, Permission.APPLICATION_LIST)
    organisation = next(mandate.organisation_id for mandate in actor.granting(Permission.APPLICATION_LIST))
    record(actor, actions.PATHWAYS_EXPORTED, None, today=today, chain=organisation, count=count)
