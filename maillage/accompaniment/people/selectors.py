"""Every read a page of this room needs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.matching import matches
from maillage.accompaniment.people.models import Accord, Identity, KeyWorker, Person, Purpose
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Opened, Part, open_part, open_parts
from maillage.reference.accounts.models import User
from maillage.reference.accounts.selectors import users_granted
from maillage.reference.organisations.models import Organisation, OrganisationKind

SEARCH_LIMIT = 50


@dataclass(frozen=True)
class PersonRow:
    """A line of a list: what may be read without opening anything."""

    id: uuid.UUID
    reference: str
    pseudonym: str
    channel: str
    opened_on: date
    last_contact_on: date
    key_workers: tuple[str, ...]


@dataclass(frozen=True)
class IdentityCard:
    """Her civil identity, once opened. Its repr shows nothing."""

    last_name: str
    first_name: str
    birth_date: str
    nationality: str
    version: int

    def __repr__(self) -> str:
        return "IdentityCard(…)"


def get_person(*, actor: Actor, pk: uuid.UUID, today: date) -> Person:
    """The file, or OutOfScope."""
    person: Person | None = (
        Person.objects.visible_to(actor, today=today).select_related("organisation", "territory").filter(pk=pk).first()
    )
    if person is None:
        raise OutOfScope
    return person


def get_key_worker(*, actor: Actor, pk: uuid.UUID, today: date) -> KeyWorker:
    """A follow-up, or OutOfScope."""
    key_worker = KeyWorker.unscoped.select_related("person").filter(pk=pk).first()
    if key_worker is None:
        raise OutOfScope
    get_person(actor=actor, pk=key_worker.person_id, today=today)
    return key_worker


def get_accord(*, actor: Actor, pk: uuid.UUID, today: date) -> Accord:
    """An accord, or OutOfScope."""
    accord = Accord.unscoped.select_related("person").filter(pk=pk).first()
    if accord is None:
        raise OutOfScope
    get_person(actor=actor, pk=accord.person_id, today=today)
    return accord


def people_visible_to(actor: Actor, *, today: date, mine: bool = False) -> Any:
    """Open files that the actor may list, last contact first; `mine` keeps those she follows."""
    people = Person.objects.visible_to(actor, today=today).open_files()
    if mine:
        people = people.filter(pk__in=Person.unscoped.followed_by(actor.user_id, today=today).order_by().values("pk"))
    return people.order_by("-last_contact_on", "reference")


def rows_of(people: list[Person], *, actor: Actor, today: date) -> list[PersonRow]:
    """The lines of a page of files: labels opened in one query, key workers in another."""
    labels = labels_of(people, actor=actor, today=today)
    workers: dict[uuid.UUID, list[str]] = {}
    following = KeyWorker.unscoped.filter(person__in=people, ends_on__isnull=True).order_by("starts_on", "pk")
    for person_id, name in following.values_list("person_id", "user__display_name"):
        workers.setdefault(person_id, []).append(name)
    return [
        PersonRow(
            id=person.pk,
            reference=person.reference,
            pseudonym=labels[person.pk],
            channel=person.get_channel_display(),
            opened_on=person.opened_on,
            last_contact_on=person.last_contact_on,
            key_workers=tuple(workers.get(person.pk, ())),
        )
        for person in people
    ]


def labels_of(people: list[Person], *, actor: Actor, today: date) -> dict[uuid.UUID, str]:
    """The pseudonyms of many files, by id. Raises Denied when the actor may not list one of them."""
    opened = open_parts(actor=actor, subjects=people, part=Part.LABEL, reason="list", today=today)
    return {person.pk: opened.read(person, "pseudonym") for person in people}


def label_of(person: Person, *, actor: Actor, today: date) -> str:
    """The pseudonym of one file."""
    return labels_of([person], actor=actor, today=today)[person.pk]


def search_people(*, actor: Actor, query: str, today: date) -> list[PersonRow]:
    """Files whose pseudonym or reference contains the words, accents and case forgiven; 50 at most.

    Names are decrypted in the caller's scope and compared in memory: no index on names exists anywhere. The search is
    journaled by its count, never by its words.
    """
    if not query.strip():
        return []
    people = list(people_visible_to(actor, today=today))
    labels = labels_of(people, actor=actor, today=today)
    found = [p for p in people if matches(query, labels[p.pk]) or matches(query, p.reference)][:SEARCH_LIMIT]
    with transaction.atomic():
        record(actor, actions.SEARCHED, None, today=today, chain=_first_organisation(actor), found=len(found))
    return rows_of(found, actor=actor, today=today)


def open_contact(*, actor: Actor, person: Person, reason: str, today: date) -> str:
    """The safe channel in clear, journaled. Raises Denied."""
    return open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=reason, today=today).read(person, "safe_contact")


def open_identity(*, actor: Actor, person: Person, reason: str, today: date) -> IdentityCard | None:
    """The civil identity in clear, journaled; None when it was never noted. Raises Denied."""
    opened: Opened = open_part(actor=actor, subject=person, part=Part.IDENTITY, reason=reason, today=today)
    identity = Identity.unscoped.filter(person=person).first()
    if identity is None:
        return None
    return IdentityCard(
        last_name=opened.read(identity, "last_name"),
        first_name=opened.read(identity, "first_name"),
        birth_date=opened.read(identity, "birth_date"),
        nationality=opened.read(identity, "nationality"),
        version=identity.version,
    )


def has_identity(person: Person) -> bool:
    """Is a civil identity noted? Said without opening it."""
    return Identity.unscoped.filter(person=person).exists()


def key_workers_of(person: Person) -> list[KeyWorker]:
    """Past and present key workers, the present first."""
    return list(person.key_workers.select_related("user").order_by("ends_on", "-starts_on", "pk"))


def accords_of(person: Person) -> list[Accord]:
    """Her accords, the latest first."""
    return list(person.accords.select_related("recipient").order_by("-given_on", "pk"))


def accord_in_force(person: Person, *, purpose: Purpose, recipient_id: uuid.UUID, today: date) -> Accord | None:
    """The accord that allows this purpose towards this recipient today, if any."""
    accords = person.accords.filter(purpose=purpose, recipient_id=recipient_id, given_on__lte=today, withdrawn_on__isnull=True)
    found: Accord | None = accords.order_by("-given_on", "pk").first()
    return found


def colleagues_of(person: Person, *, today: date) -> list[User]:
    """Users of the association who may work on files today, by name."""
    return users_granted(Permission.PERSON_EDIT, organisation_id=person.organisation_id, today=today)


def recipients_for(person: Person) -> list[Organisation]:
    """To whom an application may be filed: the delegation of the file's department."""
    return list(
        Organisation.unscoped.filter(territory_id=person.territory_id, kind=OrganisationKind.DELEGATION).order_by("name", "pk")
    )


def _first_organisation(actor: Actor) -> uuid.UUID | None:
    return next((m.organisation_id for m in actor.granting(Permission.PERSON_LIST)), None)
