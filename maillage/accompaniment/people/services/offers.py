"""A file offered to a colleague, accepted or refused by her. Until she accepts, the present key worker stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions, notices
from maillage.accompaniment.people.errors import (
    AlreadyAnswered,
    AlreadyKeyWorker,
    AlreadyOffered,
    FileClosed,
    LeadStaysInside,
    NoAccordToShare,
    NotAColleague,
    OfferTooLate,
    OfferToOneself,
    WrongDates,
)
from maillage.accompaniment.people.models import (
    Accord,
    EndReason,
    FollowUpOffer,
    KeyWorker,
    KeyWorkerRole,
    OfferState,
    Person,
    Purpose,
    Refusal,
)
from maillage.accompaniment.people.selectors.accords import accord_in_force
from maillage.accompaniment.people.selectors.follow_ups import workers_of
from maillage.accompaniment.people.services.key_workers import end_now, follows
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import seal


@idempotent(FollowUpOffer)
@transaction.atomic
def offer_follow_up(
    *,
    actor: Actor,
    today: date,
    person: Person,
    to_user_id: uuid.UUID,
    role: KeyWorkerRole = KeyWorkerRole.LEAD,
    association_id: uuid.UUID | None = None,
    starts_on: date | None = None,
    until: date | None = None,
    relays: KeyWorker | None = None,
) -> FollowUpOffer:
    """Ask a colleague to accompany her, from `starts_on`; until a day (excluded) for a replacement; `relays` is whose relay she takes.

    A colleague of another association needs an accord in force to share the follow-up with it. Raises Denied, FileClosed,
    OfferToOneself, NotAColleague, WrongDates, AlreadyKeyWorker, AlreadyOffered, NoAccordToShare, LeadStaysInside.
    """
    require(actor, Permission.PERSON_ASSIGN, on=person)
    person = Person.unscoped.locked(person.pk)
    association = association_id or person.organisation_id
    first = starts_on or today
    _check_offer(person, actor=actor, to_user_id=to_user_id, association_id=association, first=first, until=until, today=today)
    accord = _accord_to_share(person, association_id=association, role=role, today=today)
    offer = FollowUpOffer.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        association_id=association,
        to_user_id=to_user_id,
        offered_by_id=actor.user_id,
        relays=relays if relays is not None and relays.person_id == person.pk else None,
        accord=accord,
        role=role,
        starts_on=first,
        until=until,
        offered_on=today,
    )
    record(actor, actions.FOLLOW_UP_OFFERED, person, today=today, worker=to_user_id, role=role)
    notify(topic=notices.OFFERED, user_ids=[to_user_id], today=today, link_name="people:offers")
    return offer


def _check_offer(
    person: Person, *, actor: Actor, to_user_id: uuid.UUID, association_id: uuid.UUID, first: date, until: date | None, today: date
) -> None:
    if person.closed_on is not None:
        raise FileClosed
    if to_user_id == actor.user_id:
        raise OfferToOneself
    if to_user_id not in {user.pk for user in workers_of(association_id, today=today)}:
        raise NotAColleague
    if first < today or (until is not None and until <= first):
        raise WrongDates
    if follows(person, to_user_id, today=today):
        raise AlreadyKeyWorker
    if FollowUpOffer.unscoped.filter(person=person, to_user_id=to_user_id, state=OfferState.WAITING).exists():
        raise AlreadyOffered


def _accord_to_share(person: Person, *, association_id: uuid.UUID, role: KeyWorkerRole, today: date) -> Accord | None:
    if association_id == person.organisation_id:
        return None
    if role == KeyWorkerRole.LEAD:
        raise LeadStaysInside
    accord = accord_in_force(person, purpose=Purpose.SHARE_FOLLOW_UP, recipient_id=association_id, today=today)
    if accord is None:
        raise NoAccordToShare
    return accord


@transaction.atomic
def hand_over_files(
    *,
    actor: Actor,
    today: date,
    people: Iterable[Person],
    to_user_id: uuid.UUID,
    starts_on: date,
    until: date | None,
    key: uuid.UUID | None = None,
) -> list[FollowUpOffer]:
    """Offer several of one's own files to one colleague, for an absence (`until`) or for good.

    Files that she already follows, or that wait for her answer, are left as they are. One key: sent twice, done once.
    Raises Denied, NotAColleague, OfferToOneself, WrongDates.
    """
    if actor.user_id is None:
        raise Denied
    role = KeyWorkerRole.LEAD if until is None else KeyWorkerRole.STAND_IN
    offers = []
    for person in sorted(people, key=lambda each: each.pk):
        mine = KeyWorker.unscoped.present(today=today).inside().filter(person=person, user_id=actor.user_id).order_by("pk").first()
        try:
            offer = offer_follow_up(
                actor=actor,
                today=today,
                person=person,
                to_user_id=to_user_id,
                role=role,
                starts_on=starts_on,
                until=until,
                relays=mine,
                key=uuid.uuid5(key, str(person.pk)) if key is not None else None,
            )
        except (AlreadyKeyWorker, AlreadyOffered, FileClosed):
            continue
        offers.append(offer)
    return offers


@idempotent(FollowUpOffer)
@transaction.atomic
def accept_follow_up(*, actor: Actor, today: date, offer: FollowUpOffer) -> FollowUpOffer:
    """Take the file that was offered. The colleague whose relay is passed for good stops that day; a replacement ends by itself.

    Raises OutOfScope (offered to somebody else), Denied, AlreadyAnswered, FileClosed, AlreadyKeyWorker, OfferTooLate, NoAccordToShare.
    """
    person, offer = _locked(offer, actor=actor)
    if person.closed_on is not None:
        raise FileClosed
    if offer.until is not None and offer.until <= today:
        raise OfferTooLate
    if follows(person, offer.to_user_id, today=today):
        raise AlreadyKeyWorker
    accord = _accord_to_share(person, association_id=offer.association_id, role=KeyWorkerRole(offer.role), today=today)
    first = max(today, offer.starts_on)
    KeyWorker.unscoped.create(
        person=person,
        user_id=offer.to_user_id,
        association_id=offer.association_id,
        role=offer.role,
        starts_on=first,
        ends_on=offer.until,
        end_reason=EndReason.ABSENCE_OVER if offer.until is not None else "",
        accord=accord,
    )
    if offer.relays is not None and offer.until is None and offer.relays.ends_on is None:
        end_now(offer.relays, today=first, reason=EndReason.HANDED_OVER)
    _answer(offer, state=OfferState.ACCEPTED, today=today)
    record(actor, actions.FOLLOW_UP_ACCEPTED, person, today=today, worker=offer.to_user_id)
    return offer


@idempotent(FollowUpOffer)
@transaction.atomic
def refuse_follow_up(*, actor: Actor, today: date, offer: FollowUpOffer, reason: Refusal, words: str = "") -> FollowUpOffer:
    """Say that one cannot take the file, and why: nothing changes for her. Raises OutOfScope, Denied, AlreadyAnswered."""
    person, offer = _locked(offer, actor=actor)
    offer.refusal = reason
    # Sealed in the file: what a colleague knows of her surroundings is told to who reads the notes.
    seal(offer, words=words.strip() or None)
    offer.save(update_fields=["words"])
    _answer(offer, state=OfferState.REFUSED, today=today)
    record(actor, actions.FOLLOW_UP_REFUSED, person, today=today)
    return offer


@transaction.atomic
def withdraw_offer(*, actor: Actor, today: date, offer: FollowUpOffer) -> FollowUpOffer:
    """Take back an offer that waits. Raises Denied, AlreadyAnswered."""
    require(actor, Permission.PERSON_ASSIGN, on=offer.person)
    person = Person.unscoped.locked(offer.person_id)
    offer = FollowUpOffer.unscoped.locked(offer.pk)
    if offer.state != OfferState.WAITING:
        raise AlreadyAnswered
    offer.state, offer.answered_on = OfferState.WITHDRAWN, today
    offer.save(update_fields=["state", "answered_on"])
    record(actor, actions.FOLLOW_UP_WITHDRAWN, person, today=today, worker=offer.to_user_id)
    return offer


def _locked(offer: FollowUpOffer, *, actor: Actor) -> tuple[Person, FollowUpOffer]:
    """The file and the offer, locked, for the colleague to whom it was made, who still works on the files of that association."""
    if actor.user_id is None or offer.to_user_id != actor.user_id:
        raise OutOfScope
    if offer.association_id not in {mandate.organisation_id for mandate in actor.granting(Permission.PERSON_EDIT)}:
        raise Denied
    person = Person.unscoped.locked(offer.person_id)
    offer = FollowUpOffer.unscoped.select_related("relays", "person").locked(offer.pk)
    if offer.state != OfferState.WAITING:
        raise AlreadyAnswered
    return person, offer


def _answer(offer: FollowUpOffer, *, state: OfferState, today: date) -> None:
    offer.state, offer.answered_on = state, today
    offer.save(update_fields=["state", "answered_on", "refusal"])
    if offer.offered_by_id is not None:
        notify(topic=notices.ANSWERED, user_ids=[offer.offered_by_id], today=today, link_name="people:file", link_pk=offer.person_id)
