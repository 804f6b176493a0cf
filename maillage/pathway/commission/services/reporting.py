"""What leaves as a sheet is journaled: who, when, which year; never a row."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.pathway.commission import actions
from maillage.pathway.commission.models import Commission


@transaction.atomic
def note_return_export(*, actor: Actor, today: date, commission: Commission, year: int) -> None:
    """Journal an export of the yearly return. Raises Denied."""
    require(actor, Permission.APPLICATION_LIST, on=commission)
    record(actor, actions.RETURN_EXPORTED, commission, today=today, year=year)
