"""Phones that seal what they note: enrolled by their owner, revoked by her from wherever she is, over by themselves."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import transaction

from maillage.accompaniment.outreach import actions_capture as actions
from maillage.accompaniment.outreach.models import Device
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import intake_key
from maillage.reference.organisations.models import Organisation

LASTS = timedelta(days=180)  # a choice of the house: a phone that nobody thinks of any more does not stay good for ever


@transaction.atomic
def enrol_device(*, actor: Actor, today: date, organisation: Organisation, label: str) -> Device:
    """Put the notebook on this phone, for one association. Raises Denied."""
    require(actor, Permission.OUTREACH_NOTE, on=organisation)
    if actor.user_id is None:
        raise Denied
    device: Device = Device.unscoped.create(
        organisation=organisation, user_id=actor.user_id, label=label[:40], enrolled_on=today, ends_on=today + LASTS
    )
    intake_key(organisation.pk, today=today)  # made here if it is the first phone: asking where a phone stands writes nothing
    record(actor, actions.DEVICE_ENROLLED, device, today=today)
    return device


@transaction.atomic
def revoke_device(*, actor: Actor, today: date, device_id: uuid.UUID) -> Device:
    """Revoke a phone of one's own: what it still holds is refused, and it is told to forget. Twice changes nothing. Raises OutOfScope."""
    device = Device.unscoped.locked(device_id)
    if device.user_id != actor.user_id:
        raise OutOfScope
    if device.revoked_on is None:
        device.revoked_on = max(today, device.enrolled_on)
        device.version += 1
        device.save(update_fields=["revoked_on", "version"])
        record(actor, actions.DEVICE_REVOKED, device, today=today)
    return device
