"""Did a service answer? Noted in one tap, taken back in one."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.accompaniment.contacts import actions
from maillage.accompaniment.contacts.errors_contact import ServiceCallOld
from maillage.accompaniment.contacts.models import Reached, ServiceCall, ServiceKind
from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(ServiceCall)
@transaction.atomic
def note_service_call(*, actor: Actor, today: date, organisation_id: uuid.UUID, service: ServiceKind, reached: Reached) -> ServiceCall:
    """Note, today, that a kind of service answered, made wait, or did not answer. Nobody's file. Raises Denied."""
    require(actor, Permission.CONTACT_NOTE, on=Place(organisation_id=organisation_id))
    if actor.user_id is None:
        raise Denied
    return ServiceCall.unscoped.create(
        organisation_id=organisation_id, noted_by_id=actor.user_id, service=service, reached=reached, called_on=today
    )


@transaction.atomic
def take_back_service_call(*, actor: Actor, today: date, call: ServiceCall) -> None:
    """A wrong tap: one's own call of today goes. Raises Denied, ServiceCallOld; OutOfScope when it is gone already."""
    require(actor, Permission.CONTACT_NOTE, on=call)
    call = ServiceCall.unscoped.locked(call.pk)
    if call.noted_by_id != actor.user_id:
        raise Denied
    if call.called_on != today:
        raise ServiceCallOld
    record(actor, actions.SERVICE_CALL_TAKEN_BACK, None, today=today, chain=call.organisation_id)
    call.delete()
