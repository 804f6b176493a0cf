"""Who accompanies her, what was offered to whom, and what another association shares."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Accord, FollowUpOffer, KeyWorker, OfferState, Person, Purpose
from maillage.accompaniment.people.selectors.files import labels_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, SealErased, open_part, open_shared_parts
from maillage.reference.accounts.models import Mandate, User
from maillage.reference.organisations.models import Organisation


def workers_of(organisation_id: uuid.UUID, *, today: date) -> list[User]:
    """Users of an association who may work on files today, by name."""
    roles = [role.value for role, spec in ROLES.items() if Permission.PERSON_EDIT in spec.permissions]
    working = Mandate.unscoped.in_force(today=today).filter(organisation_id=organisation_id, role__in=roles)
    return list(User.objects.filter(pk__in=working.order_by().values("user"), is_active=True).order_by("display_name", "pk"))


def sharing_associations(person: Person, *, today: date) -> list[Organisation]:
    """The associations with which she agreed that her follow-up be shared, today."""
    accords = Accord.unscoped.in_force(today=today).filter(person=person, purpose=Purpose.SHARE_FOLLOW_UP, recipient__isnull=False)
    return list(Organisation.unscoped.filter(pk__in=accords.order_by().values("recipient")).order_by("name", "pk"))


def offers_on(person: Person) -> list[FollowUpOffer]:
    """What was offered on this file and still matters: what waits, and the refusals since; the latest first."""
    wanted = person.offers.filter(state__in=(OfferState.WAITING, OfferState.REFUSED)).select_related("to_user", "offered_by", "association")
    return list(wanted.order_by("-offered_on", "pk")[:5])


def offers_to(actor: Actor, *, today: date) -> Any:
    """What is offered to the actor and waits for her answer, the oldest first."""
    offers = FollowUpOffer.objects.visible_to(actor, today=today).filter(to_user_id=actor.user_id, state=OfferState.WAITING)
    return offers.select_related("person", "organisation", "offered_by", "relays__user").order_by("starts_on", "offered_on", "pk")


@dataclass(frozen=True)
class Received:
    """An offer, as the colleague who receives it reaches it: by the association from which she would accompany."""

    offer: FollowUpOffer
    organisation_id: uuid.UUID


def get_offer_received(*, actor: Actor, pk: uuid.UUID, today: date) -> Received:
    """An offer made to the actor, or OutOfScope."""
    offer = FollowUpOffer.objects.visible_to(actor, today=today).select_related("person").filter(pk=pk, to_user_id=actor.user_id).first()
    if offer is None or actor.user_id is None:
        raise OutOfScope
    return Received(offer=offer, organisation_id=offer.association_id)


def get_offer(*, actor: Actor, pk: uuid.UUID, today: date) -> FollowUpOffer:
    """An offer made on a file of one's association, or OutOfScope."""
    offer: FollowUpOffer | None = (
        FollowUpOffer.objects.visible_to(actor, today=today).select_related("person", "to_user").filter(pk=pk).first()
    )
    if offer is None:
        raise OutOfScope
    return offer


def open_refusal(*, actor: Actor, offer: FollowUpOffer, reason: str, today: date) -> str:
    """The words of a refusal, journaled. Raises Denied."""
    return open_part(actor=actor, subject=offer.person, part=Part.NOTES, reason=reason, today=today).read(offer, "words")


def visible_labels(offers: list[FollowUpOffer], *, actor: Actor, today: date) -> dict[uuid.UUID, str]:
    """The pseudonyms of the offered files that the actor may already list; the others keep their reference alone until she accepts."""
    wanted = [offer.person_id for offer in offers]
    people = list(Person.objects.visible_to(actor, today=today).filter(pk__in=wanted))
    return labels_of(people, actor=actor, today=today)


@dataclass(frozen=True)
class SharedFile:
    """A file of another association whose follow-up the actor shares. `organisation_id` is hers: what her mandates cover."""

    person: Person
    follow_up: KeyWorker
    organisation_id: uuid.UUID


def shared_files(actor: Actor, *, today: date) -> Any:
    """The open files of other associations whose follow-up the actor shares."""
    return Person.objects.shared_with(actor, today=today).open_files().select_related("organisation").order_by("-opened_on", "pk")


def get_shared_file(*, actor: Actor, pk: uuid.UUID, today: date) -> SharedFile:
    """One of them, or OutOfScope."""
    person = shared_files(actor, today=today).filter(pk=pk).first()
    if person is None or actor.user_id is None:
        raise OutOfScope
    mine = KeyWorker.unscoped.present(today=today).filter(person=person, user_id=actor.user_id, accord__isnull=False)
    follow_up = mine.select_related("association").order_by("starts_on", "pk").first()
    if follow_up is None:
        raise OutOfScope
    return SharedFile(person=person, follow_up=follow_up, organisation_id=follow_up.association_id)


def shared_labels(people: list[Person], *, actor: Actor, today: date) -> dict[uuid.UUID, str]:
    """The pseudonyms of shared files, by id."""
    opened = open_shared_parts(actor=actor, subjects=people, part=Part.LABEL, reason=Reason.LIST, today=today)
    labels = {}
    for person in people:
        try:
            labels[person.pk] = opened.read(person, "pseudonym")
        except SealErased:
            labels[person.pk] = person.reference
    return labels


def present_inside(person: Person, *, today: date) -> list[KeyWorker]:
    """Who accompanies her today in the association of the file, the first to have begun first."""
    found = KeyWorker.unscoped.present(today=today).inside().filter(person=person).select_related("user")
    return list(found.order_by("starts_on", "pk"))


def my_colleagues(actor: Actor, *, today: date) -> list[User]:
    """Who works on files in the actor's associations, without her, by name."""
    own = {mandate.organisation_id for mandate in actor.granting(Permission.PERSON_EDIT)}
    found = {user.pk: user for organisation_id in own for user in workers_of(organisation_id, today=today)}
    return sorted((user for user in found.values() if user.pk != actor.user_id), key=lambda user: (user.display_name, str(user.pk)))


def followed_by(actor: Actor, *, user_id: uuid.UUID | None, today: date) -> Any:
    """The open files that this user follows, among those that the actor may see; the longest silence first."""
    people = Person.objects.visible_to(actor, today=today).open_files().followed_by(user_id, today=today)
    return people.order_by("last_contact_on", "reference")


def group_of(person: Person, *, today: date) -> list[KeyWorker]:
    """Everybody who accompanies her today, from wherever, the key worker first."""
    found = KeyWorker.unscoped.present(today=today).filter(person=person).select_related("user", "association")
    return sorted(found.order_by("starts_on", "pk"), key=lambda each: (each.association_id != person.organisation_id, each.role != "lead"))
