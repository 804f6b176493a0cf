"""Every read a page of this room needs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.people.errors import FileMerged
from maillage.accompaniment.people.models import Channel, Identity, KeyWorker, Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Opened, Part, Reason, SealErased, open_part, open_parts
from maillage.reference.organisations.models import Organisation, OrganisationKind


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

    @property
    def born(self) -> date | None:
        """Her birth date, when it is known."""
        return date.fromisoformat(self.birth_date) if self.birth_date else None

    def __repr__(self) -> str:
        return "IdentityCard(…)"


def get_person(*, actor: Actor, pk: uuid.UUID, today: date) -> Person:
    """The file. Raises OutOfScope, FileMerged when it was reunited with another one."""
    person: Person | None = Person.objects.visible_to(actor, today=today).select_related("organisation", "territory").filter(pk=pk).first()
    if person is None:
        raise OutOfScope
    if person.merged_into_id is not None:
        raise FileMerged
    return person


def get_key_worker(*, actor: Actor, pk: uuid.UUID, today: date) -> KeyWorker:
    """A follow-up, or OutOfScope."""
    key_worker = KeyWorker.unscoped.select_related("person").filter(pk=pk).first()
    if key_worker is None:
        raise OutOfScope
    get_person(actor=actor, pk=key_worker.person_id, today=today)
    return key_worker


@dataclass(frozen=True)
class Counts:
    """How many open files: mine, those that nobody follows, all that I may list."""

    mine: int
    unfollowed: int
    team: int


class Whose(StrEnum):
    """Which files of the list, as the address says it."""

    MINE = "mine"
    UNFOLLOWED = "unfollowed"


def people_visible_to(actor: Actor, *, today: date, mine: bool = False, whose: Whose | None = None, oldest_first: bool = False) -> Any:
    """Open files that the actor may list, last contact first or last; `mine` (or `whose`) keeps some of them."""
    people = Person.objects.visible_to(actor, today=today).open_files()
    if mine or whose is Whose.MINE:
        people = people.followed_by(actor.user_id, today=today)
    elif whose is Whose.UNFOLLOWED:
        people = people.without_key_worker(today=today)
    return people.order_by("last_contact_on" if oldest_first else "-last_contact_on", "reference")


def counts_of(actor: Actor, *, today: date) -> Counts:
    """The figures above the list."""
    people = Person.objects.visible_to(actor, today=today).open_files()
    return Counts(
        mine=people.followed_by(actor.user_id, today=today).count(),
        unfollowed=people.without_key_worker(today=today).count(),
        team=people.count(),
    )


def rows_of(people: list[Person], *, actor: Actor, today: date, labels: Mapping[uuid.UUID, str] | None = None) -> list[PersonRow]:
    """The lines of a page of files: labels opened in one query (unless they are given), key workers in another."""
    known = labels if labels is not None else labels_of(people, actor=actor, today=today)
    workers: dict[uuid.UUID, list[str]] = {}
    following = KeyWorker.unscoped.present(today=today).filter(person__in=people).order_by("starts_on", "pk")
    for person_id, name in following.values_list("person_id", "user__display_name"):
        workers.setdefault(person_id, []).append(name)
    return [
        PersonRow(
            id=person.pk,
            reference=person.reference,
            pseudonym=known[person.pk],
            channel=str(Channel(person.channel).label),
            opened_on=person.opened_on,
            last_contact_on=person.last_contact_on,
            key_workers=tuple(workers.get(person.pk, ())),
        )
        for person in people
    ]


def labels_of(people: list[Person], *, actor: Actor, today: date, reason: Reason = Reason.LIST) -> dict[uuid.UUID, str]:
    """The pseudonyms of many files, by id; an erased file says that it is. Raises Denied when the actor may not list one of them."""
    opened = open_parts(actor=actor, subjects=people, part=Part.LABEL, reason=reason, today=today)
    return {person.pk: _label(person, opened=opened) or _("dossier effacé") for person in people}


def _label(person: Person, *, opened: Opened) -> str:
    try:
        return opened.read(person, "pseudonym")
    except SealErased:
        return ""


def label_of(person: Person, *, actor: Actor, today: date) -> str:
    """The pseudonym of one file."""
    return labels_of([person], actor=actor, today=today)[person.pk]


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
    """Is a civil identity noted? Said without opening it; a page that read the file with `identity_noted` does not ask again."""
    noted: bool | None = getattr(person, "identity_noted", None)
    return noted if noted is not None else Identity.unscoped.filter(person=person).exists()


def key_workers_of(person: Person) -> list[KeyWorker]:
    """Past and present key workers, the present first."""
    found = person.key_workers.select_related("user").order_by("-starts_on", "pk")
    return sorted(found, key=lambda each: each.ends_on is not None)


def associations_where(actor: Actor, permission: Permission) -> list[Organisation]:
    """The associations where a mandate of the actor gives this permission, by name."""
    own = [m.organisation_id for m in actor.granting(permission)]
    return list(Organisation.unscoped.filter(pk__in=own, kind=OrganisationKind.ASSOCIATION).order_by("name", "pk"))
