"""What was agreed, what is raised, and when the next contact is expected: for one file, or for all those of a list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from maillage.accompaniment.contacts.models import Contact, RaisedPerson, Rhythm, RhythmRaise
from maillage.accompaniment.contacts.selectors.latest import latest_of_each
from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.selectors import get_person
from maillage.core import rhythm as core
from maillage.core.rhythm import Expected, expect_contact
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope


def rhythm_of(person: Person) -> Rhythm | None:
    """What is agreed with her now, suspended or not."""
    return Rhythm.unscoped.standing().filter(person=person).select_related("caller").first()


def past_rhythms(person: Person) -> list[Rhythm]:
    """What was agreed before, the latest first."""
    return list(Rhythm.unscoped.filter(person=person, ended_on__isnull=False).select_related("caller").order_by("-edition")[:10])


def get_rhythm(*, actor: Actor, pk: uuid.UUID, today: date) -> Rhythm:
    """A rhythm, or OutOfScope."""
    rhythm = Rhythm.unscoped.select_related("person").filter(pk=pk).first()
    if rhythm is None:
        raise OutOfScope
    get_person(actor=actor, pk=rhythm.person_id, today=today)
    return rhythm


def get_raise(*, actor: Actor, pk: uuid.UUID, today: date) -> RhythmRaise:
    """A raise, or OutOfScope."""
    raised: RhythmRaise | None = RhythmRaise.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if raised is None:
        raise OutOfScope
    return raised


def raises_visible_to(actor: Actor, *, today: date) -> Any:
    """Raises of the actor's associations, the latest first."""
    found = RhythmRaise.objects.visible_to(actor, today=today).select_related("organisation", "raised_by", "put_back_by")
    return found.order_by("-starts_on", "pk")


def raises_on(people: Sequence[Person], *, today: date) -> dict[uuid.UUID, list[core.Raise]]:
    """The raises that hold today for each file: two queries."""
    organisations = {each.organisation_id for each in people}
    standing = list(RhythmRaise.unscoped.standing(today=today).filter(organisation_id__in=organisations).order_by("pk"))
    named: dict[uuid.UUID, set[uuid.UUID]] = {}
    apart = [each.pk for each in standing if not each.everybody]
    for raised_id, person_id in RaisedPerson.unscoped.filter(raised_id__in=apart).order_by().values_list("raised_id", "person_id"):
        named.setdefault(raised_id, set()).add(person_id)
    return {
        person.pk: [
            each.pure
            for each in standing
            if each.organisation_id == person.organisation_id and (each.everybody or person.pk in named.get(each.pk, ()))
        ]
        for person in people
    }


def rhythms_of_many(people: Iterable[Person]) -> dict[uuid.UUID, Rhythm]:
    """What is agreed, by file, in one query."""
    found = Rhythm.unscoped.standing().filter(person__in=list(people)).select_related("caller").order_by("pk")
    return {each.person_id: each for each in found}


def expected_of(person: Person, *, today: date) -> Expected | None:
    """When her next contact is expected, and why."""
    rhythm = rhythm_of(person)
    last = latest_of_each(Contact.unscoped.real().filter(person=person), by=("-happened_on", "-written_on", "-pk"))
    return expect_contact(
        last_contact_on=person.last_contact_on,
        rhythm=rhythm.pure if rhythm is not None else None,
        raises=raises_on([person], today=today)[person.pk],
        said_next_on=last[person.pk].next_on if person.pk in last else None,
        today=today,
    )


def without_news_for(organisation_id: uuid.UUID, *, days: int, today: date) -> list[Person]:
    """The open files of an association where nothing was heard for so many days: a group to raise."""
    since = date.fromordinal(today.toordinal() - days)
    return list(Person.unscoped.open_files().filter(organisation_id=organisation_id, last_contact_on__lte=since).order_by("pk"))


def followed_in(organisation_id: uuid.UUID, *, user_id: uuid.UUID, today: date) -> list[Person]:
    """The open files of an association that this colleague follows: a group to raise."""
    people = Person.unscoped.open_files().filter(organisation_id=organisation_id)
    return list(people.followed_by(user_id, today=today).order_by("pk"))


def followed_among(people: Sequence[Person], *, user_id: Any, today: date) -> set[uuid.UUID]:
    """Those of these files that this user follows today, inside the association."""
    present = KeyWorker.unscoped.present(today=today).inside().filter(person__in=people, user_id=user_id).order_by()
    return set(present.values_list("person_id", flat=True))


def keeps_link_with(actor: Actor, *, today: date) -> Any:
    """The open files with which the actor keeps the link: those that she sees, where she may note a contact and open how to."""
    where = {m.organisation_id for m in actor.granting(Permission.CONTACT_NOTE)} & {
        m.organisation_id for m in actor.granting(Permission.CONTACT_OPEN)
    }
    return Person.objects.visible_to(actor, today=today).open_files().filter(organisation_id__in=where)
