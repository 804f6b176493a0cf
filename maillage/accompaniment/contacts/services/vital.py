"""Printing the vital list: who, when, why and how many, in the journal."""

from __future__ import annotations

import uuid

from django.db import transaction

from maillage.accompaniment.contacts import actions_calls as actions
from maillage.accompaniment.contacts.errors_calls import NobodyToPrint
from maillage.accompaniment.contacts.papers import vital_paper
from maillage.accompaniment.contacts.selectors.vital import vital_lines
from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.moment import Moment


@transaction.atomic
def print_vital_list(*, actor: Actor, moment: Moment, organisation_id: uuid.UUID, reason: str, printed_by: str) -> bytes:
    """The vital list of an association, as a PDF. Raises Denied, ReasonRefused, NobodyToPrint."""
    where = Place(organisation_id=organisation_id)
    require(actor, Permission.CONTACT_NOTE, on=where)
    require(actor, Permission.CONTACT_OPEN, on=where)
    lines = vital_lines(actor=actor, organisation_id=organisation_id, reason=reason, today=moment.today)
    if not lines:
        raise NobodyToPrint
    content = vital_paper(lines, moment=moment, printed_by=printed_by)
    record(actor, actions.VITAL_LIST_PRINTED, None, today=moment.today, chain=organisation_id, count=len(lines), reason=reason)
    return content
