"""Closed files: which, since when, kept until when; and why, for who works on them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Closing, Person
from maillage.accompaniment.people.retention import keep_until
from maillage.accompaniment.people.selectors.files import labels_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.vault import Part, open_part


@dataclass(frozen=True)
class ClosedRow:
    """A closed file in its list."""

    id: uuid.UUID
    pseudonym: str
    reference: str
    closed_on: date
    keep_until: date


def closed_files(actor: Actor, *, today: date) -> Any:
    """The closed files of the actor's association, the latest closing first; erased and reunited files are in no list."""
    closings = Closing.objects.visible_to(actor, today=today).filter(reopened_on__isnull=True)
    return (
        Person.objects.visible_to(actor, today=today)
        .standing()
        .filter(closed_on__isnull=False, pk__in=closings.order_by().values("person"))
        .order_by("-closed_on", "reference")
    )


def closed_rows(people: list[Person], *, actor: Actor, today: date) -> list[ClosedRow]:
    """The lines of a page of them."""
    labels = labels_of(people, actor=actor, today=today)
    return [
        ClosedRow(
            id=person.pk,
            pseudonym=labels[person.pk],
            reference=person.reference,
            closed_on=person.closed_on,
            keep_until=keep_until(person),
        )
        for person in people
        if person.closed_on is not None
    ]


def closing_of(person: Person) -> Closing | None:
    """The closing in force, if the file is closed."""
    closing: Closing | None = person.closings.filter(reopened_on__isnull=True).select_related("closed_by").first()
    return closing


def open_closing(*, actor: Actor, person: Person, reason: str, today: date) -> str:
    """The words of the closing, journaled. Raises Denied."""
    closing = closing_of(person)
    opened = open_part(actor=actor, subject=person, part=Part.STORY, reason=reason, today=today)
    return opened.read(closing, "words") if closing is not None else ""
