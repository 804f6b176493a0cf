"""Closing and reopening a file, in one association. The reason stays in the file: nowhere else, the journal included."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.closing import stop_everything, what_will_stop
from maillage.accompaniment.people.errors import ClosingBlocked, FileClosed, FileErased, FileOpen
from maillage.accompaniment.people.models import Closing, ClosingReason, EndReason, KeyWorker, KeyWorkerRole, Person
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.accompaniment.people.services.key_workers import end_now, withdraw_offers
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal


@idempotent(Closing)
@transaction.atomic
def close_file(*, actor: Actor, today: date, person: Person, seen: int, reason: ClosingReason, words: str = "") -> Closing:
    """Close the file today: it leaves the lists, its follow-ups and offers end, each room stops what it must.

    Nothing is destroyed: retention counts from the last contact. Raises Denied, Stale (the file changed since version `seen`),
    FileClosed, ClosingBlocked (an application or a pathway is running).
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    if person.closed_on is not None:
        raise FileClosed
    if person.version != seen:
        raise Stale(current={}, submitted={}, version=person.version)
    blocking = [stop for stop in what_will_stop(person, actor=actor, today=today) if stop.blocks]
    if blocking:
        raise ClosingBlocked(why=str(blocking[0].sentence))
    stop_everything(person, actor=actor, today=today)
    for key_worker in KeyWorker.unscoped.filter(person=person).present(today=today).order_by("pk"):
        end_now(key_worker, today=today, reason=EndReason.FILE_CLOSED)
    withdraw_offers(person.offers, today=today)
    closing = Closing(person=person, organisation_id=person.organisation_id, closed_on=today, closed_by_id=actor.user_id, reason=reason)
    seal(closing, words=words.strip() or None)
    closing.save(force_insert=True)
    person.save_version(seen=seen, changes={"closed_on": today})
    record(actor, actions.FILE_CLOSED, person, today=today)
    return closing


@idempotent(Closing)
@transaction.atomic
def reopen_file(*, actor: Actor, today: date, person: Person) -> Closing:
    """Open the file again: whoever reopens it becomes its key worker, and the day counts as a contact.

    What stopped at the closing does not start again by itself. Raises Denied, FileOpen, FileErased.
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    if person.closed_on is None:
        raise FileOpen
    closing = Closing.unscoped.filter(person=person, reopened_on__isnull=True).first()
    if closing is None:
        raise FileErased
    closing.reopened_on = max(today, closing.closed_on)
    closing.save(update_fields=["reopened_on"])
    person.save_version(seen=person.version, changes={"closed_on": None})
    mark_contact(person, on=today)
    if actor.user_id is not None:
        KeyWorker.unscoped.create(
            person=person, user_id=actor.user_id, association_id=person.organisation_id, role=KeyWorkerRole.LEAD, starts_on=today
        )
    record(actor, actions.FILE_REOPENED, person, today=today)
    return closing
