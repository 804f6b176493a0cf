"""Who accompanies her."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import AlreadyKeyWorker, NotAColleague
from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.selectors import colleagues_of
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(KeyWorker)
@transaction.atomic
def assign_key_worker(*, actor: Actor, today: date, person: Person, user_id: uuid.UUID) -> KeyWorker:
    """Add a colleague as key worker. Raises Denied, NotAColleague, AlreadyKeyWorker."""
    require(actor, Permission.PERSON_ASSIGN, on=person)
    person = Person.unscoped.locked(person.pk)
    if user_id not in {user.pk for user in colleagues_of(person, today=today)}:
        raise NotAColleague
    if KeyWorker.unscoped.filter(person=person, user_id=user_id, ends_on__isnull=True).exists():
        raise AlreadyKeyWorker
    key_worker = KeyWorker.unscoped.create(person=person, user_id=user_id, starts_on=today)
    record(actor, actions.KEY_WORKER_ASSIGNED, person, today=today, worker=user_id)
    return key_worker


@transaction.atomic
def end_key_worker(*, actor: Actor, today: date, key_worker: KeyWorker) -> KeyWorker:
    """End a follow-up today. Ending it twice changes nothing. Raises Denied."""
    require(actor, Permission.PERSON_ASSIGN, on=key_worker)
    key_worker = KeyWorker.unscoped.select_related("person").locked(key_worker.pk)
    if key_worker.ends_on is None:
        key_worker.ends_on = today
        key_worker.save(update_fields=["ends_on"])
        record(actor, actions.KEY_WORKER_ENDED, key_worker.person, today=today, worker=key_worker.user_id)
    return key_worker
