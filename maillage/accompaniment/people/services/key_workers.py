"""Who accompanies her: taken by oneself, ended with its reason. What is asked of a colleague is in `offers`."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import AlreadyKeyWorker, FileClosed, NotAColleague
from maillage.accompaniment.people.models import Accord, EndReason, FollowUpOffer, KeyWorker, KeyWorkerRole, OfferState, Person
from maillage.accompaniment.people.selectors.follow_ups import workers_of
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(KeyWorker)
@transaction.atomic
def take_follow_up(*, actor: Actor, today: date, person: Person, role: KeyWorkerRole = KeyWorkerRole.LEAD) -> KeyWorker:
    """Accompany her oneself, from today. A colleague is asked, never assigned: see `offer_follow_up`.

    Raises Denied, NotAColleague (who does not work on the files of this association), AlreadyKeyWorker, FileClosed.
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    if person.closed_on is not None:
        raise FileClosed
    if actor.user_id is None or actor.user_id not in {user.pk for user in workers_of(person.organisation_id, today=today)}:
        raise NotAColleague
    if follows(person, actor.user_id, today=today):
        raise AlreadyKeyWorker
    key_worker = KeyWorker.unscoped.create(
        person=person, user_id=actor.user_id, association_id=person.organisation_id, role=role, starts_on=today
    )
    withdraw_offers(FollowUpOffer.unscoped.filter(person=person, to_user_id=actor.user_id), today=today)
    record(actor, actions.KEY_WORKER_ASSIGNED, person, today=today, worker=actor.user_id, role=role)
    return key_worker


@transaction.atomic
def end_key_worker(*, actor: Actor, today: date, key_worker: KeyWorker, reason: EndReason = EndReason.OTHER) -> KeyWorker:
    """End a follow-up today, or one that was to begin later. Ending it twice changes nothing. Raises Denied."""
    require(actor, Permission.PERSON_ASSIGN, on=key_worker)
    key_worker = KeyWorker.unscoped.select_related("person").locked(key_worker.pk)
    if key_worker.ends_on is None or key_worker.ends_on > today:
        end_now(key_worker, today=today, reason=reason)
        record(actor, actions.KEY_WORKER_ENDED, key_worker.person, today=today, worker=key_worker.user_id)
    return key_worker


def end_now(key_worker: KeyWorker, *, today: date, reason: EndReason) -> None:
    """Write the end of a follow-up. Called by services, inside their transaction and after their authorisation."""
    key_worker.ends_on = max(today, key_worker.starts_on)
    key_worker.end_reason = reason
    key_worker.save(update_fields=["ends_on", "end_reason"])


def end_shares(*, accord: Accord, actor: Actor, today: date) -> None:
    """The accord that opened a shared follow-up is withdrawn: it ends now, and what was offered on it is withdrawn."""
    shares = KeyWorker.unscoped.filter(person_id=accord.person_id, association_id=accord.recipient_id, accord__isnull=False)
    for key_worker in shares.present(today=today).order_by("pk"):
        end_now(key_worker, today=today, reason=EndReason.SHARE_ENDED)
    withdraw_offers(FollowUpOffer.unscoped.filter(accord=accord), today=today)


def withdraw_offers(offers: object, *, today: date) -> None:
    """Withdraw those of these offers that still wait. Called by services."""
    offers.filter(state=OfferState.WAITING).update(state=OfferState.WITHDRAWN, answered_on=today)  # type: ignore[attr-defined]


def follows(person: Person, user_id: uuid.UUID, *, today: date) -> bool:
    """Does she already accompany her, without an end or with one to come?"""
    return KeyWorker.unscoped.present(today=today).filter(person=person, user_id=user_id, ends_on__isnull=True).exists()
