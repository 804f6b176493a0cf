"""Who records the prefect's signed decision: the office; where it has no account, the secretariat, from the paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.psp.notices import signing_office_of

OFFICE_HERE = _("Le cabinet du préfet a un compte ici : c'est lui qui enregistre la décision signée. Transmettez-lui le papier.")


def may_record_signed(actor: Actor, *, on: Any, today: date) -> bool:
    """May this actor record the signed decision on what is in this territory?

    The office has the pen. One side is enough: while nobody there has an account, whoever prepares decisions in the department copies
    the signed paper; the day somebody of the office enters, the pen is the office's again.
    """
    if actor.may(Permission.DECISION_RECORD, on=on):
        return True
    return actor.may(Permission.DECISION_PREPARE, on=on) and not signing_office_of(on.territory_id, today=today)


def require_signing_pen(actor: Actor, *, on: Any, today: date) -> None:
    """Raises Denied: saying who holds the pen to whoever prepares decisions, in the common words to the others."""
    if may_record_signed(actor, on=on, today=today):
        return
    if actor.may(Permission.DECISION_PREPARE, on=on):
        raise Denied(OFFICE_HERE)
    require(actor, Permission.DECISION_RECORD, on=on)


def records_signed_somewhere(actor: Actor, *, today: date) -> bool:
    """Does this actor hold the pen in one of her departments?"""
    if actor.may(Permission.DECISION_RECORD):
        return True
    places = {mandate.territory_id for mandate in actor.granting(Permission.DECISION_PREPARE) if mandate.territory_id}
    return any(may_record_signed(actor, on=Place(territory_id=each), today=today) for each in sorted(places))
